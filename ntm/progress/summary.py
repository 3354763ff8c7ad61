"""The numbers of a quick report: one standing, and how it differs from an earlier one of the same units (pure).

Values are communes, criteria or exact fractions. None means not comparable or no data; nothing here compares
across criteria sets, and recognition, which needs none, is compared only where both sides are known.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ntm.progress.standing import COVERAGE, movement


@dataclass(frozen=True)
class Difference:
    """`now` against `earlier`; both hold the same communes of one unit basis."""

    now: object
    earlier: object

    @cached_property
    def moved(self):
        """(gained, lost) pairs of commune and criterion, None where the set changed or a side has no reports."""
        return movement(self.now, self.earlier)

    @property
    def comparable(self):
        return self.moved is not None

    @property
    def average(self):
        return self.now.average - self.earlier.average if self.comparable else None

    @cached_property
    def by_criterion(self):
        """{criterion: communes more (or fewer) that hold it}, {} where not comparable."""
        if not self.comparable:
            return {}
        return {
            number: held - self.earlier.by_criterion.get(number, 0) for number, held in self.now.by_criterion.items()
        }

    @cached_property
    def lost(self):
        """{commune: criteria it held and no longer holds}, {} where none or not comparable."""
        return by_unit(self.moved[1]) if self.comparable else {}

    @cached_property
    def gained(self):
        return by_unit(self.moved[0]) if self.comparable else {}

    def newly_recognised(self, level):
        """Communes recognised now and not then; None where the decisions then are not known."""
        return self._now(level) - self._then(level) if self.earlier.has_data else None

    def no_longer_recognised(self, level):
        return self._then(level) - self._now(level) if self.earlier.has_data and self.now.has_data else None

    def _now(self, level):
        return self.now.recognised_by_level.get(level, frozenset())

    def _then(self, level):
        return self.earlier.recognised_by_level.get(level, frozenset())


def by_unit(pairs):
    found = defaultdict(list)
    for unit, number in sorted(pairs):
        found[unit].append(number)
    return dict(found)


def by_coverage(standing):
    """{reported, carried, inherited, missing: [communes]}; together they are the universe."""
    found = {kind: [] for kind in COVERAGE}
    for unit, row in standing.rows.items():
        found[row.coverage].append(unit)
    return found


def share(count, whole):
    """Percent, exact; None without a whole."""
    return Fraction(100 * count, whole) if whole else None


def without_data(standing):
    """{commune: criteria without data} of those that count as not attained for that reason."""
    return {unit: sorted(row.no_data) for unit, row in standing.rows.items() if row.no_data}
