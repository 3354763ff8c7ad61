"""Attained criteria that may be lost: by a hair, drifting, or missed under another threshold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.rules import Measured, Told
from ntm.progress.early_warning import (
    DRIFT,
    DRIFT_YEARS,
    HAIR,
    NEXT_SET,
    NEXT_YEAR,
    drift,
    hair,
    most_urgent_first,
    points_above,
    shadow,
)
from tests.ntm.progress.test_closeness import Level, ground

values = st.decimals(50, 100, places=1)


def share(value, threshold="85", **options):
    return ground("15.1", value, threshold, **options)


def told(value, year, threshold="85"):
    return Told(date(year, 12, 31), Measured(Decimal(value)), Level(Decimal(threshold)))


@pytest.mark.parametrize(
    "value, threshold, comparison, expected",
    [
        ("85.9", "85", ">=", True),
        ("86", "85", ">=", True),
        ("86.1", "85", ">=", False),
        ("84.9", "85", ">=", False),
        ("11.5", "12", "<=", True),
        ("100", "100", ">=", False),
        (None, "85", ">=", False),
        ("85", None, ">=", False),
    ],
)
def test_hair_is_within_a_point_of_the_line(value, threshold, comparison, expected):
    found = hair(share(value, threshold, comparison=comparison))
    assert (found is not None) == expected
    assert found is None or found.kind == HAIR


def test_hair_of_few_things_is_told_as_far_as_it_is():
    assert hair(share("83.333", "70", counts=(5, 6))) is None


def test_hair_tells_the_room_in_what_is_counted():
    found = hair(share("85.6", "85", counts=(428, 500)))
    assert (found.room.number, found.room.less, found.points) == (3, True, Fraction(6, 10))


def test_drift_needs_every_reading_nearer_to_the_line():
    now = replace(share("87"), now=told("87", 2020))
    found = drift(now, [told("89", 2018), told("88", 2019)])
    assert (found.kind, found.points) == (DRIFT, 2)
    assert (found.pace, found.years) == (1, 2)
    assert drift(now, [told("86", 2018), told("88", 2019)]) is None
    assert drift(now, [told("88", 2019)]) is None


def test_drift_that_takes_longer_is_no_warning():
    now = replace(share("95"), now=told("95", 2020))
    assert drift(now, [told("97", 2018), told("96", 2019)]) is None


def test_drift_counts_thresholds_that_rise():
    income = replace(share("46"), unit="triệu đồng", now=told("46", 2024, "45"))
    found = drift(income, [told("46", 2022, "39"), told("46", 2023, "42")])
    assert found.kind == DRIFT


@given(st.lists(values, min_size=3, max_size=5))
def test_drift_warns_only_of_what_is_attained_and_soon_lost(readings):
    years = range(2021 - len(readings), 2021)
    *history, last = (told(value, year) for value, year in zip(readings, years, strict=True))
    found = drift(replace(share(str(readings[-1])), now=last), history)
    if found:
        assert readings[-3] > readings[-2] > readings[-1] >= 85
        assert 0 <= found.years <= DRIFT_YEARS


@pytest.mark.parametrize("value, expected", [("88", True), ("91", False), ("84", False)])
def test_shadow_warns_where_the_next_threshold_would_be_missed(value, expected):
    found = shadow(NEXT_SET, share(value), share(value, "90"))
    assert (found is not None) == expected
    assert found is None or (found.missing.number, found.code) == (Decimal(2), "15.1")


def test_shadow_is_silent_where_no_number_decides():
    assert shadow(NEXT_SET, share("88"), share("88", None)) is None
    assert shadow(NEXT_SET, share(None), share(None, "90")) is None


def test_points_above_are_percent_of_the_threshold_for_a_value():
    income = ground("10", "39.6", "36", unit="triệu đồng", text="Thu nhập")
    assert points_above(income, income.now) == 10
    assert points_above(share("90"), share("90").now) == 5


def test_most_urgent_first_puts_next_year_before_a_hair_before_the_next_set():
    some = [
        shadow(NEXT_SET, share("85.5"), share("85.5", "90")),
        hair(share("85.5")),
        shadow(NEXT_YEAR, share("85.5"), share("85.5", "86")),
    ]
    assert [one.kind for one in most_urgent_first(some)] == [NEXT_YEAR, HAIR, NEXT_SET]
