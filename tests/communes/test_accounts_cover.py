"""The first day without an administrator: pure arithmetic on spans of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communes.accounts.cover import uncovered_from, worse

TODAY = date(2025, 7, 10)
DAYS = st.integers(min_value=-20, max_value=20).map(lambda days: TODAY + timedelta(days=days))
SPANS = st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=6)


@pytest.mark.parametrize(
    ("spans", "day"),
    [
        ([], TODAY),
        ([(date(2020, 1, 1), None)], None),
        ([(date(2020, 1, 1), TODAY)], date(2025, 7, 11)),
        ([(date(2020, 1, 1), date(2025, 7, 9))], TODAY),
        ([(date(2020, 1, 1), TODAY), (date(2025, 7, 11), None)], None),
        ([(date(2020, 1, 1), TODAY), (date(2025, 7, 12), None)], date(2025, 7, 11)),
        ([(date(2025, 7, 11), None)], TODAY),
        ([(date(2020, 1, 1), date(2019, 1, 1))], TODAY),
    ],
)
def test_uncovered_from_is_the_first_day_of_nobody(spans, day):
    assert uncovered_from(spans, TODAY) == day


@given(SPANS)
def test_uncovered_from_agrees_with_looking_at_every_day(spans):
    days = [TODAY + timedelta(days=n) for n in range(60)]
    free = [day for day in days if not any(first <= day and (last is None or day <= last) for first, last in spans)]
    assert uncovered_from(spans, TODAY) == (free[0] if free else None)


@given(SPANS, SPANS)
def test_worse_is_never_said_of_more_cover(spans, more):
    assert not worse(uncovered_from(spans, TODAY), uncovered_from([*spans, *more], TODAY))
