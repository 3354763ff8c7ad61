"""Conditions, votes and days at a step: unknown is never met, limits come from the rules of the period."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.recognition.conditions import ByData, conditions, contradictions, percent, vote
from criteria.recognition.stays import stays
from criteria.recognition.terms import Terms, numbers, share


@dataclass
class Rule:
    key: str
    value: Decimal | None = None
    comparison: str = ">="
    first_year: int = 2022
    last_year: int = 2025
    level: str = ""
    criteria_set_id: int | None = None
    text: str = ""
    verified: bool = True


BASIC = [Rule("criteria"), Rule("satisfied"), Rule("no_arrears"), Rule("security"), Rule("pass_mark", Decimal(90))]
COUNCIL = [Rule("quorum", Decimal(70)), Rule("votes", Decimal(90))]
NAMES = ["registered", "households", "households_asked", "households_satisfied", "arrears", "security_confirmed"]
NAMES += ["council_members", "council_present", "council_agreed"]
MET = ByData(True, "19/19")


def file(**facts):
    return SimpleNamespace(**dict.fromkeys(NAMES) | facts)


def answers(rules, by_data=MET, **facts):
    found = conditions(Terms(rules, 2024, "basic"), file(**facts), by_data)
    return {one.key: one.met for one in found}


def test_conditions_of_the_period_and_no_others_are_asked():
    assert list(answers(BASIC)) == ["criteria", "satisfied", "no_arrears", "security"]
    assert list(answers([Rule("registered"), Rule("criteria")])) == ["registered", "criteria"]
    assert answers([]) == {}


def test_conditions_that_nobody_stated_are_unknown():
    assert answers(BASIC) == {"criteria": True, "satisfied": None, "no_arrears": None, "security": None}


@pytest.mark.parametrize(
    ("satisfied", "asked", "met"), [(900, 1000, True), (899, 1000, False), (8999, 10000, False), (0, 0, None)]
)
def test_satisfaction_against_its_pass_mark(satisfied, asked, met):
    assert answers(BASIC, households_asked=asked, households_satisfied=satisfied)["satisfied"] is met


def test_satisfaction_needs_enough_households_asked_where_the_period_says_so():
    rules = [*BASIC, Rule("asked", Decimal(60), ">")]
    stated = {"households_asked": 600, "households_satisfied": 600}
    assert answers(rules, **stated)["satisfied"] is None
    assert answers(rules, households=1000, **stated)["satisfied"] is False
    assert answers(rules, households=999, **stated)["satisfied"] is True


def test_satisfaction_without_any_limit_cannot_be_judged():
    assert answers([Rule("satisfied")], households_asked=10, households_satisfied=10) == {"satisfied": None}


def test_arrears_of_nothing_are_none_and_a_little_is_some():
    assert answers(BASIC, arrears=Decimal(0))["no_arrears"] is True
    assert answers(BASIC, arrears=Decimal("0.001"))["no_arrears"] is False


def test_made_up_results_mark_the_condition_they_decide():
    found = conditions(Terms(BASIC, 2024, "basic"), file(), ByData(True, "19/19", illustration=True))
    assert [one.key for one in found if one.illustration] == ["criteria"]
    assert [one.key for one in found if one.computed] == ["criteria"]


@pytest.mark.parametrize(
    ("members", "present", "agreed", "met"),
    [(20, 20, 20, True), (20, 14, 13, True), (20, 13, 13, False), (20, 20, 17, False), (20, None, 5, None)],
)
def test_vote_needs_quorum_and_share(members, present, agreed, met):
    facts = {"council_members": members, "council_present": present, "council_agreed": agreed}
    assert vote(Terms(COUNCIL, 2024, "basic"), file(**facts)).met is met


def test_vote_without_rules_is_told_and_not_judged():
    found = vote(Terms([], 2024, "basic"), file(council_members=20, council_present=20, council_agreed=20))
    assert found.met is None
    assert "20" in found.words


def test_terms_prefer_the_rule_of_the_level():
    rules = [Rule("pass_mark", Decimal(90)), Rule("pass_mark", Decimal(95), level="model")]
    assert Terms(rules, 2024, "basic").get("pass_mark").value == 90
    assert Terms(rules, 2024, "model").get("pass_mark").value == 95
    assert Terms(rules, 2026, "model").get("pass_mark") is None


def test_terms_name_criteria_per_set():
    terms = Terms([Rule("named", criteria_set_id=3, text="10, 17 và 19")], 2024, "basic")
    assert terms.named(3) == {10, 17, 19}
    assert terms.named(4) == frozenset()
    assert numbers("") == []


@pytest.mark.parametrize(("value", "text"), [(Decimal("79.996"), "79,99%"), (Decimal(80), "80%"), (None, "–")])
def test_percent_is_cut_and_never_reaches_a_limit_by_rounding(value, text):
    assert percent(value) == text


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_share_is_exact(part, whole):
    assert share(part, whole) * whole == 100 * part
    assert share(None, whole) is None
    assert share(part, 0) is None


def test_contradictions_name_the_field():
    found = contradictions({"households": 10, "households_asked": 11, "households_satisfied": 3, "council_present": 4})
    assert list(found) == ["households_asked"]
    assert contradictions({"council_present": 4, "council_agreed": 5}).keys() == {"council_agreed"}


def step(kind, on):
    return SimpleNamespace(kind=kind, reached_on=on, note="", pk=1, get_kind_display=lambda: kind)


def test_stays_count_the_days_to_the_next_step_and_to_today():
    found = stays([step("b", date(2024, 1, 11)), step("a", date(2024, 1, 1))], date(2024, 2, 1))
    assert [(one.kind, one.days) for one in found] == [("a", 10), ("b", 21)]


def test_stays_of_a_file_that_ended_have_no_open_end():
    assert [one.days for one in stays([step("a", date(2024, 1, 1))])] == [None]
    assert stays([], date(2024, 1, 1)) == []


@given(st.lists(st.dates(date(2011, 1, 1), date(2030, 1, 1)), min_size=1))
def test_stays_add_up_to_the_time_since_the_first_step(days):
    found = stays([step("a", on) for on in days], date(2031, 1, 1))
    assert sum(one.days for one in found) == (date(2031, 1, 1) - min(days)).days
