"""Where results and decisions differ, what a withdrawal rule says, and what mergers did to recognition (pure)."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communes.lineage import MERGE, Lineage, Link, Unit
from ntm.progress.carried import carried
from ntm.progress.differences import differences
from ntm.progress.recognition import Award, Recognitions, Renewal
from ntm.progress.standing import CommuneStanding, Standing
from ntm.progress.withdrawal import Limits, Verdict, proposal

END = date(2020, 12, 31)
ALL = tuple(range(1, 20))
LIMITS = Limits(Fraction(30), Fraction(50), frozenset({10, 17, 19}))


def standing(rows, recognised):
    made = {
        unit: CommuneStanding(unit, coverage, frozenset(holds), no_data=frozenset(no_data))
        for unit, (coverage, holds, no_data) in rows.items()
    }
    return Standing(END, END, "318", ALL, made, {"basic": frozenset(recognised)})


def test_differences_go_in_both_directions():
    rows = {
        1: ("reported", ALL, ()),
        2: ("reported", ALL, ()),
        3: ("reported", ALL[:-2], (18,)),
        4: ("missing", (), ()),
        5: ("reported", ALL[:3], ()),
    }
    found = differences(standing(rows, {2, 3, 4}), "basic")
    assert found.complete == {1}
    assert found.lost == {3: {18, 19}}
    assert found.unknown == {3: {18}}
    assert found.silent == {4}
    assert found.count == 2


def test_differences_of_a_level_nobody_holds_are_all_complete_ones():
    found = differences(standing({1: ("reported", ALL, ())}, set()), "advanced")
    assert (found.complete, found.lost, found.silent) == ({1}, {}, frozenset())


@given(
    st.dictionaries(
        st.integers(1, 30),
        st.tuples(st.sampled_from(["reported", "carried", "missing"]), st.sets(st.sampled_from(ALL)), st.just(())),
    ),
    st.sets(st.integers(1, 30)),
)
def test_differences_split_the_recognised_without_a_rest(rows, recognised):
    rows = {unit: (kind, () if kind == "missing" else holds, none) for unit, (kind, holds, none) in rows.items()}
    recognised &= rows.keys()
    found = differences(standing(rows, recognised), "basic")
    agree = {unit for unit in recognised if set(rows[unit][1]) == set(ALL)}
    assert set(found.lost) | found.silent | agree == recognised
    assert not set(found.lost) & found.silent
    assert not found.complete & recognised


@pytest.mark.parametrize(
    ("lost", "verdict"),
    [
        (set(), Verdict.KEEPS),
        ({1, 2, 3, 4, 10}, Verdict.KEEPS),  # 5 of 19 are 26,3 %
        ({1, 2, 3, 4, 5, 6}, Verdict.KEEPS),  # 6 are 31,6 %, but none that the rule names
        ({1, 2, 3, 4, 5, 10}, Verdict.NAMED),
        ({1, 2, 3, 4, 5, 6, 7, 8, 9}, Verdict.KEEPS),
        ({1, 2, 3, 4, 5, 6, 7, 8, 17}, Verdict.NAMED),
        ({1, 2, 3, 4, 5, 6, 7, 8, 9, 11}, Verdict.MANY),
        (set(ALL), Verdict.MANY),
    ],
)
def test_withdrawal_by_the_rule_with_nineteen_criteria(lost, verdict):
    found = proposal(LIMITS, ALL, set(ALL) - lost, ())
    assert (found.verdict, found.lost) == (verdict, lost)
    assert found.proposed is (verdict in {Verdict.NAMED, Verdict.MANY})
    assert found.named == lost & LIMITS.criteria


def test_withdrawal_never_counts_missing_data_as_lost():
    found = proposal(LIMITS, ALL, set(ALL) - {1, 2, 3, 4, 5, 10}, {10})
    assert (found.verdict, found.lost, found.unknown) == (Verdict.NOT_KNOWN, {1, 2, 3, 4, 5}, {10})
    assert proposal(LIMITS, ALL, set(ALL) - {1, 10}, {10}).verdict is Verdict.KEEPS


def test_withdrawal_without_a_rule_or_a_set_is_not_proposed():
    assert proposal(Limits(None, None), ALL, (), ()).verdict is Verdict.NO_RULE
    empty = proposal(LIMITS, (), (), ())
    assert (empty.verdict, empty.share) == (Verdict.NO_RULE, None)


@given(st.sets(st.sampled_from(ALL)), st.sets(st.sampled_from(ALL)), st.integers(0, 100), st.integers(0, 100))
def test_withdrawal_grows_with_what_is_lost(holds, no_data, named, alone):
    limits = Limits(Fraction(named), Fraction(alone), LIMITS.criteria)
    found = proposal(limits, ALL, holds, no_data)
    assert found.lost | found.unknown | holds == set(ALL)
    assert not found.lost & found.unknown
    assert found.share * found.total == 100 * len(found.lost)
    if found.proposed:
        for criterion in holds:
            assert proposal(limits, ALL, holds - {criterion}, no_data).proposed


JOINED = date(2020, 1, 1)


def merged():
    """1 and 2 become 5; 3 and 4 become 6; 7 stays as it is."""
    ends = date(2019, 12, 31)
    old = [Unit(n, f"{n:05}", str(n), True, "d", date(2004, 1, 1), ends) for n in (1, 2, 3, 4)]
    new = [Unit(n, f"{n:05}", str(n), True, "d", JOINED) for n in (5, 6)]
    links = [Link(o, n, JOINED, MERGE) for o, n in ((1, 5), (2, 5), (3, 6), (4, 6))]
    return Lineage([*old, *new, Unit(7, "00007", "7", True, "d", date(2004, 1, 1))], links)


def award(unit, year=2018):
    return Award(unit, "basic", year, date(year, 12, 1))


def outcomes(awards, renewals=()):
    found = carried(Recognitions(merged(), awards, renewals, "basic"), END)
    return {one.unit: one.outcome for one in found}


def test_carried_over_a_merger():
    assert outcomes([award(1), award(2), award(3), award(7)]) == {5: "inherited", 6: "not_carried"}
    assert outcomes([]) == {}


def test_carried_commune_that_must_be_recognised_again_and_then_is():
    again = [Renewal(5, "basic", JOINED)]
    assert outcomes([award(1), award(2)], again) == {5: "again"}
    assert outcomes([award(1), award(2), award(5, 2020)], again) == {5: "own"}


def test_a_real_decision_stands_before_a_made_up_one():
    made_up = Award(7, "basic", 2016, date(2016, 12, 1), illustration=True)
    found = Recognitions(merged(), [made_up, award(7)], [], "basic")
    assert found.own(7, END) == award(7)
    assert found.own(7, date(2017, 12, 31)) == made_up


def test_a_withdrawn_real_decision_does_not_leave_a_made_up_one_standing():
    made_up = Award(7, "basic", 2016, date(2016, 12, 1), illustration=True)
    withdrawn = Award(7, "basic", 2018, date(2018, 12, 1), withdrawn_on=date(2019, 6, 1))
    found = Recognitions(merged(), [made_up, withdrawn], [], "basic")
    assert found.own(7, END) is None
    assert found.own(7, date(2018, 12, 31)) == withdrawn
