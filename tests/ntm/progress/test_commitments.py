"""A condition over communes: parts, verdicts, who is behind, and what no data means."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.readings import MISSING, REPORTED
from ntm.progress import goals
from ntm.progress.commitments import AVERAGE, COMMUNES, CRITERIA, SHARE, WHOLE, Condition, evaluate, together
from ntm.progress.standing import CommuneStanding, Standing

ON = date(2020, 12, 31)
ALL = tuple(range(1, 20))
ASKED = frozenset({10, 11, 14, 15, 18})
# A commune as the bits of one number: nineteen draws a commune would be slow.
HELD = st.integers(0, 2**19 - 1).map(lambda bits: frozenset(one for one in ALL if bits >> (one - 1) & 1))


def at_least(value):
    return goals.Aim(Fraction(value), None, "higher")


def standing(held, recognised=(), missing=(), criteria_set="1980"):
    """{unit: criteria it holds} as a standing; `missing` have no report."""
    rows = {unit: CommuneStanding(unit, REPORTED, frozenset(numbers)) for unit, numbers in held.items()}
    rows |= {unit: CommuneStanding(unit, MISSING) for unit in missing}
    return Standing(ON, ON, criteria_set, ALL, rows, {"basic": frozenset(recognised)})


def first(n):
    return range(1, n + 1)


def test_commitment_average_is_judged_against_the_near_end_of_a_range():
    """10,6 misses 11,5-12; 11,5 keeps it; 12,5 is more than asked."""
    aim = goals.Aim(Fraction(23, 2), Fraction(12), "higher")
    verdicts = [
        evaluate(Condition(AVERAGE, aim), {WHOLE: standing({1: first(a), 2: first(b)})}).verdict
        for a, b in [(10, 11), (11, 12), (12, 13)]
    ]
    assert verdicts == [goals.NOT_MET, goals.MET, goals.EXCEEDED]


def test_commitment_names_the_communes_below_the_average_that_is_asked():
    found = evaluate(Condition(AVERAGE, at_least(10)), {WHOLE: standing({1: first(3), 2: first(9), 3: first(11)})})
    assert found.parts[0].value == Fraction(23, 3)
    assert found.parts[0].behind == (2, 1)


def test_commitment_no_commune_below_five_names_each_that_is():
    found = evaluate(Condition(CRITERIA, at_least(5)), {WHOLE: standing({1: first(5), 2: first(4), 3: first(19)})})
    assert found.verdict == goals.NOT_MET
    assert [(part.key, part.value) for part in found.missed] == [(2, 4)]


def test_commitment_of_each_commune_stays_open_while_one_has_no_report():
    kept = standing({1: first(5)}, missing=[2])
    found = evaluate(Condition(CRITERIA, at_least(5)), {WHOLE: kept})
    assert found.verdict == goals.NO_DATA
    assert [part.key for part in found.unknown] == [2]


def test_commitment_of_each_district_wants_one_commune_with_all_that_is_asked():
    """Ten criteria are not enough without 18; nine are not enough with all five."""
    condition = Condition(COMMUNES, at_least(1), 10, ASKED, criteria_set="1980")
    districts = {
        "a": standing({1: [*first(6), *ASKED], 2: first(2)}),
        "b": standing({3: first(17)}),
        "c": standing({4: [*first(4), *ASKED]}),
        "d": standing({}),
    }
    found = evaluate(condition, districts)
    assert [part.verdict for part in found.parts] == [goals.MET, goals.NOT_MET, goals.NOT_MET, goals.NOT_MET]
    assert [part.behind for part in found.missed] == [(3,), (4,), ()]


def test_commitment_numbers_of_another_set_are_not_compared():
    condition = Condition(COMMUNES, at_least(1), including=ASKED, criteria_set="1980")
    found = evaluate(condition, {WHOLE: standing({1: ALL}, criteria_set="318")})
    assert found.verdict == goals.NOT_COMPARABLE


def test_commitment_without_communes_or_reports_has_no_data():
    condition = Condition(AVERAGE, at_least(1))
    assert evaluate(condition, {WHOLE: standing({})}).verdict == goals.NO_DATA
    assert evaluate(condition, {WHOLE: standing({}, missing=[1, 2])}).verdict == goals.NO_DATA


def test_commitment_missing_decisions_are_not_too_few():
    """Five of eight decisions known: five are enough for 5, and say nothing about 6."""
    condition = Condition(COMMUNES, at_least(6), level="basic")
    known = standing(dict.fromkeys(first(8), ALL), recognised=first(5))
    assert evaluate(condition, {WHOLE: known}).verdict == goals.NOT_MET
    assert evaluate(condition, {WHOLE: known}, decisions_known=False).verdict == goals.NO_DATA
    enough = replace(condition, aim=at_least(5))
    assert evaluate(enough, {WHOLE: known}, decisions_known=False).verdict == goals.MET


def test_commitment_takes_what_a_document_prints_first():
    condition = Condition(AVERAGE, at_least(10))
    found = evaluate(condition, {WHOLE: standing({1: first(3)})}, printed=Fraction(21, 2))
    assert (found.verdict, found.parts[0].value) == (goals.MET, Fraction(21, 2))


def test_commitment_at_most_names_those_that_are_too_many():
    condition = Condition(COMMUNES, goals.Aim(None, Fraction(1), "lower"), least=1)
    found = evaluate(condition, {WHOLE: standing({1: first(3), 2: first(1), 3: ()})})
    assert found.parts[0].value == 2
    assert found.parts[0].behind == (1, 2)


@pytest.mark.parametrize(
    ("verdicts", "one"),
    [
        ([goals.MET, goals.NOT_MET, goals.NO_DATA], goals.NOT_MET),
        ([goals.MET, goals.NO_DATA], goals.NO_DATA),
        ([goals.EXCEEDED, goals.MET], goals.MET),
        ([goals.EXCEEDED], goals.EXCEEDED),
    ],
)
def test_commitment_is_kept_only_if_every_part_is(verdicts, one):
    assert together(verdicts) == one


# --- properties --------------------------------------------------------------------------------------------------

COMMUNE_LISTS = st.lists(HELD, min_size=1, max_size=8)


@given(COMMUNE_LISTS, st.integers(0, 19), st.frozensets(st.sampled_from(ALL), max_size=4), st.integers(0, 8))
def test_commitment_parts_and_those_behind_them_add_up(held, least, including, wanted):
    """Communes that are counted and communes that are behind are all communes of a part that misses."""
    condition = Condition(COMMUNES, at_least(wanted), least, including)
    part = evaluate(condition, {WHOLE: standing(dict(enumerate(held)))}).parts[0]
    assert part.missed == (part.value < wanted)
    assert len(part.behind) == (len(held) - part.value if part.missed else 0)


@given(COMMUNE_LISTS, st.integers(0, 19))
def test_commitment_a_share_and_a_count_say_the_same(held, least):
    of = {WHOLE: standing(dict(enumerate(held)))}
    count = evaluate(Condition(COMMUNES, at_least(1), least), of).parts[0].value
    share = evaluate(Condition(SHARE, at_least(1), least), of).parts[0].value
    assert share == 100 * count / len(held)


@given(COMMUNE_LISTS, st.integers(0, 19), st.integers(0, 7), st.sampled_from(ALL))
def test_commitment_one_more_criterion_never_breaks_it(held, least, place, number):
    condition = Condition(COMMUNES, at_least(1), least)
    before = evaluate(condition, {WHOLE: standing(dict(enumerate(held)))})
    held[place % len(held)] |= {number}
    after = evaluate(condition, {WHOLE: standing(dict(enumerate(held)))})
    assert after.verdict in goals.ATTAINED or before.verdict not in goals.ATTAINED
