"""Indicators with their thresholds, and what reports measured by them: the rows behind every reason.

Reads the database; what the numbers say is criteria.rules, in words criteria.reasons.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.timezone import localdate

from criteria import rules
from criteria.models import Indicator, Measurement, Report, Threshold

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

    def level(self, commune_class, year):
        """The threshold of a class of communes in a year; None where none is known."""
        return rules.threshold_for(self.levels, commune_class, year)


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


def values_of(reports):
    """{(report, indicator): Measured} of these reports; nothing asked where there is none."""
    if not reports:
        return {}
    found = Measurement.objects.of_reports(reports)
    return {(report, indicator): rules.Measured(*numbers) for report, indicator, *numbers in found}


def approvals_of(reports):
    """{report: Approval}: the day by the clock of the province, and who approved where that is kept."""
    found = Report.objects.approvals(reports) if reports else []
    return {report: rules.Approval(at and localdate(at), name or None) for report, at, name in found}


def told(gauge, measured, commune_class, on, year=None):
    """What a report of a day gave for an indicator, with the threshold of `year` (the day's where none is given)."""
    year = year or on.year
    return rules.Told(on, measured, gauge.level(commune_class, year), year)


def ground(gauge, now, before=None, of=""):
    return rules.Ground(gauge.code, gauge.text, gauge.unit, gauge.comparison, now, before, of)
