"""Tiêu chí: the criteria of a set with the communes that attained each, and one criterion with all behind it."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from ntm.dashboards.criteria import content, course, listing, page
from ntm.dashboards.criteria.attained import Counts
from ntm.dashboards.criteria.chosen import of_chosen_set, of_set, used_on
from ntm.dashboards.criteria.said import said_about
from ntm.dashboards.criteria.yardstick import Yardstick
from ntm.edition import remembered

AMENDED_SETS, AMENDED_ON = {"318", "318-nc"}, date(2024, 3, 1)


@remembered
def criteria(request):
    register = Yardstick()
    selection = of_chosen_set(request.GET, register)
    by_number = request.GET.get("xep") == listing.BY_NUMBER
    selection.hidden = [("xep", listing.BY_NUMBER)] if by_number else []
    counts = Counts(selection)
    register.prepare(counts.keys() | (counts.target_keys() if selection.criteria_set else set()))
    rows = listing.rows(counts, register.leads(selection.set_code, selection.as_of), by_number)
    return render(request, "dashboards/criteria.html", list_context(selection, counts, rows, by_number))


def list_context(selection, counts, rows, by_number):
    return {
        "selection": selection,
        "rows": rows,
        "title": listing.finding(selection, rows),
        "whole": selection.standing.universe,
        "by_number": by_number,
        "by_number_url": selection.url(xep=listing.BY_NUMBER),
        "by_need_url": selection.url(),
        "own_set_url": selection.url(bo=""),
        "any_target": any(row.judgements for row in rows),
        "any_known": any(row.share.known for row in rows),
        "any_illustration": any(row.share.illustration for row in rows),
        "any_group": any(row.criterion.group for row in rows),
        "before": counts.before if counts.moved is not None else None,
        "sets": listing.set_lines(selection),
        "out_of_years": bool(selection.criteria_set) and not used_on(selection.criteria_set, selection.as_of),
        "amended": amended(selection),
    }


@remembered
def criterion(request, set, number):
    register = Yardstick()
    found = register.criterion(set, number)
    if found is None:
        raise Http404(_("No such criterion."))
    selection = of_set(request.GET, register, found.criteria_set)
    counts = Counts(selection)
    register.prepare(counts.keys() | counts.target_keys() | course.keys(counts))
    return render(request, "dashboards/criterion.html", page_context(counts, found))


def page_context(counts, found):
    selection, register = counts.selection, counts.register
    judgements = counts.judged(found.number)
    others = content.related(register, found)
    asked = content.contents(register.indicator_rows([found, *(one for some in others.values() for one, _why in some)]))
    head, lacking = page.head(counts, found, judgements), page.lacking(counts, found)
    gained, lost = counts.moves(found.number)
    return {
        "selection": selection,
        "criterion": found,
        "name": listing.named(found),
        "head": head,
        "chart": course.chart(counts, found, judgements),
        "districts": page.districts(counts, found),
        "lacking": lacking,
        "lacking_title": page.lacking_title(lacking, head.share),
        "lacking_note": page.lacking_note(lacking, head.share),
        "moves": None if gained is None else (len(gained), len(lost), counts.before),
        "indicators": asked.get(found.id, []),
        "elsewhere": content.elsewhere(found, others, asked),
        "leads": register.leads(selection.set_code, selection.as_of).get(found.number, []),
        "said": said_about(register, found),
        "neighbours": neighbours(register, found),
        "to_attained": selection.url(dat=found.number),
        "to_lacking": selection.url(thieu=found.number),
        "to_close": selection.url(tc=found.number),
        "amended": amended(selection),
    }


def neighbours(register, found):
    """(criterion before, criterion after) of the same set with their names."""
    same_set = register.criteria[found.criteria_set.code]
    at = same_set.index(found)
    sides = (same_set[at - 1] if at else None, same_set[at + 1] if at + 1 < len(same_set) else None)
    return [one and (one, listing.named(one)) for one in sides]


def amended(selection):
    """QĐ 211 of 01/03/2024 amends QĐ 318; which rows is not known, so rounds since then carry a note."""
    return selection.set_code in AMENDED_SETS and selection.as_of >= AMENDED_ON
