"""What stands between the communes and a target (pure): criteria too few hold, communes close to the standard.

n recognised communes need n communes in each criterion, so a criterion held by fewer blocks the target.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class Need:
    """One criterion: communes that hold it (None without data), and how many are missing to what is needed."""

    number: int
    communes: int | None
    missing: int | None

    @property
    def blocks(self):
        return bool(self.missing)


def communes_needed(value, share, universe):
    """Whole communes that a target asks for: its count, or its percent of the universe rounded up."""
    return ceil(Fraction(value) * universe / 100) if share else ceil(value)


def needs(counts, needed=None):
    """[Need] of {criterion: communes or None}, by number."""
    return [Need(number, held, missing(held, needed)) for number, held in sorted(counts.items())]


def missing(held, needed):
    return None if held is None or needed is None else max(needed - held, 0)


def worst_first(found):
    """Fewest communes first; what is not known comes last."""
    return sorted(found, key=lambda one: (one.communes is None, one.communes or 0, one.number))


def closest(rows, recognised, limit):
    """Communes not recognised that were reported on, most criteria first; `rows`: of a standing."""
    open_rows = [row for row in rows if row.unit not in recognised and row.on is not None]
    return sorted(open_rows, key=lambda row: -row.count)[:limit]


def lacking(row, criteria):
    """Numbers of the criteria that a commune does not hold."""
    return [number for number in criteria if number not in row.holds]
