"""One date under the units of another."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from communes.lineage import Lineage
from ntm.progress.restatement import restated_awards, restated_traces
from ntm.progress.standing import Outcome, commune_standing
from tests.ntm.progress.places import (
    END_2019,
    END_2020,
    JUNE_2020,
    MERGED,
    award,
    link,
    merger,
    reading,
    readings,
    recognitions,
    unit,
)


def holds(lineage, rows, outcomes, as_of, units):
    traces = restated_traces(lineage, readings(*rows), as_of, units, "1980")
    return {number: commune_standing(number, found, outcomes) for number, found in traces.items()}


ALL_2019 = [reading(number, number, END_2019) for number in (1, 2, 3, 5, 7)]
SAID_2019 = {number: Outcome(frozenset({number, 10})) for number in (1, 2, 3, 5, 7)}


def test_newer_units_hold_what_all_voters_hold():
    found = holds(merger(), ALL_2019, SAID_2019, END_2019, MERGED)
    assert {number: set(row.holds) for number, row in found.items()} == {2: {10}, 6: {5, 10}, 7: {7, 10}}


def test_newer_units_coverage():
    found = holds(merger(), ALL_2019, SAID_2019, END_2019, MERGED)
    assert {number: row.coverage for number, row in found.items()} == {2: "inherited", 6: "inherited", 7: "reported"}


def test_older_units_hold_what_all_rural_successors_hold():
    rows = [reading(number, number, END_2020) for number in (2, 6, 7)]
    said = {number: Outcome(frozenset({number})) for number in (2, 6, 7)}
    found = holds(merger(), rows, said, END_2020, END_2019)
    assert {number: set(row.holds) for number, row in found.items()} == {1: {2}, 2: {2}, 3: set(), 5: {6}, 7: {7}}


def test_older_units_without_a_rural_successor_left_the_universe():
    found = holds(merger(), [reading(7, 7, END_2020)], {}, END_2020, END_2019)
    assert [number for number, row in found.items() if row.left] == [3]


def test_older_units_divided_hold_what_both_parts_hold():
    lineage = Lineage(
        [unit(1, valid_to=END_2019), unit(2, MERGED), unit(3, MERGED)],
        [link(1, 2, kind="split"), link(1, 3, kind="split")],
    )
    rows = [reading(2, 2, END_2020), reading(3, 3, END_2020)]
    said = {2: Outcome(frozenset({1, 2})), 3: Outcome(frozenset({2, 3}))}
    assert set(holds(lineage, rows, said, END_2020, END_2019)[1].holds) == {2}


def test_whole_predecessors_silence_the_parts():
    lineage = Lineage(
        [unit(1, valid_to=END_2019), unit(2, valid_to=END_2019), unit(3, MERGED)],
        [link(1, 3), link(2, 3, kind="split")],
    )
    rows, said = [reading(1, 1, END_2019)], {1: Outcome(frozenset({4}))}
    assert set(holds(lineage, rows, said, END_2019, MERGED)[3].holds) == {4}


def awarded(as_of, units, *awards, renewals=()):
    return set(restated_awards(recognitions(merger(), *awards, renewals=renewals), as_of, units))


def test_awards_towards_newer_units_need_all_voters():
    assert awarded(END_2019, MERGED, award(1, 2018), award(2, 2018), award(7, 2019)) == {2, 7}
    assert awarded(END_2019, MERGED, award(1, 2018), award(7, 2019)) == {7}


def test_awards_towards_newer_units_ignore_the_wait():
    """61 of 207 become 52 of 181 by lineage; that 3 of them wait shows only on dates of the new units."""
    waits = [(2, "basic", MERGED)]
    assert awarded(END_2019, MERGED, award(1, 2018), award(2, 2018), renewals=waits) == {2}
    assert awarded(JUNE_2020, JUNE_2020, award(1, 2018), award(2, 2018), renewals=waits) == set()


def test_awards_towards_older_units_stand_as_they_ended():
    waits = [(2, "basic", MERGED)]
    assert awarded(JUNE_2020, END_2019, award(1, 2018), award(2, 2018), renewals=waits) == {1, 2}


def test_awards_towards_older_units_by_a_decision_of_every_successor():
    assert awarded(END_2020, END_2019, award(2, 2020)) == {1, 2}


def test_awards_towards_older_units_inherited_is_no_decision_of_its_own():
    assert awarded(END_2020, END_2019, award(1, 2018)) == {1}


def test_awards_of_a_unit_that_left_stay_with_the_older_units():
    assert awarded(END_2020, END_2019, award(3, 2018)) == {3}


@given(st.data())
def test_restating_to_the_same_date_changes_nothing(data):
    lineage, on = merger(), data.draw(st.sampled_from([END_2019, MERGED, JUNE_2020, END_2020]))
    rows = [reading(n, n, on) for n in data.draw(st.sets(st.sampled_from(lineage.universe(on))))]
    said = {row.report: Outcome(data.draw(st.frozensets(st.integers(1, 19)))) for row in rows}
    found = holds(lineage, rows, said, on, on)
    assert set(found) == set(lineage.universe(on))
    for number, row in found.items():
        assert row.holds == said.get(number, Outcome()).holds
        assert row.coverage == ("reported" if number in said else "missing")


@given(st.permutations(range(7)), st.permutations(range(6)), st.permutations(range(5)))
def test_restating_does_not_hang_on_the_order_of_rows(units, links, rows):
    ordered = merger()
    shuffled = Lineage(
        [list(ordered.units.values())[position] for position in units], [ordered.links[position] for position in links]
    )
    mixed = [ALL_2019[position] for position in rows]
    for as_of, basis in [(END_2019, MERGED), (date(2020, 3, 1), END_2019)]:
        assert holds(shuffled, mixed, SAID_2019, as_of, basis) == holds(ordered, ALL_2019, SAID_2019, as_of, basis)
