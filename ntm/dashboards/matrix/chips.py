"""The chips over the matrix: every quick filter with its count, counted on the rows that it leads to."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ntm.dashboards.matrix.sections import BORDER
from ntm.dashboards.selection import GROUP
from ntm.progress.bands import bands_for
from ntm.progress.standing import CARRIED, INHERITED, MISSING, REPORTED
from ntm.rows import Wanted, band_slug


@dataclass(frozen=True)
class Chip:
    label: str
    count: int
    url: str
    current: bool = False


def chips(selection, rows, address, wanted):
    """All, recognised, bands, border, moved and coverage; one replaces another, so its count is what it shows."""
    everything = Chip(_("All"), len(rows), address.only(), wanted == Wanted() and not is_border(selection))
    recognised = sum(row.recognised for row in rows)
    return [
        everything,
        Chip(_("Attained the standard"), recognised, address.only(cn="co"), wanted == Wanted(recognised=True)),
        *band_chips(rows, selection.standing.criteria, address, wanted),
        *border_chip(selection, rows, address, wanted),
        *moved_chips(rows, address, wanted),
        *coverage_chips(rows, address, wanted),
    ]


def band_chips(rows, criteria, address, wanted):
    if not criteria:
        return []
    if all(row.missing for row in rows):
        return []
    counted = Counter(row.count for row in rows)
    return [
        Chip(
            band_label(band, len(criteria)),
            sum(communes for count, communes in counted.items() if count in band),
            address.only(muc=band_slug(band)),
            wanted.band == band_slug(band),
        )
        for band in bands_for(len(criteria))
    ]


def band_label(band, criteria_count):
    """Đủ 19 · 15–18 · Dưới 5."""
    if band.low == criteria_count:
        return _("All %(n)d criteria") % {"n": band.low}
    return _("Below %(n)d") % {"n": band.high + 1} if band.low == 0 else band.label


def border_chip(selection, rows, address, wanted):
    """The group as a scope: the one filter that other pages share through the bar."""
    border = selection.register.groups.get(BORDER)
    if not border or (selection.scope and not is_border(selection)):
        return []
    communes = sum(BORDER in row.groups for row in rows)
    chosen = is_border(selection) and wanted == Wanted()
    return [Chip(_("Border"), communes, address.only(pv="" if chosen else f"{GROUP}{BORDER}"), chosen)]


def is_border(selection):
    return selection.scope == f"{GROUP}{BORDER}"


def moved_chips(rows, address, wanted):
    """Left out where the sets of the two rounds cannot be compared."""
    if not rows or rows[0].gained is None:
        return []
    gained, lost = sum(bool(row.gained) for row in rows), sum(bool(row.lost) for row in rows)
    return [
        Chip(_("Newly attained this round"), gained, address.only(moi="dat"), wanted.moved == "gained"),
        Chip(_("Lost criteria"), lost, address.only(moi="tut"), wanted.moved == "lost"),
    ]


def coverage_chips(rows, address, wanted):
    """Where the figures come from; nothing to choose while all communes have reported."""
    counted = Counter(row.standing.coverage for row in rows)
    labels = {
        REPORTED: _("Reported this round"),
        CARRIED: _("Figures of an earlier round"),
        INHERITED: _("Inherited"),
        MISSING: _("No data"),
    }
    if set(counted) <= {REPORTED}:
        return []
    return [
        Chip(label, counted[name], address.only(nguon=name), wanted.coverage == name)
        for name, label in labels.items()
        if counted[name]
    ]


def lacking_chips(rows, columns, address, wanted):
    """One for each criterion: how many communes still lack it."""
    lacking = Counter(number for row in rows for number in row.lacking)
    return [
        Chip(
            f"{column.number}. {column.name}",
            lacking[column.number],
            address.only(thieu=column.number),
            wanted.lacking == column.number,
        )
        for column in columns
    ]


def other_chips(columns, shown, address, wanted):
    """Filters that came by a link and have no chip of their own; choosing one takes it away."""
    names = {column.number: column.name for column in columns}
    given = {
        "q": wanted.text and _("Name: %(text)s") % {"text": wanted.text},
        "dat": wanted.holding and _("Attained: %(criterion)s") % {"criterion": names[wanted.holding]},
        "cn": wanted.recognised is False and _("Not recognised"),
    }
    return [Chip(label, len(shown), address(**{name: ""}), True) for name, label in given.items() if label]
