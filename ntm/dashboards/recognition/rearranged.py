"""What the rearrangements of units did to recognition: inherited, to be recognised again, not carried over."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from communes.vietnamese import day
from ntm.dashboards.recognition.place import Place, in_order, place_of
from ntm.progress.carried import OUTCOMES, carried

TITLES = {
    "inherited": _("Inherited: all units it was made from were recognised"),
    "again": _("Must be recognised again before it counts"),
    "own": _("Recognised by a decision of its own since"),
    "not_carried": _("Not carried over: one of the units it was made from was not recognised"),
}


@dataclass(frozen=True)
class Line:
    """One commune that began anew; `voters`: (name, url, whether it was recognised)."""

    place: Place
    began: str
    voters: list
    again: object = None


@dataclass(frozen=True)
class Kind:
    key: str
    title: str
    lines: list


def rearranged(selection):
    """[Kind] of the level of NTM communes, those without a commune left out."""
    communes = selection.communes()
    found = carried(selection.register.recognitions["basic"], selection.as_of)
    by_unit = {one.unit: one for one in found if communes is None or one.unit in communes}
    again = {one.commune_id: one for one in selection.register.renewals_kept if one.level == "basic"}
    lines = {key: [] for key in OUTCOMES}
    for unit in in_order(selection, by_unit):
        one = by_unit[unit]
        lines[one.outcome].append(line(selection, one, again.get(unit) if one.outcome == "again" else None))
    return [Kind(key, TITLES[key], lines[key]) for key in OUTCOMES if lines[key]]


def line(selection, one, again):
    told = [(place_of(selection, voter), voter in one.recognised) for voter in one.voters]
    return Line(place_of(selection, one.unit), day(one.began), told, again)
