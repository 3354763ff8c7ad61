"""The reason of one cell on a page of its own: one commune, one criterion, and who made it in a like position."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria import reasons, rules
from ntm.dashboards.close.alike import alike_of
from ntm.dashboards.commune.criteria import notes, since, verdict_of
from ntm.dashboards.commune.identity import named
from ntm.dashboards.commune.indicators import Measured
from ntm.dashboards.commune.past import Past
from ntm.dashboards.commune.shown import Bar, shown_on
from ntm.dashboards.commune.why import why_of
from ntm.dashboards.entries import name_of
from ntm.dashboards.selection import read_selection
from ntm.dossier import Dossier
from ntm.edition import remembered


@remembered
def reason(request, slug, criterion):
    """GET /xa/<code>-<year>/ly-do/<number of the criterion>/ with the selection of the bar."""
    register = Dossier()
    place = next((one for one in register.communes.values() if one.slug == slug), None)
    if place is None:
        raise Http404
    selection = read_selection(request.GET, register)
    shown = shown_on(register, place, selection)
    past = Past(register, place.id, shown)
    found = next((one for one in past.criteria if one.number == criterion), None)
    if found is None:
        raise Http404
    page = {"selection": selection, "bar": Bar(selection, named(place), shown), "shown": shown, "commune": place}
    page |= {"crumbs": crumbs(place, selection, found), "criterion": found, **parts(past, found)}
    return render(request, "dashboards/reason.html", page)


def parts(past, criterion):
    """The reason and its parts; only words where nobody has reported yet."""
    measured = Measured(past)
    why = why_of(past, criterion.number, measured)
    verdict, words = verdict_of(past, criterion.number) if why.outcome else ("no_data", reasons.verdict_text(why))
    return {
        "why": why,
        "said": reasons.said(why),
        "verdict": verdict,
        "words": words,
        "title": title(past, criterion, why),
        "lines": measured.lines(criterion.number),
        "notes": notes(past, criterion.number),
        "since": since(past, criterion.number),
        "alike": alike_of(past, criterion.number, why),
    }


def title(past, criterion, why):
    """Xã Bình Phúc chưa đạt tiêu chí 9. Nhà ở dân cư: còn thiếu 14 hộ."""
    told = {"place": named(past.place), "name": f"{criterion.number}. {name_of(criterion)}"}
    if not why.outcome:
        return _("No results of %(place)s on criterion %(name)s yet") % told
    if why.attained:
        return _("%(place)s attains criterion %(name)s") % told
    missed = [one for one in why.grounds if one.reason.verdict == rules.NOT_ATTAINED]
    if not missed:
        return _("%(place)s does not attain criterion %(name)s") % told
    if len(missed) == 1:
        told["finding"] = reasons.finding(missed[0])
        return _("%(place)s does not attain criterion %(name)s: %(finding)s") % told
    told["n"] = number(len(missed))
    return _("%(place)s does not attain criterion %(name)s: %(n)s values miss their threshold") % told


def crumbs(place, selection, criterion):
    return [
        (_("Whole province"), reverse("communes") + selection.url(pv="")),
        (place.name, reverse("commune", args=[place.slug]) + selection.query),
        (f"{criterion.number}. {name_of(criterion)}", ""),
    ]
