"""The average against counts by criterion, bands and the least commune."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm.progress.contradictions import averages
from tests.ntm.progress.contradictions.ledgers import facts, found, ledger

AVERAGE = {"measure": "avg_criteria_per_commune", "unit": "criteria"}
SET = {"1980": [1, 2, 3]}


def by_criterion(average, base, counts, *more):
    rows = [{"criterion": n, "criteria_set": "1980", "value": value, "base": base} for n, value in counts.items()]
    return ledger({**AVERAGE, "value": average, "base": base}, *rows, *more, criteria=SET)


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_average_computed_from_its_counts_always_holds(counts):
    average = round(sum(counts) / 100, 1)
    of = by_criterion(average, "100", dict(zip((1, 2, 3), counts, strict=True)))
    assert found(averages.of_criteria, of) == []


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.integers(10, 90))
def test_average_off_by_more_than_its_digit_never_holds(counts, off):
    average = round(sum(counts) / 100, 1) + off / 10
    of = by_criterion(f"{average:.1f}", "100", dict(zip((1, 2, 3), counts, strict=True)))
    assert [said for _kind, said, _codes in found(averages.of_criteria, of)] == ["criteria_off"]


def test_average_bounds_the_criteria_that_are_not_printed():
    of = by_criterion(2.5, "100", {1: 100})
    assert found(averages.of_criteria, of) == []
    of = by_criterion(3.1, "100", {1: 90})
    assert found(averages.of_criteria, of) == [("contradiction", "criteria_impossible", ["F001", "F002"])]
    assert facts(averages.of_criteria, of)["rest"] == (215, 225)


def test_average_that_leaves_one_criterion_fewer_than_must_hold_it_is_a_question():
    recognised = {"measure": "communes_attained_standard", "value": 40, "base": "100"}
    of = by_criterion(2.1, "100", {1: 80}, recognised)
    assert found(averages.of_criteria, of) == [("ambiguous", "criteria_tight", ["F001", "F002", "F003"])]
    said = facts(averages.of_criteria, of)
    assert (said["rest"], said["last"], said["missing"]) == ((125, 135), (25, 35), [2, 3])


def test_average_under_a_set_that_is_not_known_is_not_judged():
    of = ledger({**AVERAGE, "value": 2, "base": "9"}, {"criterion": 1, "criteria_set": "x", "value": 1, "base": "9"})
    assert list(averages.of_criteria(of)) == []


def banded(average):
    band = {"base": "100", "part_of": "units:100@2020"}
    return ledger(
        {**AVERAGE, "value": average, "base": "100"},
        {**band, "measure": "communes_in_band_10_14", "value": 40},
        {**band, "measure": "communes_in_band_5_9", "value": 60},
        criteria={"1980": list(range(1, 20))},
    )


@pytest.mark.parametrize(("average", "wrong"), [(7, False), (11, False), (6.8, True), (11.2, True)])
def test_average_between_what_the_bands_allow(average, wrong):
    assert bool(found(averages.of_bands, banded(average))) == wrong


@pytest.mark.parametrize(
    ("count", "least", "wrong"), [(0, 5, False), (0, 6, False), (0, 4, True), (3, 5, True), (3, 4, False)]
)
def test_least_commune_and_the_band_below(count, least, wrong):
    of = ledger(
        {"measure": "communes_in_band_below_5", "value": count},
        {"measure": "min_criteria_any_commune", "unit": "criteria", "low": least},
    )
    assert bool(found(averages.of_least, of)) == wrong


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        ("communes_in_band_19", ("contradiction", "below_all")),
        ("communes_attained_standard", ("ambiguous", "below_recognised")),
    ],
)
def test_criterion_that_fewer_communes_hold_than_all_of_them(measure, says):
    bound = {"measure": measure, "value": 65, "base": "181"}
    of = ledger({"criterion": 5, "value": 64, "base": "181"}, bound)
    assert found(averages.of_counts, of) == [(*says, ["F001", "F002"])]
    assert found(averages.of_counts, ledger({"criterion": 5, "value": 65, "base": "181"}, bound)) == []
