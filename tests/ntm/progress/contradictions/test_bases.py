"""Bases, sizes, citations, quotes: what a figure counts and where it stands."""

from datetime import date
from decimal import Decimal

import pytest

from ntm.progress.contradictions import bases, citations, quotes
from ntm.progress.contradictions.ledger import Citation, numerals
from tests.ntm.progress.contradictions.ledgers import found, ledger, pinned


@pytest.mark.parametrize(("known", "says"), [(181, []), (180, [("contradiction", "size_off", ["F001"])])])
def test_size_against_the_register(known, says):
    of = ledger({"measure": "communes_total", "value": 181}, sizes={"F001": known, "F999": 4})
    assert found(bases.of_register, of) == says


def test_base_of_that_day_is_fixed():
    of = ledger({"value": 72, "numerator": 72, "whole": 181})
    assert found(bases.of_states, of) == []
    assert pinned(bases.of_states, of) == {"F001": {"whole"}}


def test_base_that_never_was():
    assert found(bases.of_states, ledger({"value": 72, "whole": 118})) == [("contradiction", "base_unknown", ["F001"])]


def test_base_of_earlier_units_is_one_question_a_document():
    of = ledger({"value": 74, "whole": 207}, {"value": 88, "whole": 207}, {"value": 9, "whole": 207, "document": "X"})
    says = ("ambiguous", "base_past")
    assert found(bases.of_states, of) == [(*says, ["F001", "F002"]), (*says, ["F003"])]


def test_base_of_a_target_may_be_the_units_it_was_set_for():
    assert found(bases.of_states, ledger({"value": 72, "whole": 207, "kind": "target"})) == []


@pytest.mark.parametrize(
    ("kind", "year", "period", "base", "asked"),
    [
        ("actual", 2020, "2016-2020", "181", False),
        ("actual", 2020, "2016-2020", "207", True),
        ("target", 2018, "2018", "181", True),
        ("target", 2020, "2016-2020", "181", False),
        ("plan_increment", 2022, "2022", "207", True),
    ],
)
def test_base_entered_where_none_is_printed(kind, year, period, base, asked):
    """A result counts the units of its day; what is wanted may count those of any day of its period."""
    row = {"kind": kind, "date": date(year, 12, 31), "period": period, "base": base, "of_communes": True, "value": 9}
    says = [("ambiguous", "base_past", ["F001"])] if asked else []
    assert found(bases.of_states, ledger(row)) == says
    assert pinned(bases.of_states, ledger({**row, "base": "181"})).get("F001", set()) <= {"whole"}


def test_base_entered_that_never_was():
    row = {"value": 9, "base": "118", "of_communes": True}
    assert found(bases.of_states, ledger(row)) == [("contradiction", "base_unknown", ["F001"])]


def test_base_not_stated_where_the_document_counts_of_two():
    average = {"measure": "avg_criteria_per_commune", "unit": "criteria", "value": 12.5}
    both = [{"value": 65, "whole": 181}, {"value": 74, "whole": 207}]
    assert found(bases.unstated, ledger(average, *both)) == [("ambiguous", "base_unstated", ["F001"])]
    assert found(bases.unstated, ledger(average, both[0])) == []


def cite(*dates, number="1841/QĐ-UBND"):
    cited = [Citation(f"C{n}", "BC", n, number, date.fromisoformat(day)) for n, day in enumerate(dates)]
    return ledger(citations=tuple(cited))


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("2013-11-26", "2013-11-26", False),
        ("2019-12-10", "2019-12-12", True),
        ("2013-11-26", "2016-11-26", True),
        ("2013-11-26", "2016-01-02", False),
    ],
)
def test_citation_with_two_dates(one, other, wrong):
    assert found(citations.cited, cite(one, other)) == ([("contradiction", "cited", ["C0", "C1"])] if wrong else [])


def test_citation_numbered_against_the_calendar():
    low = Citation("C1", "BC", 1, "05/2016/NQ-HĐND", date(2016, 9, 27))
    high = Citation("C2", "BC", 1, "09/2016/NQ-HĐND", date(2016, 7, 29))
    other = Citation("C3", "BC", 1, "10/2017/NQ-HĐND", date(2017, 1, 5))
    of = ledger(citations=(low, high, other))
    assert found(citations.order, of) == [("ambiguous", "order", ["C1", "C2"])]


@pytest.mark.parametrize(
    ("text", "value", "digits"),
    [("29.038,0 tỷ", "29038", 1), ("tỷ lệ 27.7%", "27.7", 1), ("05 xã", "5", 0), ("2.526 tỷ", "2526", 0)],
)
def test_quote_numbers_are_read_in_both_manners(text, value, digits):
    assert (Decimal(value), digits) in [(found, count) for found, count in numerals(text)]


@pytest.mark.parametrize(("value", "wrong"), [(72, False), (73, True), (0, False), (1, False)])
def test_quote_must_hold_the_number(value, wrong):
    assert bool(found(quotes.of_quotes, ledger({"value": value, "quote": "có 72 xã đạt"}))) == wrong


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"value": 72, "numerator": 72, "whole": 181, "base": "181"}, None),
        ({"value": 73, "numerator": 72, "whole": 181, "base": "181"}, "itself_count"),
        ({"value": 72, "numerator": 72, "whole": 181, "base": "207"}, "itself_base"),
        ({"value": 35, "percent": "35", "numerator": 72, "unit": "percent"}, None),
        ({"value": 53, "percent": "35", "unit": "percent"}, "itself_percent"),
        ({"low": 16, "high": 15.5}, "itself_ends"),
    ],
)
def test_row_against_itself(fields, says):
    of = ledger(fields)
    assert found(quotes.of_itself, of) == ([("contradiction", says, ["F001"])] if says else [])
