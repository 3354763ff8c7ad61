"""One commune: where it stands and what it lacks, with values and thresholds, its history, its decisions, its life."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ntm.dashboards.commune.criteria import criteria_of
from ntm.dashboards.commune.decisions import decisions_of
from ntm.dashboards.commune.evidence import evidence_of
from ntm.dashboards.commune.head import head_of
from ntm.dashboards.commune.history import history_of
from ntm.dashboards.commune.identity import identity_of, named
from ntm.dashboards.commune.past import Past
from ntm.dashboards.commune.shown import Bar, shown_on
from ntm.dashboards.selection import read_selection
from ntm.dossier import Dossier
from ntm.edition import remembered


@remembered
def commune(request, slug):
    """GET /xa/<code>-<year of its first day>/ with the selection of the bar."""
    register = Dossier()
    place = next((one for one in register.communes.values() if one.slug == slug), None)
    if place is None:
        raise Http404
    selection = read_selection(request.GET, register)
    shown = shown_on(register, place, selection)
    page = {"selection": selection, "bar": Bar(selection, named(place), shown), **sections(register, place, shown)}
    return render(request, "dashboards/commune.html", page)


def sections(register, place, shown):
    selection = shown.selection
    past = Past(register, place.id, shown)
    criteria = criteria_of(past)
    decisions = decisions_of(past)
    return {
        "commune": place,
        "crumbs": crumbs(place, selection),
        "shown": shown,
        "made_up": past.illustration and shown.made_up,
        "head": head_of(past, criteria, decisions),
        "criteria": criteria,
        "identity": identity_of(register, place, selection),
        "decisions": decisions,
        "evidence": evidence_of(past),
        "history": history_of(past),
    }


def crumbs(place, selection):
    """Toàn tỉnh › Huyện Văn Quan › Xã Bình Phúc; the district is no more than its communes' list where it ended."""
    way = [(_("Whole province"), reverse("communes") + selection.url(pv=""))]
    if place.district:
        way.append((place.district.name, reverse("district", args=[place.district.slug]) + selection.url(pv="")))
    return [*way, (place.name, "")]
