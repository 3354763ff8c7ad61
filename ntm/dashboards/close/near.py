"""Communes × criteria not attained, the nearest first: the rows, and each of them in words."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria import reasons
from ntm.dashboards.commune.why import reason_url
from ntm.dashboards.entries import name_of
from ntm.dashboards.selection import short_district
from ntm.efforts import Efforts
from ntm.progress.closeness import Near, nearest_first
from ntm.units import plain


@dataclass(frozen=True)
class NearLine:
    """One row as the page and the file write it."""

    code: str
    name: str
    url: str
    district: str
    missing: str
    number: int
    criterion: str
    reason_url: str
    changes: list
    points: str
    notes: list = field(default_factory=list)
    illustration: bool = False


def near_rows(selection, rows):
    """[Near] of every commune with a report and every criterion that it does not attain; those without data too."""
    efforts = Efforts(selection.register, selection.as_of, selection.units, selection.set_code)
    found = [
        Near(row.commune.id, numbered, len(row.lacking), efforts.effort(row.commune.id, numbered))
        for row in rows
        if not row.missing
        for numbered in row.lacking
    ]
    return nearest_first(found, {row.commune.id: place for place, row in enumerate(rows)})


def narrowed(near, rows, choice):
    """The rows that answer the filters."""
    inside = {row.commune.id for row in rows if not choice.group or choice.group in row.groups}
    return [
        one
        for one in near
        if one.unit in inside
        and (choice.criterion is None or one.number == choice.criterion)
        and (choice.few is None or one.missing <= choice.few)
    ]


def near_line(selection, one, names):
    register, found = selection.register, one.effort
    place = register.communes[one.unit]
    standing = selection.standing.rows[one.unit]
    return NearLine(
        place.code,
        place.name,
        reverse("commune", args=[place.slug]) + selection.query,
        short_district(place.district.name) if place.district else "",
        number(one.missing),
        one.number,
        f"{one.number}. {names[one.number]}",
        reason_url(selection, place, one.number),
        changes_of(found),
        "" if found.points is None else plain(found.points),
        notes_of(one, standing),
        standing.illustration,
    )


def changes_of(found):
    """[9.2: 14 hộ], each the least that attains its indicator; [] where no number is known."""
    return [
        f"{ground.code}{f' ({ground.of})' if ground.of else ''}: {change_words(ground, change)}"
        for ground, change in found.changes
    ]


def change_words(ground, change):
    words = _("%(change)s too many") if change.less else _("still short of %(change)s")
    return words % {"change": reasons.change_text(change, ground)}


def notes_of(one, standing):
    """What the changes do not say: that nothing is known, or that they are only the least of it."""
    found = one.effort
    if one.number in standing.no_data:
        return [_("no data reported")]
    if not found.known:
        said = [_("no numbers to compute from yet")]
    elif found.open:
        said = [_("at least; left to the officers: %(codes)s") % {"codes": ", ".join(found.open)}]
    else:
        said = []
    if found.stuck:
        said.append(_("out of reach as counted: %(codes)s") % {"codes": ", ".join(found.stuck)})
    return said


def criterion_names(selection):
    return {one.number: name_of(one) for one in selection.register.criteria.get(selection.set_code, [])}
