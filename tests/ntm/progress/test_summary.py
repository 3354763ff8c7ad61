"""What a quick report compares: only one set, only one basis, only sides that are known."""

from datetime import date
from fractions import Fraction

from ntm.progress.standing import CARRIED, MISSING, REPORTED, CommuneStanding, Standing
from ntm.progress.summary import Difference, by_coverage, share, without_data

NOW, THEN = date(2020, 12, 31), date(2019, 12, 31)


def standing(on, held, criteria_set="1980", recognised=(), coverage=REPORTED, **more):
    rows = {unit: CommuneStanding(unit, coverage, frozenset(some), **more) for unit, some in held.items()}
    return Standing(on, NOW, criteria_set, (1, 2, 3), rows, {"basic": frozenset(recognised)})


def test_difference_of_criteria_and_average():
    found = Difference(standing(NOW, {1: {1, 2}, 2: {3}}), standing(THEN, {1: {1, 3}, 2: set()}))
    assert found.by_criterion == {1: 0, 2: 1, 3: 0}
    assert found.average == Fraction(1, 2)
    assert (found.gained, found.lost) == ({1: [2], 2: [3]}, {1: [3]})


def test_difference_across_sets_is_not_told():
    found = Difference(standing(NOW, {1: {1}}), standing(THEN, {1: {2}}, "491"))
    assert (found.average, found.by_criterion, found.lost, found.comparable) == (None, {}, {}, False)


def test_difference_without_reports_is_not_told():
    nothing = standing(THEN, {1: set()}, coverage=MISSING)
    found = Difference(standing(NOW, {1: {1}}, recognised={1}), nothing)
    assert (found.average, found.newly_recognised("basic"), found.no_longer_recognised("basic")) == (None, None, None)


def test_difference_of_recognition_needs_no_common_set():
    found = Difference(standing(NOW, {1: {1}, 2: {1}}, "318", {2}), standing(THEN, {1: {1}, 2: {1}}, "1980", {1}))
    assert (found.newly_recognised("basic"), found.no_longer_recognised("basic")) == ({2}, {1})


def test_by_coverage_sums_to_the_universe():
    rows = {1: CommuneStanding(1, REPORTED), 2: CommuneStanding(2, CARRIED), 3: CommuneStanding(3, MISSING)}
    found = by_coverage(Standing(NOW, NOW, "1980", (1,), rows))
    assert found == {"reported": [1], "carried": [2], "inherited": [], "missing": [3]}


def test_share_is_exact_and_needs_a_whole():
    assert (share(1, 3), share(1, 0)) == (Fraction(100, 3), None)


def test_without_data_names_criteria():
    assert without_data(standing(NOW, {1: {1}}, no_data=frozenset({3, 2}))) == {1: [2, 3]}
