"""Indicators of a commune's page: value, threshold of its class and year, margin, and what was not verified."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria import rules
from criteria.models import Indicator, Measurement, Threshold

SYMBOLS = {rules.AT_LEAST: "≥", rules.AT_MOST: "≤", rules.MORE_THAN: ">"}
PERCENT = "%"
HUNDREDTH = Decimal("0.01")
OWN = 5  # columns of the indicator before those of a threshold


@dataclass(frozen=True)
class Level:
    """One threshold as the database has it."""

    commune_class: str | None
    year_from: int | None
    year_to: int | None
    value: Decimal | None
    text: str | None
    checked: bool | None


@dataclass(frozen=True)
class Gauge:
    """An indicator with all its thresholds."""

    id: int
    criterion: int
    code: str
    text: str
    unit: str
    comparison: str
    levels: list = field(default_factory=list)


@dataclass(frozen=True)
class Value:
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Line:
    """One indicator in one report, in words; `of` names the commune where several speak."""

    code: str
    text: str
    of: str
    value: str
    share: str
    threshold: str
    unverified: bool
    previous: str
    verdict: str
    words: str
    judged: str | None

    @property
    def met(self):
        return self.verdict == "met"


class Measured:
    """The values behind the shown date, each beside its threshold."""

    def __init__(self, past):
        self.past, self.shown = past, past.shown
        self.readings = past.now.trace.readings
        self.before = self._reading_before()
        wanted = [*self.readings, self.before] if self.before else self.readings
        self._values = {
            (report, indicator): Value(*rest)
            for report, indicator, *rest in Measurement.objects.of_reports([one.report for one in wanted])
        }
        self._gauges = gauges(self.shown.set_code)
        self._lines = {}

    def _reading_before(self):
        """The commune's own reading of the round before; inherited ones have none of their own."""
        if len(self.readings) != 1:
            return None
        now = self.readings[0]
        earlier = [r for m in self.past.moments[:-1] if m.set_code == self.shown.set_code for r in m.trace.readings]
        return next((one for one in reversed(earlier) if one.commune == now.commune and one.on < now.on), None)

    def lines(self, criterion):
        if criterion not in self._lines:
            pairs = [(gauge, reading) for gauge in self._gauges[criterion] for reading in self.readings]
            self._lines[criterion] = [self._line(gauge, reading) for gauge, reading in pairs]
        return self._lines[criterion]

    def _line(self, gauge, reading):
        found = self._values.get((reading.report, gauge.id), Value())
        level = rules.threshold_for(gauge.levels, class_of(self.past.place), self.shown.as_of.year)
        said = rules.reason(found.value, level and level.value, gauge.comparison)
        before = self._values.get((self.before.report, gauge.id), Value()) if self.before else Value()
        several = len(self.readings) > 1
        return Line(
            gauge.code,
            gauge.text,
            self.past.register.communes[reading.commune].name if several else "",
            with_unit(short(found.value, level and level.value), gauge.unit),
            share_text(found),
            threshold_text(level, gauge, self.shown.as_of.year),
            bool(level) and not level.checked,
            "" if before.value is None else with_unit(short(before.value), gauge.unit),
            {rules.ATTAINED: "met", rules.NOT_ATTAINED: "not_met"}.get(said.verdict, ""),
            words(said, gauge),
            said.verdict,
        )

    def known(self, criterion):
        """Whether any value of the criterion was entered."""
        keys = [(reading.report, gauge.id) for gauge in self._gauges[criterion] for reading in self.readings]
        return any(self._values.get(key, Value()).value is not None for key in keys)

    def verdict(self, criterion):
        """What the values say about the criterion; None where a person has to."""
        return rules.criterion_verdict(line.judged for line in self.lines(criterion))

    def summary(self, criterion):
        """97,6% (≥ 95%) for one value, else how many of those that numbers decide reach their threshold."""
        judged = [line for line in self.lines(criterion) if line.judged]
        if len(judged) == 1:
            return f"{judged[0].value} ({judged[0].threshold})"
        if not judged:
            return ""
        told = {"n": number(sum(line.verdict == "met" for line in judged)), "all": number(len(judged))}
        return _("%(n)s/%(all)s values reach their threshold") % told


def gauges(set_code):
    """{criterion number: [Gauge]} of a set in its order; an indicator without a threshold has no levels."""
    found, by_criterion = {}, defaultdict(list)
    for key, *rest in Indicator.objects.with_thresholds(set_code):
        own, level = rest[:OWN], Level(*rest[OWN:])
        if key not in found:
            found[key] = Gauge(key, *own)
            by_criterion[found[key].criterion].append(found[key])
        if level.commune_class:
            found[key].levels.append(level)
    return by_criterion


def class_of(_place):
    """All of Lạng Sơn lies in the northern midlands and mountains; classes by commune come with the set of 2026."""
    return Threshold.CommuneClass.NORTHERN_MOUNTAINS


# --- words -----------------------------------------------------------------------------------------------------


def with_unit(value, unit):
    if value is None:
        return number(None)
    return f"{number(value)}%" if unit == PERCENT else f"{number(value)} {unit}".rstrip()


def short(value, limit=None):
    """At most two decimals, unless that would write a value as the threshold it is not."""
    if value is None:
        return None
    rounded = value.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
    return value if rounded == limit and value != limit else rounded


def share_text(found):
    """45/92 where the value is a share of something counted."""
    if found.numerator is None or found.denominator is None:
        return ""
    return f"{number(found.numerator)}/{number(found.denominator)}"


def threshold_text(level, gauge, year):
    """≥ 95% where a number is known, else the words of the set; a year without a level says so."""
    if level is None:
        return _("no threshold known for %(year)s") % {"year": year}
    if level.value is not None and gauge.comparison in SYMBOLS:
        return f"{SYMBOLS[gauge.comparison]}\N{NO-BREAK SPACE}{with_unit(level.value, gauge.unit)}"
    return level.text or number(None)


def words(said, gauge):
    """The reason as a sentence: the margin in the indicator's unit, or why numbers do not decide."""
    if said.verdict is None:
        return _("no value entered") if said.word == rules.NO_VALUE else _("numbers alone do not decide")
    if not said.margin:
        return _("exactly the threshold") if said.word == rules.REACHED else _("must be more than the threshold")
    return SAID[said.word](gauge) % {"margin": margin_text(short(abs(said.margin), Decimal(0)), gauge.unit)}


def _reached(gauge):
    return _("%(margin)s below the limit") if gauge.comparison in rules.LOWER_IS_BETTER else _("%(margin)s above")


SAID = {
    rules.REACHED: _reached,
    rules.SHORT: lambda gauge: _("Short of %(margin)s"),
    rules.TOO_MUCH: lambda gauge: _("%(margin)s over the limit"),
}


def margin_text(margin, unit):
    """Shares differ by points."""
    return _("%(n)s percentage points") % {"n": number(margin)} if unit == PERCENT else with_unit(margin, unit)
