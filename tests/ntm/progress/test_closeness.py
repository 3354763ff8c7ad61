"""What a criterion still needs: changes add up on one scale, and what is not known is not estimated."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from criteria import rules
from criteria.rules import Ground, Measured, Told
from ntm.progress.closeness import Effort, Near, by_effort, effort, nearest_first

ON = date(2020, 12, 31)


@dataclass(frozen=True)
class Level:
    value: Decimal | None
    text: str = ""
    checked: bool = True


def ground(code, value, threshold, comparison=">=", unit="%", counts=(None, None), text="Tỷ lệ hộ"):
    level = None if threshold is None else Level(Decimal(threshold))
    measured = Measured(None if value is None else Decimal(value), *(one and Decimal(one) for one in counts))
    return Ground(code, text, unit, comparison, Told(ON, measured, level))


WATER = ground("17.1", "80", "90", counts=(400, 500))
INCOME = ground("10", "35.28", "36", unit="triệu đồng/người/năm", text="Thu nhập")
HELD = ground("15.1", "90", "85")
UNKNOWN = ground("17.3", None, None, comparison="dat")
OUT_OF_REACH = ground("17.2", "90", "100", comparison=">")

grounds = st.lists(
    st.builds(
        ground,
        st.sampled_from(["1.1", "1.2", "2"]),
        st.none() | st.decimals(0, 100, places=1),
        st.none() | st.decimals(0, 100, places=1),
        st.sampled_from([">=", "<=", ">", "dat"]),
    ),
    max_size=5,
)


def test_effort_of_a_share_is_told_in_what_it_counts():
    found = effort([WATER])
    assert [(one.code, change.number) for one, change in found.changes] == [("17.1", 50)]
    assert (found.points, found.complete) == (10, True)


def test_effort_adds_up_over_indicators():
    assert effort([WATER, INCOME, HELD]).points == 10 + Fraction("0.72") / 36 * 100


def test_effort_is_the_mean_of_the_units_that_speak():
    assert effort([WATER, replace(WATER, of="B")], reports=2).points == 10
    assert effort([WATER, replace(HELD, of="B")], reports=2).points == 5


def test_effort_without_numbers_is_unknown_and_not_zero():
    for some in ([], [UNKNOWN], [HELD], [HELD, UNKNOWN]):
        found = effort(some)
        assert (found.known, found.points, found.complete) == (False, None, False)


def test_effort_names_what_no_number_decides_and_what_is_out_of_reach():
    found = effort([WATER, UNKNOWN, OUT_OF_REACH])
    assert (found.open, found.stuck, found.complete) == (("17.3",), ("17.2",), False)
    assert found.points == 10


def test_effort_without_a_common_measure_has_no_points():
    houses = ground("9.1", "3", None, comparison="khong", unit="", text="Nhà tạm, dột nát")
    assert (effort([houses]).known, effort([houses]).points) == (True, None)


@given(grounds)
def test_effort_is_known_only_where_a_value_misses_its_threshold(some):
    found = effort(some)
    missed = {one.code for one in some if one.reason.verdict == rules.NOT_ATTAINED}
    assert {one.code for one, _change in found.changes} | set(found.stuck) == missed
    assert (found.points is None) == (not found.changes)
    assert found.points is None or found.points > 0


@given(st.permutations([WATER, INCOME, HELD, UNKNOWN]))
def test_effort_does_not_hang_on_the_order(some):
    assert effort(some).points == effort([WATER, INCOME, HELD, UNKNOWN]).points


rows = st.builds(
    Near,
    st.integers(1, 5),
    st.integers(1, 19),
    st.integers(1, 19),
    st.builds(lambda points: Effort(changes=((WATER, None),), points=points), st.fractions(0, 100)) | st.just(Effort()),
)


@given(st.lists(rows, max_size=20))
def test_nearest_first_is_by_criteria_missing_then_effort_then_unknown(some):
    found = nearest_first(some, {unit: unit for unit in range(1, 6)})
    assert sorted(map(repr, found)) == sorted(map(repr, some))
    keys = [(one.missing, one.effort.points is None, one.effort.points or 0) for one in found]
    assert keys == sorted(keys)


def test_by_effort_puts_the_unknown_last():
    assert by_effort(Effort(points=Fraction(99), changes=((WATER, None),))) < by_effort(Effort())
