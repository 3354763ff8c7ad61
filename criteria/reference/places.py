"""Reference tables of the ground floor: districts, communes, successions, tiles, groups and departments.

The columns that name a commune beside its code are for the reader of the file; the code and a day identify it.
"""

from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from communes.models import Commune, Department, District, Group, Membership, Succession, TilePosition
from communes.vietnamese import fold, sort_key
from criteria.reference.loading import Table

ONE_DAY = timedelta(days=1)


def district(line, known):
    name = line.required("name")
    sorted_by = {"sort_key": sort_key(name)}
    return {"slug": line.required("slug"), "name": name, **line.life(), **sorted_by, "source": line.required("source")}


def commune(line, known):
    name, slug = line.required("name"), line.text("district")
    return {
        "code": line.required("code"),
        "name": name,
        "kind": line.required("kind"),
        "district_id": known.id(line, District, slug=slug) if slug else None,
        **line.life(),
        "folded_name": fold(name),
        "sort_key": sort_key(name),
        "source": line.required("source"),
    }


def one_life_at_a_time(rows):
    """A code is borne by one unit at a time."""
    lives = sorted(rows, key=lambda row: (row[1]["code"], row[1]["valid_from"]))
    for (earlier, before), (line, values) in pairwise(lives):
        if before["code"] == values["code"] and (before["valid_to"] or date.max) >= values["valid_from"]:
            told = {"code": values["code"], "line": earlier.number}
            line.refuse(_("code %(code)s is still borne by the unit on line %(line)d") % told)


def succession(line, known):
    """The predecessor is the unit that bore the code the day before, the successor the one that bears it that day."""
    day = _day(line, "effective_on")
    before, after = (line.required(column) for column in ("predecessor", "successor"))
    return {
        "predecessor_id": known.commune(line, before, day - ONE_DAY),
        "successor_id": known.commune(line, after, day),
        "effective_on": day,
        "kind": line.required("kind"),
        "source": line.required("source"),
    }


def tile(line, known):
    state = _day(line, "state")
    return {
        "commune_id": known.commune(line, line.required("commune"), state),
        "state": state,
        "column": line.whole("column"),
        "row": line.whole("row"),
        "source": line.required("source"),
    }


def group(line, known):
    texts = {column: line.required(column) for column in ("slug", "name", "source")}
    return {**texts, "note": line.text("note")}


def membership(line, known):
    """The member is the unit in force on its first day; it cannot stay longer than the unit lives.

    A unit that people ended since (criteria/rearrangement) took its membership with it: the file does not know yet.
    """
    life = line.life()
    member = known.commune(line, line.required("commune"), life["valid_from"])
    if known.last_day(member) < (life["valid_to"] or date.max) and not known.people_changed(member):
        line.refuse(_("the unit ends before its membership does"))
    return {
        "group_id": known.id(line, Group, slug=line.required("group")),
        "commune_id": member,
        **life,
        "note": line.text("note"),
        "source": line.required("source"),
    }


def department(line, known):
    texts = {column: line.required(column) for column in ("slug", "name", "source")}
    return {**texts, **line.life()}


def _day(line, column):
    return line.day(column) or line.refuse(_("“%s” is empty") % column)


TABLES = [
    Table("districts", District, ("slug",), district),
    Table("communes", Commune, ("code", "valid_from"), commune, check=one_life_at_a_time),
    Table("successions", Succession, ("predecessor_id", "successor_id", "effective_on"), succession),
    Table("tile_positions", TilePosition, ("commune_id", "state"), tile),
    Table("groups", Group, ("slug",), group),
    Table("memberships", Membership, ("group_id", "commune_id", "valid_from"), membership),
    Table("departments", Department, ("slug",), department),
]
