"""All commitments on the round that is chosen, and one with who misses it and how it stood on every round."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from communes.accounts.log import lines
from criteria.commitment_entry import log_of
from criteria.rights import is_office
from ntm.archive import Archive
from ntm.commitments import communes_of, needed
from ntm.dashboards.commitments import words
from ntm.dashboards.commitments.rows import missed, on_its_day, past, rounds_of, row_of, unknown
from ntm.dashboards.selection import read_selection
from ntm.judgement import Judge
from ntm.known import keep_known


@require_GET
@never_cache
def commitments(request):
    """GET /cam-ket/ with the bar. Not remembered: only the office sees how to add one."""
    archive = Archive()
    selection, judge = read_selection(request.GET, archive), Judge(archive)
    past = {one.date for one in archive.commitments if one.date < selection.as_of}
    archive.prepare({*needed(archive, [selection.as_of], selection.units), *needed(archive, past)})
    shown = (selection.as_of, selection.units, selection.query)
    rows = [row_of(judge, one, *shown) for one in archive.commitments]
    context = {
        "selection": selection,
        "rows": [(row, on_its_day(judge, row)) for row in rows],
        "any_illustration": any(row.illustration for row in rows),
        "headline": words.headline(rows, selection.as_of),
        "office": is_office(request.user),
    }
    return keep_known(request, render(request, "dashboards/commitments.html", context))


@require_GET
@never_cache
def commitment(request, code):
    """GET /cam-ket/<code>/ with the bar."""
    archive = Archive()
    selection = read_selection(request.GET, archive)
    context = page(selection, one_of(archive, code)) | {"office": is_office(request.user)}
    return keep_known(request, render(request, "dashboards/commitment.html", context))


def page(selection, one):
    archive, judge = selection.register, Judge(selection.register)
    own = None if "ms" not in selection.given else selection.units
    rounds = rounds_of(archive, one)
    archive.prepare({*needed(archive, rounds, own), *needed(archive, [selection.as_of], selection.units)})
    row = row_of(judge, one, selection.as_of, selection.units, selection.query)
    standing = communes_of(archive, one, selection.as_of, selection.units)
    return {
        "selection": selection,
        "row": row,
        "commitment": one,
        "missed": missed(row, standing),
        "unknown": unknown(row),
        "past": past(judge, one, rounds, own),
        "log": lines(log_of(one).select_related("who")),
        "crumbs": [(_("Commitments"), reverse("commitments") + selection.query), (one.code, "")],
    }


def one_of(archive, code):
    found = next((one for one in archive.commitments if one.code.lower() == code.lower()), None)
    if found is None:
        raise Http404
    return found
