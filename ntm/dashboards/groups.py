"""Nhóm xã: the groups of communes, and one group's members, average and targets on the date."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm.dashboards.districts import of_whole
from ntm.dashboards.parts import Numbers, crumbs_to, numbers_of, part_of, selection_of
from ntm.dashboards.selection import GROUP, read_selection
from ntm.dossier import Dossier
from ntm.edition import remembered


@dataclass(frozen=True)
class Row:
    """One group on the date."""

    group: object
    url: str
    numbers: Numbers
    illustration: bool


@remembered
def groups(request):
    """GET /nhom/ with the bar."""
    register = Dossier()
    selection = read_selection(request.GET, register)
    register.prepare(register.keys_with_movement(selection))
    rows = [row(selection, slug, one) for slug, one in register.groups.items()]
    crumbs = [(_("Whole province"), reverse("communes") + selection.url(pv="")), (_("Groups of communes"), "")]
    return render(request, "dashboards/groups.html", {"selection": selection, "rows": rows, "crumbs": crumbs})


def row(selection, slug, one):
    register = selection.register
    members = register.members(slug, selection.as_of, selection.units)
    moved = register.movement(selection.as_of, selection.units, selection.set_code)
    url = reverse("group", args=[slug]) + selection.url(pv="")
    return Row(one, url, numbers_of(selection.standing.within(members), moved), made_up(register, slug, members))


def made_up(register, slug, members):
    """Whether no source names the members: the group, or a membership that counts, is illustration."""
    named = (one.illustration for one in register.memberships[slug] if one.commune_id in members)
    return register.groups[slug].illustration or any(named)


@remembered
def group(request, slug):
    """GET /nhom/<slug>/ with the bar, whose scope is this group."""
    register = Dossier()
    if slug not in register.groups:
        raise Http404
    one = register.groups[slug]
    selection = selection_of(request.GET, register, f"{GROUP}{slug}")
    part = part_of(selection)
    members = set(selection.standing.rows)
    return render(
        request,
        "dashboards/group.html",
        {
            "selection": selection,
            "group": one,
            "part": part,
            "title": group_title(one, part.numbers, selection),
            "made_up": made_up(register, slug, members),
            "notes": notes(register, slug, members),
            "crumbs": crumbs_to(selection, "groups", _("Groups of communes"), one),
        },
    )


def group_title(one, numbers, selection):
    """Xã biên giới: 20 xã, bình quân 9,35 tiêu chí/xã, 1/20 xã đạt chuẩn."""
    told = {"group": one.name, "n": number(numbers.size), "day": day(selection.as_of)}
    if not numbers.size:
        return _("%(group)s: no members on %(day)s") % told
    told |= {"average": numbers.average_text, "of": of_whole(numbers)}
    if numbers.average is None:
        words = ngettext(
            "%(group)s: %(n)s commune, no commune results yet",
            "%(group)s: %(n)s communes, no commune results yet",
            numbers.size,
        )
        return words % told
    return _("%(group)s: %(n)s communes, on average %(average)s criteria, %(of)s recognised") % told


def notes(register, slug, members):
    """What the memberships say beside the names, each once."""
    found = (one.note for one in register.memberships[slug] if one.commune_id in members and one.note)
    return list(dict.fromkeys([register.groups[slug].note, *found]))
