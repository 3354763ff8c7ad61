"""Who a commune is: its life, its district, its groups, the units before and after it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.lineage import ONE_DAY
from communes.models import Succession
from communes.vietnamese import day

Kind = Succession.Kind
# Told from the side of the unit before, and from the side of the unit after.
BECAME = {
    Kind.MERGE: gettext_lazy("whole unit into"),
    Kind.SPLIT: gettext_lazy("part of the unit into"),
    Kind.BOUNDARY: gettext_lazy("boundary change with"),
    Kind.RENAME: gettext_lazy("renamed"),
}
CAME_FROM = {
    Kind.MERGE: gettext_lazy("whole of"),
    Kind.SPLIT: gettext_lazy("part of"),
    Kind.BOUNDARY: gettext_lazy("boundary change with"),
    Kind.RENAME: gettext_lazy("renamed from"),
}


@dataclass(frozen=True)
class Relative:
    """A unit before or after, what was handed over and when; `itself` where the row goes on."""

    words: str
    name: str
    url: str
    on: object
    itself: bool = False


@dataclass(frozen=True)
class Belonging:
    """A group the commune is or was in."""

    name: str
    url: str
    life: str
    note: str
    illustration: bool
    now: bool


@dataclass(frozen=True)
class Identity:
    code: str
    kind: str
    district: str
    district_url: str
    life: str
    before: list
    after: list
    groups: list
    ended: bool


def identity_of(register, place, selection):
    links = [link for link in register.lineage.links if place.id in (link.predecessor, link.successor)]
    came = [link for link in links if link.successor == place.id]
    went = [link for link in links if link.predecessor == place.id]
    district = place.district
    return Identity(
        place.code,
        place.get_kind_display(),
        district.name if district else "",
        reverse("district", args=[district.slug]) if district else "",
        life_text(place.valid_from, place.valid_to),
        [before(register, link) for link in came if not trivial(link)],
        [after(register, link) for link in went if link.predecessor != link.successor],
        [belonging(one, slug, register, selection) for slug, one in memberships(register, place)],
        bool(place.valid_to),
    )


def trivial(link):
    """A unit that only gave or took a piece of land stays what it was."""
    return link.predecessor == link.successor and link.kind in (Kind.BOUNDARY, Kind.RENAME)


def before(register, link):
    """Told with the last day of the unit before; a row that went on leads to itself under those units."""
    place = register.communes[link.predecessor]
    last = link.effective_on - ONE_DAY
    address = reverse("commune", args=[place.slug])
    if link.predecessor == link.successor:
        return Relative(str(CAME_FROM[link.kind]), named(place), f"{address}?ky={last}", link.effective_on, True)
    return Relative(str(CAME_FROM[link.kind]), named(place), address, link.effective_on)


def after(register, link):
    place = register.communes[link.successor]
    return Relative(str(BECAME[link.kind]), named(place), reverse("commune", args=[place.slug]), link.effective_on)


def named(place):
    """Xã Bình Phúc, thị trấn Văn Quan."""
    kind = str(place.get_kind_display())
    return f"{kind[:1].upper()}{kind[1:]} {place.name}"


def life_text(valid_from, valid_to):
    """The first day of what is known since 2004 is not the day the unit was founded."""
    if valid_to is None:
        return _("since %(day)s, in force") % {"day": day(valid_from)}
    return _("%(first)s – %(last)s") % {"first": day(valid_from), "last": day(valid_to)}


def memberships(register, place):
    return [(slug, one) for slug in register.groups for one in register.memberships[slug] if one.commune_id == place.id]


def belonging(one, slug, register, selection):
    on = selection.as_of
    return Belonging(
        one.group.name,
        reverse("group", args=[slug]) + selection.url(pv=""),
        life_text(one.valid_from, one.valid_to),
        one.note or one.group.note,
        one.illustration or one.group.illustration,
        one.valid_from <= on and (one.valid_to is None or on <= one.valid_to),
    )
