"""Where communes stand: own, carried, inherited, missing; and the sums that must always hold."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from criteria.readings import Trace, trace
from ntm.progress.bands import bands_for
from ntm.progress.standing import Outcome, commune_standing, movement
from tests.ntm.progress.places import (
    END_2019,
    END_2020,
    JUNE_2020,
    MERGED,
    merger,
    reading,
    readings,
    standing,
)

HOLDS = st.dictionaries(st.integers(1, 300), st.frozensets(st.integers(1, 19)), min_size=1, max_size=40)


def test_trace_reported():
    found = trace(merger(), readings(reading(10, 7, END_2020)), 7, END_2020, "1980")
    assert (found.coverage, found.on, found.complete) == ("reported", END_2020, True)


def test_trace_carried_keeps_its_date():
    found = trace(merger(), readings(reading(10, 7, END_2019), reading(11, 7, JUNE_2020)), 7, END_2020, "1980")
    assert (found.coverage, found.on) == ("carried", JUNE_2020)


def test_trace_not_carried_from_another_set():
    assert trace(merger(), readings(reading(10, 7, END_2019, "491-342")), 7, END_2020, "1980") == Trace()


def test_trace_not_from_the_future():
    assert trace(merger(), readings(reading(10, 7, END_2020)), 7, JUNE_2020, "1980").coverage == "missing"


def test_trace_merged_unit_begins_anew_though_it_keeps_its_row():
    own_before_the_merger = readings(reading(10, 2, END_2019))
    found = trace(merger(), own_before_the_merger, 2, MERGED, "1980")
    assert (found.coverage, found.complete) == ("inherited", False), "its voter 1 has no reading"


def test_trace_merged_unit_with_its_own_report():
    found = trace(merger(), readings(reading(10, 2, END_2019), reading(11, 2, JUNE_2020)), 2, END_2020, "1980")
    assert (found.coverage, [r.report for r in found.readings]) == ("carried", [11])


def test_commune_standing_inherits_what_all_voters_hold():
    both = readings(reading(10, 1, END_2019), reading(11, 2, END_2019))
    found = trace(merger(), both, 2, MERGED, "1980")
    outcomes = {10: Outcome(frozenset({1, 2, 3})), 11: Outcome(frozenset({2, 3, 4}))}
    assert commune_standing(2, found, outcomes).holds == {2, 3}


def test_commune_standing_holds_nothing_while_a_voter_is_missing():
    found = trace(merger(), readings(reading(10, 1, END_2019)), 2, MERGED, "1980")
    row = commune_standing(2, found, {10: Outcome(frozenset({1, 2}))})
    assert (row.coverage, row.count) == ("inherited", 0)


def test_commune_standing_names_what_has_no_data():
    found = trace(merger(), readings(reading(10, 7, END_2020)), 7, END_2020, "1980")
    row = commune_standing(7, found, {10: Outcome(frozenset({1, 7}), frozenset({7}), frozenset({9}))})
    assert (row.count, row.not_applicable, row.no_data) == (2, {7}, {9})


def test_average_without_any_reading_is_none():
    assert standing({1: (), 2: ()}, coverage="missing").average is None


def test_all_criteria_means_every_criterion_of_the_set_whatever_its_size():
    ten = standing({1: range(1, 11), 2: range(1, 10)}, criteria=range(1, 11), criteria_set="51-2025")
    assert ten.all_criteria == {1}
    assert [(band.label, communes) for band, communes in ten.bands()] == [("10", 1), ("5–9", 1), ("<5", 0)]


def test_all_criteria_of_a_set_without_criteria_is_nobody():
    assert standing({1: ()}, criteria=()).all_criteria == frozenset()


def test_bands_of_the_province_by_default():
    assert [band.label for band in bands_for(19)] == ["19", "15–18", "10–14", "5–9", "<5"]


def test_bands_of_another_province():
    assert [band.label for band in bands_for(19, (15, 12, 9, 0))] == ["19", "15–18", "12–14", "9–11", "<9"]


@given(HOLDS)
def test_bands_sum_to_the_universe(holds):
    found = standing(holds)
    assert sum(communes for _, communes in found.bands()) == found.universe


@given(HOLDS)
def test_average_times_universe_is_the_sum_over_criteria(holds):
    found = standing(holds)
    assert found.average * found.universe == sum(found.by_criterion.values()) == found.total


@given(HOLDS, st.integers(2, 5))
def test_province_is_the_sum_of_its_districts(holds, districts):
    whole = standing(holds, recognised=[unit for unit in holds if unit % 3 == 0])
    parts = [whole.within({unit for unit in holds if unit % districts == rest}) for rest in range(districts)]
    assert sum(part.universe for part in parts) == whole.universe
    assert sum(part.total for part in parts) == whole.total
    assert sum(len(part.recognised) for part in parts) == len(whole.recognised)
    for number in whole.criteria:
        assert sum(part.by_criterion[number] for part in parts) == whole.by_criterion[number]


@given(st.integers(1, 60), st.lists(st.integers(0, 60), max_size=6))
def test_bands_never_overlap_and_leave_no_gap(criteria, ends):
    bands = bands_for(criteria, (*sorted(ends, reverse=True), 0))
    assert [sum(count in band for band in bands) for count in range(criteria + 1)] == [1] * (criteria + 1)


def test_movement_gained_and_lost():
    before = standing({1: {1, 2}, 2: {3}}, as_of=END_2019)
    now = standing({1: {1, 4}, 2: {3}})
    assert movement(now, before) == ({(1, 4)}, {(1, 2)})


def test_movement_over_a_change_of_set_is_not_comparable():
    assert movement(standing({1: {1}}, criteria_set="318"), standing({1: {1}})) is None


def test_movement_without_data_before_is_not_comparable():
    assert movement(standing({1: {1}}), standing({1: ()}, coverage="missing")) is None


def test_average_is_exact():
    assert standing({1: {1}, 2: (), 3: ()}).average == Fraction(1, 3)


def test_trace_of_a_date_before_everything():
    assert trace(merger(), {}, 7, date(2005, 1, 1), "491") == Trace()
