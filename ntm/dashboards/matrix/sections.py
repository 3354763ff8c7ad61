"""The body of the matrix: its communes by district, what each row says in words, and the totals with their links."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from ntm.dashboards.matrix.cells import cells
from ntm.dashboards.selection import DISTRICT, GROUP, short_district
from ntm.progress.standing import CARRIED, INHERITED, MISSING, REPORTED
from ntm.units import plain

PROVISIONAL_SINCE = date(
    2025, 7, 1
)  # three predecessors on average: numbers fall by arithmetic alone (design section 4)
BORDER = "border"
BY_COUNT, BY_NAME = "dat", "ten"


@dataclass(frozen=True)
class Line:
    """One commune: its cells and the same in words."""

    row: object
    url: str
    cells: list
    said: str
    tag: str = ""
    border: bool = False

    @property
    def name(self):
        return self.row.commune.name

    @property
    def count(self):
        return number(None) if self.row.missing else self.row.count


@dataclass(frozen=True)
class Total:
    """Communes that hold a criterion, and the address of those rows; "" where it would lead to others."""

    communes: object
    ruled: bool
    url: str


@dataclass(frozen=True)
class Section:
    """A district's communes, or all of a state without districts."""

    name: str
    slug: str
    lines: list
    totals: list
    recognised: int
    average: str
    recognised_url: str = ""
    url: str = ""

    @property
    def communes(self):
        return len(self.lines)


class Body:
    """Builds the sections from rows that are already narrowed; `address` writes the links."""

    def __init__(self, selection, shown, columns, address, wanted, sort):
        self.selection, self.shown, self.columns = selection, shown, columns
        self.address, self.wanted, self.sort = address, wanted, sort
        self.border = selection.register.groups.get(BORDER)
        self.provisional = is_provisional(selection)
        self.one_coverage = len({row.standing.coverage for row in shown}) <= 1
        self.page = commune_address(selection)

    def sections(self):
        by_district = groupby(self.shown, key=lambda row: row.district)
        return [self.section(district, list(rows)) for district, rows in by_district]

    def section(self, district, rows):
        slug = district.slug if district else ""
        scope = f"{DISTRICT}{slug}" if district and not self.selection.scope.startswith(GROUP) else None
        return self._section(district_name(district), slug, rows, scope, [self.line(row) for row in self.ordered(rows)])

    def whole(self):
        """The total of all that is shown, with links inside the scope as it is."""
        return self._section("", "", self.shown, self.selection.scope, self.shown)

    def _section(self, name, slug, rows, scope, lines):
        held = Counter(number for row in rows for number in row.standing.holds)
        totals = [self.total(column, held[column.number], scope, rows) for column in self.columns]
        recognised = sum(row.recognised for row in rows)
        free = scope is not None and self.wanted.recognised in (None, True)
        return Section(
            name,
            slug,
            lines,
            totals,
            recognised,
            average(rows),
            self.address(cn="co", pv=scope) if free and recognised else "",
            self.address(pv=scope) if scope is not None else "",
        )

    def total(self, column, communes, scope, rows):
        if all(row.missing for row in rows):
            return Total(number(None), column.ruled, "")
        leads = scope is not None and self.wanted.holding in (None, column.number) and communes
        return Total(communes, column.ruled, self.address(dat=column.number, pv=scope) if leads else "")

    def ordered(self, rows):
        """By name as they come, by count or by one criterion; rows without any reading stand last among the best."""
        name, backward = self.sort.removeprefix("-"), self.sort.startswith("-")
        if name == BY_NAME:
            return rows[::-1] if backward else rows
        if name == BY_COUNT:
            return sorted(rows, key=lambda row: (not row.missing, row.count), reverse=backward)
        return sorted(rows, key=lambda row: int(name) in row.standing.holds, reverse=backward)

    def line(self, row):
        return Line(
            row,
            self.page(row.commune),
            cells(row, self.columns),
            self.said(row),
            "" if self.one_coverage else tag_of(row),
            bool(self.border) and BORDER in row.groups,
        )

    def said(self, row):
        """The row in words: for a screen reader, a photocopy, and whoever reads numbers rather than dots."""
        if row.missing:
            return _("no longer a rural commune") if row.standing.left else _("no data")
        parts = [lacking_of(row)]
        unknown = [number for number in row.lacking if number in row.standing.no_data]
        if unknown:
            parts.append(_("no data on %(numbers)s") % {"numbers": listed(unknown)})
        if row.standing.coverage == CARRIED:
            parts.append(_("figures of %(day)s") % {"day": day(row.standing.on)})
        elif row.standing.coverage == INHERITED:
            parts.append(inherited_words(self.provisional))
        return " · ".join(parts)


def lacking_of(row):
    if row.lacking:
        numbers = listed(row.lacking)
        return _("%(numbers)s; recognised") % {"numbers": numbers} if row.recognised else numbers
    return _("Attained the standard") if row.recognised else _("Holds all criteria, not recognised yet")


def listed(numbers):
    return ", ".join(map(str, numbers))


def inherited_words(provisional):
    return _("inherited provisionally, to be reviewed") if provisional else _("inherited from the units before")


def is_provisional(selection):
    return max(selection.as_of, selection.units) >= PROVISIONAL_SINCE


def tag_of(row):
    """A short mark beside the name where a row is not a report of its own of that day."""
    standing = row.standing
    if standing.coverage == CARRIED:
        return f"{standing.on:%m/%Y}"
    if standing.left:
        return _("left")
    return {INHERITED: _("inherited"), MISSING: _("no data"), REPORTED: ""}[standing.coverage]


def average(rows):
    """Criteria a commune as it is written; "" where nobody has a reading."""
    if all(row.missing for row in rows):
        return ""
    return plain(Fraction(sum(row.count for row in rows), len(rows)))


def district_name(district):
    """Văn Quan, TP. Lạng Sơn."""
    if not district:
        return ""
    name = short_district(district.name)
    return f"TP. {name}" if district.name.startswith("Thành phố") else name


def commune_address(selection):
    """A function from a commune to its page with the bar's choice; "" while there is no such page."""
    try:
        pattern = reverse("commune", args=["00000-0000"])
    except NoReverseMatch:
        return lambda commune: ""
    return lambda commune: pattern.replace("00000-0000", commune.slug) + selection.query
