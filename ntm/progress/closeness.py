"""What a commune still needs to attain a criterion, on one scale for all (pure).

A row is one criterion that one commune does not attain on a date. Rules: the smallest change of each indicator that
misses its threshold (criteria.rules.shortfall); a criterion is attained when all its indicators are, so the changes
add up. Nothing is made up: without a number that misses a threshold the effort is unknown, which is None, not zero.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Effort:
    """The effort that one criterion of one commune takes.

    changes: (ground, change) of every indicator that misses its threshold, in natural units.
    open: codes of indicators that no number decides here; whether they are attained is for the officers to say.
    stuck: codes of indicators whose threshold is out of reach as they were counted.
    points: the changes added up on the comparable scale (see `effort`); None where no change is known, or one of them
    has no measure there.
    """

    changes: tuple = ()
    open: tuple = ()
    stuck: tuple = ()
    points: Fraction | None = None

    @property
    def known(self):
        return bool(self.changes)

    @property
    def complete(self):
        """Whether the changes are all that is missing; else they are the least of it."""
        return self.known and not self.open and not self.stuck


def effort(grounds, reports=1):
    """The Effort behind a criterion that is not attained, from its grounds (criteria.rules.Ground).

    The comparable scale is points: of percent of what is counted for a share (7 of 500 households are 1.4), percent of
    the threshold for any other value (0.8 of 40 million đồng is 2). Indicators add up. Where several reports speak for
    the commune (`reports`: units before a merger) each has to make its own change, and the points are their mean, for
    each of them is a part of the commune.
    """
    grounds = tuple(grounds)
    changes = tuple((ground, ground.missing) for ground in grounds if ground.missing)
    stuck = [ground.code for ground in grounds if ground.reason.verdict == "not_attained" and not ground.missing]
    undecided = [ground.code for ground in grounds if ground.reason.verdict is None]
    return Effort(changes, unique(undecided), unique(stuck), points_of(changes, reports))


def points_of(changes, reports):
    points = [change.points for _ground, change in changes]
    if not points or None in points:
        return None
    return sum(points, Fraction(0)) / max(reports, 1)


def unique(codes):
    return tuple(dict.fromkeys(codes))


@dataclass(frozen=True)
class Near:
    """One criterion that one commune does not attain; `missing`: criteria that the commune lacks in all."""

    unit: int
    number: int
    missing: int
    effort: Effort


def nearest_first(rows, place):
    """By criteria missing, then by effort, the unknown last; `place`: {unit: position among equals}."""
    return sorted(rows, key=lambda row: (row.missing, *by_effort(row.effort), place[row.unit], row.number))


def by_effort(found):
    """Known points first, then changes without a common measure, then what nothing is known about."""
    return found.points is None, not found.known, found.points or 0
