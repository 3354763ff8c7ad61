"""The bridge between two days and unit bases: parts that mean what they say and add up exactly."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communes.lineage import Lineage
from ntm.progress.bridge import End, Measure, bridge, point_of
from ntm.progress.bridge.measures import KINDS
from ntm.progress.bridge.parts import PARTS, joined
from ntm.progress.recognition import Recognitions, Renewal
from ntm.progress.restatement import restated_awards, restated_traces
from ntm.progress.standing import Outcome, commune_standing
from tests.ntm.progress.bridge.histories import ASKED, world, worlds
from tests.ntm.progress.places import (
    END_2019,
    END_2020,
    JUNE_2020,
    MERGED,
    award,
    link,
    merger,
    reading,
    unit,
)

MEASURES = [Measure(kind, 2 if kind == "criterion" else None) for kind in KINDS]
RECOGNISED, AVERAGE, COMMUNES = Measure("recognised"), Measure("average"), Measure("communes")
OLD, NEW = END_2019, MERGED


def amounts(found):
    return {part.name: part.amount for part in found.parts if part.amount}


def behind(found, name):
    return [(one.older, one.newer, one.change) for one in found.part(name).effects]


def recognised_world(*awards, renewals=()):
    return world(merger(), awards=awards, renewals=[Renewal(*row) for row in renewals])


def held_world(*rows, first=(), lineage=None):
    """`rows`: (commune, day, criteria held); `first` the same for what was approved before a correction."""
    made = [(reading(number, *row[:2], "old"), row[2]) for number, row in enumerate([*rows, *first])]
    outcomes = {one.report: Outcome(frozenset(held)) for one, held in made}
    readings = [one for one, _held in made]
    return world(lineage or merger(), readings[: len(rows)], outcomes, first=readings[len(rows) :])


# --- what each part means ----------------------------------------------------------------------------------------


def test_mergers_are_joining_without_any_change_of_decisions():
    found = bridge(recognised_world(award(1, 2018), award(2, 2018)), End(END_2019, OLD), End(END_2019, NEW), RECOGNISED)
    assert (found.start, found.end, amounts(found)) == (2, 1, {"mergers": -1})
    assert behind(found, "mergers") == [((1, 2), (2,), -1)]


def test_left_is_apart_from_mergers():
    found = bridge(recognised_world(award(3, 2018)), End(END_2019, OLD), End(END_2019, NEW), RECOGNISED)
    assert amounts(found) == {"left": -1}
    assert behind(found, "left") == [((3,), (), -1)]


def test_entered_is_a_commune_without_an_older_one():
    lineage = Lineage([unit(1), unit(2, valid_to=END_2019, rural=False), unit(3, MERGED)], [link(2, 3, kind="rename")])
    found = bridge(world(lineage), End(END_2019, OLD), End(JUNE_2020, NEW), COMMUNES)
    assert (amounts(found), behind(found, "entered")) == ({"entered": 1}, [((), (3,), 1)])


def test_progress_is_a_decision_after_the_units_changed():
    found = bridge(recognised_world(award(7, 2020)), End(END_2019, OLD), End(END_2020, NEW), RECOGNISED)
    assert (amounts(found), behind(found, "progress")) == ({"progress": 1}, [((7,), (7,), 1)])


def test_progress_can_be_a_withdrawal():
    gone = award(7, 2018, withdrawn_on=date(2020, 5, 1))
    found = bridge(recognised_world(gone), End(END_2019, NEW), End(END_2020, NEW), RECOGNISED)
    assert amounts(found) == {"progress": -1}


def test_again_takes_off_who_waits_and_gives_back_who_was_recognised_again():
    held = award(1, 2018), award(2, 2018)
    waits = recognised_world(*held, renewals=[(2, "basic", MERGED)])
    june = bridge(waits, End(END_2019, OLD), End(JUNE_2020, NEW), RECOGNISED)
    assert (june.start, june.end, amounts(june)) == (2, 0, {"mergers": -1, "again": -1})
    known = recognised_world(*held, award(2, 2020), renewals=[(2, "basic", MERGED)])
    year = bridge(known, End(END_2019, OLD), End(END_2020, NEW), RECOGNISED)
    assert (year.end, amounts(year)) == (1, {"mergers": -1})
    assert amounts(bridge(known, End(JUNE_2020, NEW), End(END_2020, NEW), RECOGNISED)) == {"again": 1}


def test_decision_signed_after_the_year_is_no_merger():
    late = award(7, 2019, signed_on=date(2020, 2, 1))
    found = bridge(recognised_world(late), End(END_2019, OLD), End(END_2020, OLD), RECOGNISED)
    assert amounts(found) == {}


def test_new_units_shown_under_old_ones_lose_by_merger_not_by_progress():
    """The 160 "lost" pairs of June 2020 on 207 communes: no report says that anything was lost."""
    told = held_world((1, END_2019, {1, 2}), (2, END_2019, {1}), (7, END_2019, {1}), (7, JUNE_2020, {1, 2, 3}))
    found = bridge(told, End(END_2019, OLD), End(JUNE_2020, OLD), AVERAGE)
    assert amounts(found) == {"mergers": Fraction(-1, 5), "progress": Fraction(2, 5)}
    assert behind(found, "mergers") == [((1,), (1,), -1)]


def test_average_of_joined_communes_is_the_mean_after_minus_the_mean_before():
    told = held_world((1, END_2019, {1, 2, 3}), (2, END_2019, {1}), (3, END_2019, {1, 2}), (7, END_2019, {1}))
    found = bridge(told, End(END_2019, OLD), End(END_2019, NEW), AVERAGE)
    assert (found.start, found.end) == (Fraction(7, 5), Fraction(2, 3))
    assert amounts(found) == {"left": Fraction(5, 4) - Fraction(7, 5), "mergers": Fraction(2, 3) - Fraction(5, 4)}


def test_criteria_set_is_the_whole_step_to_the_first_reports_under_the_new_one():
    rows = [reading(1, 7, date(2021, 12, 31), "old"), reading(2, 7, date(2022, 12, 31), "new")]
    rows.append(reading(3, 7, date(2023, 12, 31), "new"))
    said = {1: Outcome(frozenset({1, 2, 3})), 2: Outcome(frozenset({1})), 3: Outcome(frozenset({1, 2}))}
    told = world(merger(), rows, said)
    found = bridge(told, End(date(2021, 12, 31), NEW), End(date(2023, 12, 31), NEW), AVERAGE)
    assert amounts(found) == {"criteria_set": Fraction(-2, 3), "progress": Fraction(1, 3)}


def test_decisions_know_no_criteria_set():
    found = bridge(
        recognised_world(award(7, 2018)), End(date(2021, 12, 31), NEW), End(date(2023, 12, 31), NEW), RECOGNISED
    )
    assert (found.start, found.end, amounts(found)) == (1, 1, {})


def test_corrections_are_what_changed_since_the_first_approval():
    told = held_world((7, JUNE_2020, {1}), (7, END_2020, {1, 2, 3}), first=[(7, END_2020, {1, 2})])
    found = bridge(told, End(JUNE_2020, NEW), End(END_2020, NEW), AVERAGE)
    assert amounts(found) == {"progress": Fraction(1, 3), "corrections": Fraction(1, 3)}
    assert behind(found, "corrections") == [((7,), (7,), 1)]


def test_correction_of_the_start_lowers_the_progress_told_then():
    told = held_world((7, JUNE_2020, {1}), (7, END_2020, {1, 2}), first=[(7, JUNE_2020, {1, 2})])
    found = bridge(told, End(JUNE_2020, NEW), End(END_2020, NEW), AVERAGE)
    assert amounts(found) == {"corrections": Fraction(1, 3)}


def test_end_without_reports_is_unknown_and_not_zero():
    found = bridge(held_world((7, END_2020, {1})), End(END_2019, OLD), End(END_2020, NEW), AVERAGE)
    assert (found.start, found.difference, found.parts) == (None, None, ())


def test_criterion_that_the_set_does_not_have_is_unknown():
    found = bridge(held_world((7, END_2020, {1})), End(END_2020, NEW), End(END_2020, OLD), Measure("criterion", 4))
    assert not found.known


def test_steps_lead_from_one_number_to_the_next():
    held = recognised_world(award(1, 2018), award(2, 2018), award(7, 2020), renewals=[(2, "basic", MERGED)])
    found = bridge(held, End(END_2019, OLD), End(END_2020, NEW), RECOGNISED)
    assert [(one.leg.kind, one.before, one.after) for one in found.steps] == [
        ("basis", 2, 1),
        ("event", 1, 0),
        ("time", 0, 1),
    ]


def test_joined_cuts_communes_into_pieces_that_pass_territory():
    found = [(one.older, one.newer) for one in joined(merger(), END_2019, MERGED)]
    assert found == [((1, 2), (2,)), ((3,), ()), ((5,), (6,)), ((7,), (7,))]


# --- what holds for every history --------------------------------------------------------------------------------

ends = st.builds(End, st.sampled_from(ASKED), st.sampled_from(ASKED))
known_worlds = settings(max_examples=50, deadline=None)


def shown(told, end, measure):
    """The number of an end counted by the rules of the standing alone, without the bridge."""
    point = point_of(told, end, measure.by_set)
    traces = restated_traces(told.lineage, told.readings, end.as_of, end.units, point.criteria_set)
    rows = {n: commune_standing(n, found, told.outcomes) for n, found in traces.items()}
    holds = [row.holds for row in rows.values()]
    if measure.kind == "recognised":
        awards = Recognitions(told.lineage, told.awards, told.renewals, "basic")
        return len(restated_awards(awards, end.as_of, end.units))
    if measure.kind == "communes":
        return len(rows)
    if all(row.coverage == "missing" for row in rows.values()):
        return None
    criteria = next(one.criteria for one in told.yardsticks if one.code == point.criteria_set)
    if measure.kind == "all_criteria":
        return sum(one >= frozenset(criteria) for one in holds)
    if measure.kind == "average":
        return Fraction(sum(map(len, holds)), len(rows))
    return sum(measure.criterion in one for one in holds) if measure.criterion in criteria else None


@known_worlds
@given(worlds(), ends, ends)
def test_parts_add_up_to_the_difference_of_what_pages_show(told, one, other):
    for measure in MEASURES:
        found, back = bridge(told, one, other, measure), bridge(told, other, one, measure)
        assert (found.start, found.end) == (shown(told, one, measure), shown(told, other, measure))
        assert {part.name: -part.amount for part in found.parts} == {part.name: part.amount for part in back.parts}
        if found.known:
            assert sum(part.amount for part in found.parts) == found.end - found.start
            assert [part.name for part in found.parts] == list(PARTS)
            assert all(isinstance(part.amount, Fraction | int) for part in found.parts)
            assert_steps_join(found)
            assert measure.averaged or parts_are_their_communes(found)


def assert_steps_join(found):
    """Each step begins where the one before ended, and its own parts explain it."""
    at = found.start
    for step in found.steps:
        assert step.before == at
        assert step.before + sum(share.amount for share in step.shares) == step.after
        at = step.after
    assert at == found.end


def parts_are_their_communes(found):
    return all(part.amount == sum(effect.change for effect in part.effects) for part in found.parts)


@known_worlds
@given(worlds(), ends, st.sampled_from(ASKED))
def test_parts_of_one_day_and_of_plain_histories(told, end, units):
    """Units alone make no progress, their number changes by units alone, and nothing is corrected unsaid."""
    other = End(end.as_of, units)
    for measure in MEASURES:
        assert not {"progress", "criteria_set"} & amounts(bridge(told, end, other, measure)).keys()
    found = bridge(told, end, End(ASKED[-1], units), COMMUNES)
    assert amounts(found).keys() <= {"mergers", "left", "entered"}
    plain = world(told.lineage, [r for rows in told.readings.values() for r in rows], told.outcomes)
    assert "corrections" not in amounts(bridge(plain, end, End(ASKED[-1], units), AVERAGE))


@pytest.mark.parametrize("measure", MEASURES)
def test_bridge_of_nothing_known_is_empty(measure):
    found = bridge(world(Lineage([], [])), End(END_2019, OLD), End(END_2020, NEW), measure)
    assert not amounts(found)
