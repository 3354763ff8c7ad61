"""Criteria that are attained and may not stay so (pure): by a hair, drifting, or missed under the next threshold.

A row is one indicator of one commune that reaches its threshold today. Points are those of ntm.progress.closeness: of
percent for a share, percent of the threshold for any other value. The limits below are the office's to change.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from criteria import rules

HAIR, DRIFT, NEXT_YEAR, NEXT_SET = "hair", "drift", "next_year", "next_set"
KINDS = (HAIR, DRIFT, NEXT_YEAR, NEXT_SET)
HAIR_POINTS = 1  # as near to the line as this is by a hair
DRIFT_READINGS = 3  # each of so many readings lies nearer to the line than the one before
DRIFT_YEARS = 2  # and at that pace the line is crossed within so many years


@dataclass(frozen=True)
class Risk:
    """Why an attained indicator may be lost.

    points: how far it lies from its line today; room: the largest change for the worse that still holds it; pace:
    points lost a year; years: until the line is crossed at that pace; missing, level and code: the change that the
    other threshold would ask for, that threshold, and the indicator that it belongs to.
    """

    kind: str
    ground: object
    points: Fraction | None = None
    room: object = None
    pace: Fraction | None = None
    years: Fraction | None = None
    missing: object = None
    level: object = None
    code: str = ""


def hair(ground):
    """A Risk where so little is left to the line; None otherwise, and where nothing better than it exists.

    Few and large things count as what they are: 5 villages of 6 are 13 points above 70 %, though one of them tips it.
    """
    points = points_above(ground, ground.now)
    if ground.reason.verdict != rules.ATTAINED or points is None or points > HAIR_POINTS:
        return None
    if rules.at_the_end(ground.now.limit, ground.comparison, ground.percent):
        return None
    return Risk(HAIR, ground, points, ground.room)


def points_above(ground, told):
    """How far a reading lay on the good side of the threshold of its own year, in points; None if unknown."""
    found = rules.margin(rules.exact(told.measured), told.limit, ground.comparison)
    if found is None:
        return None
    limit = rules.limit_of(told.limit, ground.comparison)
    if ground.percent:
        return Fraction(found)
    return 100 * Fraction(found) / abs(Fraction(limit)) if limit else None


def drift(ground, history):
    """A Risk where the last readings each lie nearer to the line, and at their pace it is crossed before long.

    `history`: Told of the readings before the present one, the oldest first. Thresholds that rise from year to year
    are part of the drift: a value that stands still comes nearer to them.
    """
    told = [*history, ground.now][-DRIFT_READINGS:]
    points = [points_above(ground, one) for one in told]
    if len(told) < DRIFT_READINGS or None in points or ground.reason.verdict != rules.ATTAINED:
        return None
    if any(later >= earlier for earlier, later in pairwise(points)):
        return None
    passed = years_between(told[0].on, told[-1].on)
    if not passed:
        return None
    pace = (points[0] - points[-1]) / passed
    years = points[-1] / pace
    return Risk(DRIFT, ground, points[-1], ground.room, pace, years) if years <= DRIFT_YEARS else None


def years_between(first: date, last: date):
    """Whole months as a part of years: rounds are the ends of months."""
    return Fraction((last.year - first.year) * 12 + last.month - first.month, 12)


def shadow(kind, ground, other):
    """A Risk where today's value would miss another threshold: of the next year, or of the next set.

    `other`: a Ground with the same reading under the other threshold. None where it would be reached, or where no
    number decides: what cannot be judged is no warning.
    """
    if ground.reason.verdict != rules.ATTAINED or other.reason.verdict != rules.NOT_ATTAINED:
        return None
    points = points_above(ground, ground.now)
    return Risk(kind, ground, points, ground.room, missing=other.missing, level=other.now, code=other.code)


def most_urgent_first(risks):
    """Missed soon before missed by a hair, and nearer before farther."""
    return sorted(risks, key=lambda risk: (*urgency(risk), risk.ground.code))


def urgency(risk):
    order = {NEXT_YEAR: 0, DRIFT: 1, HAIR: 2, NEXT_SET: 3}
    if risk.kind == DRIFT:
        return order[risk.kind], risk.years
    return order[risk.kind], risk.points or Fraction(0)
