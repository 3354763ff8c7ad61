"""Who has entered, submitted and been approved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.turnout import OWED, STATES, Place, Turnout, by_district, days_left, state_of

places = st.lists(st.builds(Place, st.text("ab", min_size=1), st.sampled_from(["", "X", "Y"]), st.sampled_from(STATES)))


@given(places)
def test_turnout_counts_every_commune_once(found):
    parts = by_district(found)
    assert sum(one.total for one in parts) == len(found)
    assert all(sum(one.counts.values()) == one.total for one in parts)
    assert all(one.sent + len(one.owing) == one.total for one in parts)


@given(places)
def test_turnout_puts_those_who_owe_most_first(found):
    owing = [len(one.owing) for one in by_district(found)]
    assert owing == sorted(owing, reverse=True)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (set(), "not_begun"),
        ({"draft"}, "draft"),
        ({"approved", "draft"}, "draft"),
        ({"approved", "returned"}, "returned"),
        ({"approved"}, "approved"),
    ],
)
def test_state_is_that_of_what_is_under_way(states, expected):
    assert state_of(states) == expected


def test_ends_are_those_of_the_communes_that_owe_the_first_end_first():
    sent = Place("a", "X", "submitted", date(2026, 12, 31))
    first, later = (Place(name, "X", OWED[0], date(2026, 12, day)) for name, day in (("b", 1), ("c", 9)))
    endless = Place("d", "X", OWED[0])
    found = Turnout("X", [endless, sent, later, first]).ends
    assert found == [(date(2026, 12, 1), [first]), (date(2026, 12, 9), [later]), (None, [endless])]


def test_days_left_count_today():
    today = date(2026, 11, 22)
    assert days_left(today, today) == 1
    assert days_left(date(2026, 11, 21), today) == 0
    assert days_left(None, today) is None
