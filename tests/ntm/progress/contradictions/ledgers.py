"""Small ledgers made by hand: figures with sensible defaults, numbered in the order they are written."""

from datetime import date
from decimal import Decimal
from itertools import count

from ntm.progress.contradictions.ledger import Ledger, Row, UnitState

END_2020 = date(2020, 12, 31)
STATES = (UnitState(date(2004, 8, 31), 226, 207), UnitState(date(2020, 1, 1), 200, 181))
DEFAULTS = {
    "kind": "actual",
    "document": "BC",
    "section": "1",
    "line": 1,
    "date": END_2020,
    "period": "2016-2020",
    "scope": "province",
    "measure": "communes_attained_criterion",
    "unit": "commune",
}
NUMBERS = ("low", "high", "numerator", "whole")


def figures(*written):
    """Rows F001, F002 …; `value` is a number printed exactly."""
    return [figure(f"F{number:03}", **fields) for number, fields in zip(count(1), written, strict=False)]


def figure(code, value=None, **fields):
    if value is not None:
        fields |= {"low": value, "high": value}
    numbers = {name: Decimal(str(fields[name])) for name in NUMBERS if fields.get(name) is not None}
    return Row(code, **{**DEFAULTS, **fields, **numbers})


def ledger(*written, **known):
    return Ledger(tuple(figures(*written)), known.pop("states", STATES), **known)


def found(rule, of):
    """The findings of one rule: [(class, sentence, codes)]."""
    return [(c.finding.kind, c.finding.says, c.finding.codes) for c in rule(of) if c.finding]


def facts(rule, of):
    return next(check.finding.facts for check in rule(of) if check.finding)


def pinned(rule, of):
    """{code: what of the row the rule fixes}."""
    known = {}
    for check in rule(of):
        for row in check.rows:
            known.setdefault(row.code, set()).update(check.pins)
    return known
