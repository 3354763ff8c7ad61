"""Criteria against what a target needs, and the communes closest to the standard."""

from datetime import date
from fractions import Fraction

import pytest

from ntm.progress.needs import closest, communes_needed, lacking, needs, worst_first
from ntm.progress.standing import CommuneStanding

DAY = date(2020, 12, 31)


def row(unit, *held, on=DAY):
    return CommuneStanding(unit, "reported", frozenset(held), on=on)


@pytest.mark.parametrize(("value", "share", "needed"), [(115, False, 115), (50, True, 91), (Fraction(7, 2), False, 4)])
def test_communes_needed_rounds_up(value, share, needed):
    assert communes_needed(value, share, 181) == needed


def test_needs_tells_what_is_missing_and_leaves_the_unknown_open():
    found = {one.number: one for one in needs({5: 72, 14: 181, 9: None}, 115)}
    assert (found[5].missing, found[14].missing, found[9].missing) == (43, 0, None)
    assert [number for number, one in found.items() if one.blocks] == [5]


def test_needs_without_a_target_block_nothing():
    assert not any(one.blocks for one in needs({5: 0}))


def test_worst_first_puts_the_unknown_last():
    assert [one.number for one in worst_first(needs({1: None, 2: 76, 5: 72, 6: 72, 14: 181}))] == [5, 6, 2, 14, 1]


def test_closest_leaves_out_the_recognised_and_the_silent():
    rows = [row(1, 1, 2), row(2, 1, 2, 3), row(3, 1), row(4, on=None)]
    assert [one.unit for one in closest(rows, {2}, 5)] == [1, 3]
    assert [one.unit for one in closest(rows, set(), 1)] == [2]


def test_lacking_names_the_criteria_not_held():
    assert lacking(row(1, 2, 3), (1, 2, 3, 4)) == [1, 4]
