"""Communes alike: a distance anybody can check, and the latest gain of a commune."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm.progress.alike import MOST, Gain, Profile, distance, most_alike, turned

profiles = st.builds(
    Profile,
    st.integers(1, 50),
    st.integers(0, 19),
    st.frozensets(st.sampled_from(["border", "dbkk", "pilot"])),
    st.sampled_from(["van-quan", "loc-binh", None]),
    st.just("tdmnpb"),
)
ENDS = [date(year, 12, 31) for year in range(2014, 2021)]


def profile(unit=1, count=10, groups=(), district="van-quan", commune_class="tdmnpb"):
    return Profile(unit, count, frozenset(groups), district, commune_class)


def gain(unit, on=2019, **fields):
    ends = (date(year, 12, 31) for year in (on - 2, on - 1, on))
    return Gain(profile(unit, **fields), *ends)


@pytest.mark.parametrize(
    "other, expected",
    [
        ({}, 0),
        ({"count": 13}, 3),
        ({"groups": ["border"]}, 2),
        ({"district": "loc-binh"}, 1),
        ({"commune_class": "national"}, 3),
        ({"count": 8, "groups": ["border", "dbkk"], "district": None}, 7),
    ],
)
def test_distance_is_the_sum_of_its_parts(other, expected):
    assert distance(profile(), profile(2, **other)) == expected


@given(profiles, profiles, profiles)
def test_distance_is_symmetric_and_no_detour_is_shorter(one, other, third):
    assert distance(one, other) == distance(other, one) >= 0
    assert distance(one, one) == 0
    assert distance(one, third) <= distance(one, other) + distance(other, third)


@pytest.mark.parametrize(
    "history, expected",
    [
        ("xxy", (0, 1, 2)),
        ("xyxy", (2, 2, 3)),
        ("xyyy", (0, 0, 1)),
        ("?xy", (1, 1, 2)),
        ("x?y", (0, 0, 2)),
        ("yyy", None),
        ("yyx", None),
        ("y??", None),
        ("???", None),
        ("", None),
    ],
)
def test_turned_finds_the_latest_gain(history, expected):
    said = {"x": False, "y": True, "?": None}
    found = turned([(ENDS[place], said[one]) for place, one in enumerate(history)])
    assert found == (expected and tuple(ENDS[place] for place in expected))


@given(st.lists(st.sampled_from([True, False, None]), max_size=7))
def test_turned_lacks_until_it_holds(history):
    by_date = dict(zip(ENDS, history, strict=False))
    found = turned(list(by_date.items()))
    if found:
        since, before, on = found
        assert since <= before < on
        assert (by_date[since], by_date[before], by_date[on]) == (False, False, True)
        assert all(holds is not False for one, holds in by_date.items() if one > before)


def test_most_alike_takes_the_nearest_of_the_last_three_years():
    old, near, far, later = gain(2, 2017), gain(3, 2019), gain(4, 2019, count=15), gain(5, 2020)
    assert most_alike(profile(), [old, far, near, later], date(2020, 12, 31)) == [later, near, far]


def test_most_alike_never_names_the_commune_itself():
    assert most_alike(profile(1), [gain(1)], date(2020, 12, 31)) == []


@given(profiles, st.lists(st.builds(gain, st.integers(2, 60), st.integers(2015, 2020)), max_size=12))
def test_most_alike_leaves_out_nobody_nearer(own, gains):
    found = most_alike(own, gains, date(2020, 12, 31))
    assert len(found) <= MOST
    left = [one for one in gains if one not in found and one.on > date(2017, 12, 31) and one.profile.unit != own.unit]
    if found and left:
        assert max(distance(own, one.profile) for one in found) <= min(distance(own, one.profile) for one in left)


def test_gain_months_from_the_first_round_known_to_lack_it():
    assert gain(2, 2019).months == 24
