"""The verdict of a value against its threshold, and which threshold applies."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import rules
from criteria.models import Indicator

numbers = st.decimals(min_value=-1000, max_value=1000, places=3)


@dataclass(frozen=True)
class Level:
    commune_class: str
    year_from: int | None
    year_to: int | None
    value: Decimal | None = None


@pytest.mark.parametrize(
    "value, threshold, comparison, expected",
    [
        ("95", "95", ">=", "attained"),
        ("94.999", "95", ">=", "not_attained"),
        ("12", "12", "<=", "attained"),
        ("12.001", "12", "<=", "not_attained"),
        ("12", "12", ">", "not_attained"),
        ("12.001", "12", ">", "attained"),
        ("0", None, "khong", "attained"),
        ("1", None, "khong", "not_attained"),
        (None, "95", ">=", None),
        (None, None, "khong", None),
        ("95", None, ">=", None),
        ("95", "80", "dat", None),
        ("95", "80", "tinh_quy_dinh", None),
        ("95", "80", "bo_quy_dinh", None),
    ],
)
def test_value_verdict_cases(value, threshold, comparison, expected):
    value, threshold = (text and Decimal(text) for text in (value, threshold))
    assert rules.value_verdict(value, threshold, comparison) == expected


def test_rules_know_every_numeric_comparison_of_the_model():
    judged = {one.value for one in Indicator.Comparison} - {"dat", "tinh_quy_dinh", "bo_quy_dinh"}
    assert judged == set(rules.NUMERIC)


@pytest.mark.parametrize(
    "value, threshold, comparison, word, margin",
    [
        ("48.7", "50", ">=", "short", "-1.3"),
        ("97.6", "95", ">=", "reached", "2.6"),
        ("13", "12", "<=", "too_much", "-1"),
        ("0", "0", "khong", "reached", "0"),
        (None, "50", ">=", "no_value", None),
        ("50", None, ">=", "no_threshold", None),
        ("50", None, "dat", "by_officer", None),
    ],
)
def test_reason_cases(value, threshold, comparison, word, margin):
    value, threshold, margin = (text and Decimal(text) for text in (value, threshold, margin))
    found = rules.reason(value, threshold, comparison)
    assert (found.word, found.margin) == (word, margin)


@given(numbers, numbers, st.sampled_from(rules.NUMERIC))
def test_value_verdict_agrees_with_the_margin(value, threshold, comparison):
    margin = rules.margin(value, threshold, comparison)
    verdict = rules.value_verdict(value, threshold, comparison)
    if margin:
        assert (verdict == "attained") == (margin > 0)
    else:
        assert (verdict == "attained") == (comparison != ">")


@given(numbers, numbers, st.decimals(min_value=0, max_value=1000, places=3))
def test_value_verdict_never_falls_when_the_value_improves(value, threshold, gain):
    for comparison, better in ((">=", value + gain), (">", value + gain), ("<=", value - gain)):
        if rules.value_verdict(value, threshold, comparison) == "attained":
            assert rules.value_verdict(better, threshold, comparison) == "attained"


@given(st.none() | numbers, st.none() | numbers, st.sampled_from([one.value for one in Indicator.Comparison]))
def test_reason_and_verdict_are_one(value, threshold, comparison):
    found = rules.reason(value, threshold, comparison)
    assert found.verdict == rules.value_verdict(value, threshold, comparison)
    assert (found.margin is None) == (found.verdict is None)


NORTH, NATIONAL = "tdmnpb", "national"
INCOME = [Level(NORTH, year, year, Decimal(36 + 3 * (year - 2021))) for year in range(2022, 2026)]


@pytest.mark.parametrize("year, expected", [(2021, None), (2022, 39), (2025, 48), (2026, None)])
def test_threshold_for_a_year(year, expected):
    found = rules.threshold_for(INCOME, NORTH, year)
    assert (found and found.value) == expected


def test_threshold_for_another_class_is_not_borrowed():
    assert rules.threshold_for([Level(NATIONAL, None, None, Decimal(95))], NORTH, 2020) is None


def test_threshold_for_open_years_covers_all_and_yields_to_a_dated_one():
    general, dated = Level(NORTH, None, None, Decimal(1)), Level(NORTH, 2020, 2020, Decimal(2))
    assert rules.threshold_for([general, dated], NORTH, 2019) == general
    assert rules.threshold_for([dated, general], NORTH, 2020) == dated


def test_threshold_for_up_to_a_year_says_nothing_after_it():
    assert rules.threshold_for([Level(NORTH, None, 2020, Decimal(36))], NORTH, 2021) is None


@given(st.permutations(INCOME), st.integers(2020, 2027))
def test_threshold_for_does_not_hang_on_the_order(levels, year):
    assert rules.threshold_for(levels, NORTH, year) == rules.threshold_for(INCOME, NORTH, year)


@pytest.mark.parametrize(
    "verdicts, expected",
    [
        ([], None),
        (["attained", "attained"], "attained"),
        (["attained", None], None),
        (["not_attained", None], "not_attained"),
        ([None], None),
    ],
)
def test_criterion_verdict_cases(verdicts, expected):
    assert rules.criterion_verdict(verdicts) == expected
