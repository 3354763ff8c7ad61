"""The same thing stated twice, as a result and as expected, and carried over a rearrangement."""

from datetime import date

import pytest

from ntm.progress.contradictions import repeated
from tests.ntm.progress.contradictions.ledgers import found, ledger, pinned

ATTAINED = {"measure": "communes_attained_standard", "base": "207", "of_communes": True}
AVERAGE = {"measure": "avg_criteria_per_commune", "unit": "criteria"}


def test_twice_alike_fixes_both():
    of = ledger({**ATTAINED, "value": 13}, {**ATTAINED, "value": 13, "document": "PD"})
    assert found(repeated.twice, of) == []
    assert pinned(repeated.twice, of) == {"F001": {"value"}, "F002": {"value"}}


def test_twice_different_in_one_document_or_two():
    of = ledger({**ATTAINED, "value": 77, "kind": "estimate"}, {**ATTAINED, "value": 74, "document": "PD"})
    assert found(repeated.twice, of) == [("contradiction", "twice", ["F001", "F002"])]


@pytest.mark.parametrize(
    "other",
    [
        {"base": "181"},
        {"date": date(2019, 12, 31)},
        {"scope": "group:border"},
        {"variant": "started"},
        {"criterion": 5},
        {"kind": "target"},
    ],
)
def test_twice_about_something_else_is_no_contradiction(other):
    assert found(repeated.twice, ledger({**ATTAINED, "value": 74}, {**ATTAINED, "value": 65, **other})) == []


def test_twice_targets_of_two_authorities_may_differ():
    target = {**ATTAINED, "kind": "target"}
    of = ledger({**target, "value": 72, "set_by": "A"}, {**target, "value": 65, "set_by": "B"})
    assert found(repeated.twice, of) == []


def test_twice_flows_of_other_periods_are_other_things():
    new = {"measure": "communes_newly_attained", "of_communes": True}
    of = ledger({**new, "value": 24, "period": "2018-2020"}, {**new, "value": 13, "period": "2020"})
    assert found(repeated.twice, of) == []


@pytest.mark.parametrize(("value", "says"), [(12.54, []), (12.56, ["twice"])])
def test_twice_with_fewer_digits(value, says):
    of = ledger({**AVERAGE, "value": 12.5}, {**AVERAGE, "value": value, "document": "PD"})
    assert [said for _kind, said, _codes in found(repeated.twice, of)] == says


def test_twice_open_and_exact_is_a_question():
    of = ledger({**AVERAGE, "value": 12}, {**AVERAGE, "low": 12, "document": "PD"})
    assert [kind for kind, _said, _codes in found(repeated.twice, of)] == ["ambiguous"]


def test_result_here_and_expected_there():
    of = ledger({**ATTAINED, "value": 74}, {**ATTAINED, "value": 74, "kind": "estimate", "section": "note"})
    assert found(repeated.expected, of) == [("ambiguous", "expected", ["F001", "F002"])]


def test_result_of_one_document_and_expectation_of_another_go_together():
    of = ledger({**ATTAINED, "value": 74}, {**ATTAINED, "value": 74, "kind": "estimate", "document": "KH"})
    assert found(repeated.expected, of) == []


@pytest.mark.parametrize(("base", "says"), [("181", ["carried"]), ("207", [])])
def test_average_carried_over_other_units(base, says):
    earlier = {**AVERAGE, "value": 11.54, "date": date(2019, 12, 31), "base": "207"}
    of = ledger(earlier, {**AVERAGE, "value": 11.54, "base": base})
    assert [said for _kind, said, _codes in found(repeated.carried, of)] == says


@pytest.mark.parametrize(("recognised", "says"), [(48, []), (49, ["all_held"])])
def test_communes_with_all_criteria_and_recognised(recognised, says):
    full = {"measure": "communes_in_band_19", "value": 48, "base": "207"}
    of = ledger(full, {**ATTAINED, "value": recognised})
    assert [said for _kind, said, _codes in found(repeated.all_held, of)] == says
