"""What a reviewer must look at: movements, thresholds, copied blocks, silent departments (pure)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria import exceptions
from criteria.exceptions import Point, copied_blocks, is_clean, is_jump, lies_on, movement, silent
from criteria.rules import Measured

NUMBERS = st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False, allow_infinity=False)
POSITIVE = NUMBERS.filter(bool)


@given(before=POSITIVE, now=NUMBERS)
def test_exceptions_a_jump_is_more_than_a_fifth_of_what_was_exactly(before, now):
    assert is_jump(before, now) == (5 * abs(Fraction(now) - Fraction(before)) > Fraction(before))


@given(before=POSITIVE, factor=st.fractions(min_value=Fraction(1, 100), max_value=100))
def test_exceptions_a_movement_depends_on_no_unit(before, factor):
    before, now = Fraction(before), Fraction(before) * 2
    assert movement(before * factor, now * factor) == movement(before, now) == 100


@given(value=POSITIVE)
def test_exceptions_what_stays_has_not_moved(value):
    assert movement(value, value) == 0
    assert not is_jump(value, value)


@pytest.mark.parametrize(
    "before, now, jumps",
    [
        ("29.4", "37.8", True),  # 28,6 %: the example of the mock-up
        ("100", "120", False),  # exactly a fifth is none
        ("100", "120.001", True),
        ("100", "80", False),
        ("100", "79.999", True),
        ("0", "5", False),  # from zero no percent can be said
        (None, "5", False),
        ("5", None, False),
    ],
)
def test_exceptions_jumps_at_the_limit(before, now, jumps):
    values = [one if one is None else Decimal(one) for one in (before, now)]
    assert is_jump(*values) is jumps


def test_exceptions_an_exact_share_is_compared_and_not_what_is_written():
    third = Fraction(100, 3)
    assert not is_jump(third, third * Fraction(6, 5))
    assert is_jump(third, third * Fraction(6, 5) + Fraction(1, 10**9))


@pytest.mark.parametrize(
    "value, limit, comparison, lies",
    [
        ("90", "90", ">=", True),
        ("90.001", "90", ">=", False),
        ("13", "13", "<=", True),
        ("90", "90", ">", True),
        ("100", "100", ">=", False),  # a full share lies there by nature
        ("0", "0", "<=", False),
        ("0", None, "khong", False),
        ("90", None, ">=", False),
        (None, "90", ">=", False),
        ("90", "90", "dat", False),  # a person judges
    ],
)
def test_exceptions_values_exactly_on_their_threshold(value, limit, comparison, lies):
    numbers = [one if one is None else Decimal(one) for one in (value, limit)]
    assert lies_on(*numbers, comparison) is lies


# --- copied blocks ---------------------------------------------------------------------------------------------


def column(*values):
    return [
        (f"{place}.1", value if isinstance(value, Measured) else Measured(Decimal(value)))
        for place, value in enumerate(values)
    ]


def test_exceptions_an_identical_block_names_the_other_commune():
    found = copied_blocks(
        {1: column("97.31", "41.07", "73.63", "95.77"), 2: column("97.31", "41.07", "73.63", "95.77")}
    )
    assert found[1][0].others == (2,)
    assert found[2][0].codes == ("0.1", "1.1", "2.1", "3.1")


def test_exceptions_overlapping_windows_are_one_block():
    same = column("97.31", "41.07", "73.63", "95.77", "81.25", "12.5")
    found = copied_blocks({1: same, 2: list(same)})
    assert len(found[1]) == 1
    assert len(found[1][0].codes) == 6


def test_exceptions_three_equal_values_are_chance():
    assert (
        copied_blocks({1: column("97.31", "41.07", "73.63", "1.5"), 2: column("97.31", "41.07", "73.63", "2.5")}) == {}
    )


def test_exceptions_the_same_values_at_other_indicators_are_no_block():
    one = column("97.31", "41.07", "73.63", "95.77")
    assert copied_blocks({1: one, 2: [("9.9", value) for _code, value in one]}) == {}


def test_exceptions_full_shares_and_small_counts_are_no_block():
    plain = column("100", "0", "3", "100", "7", "100")
    assert copied_blocks({1: plain, 2: list(plain)}) == {}


def test_exceptions_what_was_counted_tells_although_it_is_small():
    counted = [Measured(Decimal(50), Decimal(part), Decimal(2 * part)) for part in (2, 3, 4, 6)]
    assert copied_blocks({1: column(*counted), 2: column(*counted)})
    other = [Measured(Decimal(50), Decimal(part), Decimal(2 * part)) for part in (5, 7, 8, 9)]
    assert copied_blocks({1: column(*counted), 2: column(*other)}) == {}


@given(st.lists(st.decimals(min_value=11, max_value=99, places=2), min_size=0, max_size=12))
def test_exceptions_a_report_alone_copies_from_nobody(values):
    assert copied_blocks({1: column(*values)}) == {}


@given(st.lists(st.decimals(min_value=Decimal("10.01"), max_value=Decimal("99.99"), places=2), min_size=4, max_size=9))
def test_exceptions_copying_is_mutual(values):
    found = copied_blocks({1: column(*values), 2: column(*values), 3: column(*values)})
    assert {report: blocks[0].others for report, blocks in found.items()} in (
        {},
        {1: (2, 3), 2: (1, 3), 3: (1, 2)},
    )
    assert bool(found) == any(
        sum(value != value.to_integral_value() or value > 10 for value in values[start : start + 4]) >= 3
        for start in range(len(values) - 3)
    )


# --- departments, order ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("waited, found", [(9, []), (10, [2, 5]), (400, [2, 5]), (None, [])])
def test_exceptions_a_department_is_silent_after_so_many_days(waited, found):
    assert silent({5: ["Sở A"], 2: ["Sở B"], 3: ["Sở C"]}, {3}, waited, 10) == found


def test_exceptions_silence_is_told_and_keeps_no_report_from_being_clean():
    assert is_clean([Point(exceptions.SILENT, size=3)])
    assert is_clean([])
    assert all(not is_clean([Point(kind)]) for kind in exceptions.ORDER if kind != exceptions.SILENT)
