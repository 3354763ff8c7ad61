"""The printed figures as the rules see them: light rows, how they are found, and what is known beside them (pure)."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

PROVINCE, TARGET, ACTUAL, ESTIMATE, PLAN = "province", "target", "actual", "estimate", "plan_increment"
RESULTS = {ACTUAL, "baseline", ESTIMATE}
MONEY = {"million_vnd": 1, "billion_vnd": 1000}  # in millions
# What is measured may have been rounded to a whole number; what is counted (communes, schools, persons) may not.
MEASURED = {*MONEY, "million_vnd_per_person_year", "percent", "percent_point", "percent_point_per_year", "times"}
MEASURED |= {"criteria", "criteria_per_year", "ha", "ha_turn", "km", "km2", "m", "m3", "tonne", "million_person_day"}
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Row:
    """One figure of one document; `low`, `high`, `numerator` and `whole` are Decimal or None, `percent` as printed.

    `whole` is the denominator that the document prints; `base` the communes counted, printed or ours.
    """

    code: str
    kind: str
    document: str
    section: str
    line: int
    date: date
    period: str
    scope: str
    measure: str
    unit: str
    variant: str = ""
    criteria_set: str = ""
    criterion: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    numerator: Decimal | None = None
    whole: Decimal | None = None
    percent: str = ""
    base: str = ""
    part_of: str = ""
    set_by: str = ""
    estimate: bool = False
    of_communes: bool = False
    quote: str = field(default="", repr=False)

    @property
    def value(self):
        """The number as printed: the lower end of a range, the only end of an open one."""
        return self.low if self.low is not None else self.high

    @property
    def exact(self):
        """Neither a range nor "more than", "nearly"."""
        return self.low is not None and self.low == self.high

    @property
    def result(self):
        return self.kind in RESULTS

    @property
    def counted_of(self):
        """The whole of a share: the printed one, else the base; None where neither is known."""
        return self.whole or (Decimal(self.base) if self.base else None)

    @cached_property
    def digits(self):
        """Decimals as the document prints them, trailing zeros included (29.038,0 has one)."""
        stored = decimals(self.value)
        return max([stored, *(n for value, n in numerals(self.quote) if value == self.value)])

    @property
    def half(self):
        """Half of the last printed digit: how far rounding may have moved the number; counts are exact."""
        if not self.digits and self.unit not in MEASURED:
            return Fraction(0)
        return Fraction(1, 2 * 10**self.digits)

    @property
    def spread(self):
        """(least, most) that the printed number can stand for."""
        low = None if self.low is None else Fraction(self.low) - self.half
        return low, None if self.high is None else Fraction(self.high) + self.half

    @property
    def first_year(self):
        return int(self.period[:4])

    @property
    def about(self):
        """What the figure is about, whoever states it and whenever."""
        return self.measure, self.variant, self.scope, self.criterion, self.criteria_set

    def printed(self, parts):
        """What a finding says of the row: its number, and the percent and the whole where the rule is about them."""
        told = [self.low, self.high, self.base]
        told += [self.percent, self.numerator, self.whole] if parts & {"percent", "whole"} else []
        return ":".join(
            [self.code, *(f"{one.normalize():f}" if isinstance(one, Decimal) else str(one) for one in told)]
        )


def decimals(value):
    return max(0, -Decimal(value).normalize().as_tuple().exponent) if value is not None else 0


def numerals(text):
    """[(value, decimals)] of every way to read the numbers of a text: 1.234,5 and 27.7 both occur."""
    return [one for found in NUMERAL.findall(text) for one in readings(found)]


def readings(text):
    """The Vietnamese reading of a numeral, and the one with the marks swapped where it makes sense."""
    found = {}
    for thousands, mark in ((".", ","), (",", ".")):
        plain = text.replace(thousands, "").replace(mark, ".")
        if plain.count(".") <= 1:
            found[Decimal(plain), len(plain.partition(".")[2])] = text
    return list(found)


@dataclass(frozen=True)
class UnitState:
    """How many units there are from a day on: all commune-level units, and the rural communes among them."""

    since: date
    units: int
    rural: int


@dataclass(frozen=True)
class Citation:
    """A document that a text names by number and date."""

    code: str
    document: str
    line: int
    number: str
    date: date
    quote: str = field(default="", repr=False)

    def printed(self, _parts):
        return f"{self.code}:{self.number}:{self.date}"


@dataclass(frozen=True)
class Ledger:
    """All rows, with what the product itself knows: unit states, criteria of each set, sizes from the register."""

    rows: tuple
    states: tuple = ()
    criteria: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)
    citations: tuple = ()

    @cached_property
    def by_code(self):
        return {row.code: row for row in self.rows}

    @cached_property
    def _by_measure(self):
        found = defaultdict(list)
        for row in self.rows:
            found[row.measure].append(row)
        return found

    def of(self, measure, **like):
        """Rows of a measure whose fields are these."""
        rows = self._by_measure.get(measure, ())
        return [row for row in rows if all(getattr(row, name) == value for name, value in like.items())]

    def state(self, on):
        """The unit state in force on a day; None before the first."""
        return max((one for one in self.states if one.since <= on), key=lambda one: one.since, default=None)


def year_end(year):
    return date(year, 12, 31)


def in_one_unit(row):
    """The value, money in millions, so that billions and millions compare."""
    return Fraction(row.value) * MONEY.get(row.unit, 1)


def half_in_one_unit(row):
    return row.half * MONEY.get(row.unit, 1)


def grouped(rows, key):
    """{key: rows} in the rows' order."""
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
