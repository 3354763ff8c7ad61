"""Verdicts and pace: the edges of every rule."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm.progress.goals import (
    Aim,
    agreed,
    ahead,
    missing,
    projected_year,
    reached,
    recent_pace,
    required_pace,
    years_between,
)


@pytest.mark.parametrize(
    "low, high, better, actual, verdict",
    [
        (72, 72, "higher", 74, "exceeded"),
        (72, 72, "higher", 72, "met"),
        (72, 72, "higher", 71, "not_met"),
        (15, 16, "higher", Fraction(31, 2), "met"),
        (15, 16, "higher", 16, "met"),
        (15, 16, "higher", 17, "exceeded"),
        (10, None, "higher", 12, "met"),
        (10, None, "higher", 9, "not_met"),
        (0, 0, "lower", 0, "met"),
        (0, 0, "lower", 1, "not_met"),
        (5, 6, "lower", 4, "exceeded"),
        (5, 6, "lower", 7, "not_met"),
        (None, 500, "lower", 400, "met"),
        (None, 500, "lower", 501, "not_met"),
        (20, 20, "none", 20, "met"),
        (20, 20, "none", 21, "differs"),
        (20, 20, "none", 19, "differs"),
        (80, 80, "higher", Fraction(7996, 100), "not_met"),
    ],
)
def test_reached_by_direction_and_range(low, high, better, actual, verdict):
    assert reached(Aim(low, high, better), actual) == verdict


@pytest.mark.parametrize(
    "actual, earlier, verdict", [(65, 35, "on_track"), (65, 34, "on_track"), (65, 36, "behind"), (115, 115, "on_track")]
)
def test_ahead_compares_the_paces(actual, earlier, verdict):
    aim = Aim(115, 115, "higher")
    required, recent = required_pace(aim, actual, 5), recent_pace(aim, actual, earlier, 3)
    assert ahead(aim, actual, required, recent) == verdict


def test_ahead_without_an_earlier_point_is_no_data():
    assert ahead(Aim(115, 115, "higher"), 65, Fraction(10), None) == "no_data"


def test_ahead_lower_is_better_counts_the_fall_as_gain():
    aim = Aim(0, 0, "lower")
    assert recent_pace(aim, 30, 60, 3) == 10
    assert ahead(aim, 30, required_pace(aim, 30, 3), recent_pace(aim, 30, 60, 3)) == "on_track"


def test_ahead_of_a_distribution_is_met_or_differs():
    assert ahead(Aim(16, 16, "none"), 16, Fraction(0), None) == "met"
    assert ahead(Aim(16, 16, "none"), 14, Fraction(0), None) == "differs"


def test_agreed_only_where_figures_lead_to_different_verdicts():
    assert agreed(["exceeded", "exceeded"]) == "exceeded"
    assert agreed(["met", "not_met"]) == "sources_disagree"


def test_years_between_counts_months():
    assert years_between(date(2020, 12, 31), date(2025, 12, 31)) == 5
    assert years_between(date(2025, 6, 30), date(2025, 12, 31)) == Fraction(1, 2)


@given(st.fractions(-1000, 1000), st.fractions(0, 100), st.fractions(-1000, 1000), st.sampled_from(["higher", "lower"]))
def test_reached_and_missing_agree(low, width, actual, better):
    aim = Aim(low, low + width, better)
    assert (missing(aim, actual) > 0) == (reached(aim, actual) == "not_met")


@given(st.fractions(-100, 100), st.fractions(-100, 100), st.integers(1, 10))
def test_required_pace_kept_up_reaches_the_target(target, actual, years):
    aim = Aim(target, target, "higher")
    assert reached(aim, actual + required_pace(aim, actual, years) * years) in {"met", "exceeded"}


@pytest.mark.parametrize(
    "actual, recent, on, year",
    [
        (65, 10, date(2020, 12, 31), 2025),
        (65, Fraction(51, 5), date(2020, 12, 31), 2025),
        (65, 9, date(2020, 12, 31), 2026),
        (105, 10, date(2025, 6, 30), 2026),
        (110, 10, date(2025, 6, 30), 2025),
        (115, 0, date(2020, 12, 31), 2020),
        (65, 0, date(2020, 12, 31), None),
        (65, -3, date(2020, 12, 31), None),
        (65, None, date(2020, 12, 31), None),
    ],
)
def test_projected_year_is_the_one_in_which_the_pace_reaches_the_target(actual, recent, on, year):
    assert projected_year(Aim(115, 115, "higher"), actual, recent, on) == year


@given(st.integers(0, 114), st.fractions(Fraction(1, 10), 30), st.integers(1, 12))
def test_projected_year_is_in_time_exactly_where_the_pace_is_enough(actual, recent, years):
    """On track by the pace and in time by the year are one and the same."""
    aim, on = Aim(115, 115, "higher"), date(2020, 12, 31)
    in_time = projected_year(aim, actual, recent, on) <= 2020 + years
    assert in_time == (ahead(aim, actual, required_pace(aim, actual, years), recent) == "on_track")
