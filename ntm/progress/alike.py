"""Communes alike that attained a criterion not long ago, and how fast (pure).

A row is one commune. The distance is a sum that anybody can check by hand: one for each criterion that they differ
in number, two for each group that only one of them belongs to, one for another district, three for another class of
thresholds. It compares the commune as it is now with the other as it was in the round before it attained.
"""

from dataclasses import dataclass
from datetime import date

CRITERION, GROUP, DISTRICT, CLASS = 1, 2, 1, 3  # what each difference weighs
YEARS = 3  # attained within so many years
MOST = 5


@dataclass(frozen=True)
class Profile:
    """What is compared. count: criteria attained; groups: slugs; district: slug or None where there is none."""

    unit: int
    count: int
    groups: frozenset
    district: str | None
    commune_class: str


@dataclass(frozen=True)
class Gain:
    """A commune that attained the criterion: the last round in which it did not, the round in which it did.

    lacked_since: the first of the rounds in a row, under the same set, in which it was known to lack it.
    """

    profile: Profile
    lacked_since: date
    before: date
    on: date

    @property
    def months(self):
        """From the first round known to lack it to the round that attained it; at most, for nothing is known before."""
        return (self.on.year - self.lacked_since.year) * 12 + self.on.month - self.lacked_since.month


def distance(one, other):
    """0 for communes that nothing tells apart; symmetric."""
    return (
        CRITERION * abs(one.count - other.count)
        + GROUP * len(one.groups ^ other.groups)
        + DISTRICT * (one.district != other.district)
        + CLASS * (one.commune_class != other.commune_class)
    )


def turned(history):
    """(lacked since, last lacked, attained on) of the latest gain in [(date, holds or None)], the oldest first.

    None where the last known round does not hold it, or none before it lacked it; a round without data says nothing.
    """
    known = [(on, holds) for on, holds in history if holds is not None]
    held = 0
    while held < len(known) and known[-1 - held][1]:
        held += 1
    lacked = known[: len(known) - held]
    if not held or not lacked:
        return None
    first = len(lacked)
    while first and not lacked[first - 1][1]:
        first -= 1
    return lacked[first][0], lacked[-1][0], known[-held][0]


def most_alike(profile, gains, as_of, limit=MOST):
    """The gains of the last YEARS years nearest to the profile, the later first among equals; never itself."""
    recent = [one for one in gains if within(one.on, as_of) and one.profile.unit != profile.unit]
    ranked = sorted(recent, key=lambda one: (distance(profile, one.profile), -one.on.toordinal(), one.profile.unit))
    return ranked[:limit]


def within(on, as_of):
    return (on.year + YEARS, on.month, on.day) > (as_of.year, as_of.month, as_of.day)
