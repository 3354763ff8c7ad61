"""The smallest change that attains an indicator, and the largest that still holds it."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria import rules
from criteria.rules import Measured
from criteria.rules.measured import CONTINUOUS, HOUSEHOLD, KM

wholes = st.integers(1, 6200)
values = st.decimals(min_value=0, max_value=500, places=3)
percents = st.decimals(min_value=0, max_value=100, places=1)
comparisons = st.sampled_from(rules.NUMERIC)


@st.composite
def counted(draw):
    """A share of whole things, or of kilometres."""
    whole = draw(wholes)
    if draw(st.booleans()):
        return Measured(None, Decimal(draw(st.integers(0, whole))), Decimal(whole)), HOUSEHOLD
    return Measured(None, Decimal(draw(st.integers(0, whole))) / 10, Decimal(whole) / 10), KM


def verdict(measured, threshold, comparison):
    return rules.value_verdict(rules.exact(measured), threshold, comparison)


def one_less(change):
    return replace(change, number=change.number - change.step)


def one_more(change):
    return replace(change, number=change.number + change.step)


@given(counted(), percents, comparisons)
def test_shortfall_of_a_share_flips_and_one_less_does_not(share, threshold, comparison):
    measured, unit = share
    change = rules.shortfall(measured, threshold, comparison, unit, percent=True)
    assume(change)
    assert verdict(measured, threshold, comparison) == "not_attained"
    becomes = rules.after(measured, change)
    assert verdict(becomes, threshold, comparison) == "attained"
    assert 0 <= becomes.numerator <= becomes.denominator
    assert verdict(rules.after(measured, one_less(change)), threshold, comparison) == "not_attained"


@given(values, values, comparisons)
def test_shortfall_of_a_value_flips_and_one_less_does_not(value, threshold, comparison):
    measured = Measured(value)
    change = rules.shortfall(measured, threshold, comparison)
    assume(change)
    assert verdict(rules.after(measured, change), threshold, comparison) == "attained"
    assert verdict(rules.after(measured, one_less(change)), threshold, comparison) == "not_attained"


@given(counted(), percents, comparisons)
def test_shortfall_is_none_only_where_attained_or_out_of_reach(share, threshold, comparison):
    measured, unit = share
    if rules.shortfall(measured, threshold, comparison, unit, percent=True) is None:
        best = replace(measured, numerator=Decimal(0) if comparison in ("<=", "khong") else measured.denominator)
        now, most = (verdict(one, threshold, comparison) for one in (measured, best))
        assert now == "attained" or most == "not_attained"


@given(counted(), percents, comparisons)
def test_slack_of_a_share_holds_and_one_more_does_not(share, threshold, comparison):
    measured, unit = share
    room = rules.slack(measured, threshold, comparison, unit, percent=True)
    assert (room is None) == (verdict(measured, threshold, comparison) != "attained")
    assume(room)
    assert verdict(rules.after(measured, room), threshold, comparison) == "attained"
    assert verdict(rules.after(measured, one_more(room)), threshold, comparison) == "not_attained"


@given(values, values, comparisons)
def test_slack_of_a_value_holds_and_one_more_does_not(value, threshold, comparison):
    room = rules.slack(Measured(value), threshold, comparison)
    assume(room)
    assert verdict(rules.after(Measured(value), room), threshold, comparison) == "attained"
    assert verdict(rules.after(Measured(value), one_more(room)), threshold, comparison) == "not_attained"


@pytest.mark.parametrize(
    "measured, threshold, comparison, unit, number, step",
    [
        (("93.6", 468, 500), "95", ">=", HOUSEHOLD, "7", "1"),
        (("25", 3, 12), "25", ">", HOUSEHOLD, "1", "1"),
        (("13", 65, 500), "12", "<=", HOUSEHOLD, "5", "1"),
        (("84", "8.4", "10"), "96", ">=", KM, "1.2", "0.1"),
        (("84.5", "8.45", "10"), "96", ">=", KM, "1.15", "0.01"),
        (("35.2", None, None), "36", ">=", "", "0.8", "0.1"),
        (("35.25", None, None), "36", ">=", "", "0.75", "0.01"),
        (("3", None, None), None, "khong", "", "3", "1"),
        (("36", None, None), "36", ">", "", "0.1", "0.1"),
    ],
)
def test_shortfall_cases(measured, threshold, comparison, unit, number, step):
    measured = Measured(*(None if part is None else Decimal(part) for part in measured))
    threshold = threshold and Decimal(threshold)
    change = rules.shortfall(measured, threshold, comparison, unit, percent=True)
    assert (change.number, change.step) == (Decimal(number), Decimal(step))


@pytest.mark.parametrize(
    "value, threshold, comparison",
    [("95", "95", ">="), (None, "95", ">="), ("90", None, ">="), ("90", "95", "dat"), ("100", "100", ">")],
)
def test_shortfall_is_none_where_there_is_nothing_to_tell(value, threshold, comparison):
    value, threshold = (one and Decimal(one) for one in (value, threshold))
    assert rules.shortfall(Measured(value), threshold, comparison, percent=True) is None


def test_shortfall_points_are_one_scale():
    households = rules.shortfall(Measured(None, Decimal(468), Decimal(500)), Decimal(95), ">=", HOUSEHOLD, True)
    income = rules.shortfall(Measured(Decimal("35.28")), Decimal(36), ">=")
    houses = rules.shortfall(Measured(Decimal(7)), None, "khong")
    assert households.points == Fraction(14, 10)
    assert income.points == 2
    assert houses.points is None


def test_share_is_judged_by_its_counts_and_not_by_its_rounded_value():
    measured = Measured(Decimal("26.700"), Decimal(11214), Decimal(42000) - 1)
    assert rules.exact(measured) > Decimal("26.7")
    assert verdict(measured, Decimal("26.7"), "<=") == "not_attained"


def test_counts_that_contradict_the_value_are_left_aside_and_named():
    measured = Measured(Decimal(80), Decimal(45), Decimal(92))
    assert rules.exact(measured) == 80
    assert rules.contradictory(measured, percent=True)
    assert not rules.contradictory(Measured(Decimal(35), Decimal(45), Decimal(92)), percent=False)
    assert not rules.shortfall(measured, Decimal(90), ">=", HOUSEHOLD, percent=True).counted


@given(counted())
def test_exact_share_is_the_counts(share):
    measured = share[0]
    assert rules.exact(measured) == 100 * Fraction(measured.numerator) / Fraction(measured.denominator)


@pytest.mark.parametrize("numerator, denominator", [(None, 5), (5, None), (0, 0), (5, -1)])
def test_share_without_a_whole_is_unknown(numerator, denominator):
    parts = [None if one is None else Decimal(one) for one in (numerator, denominator)]
    assert rules.exact(Measured(None, *parts)) is None


@pytest.mark.parametrize(
    "text, unit",
    [
        ("Tỷ lệ hộ nghèo đa chiều giai đoạn 2016-2020", "household"),
        ("Tỷ lệ km đường trục xã, liên xã được nhựa hóa", "km"),
        ("Tỷ lệ đường ngõ, xóm sạch", "km"),
        ("Tỷ lệ thôn, bản, ấp có nhà văn hóa", "village"),
        ("Tỷ lệ trường học các cấp", "school"),
        ("Tỷ lệ người có việc làm trên dân số", "worker"),
        ("Tỷ lệ người dân tham gia bảo hiểm y tế", "person"),
        ("Tổ chức chính trị - xã hội của xã đạt loại khá trở lên", "organisation"),
        ("Tỷ lệ chất thải rắn sinh hoạt", "tonne"),
        ("Tỷ lệ sử dụng hình thức hỏa táng", ""),
    ],
)
def test_stands_for_reads_the_wording(text, unit):
    assert rules.stands_for(text) == unit


def test_lengths_are_told_in_tenths():
    assert KM in CONTINUOUS


@pytest.mark.parametrize(
    "threshold, comparison, percent, expected",
    [("100", ">=", True, True), ("95", ">=", True, False), ("100", ">=", False, False), (None, "khong", False, True)],
)
def test_at_the_end_of_the_scale(threshold, comparison, percent, expected):
    assert rules.at_the_end(threshold and Decimal(threshold), comparison, percent) == expected
