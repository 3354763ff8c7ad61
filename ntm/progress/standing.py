"""Where communes stand on a date under one criteria set (pure; design section 4, "Standing").

One row a commune of the unit basis. Units: criteria as numbers of the set; dates are days. A criterion that
does not apply counts as attained; one without data counts as not attained and is named.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from criteria.readings import CARRIED, INHERITED, MISSING, REPORTED
from ntm.progress.bands import DEFAULT_LOWER_ENDS, bands_for

COVERAGE = (REPORTED, CARRIED, INHERITED, MISSING)


@dataclass(frozen=True)
class Outcome:
    """What one report says: criteria that count as attained, those of them that do not apply, those without data."""

    holds: frozenset = frozenset()
    not_applicable: frozenset = frozenset()
    no_data: frozenset = frozenset()


@dataclass(frozen=True)
class CommuneStanding:
    """One commune of the basis: what it holds, and where that comes from."""

    unit: int
    coverage: str
    holds: frozenset = frozenset()
    not_applicable: frozenset = frozenset()
    no_data: frozenset = frozenset()
    on: date | None = None
    illustration: bool = False
    left: bool = False

    @property
    def count(self):
        return len(self.holds)


def commune_standing(unit, found, outcomes):
    """Holds what all readings of its trace hold; `outcomes`: {report id: Outcome}."""
    said = [outcomes.get(reading.report, Outcome()) for reading in found.readings]
    held = frozenset.intersection(*(one.holds for one in said)) if said and found.complete else frozenset()
    absent = frozenset().union(*(one.not_applicable for one in said)) & held
    unknown = frozenset().union(*(one.no_data for one in said)) - held
    return CommuneStanding(unit, found.coverage, held, absent, unknown, found.on, found.illustration, found.left)


@dataclass(frozen=True)
class Standing:
    """The communes of one basis on a date. Every number of a page about that date is a property of this."""

    as_of: date
    units: date
    criteria_set: str | None
    criteria: tuple
    rows: dict
    recognised_by_level: dict = field(default_factory=dict)
    illustrated_awards: frozenset = frozenset()

    def within(self, units):
        """The same standing for some of the communes only."""
        kept = {unit: row for unit, row in self.rows.items() if unit in units}
        levels = {level: found & kept.keys() for level, found in self.recognised_by_level.items()}
        return replace(
            self, rows=kept, recognised_by_level=levels, illustrated_awards=self.illustrated_awards & kept.keys()
        )

    @property
    def universe(self):
        return len(self.rows)

    @cached_property
    def coverage(self):
        counted = dict.fromkeys(COVERAGE, 0)
        for row in self.rows.values():
            counted[row.coverage] += 1
        return counted

    @property
    def has_data(self):
        """Whether any commune has a reading: without one every count would be a false zero."""
        return self.coverage[MISSING] < self.universe

    @property
    def recognised(self):
        return self.recognised_by_level.get("basic", frozenset())

    @cached_property
    def total(self):
        """Criteria attained in all communes together."""
        return sum(row.count for row in self.rows.values())

    @property
    def average(self):
        """Criteria attained / communes, exact; None without any reading: missing is not zero."""
        return Fraction(self.total, self.universe) if self.has_data else None

    @cached_property
    def all_criteria(self):
        """Communes that hold every criterion of the set by data, recognised or not."""
        everything = frozenset(self.criteria)
        return frozenset(u for u, row in self.rows.items() if everything and row.holds >= everything)

    @cached_property
    def by_criterion(self):
        """{criterion number: communes that hold it}."""
        return {number: sum(number in row.holds for row in self.rows.values()) for number in self.criteria}

    def communes_between(self, low, high):
        return sum(low <= row.count <= high for row in self.rows.values())

    def bands(self, lower_ends=DEFAULT_LOWER_ENDS):
        """[(band, communes)]; the communes sum to the universe."""
        bands = bands_for(len(self.criteria), lower_ends) if self.criteria else []
        return [(band, self.communes_between(band.low, band.high)) for band in bands]

    @property
    def minimum(self):
        return min((row.count for row in self.rows.values()), default=None)

    @cached_property
    def pairs(self):
        """All (commune, criterion) that are held."""
        return {(unit, number) for unit, row in self.rows.items() for number in row.holds}

    @property
    def left(self):
        """Communes of the basis that have left the rural universe by the date."""
        return [unit for unit, row in self.rows.items() if row.left]

    @property
    def illustration(self):
        """Whether any made-up report or decision is in these numbers."""
        return bool(self.illustrated_awards) or any(row.illustration for row in self.rows.values())


def movement(now, before):
    """(gained, lost) commune-criterion pairs between two standings under the same units.

    None where the criteria set changed or there is nothing before: sets are not comparable.
    """
    if before is None or now.criteria_set != before.criteria_set or not before.has_data or not now.has_data:
        return None
    return now.pairs - before.pairs, before.pairs - now.pairs
