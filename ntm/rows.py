"""One row a commune of the page's selection: what matrix, map, list, district and group pages all show.

The rows behind every number: each page filters these, so a link from a number leads to as many rows.
"""

from dataclasses import dataclass
from functools import cached_property

from ntm.progress.bands import bands_for


@dataclass(frozen=True)
class Row:
    """A commune of the basis with its standing; `gained` and `lost` are None where sets are not comparable."""

    commune: object
    standing: object
    criteria: tuple
    groups: frozenset
    recognised: bool
    advanced: bool
    model: bool
    gained: frozenset | None = None
    lost: frozenset | None = None

    @property
    def district(self):
        return self.commune.district

    @property
    def count(self):
        return self.standing.count

    @property
    def missing(self):
        """Without any reading: its count is not zero, it is unknown."""
        return self.standing.coverage == "missing"

    @cached_property
    def lacking(self):
        """Criterion numbers of the set that it does not hold; those without data are among them."""
        return [number for number in self.criteria if number not in self.standing.holds]

    @property
    def band(self):
        return next(band for band in bands_for(len(self.criteria)) if self.count in band)


def commune_rows(selection):
    """All communes of the selection in Vietnamese order, by district and name."""
    register, standing = selection.register, selection.standing
    levels = standing.recognised_by_level
    moved = register.movement(selection.as_of, selection.units, selection.set_code)
    gained, lost = (by_unit(pairs) for pairs in moved or ((), ()))
    groups = groups_of(register, selection)
    rows = [
        Row(
            register.communes[unit],
            one,
            standing.criteria,
            frozenset(groups.get(unit, ())),
            unit in levels.get("basic", ()),
            unit in levels.get("advanced", ()),
            unit in levels.get("model", ()),
            moved and gained.get(unit, frozenset()),
            moved and lost.get(unit, frozenset()),
        )
        for unit, one in standing.rows.items()
    ]
    return sorted(rows, key=in_order)


def by_unit(pairs):
    """{commune: criterion numbers} of (commune, number) pairs."""
    found = {}
    for unit, number in pairs:
        found.setdefault(unit, set()).add(number)
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


def in_order(row):
    """By district and name as the Vietnamese alphabet has it; communes without a district by name alone."""
    return row.district.sort_key if row.district else "", row.commune.sort_key, row.commune.code


def groups_of(register, selection):
    """{commune: slugs of its groups on the date}."""
    found = {}
    for slug in register.groups:
        for unit in register.members(slug, selection.as_of, selection.units):
            found.setdefault(unit, set()).add(slug)
    return found


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; every field may be left out. Read from the URL by ntm.dashboards.filters."""

    text: str = ""
    band: str = ""
    lacking: int | None = None
    holding: int | None = None
    recognised: bool | None = None
    coverage: str = ""
    moved: str = ""


def narrowed(rows, wanted, folded):
    """Rows that answer everything that is wanted; `folded`: the text as search compares it."""
    return [row for row in rows if _answers(row, wanted, folded)]


def _answers(row, wanted, folded):
    holds = row.standing.holds
    return (
        folded in row.commune.folded_name
        and (not wanted.band or wanted.band == band_slug(row.band))
        and (wanted.lacking is None or wanted.lacking in row.lacking)
        and (wanted.holding is None or wanted.holding in holds)
        and (wanted.recognised is None or wanted.recognised == row.recognised)
        and (not wanted.coverage or wanted.coverage == row.standing.coverage)
        and (not wanted.moved or bool(getattr(row, wanted.moved)))
    )


def band_slug(band):
    """19, 15-18, 0-4: what the URL says."""
    return str(band.low) if band.low == band.high else f"{band.low}-{band.high}"
