"""All figures with a search, and one figure with its quote, its findings and its history."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from communes.accounts.log import lines
from communes.vietnamese import fold
from criteria.figure_entry import log_of
from criteria.models import StatedValue
from criteria.rights import is_office
from ntm.archive import Archive
from ntm.dashboards.contradictions.shown import all_shown
from ntm.dashboards.documents.rows import Row
from ntm.judgement import Judge

SIZE = 50


@require_GET
@never_cache
def figures(request):
    archive, words = Archive(), request.GET.get("q", "").replace("\x00", "").strip()[:100]
    judge = Judge(archive)
    rows = [Row(one, judge, None) for one in sorted(everything(archive), key=lambda one: one.code)]
    found = [row for row in rows if row.mentions(fold(words))]
    page = Paginator(found, SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "words": words, "all": len(rows), "office": is_office(request.user)}
    return render(request, "dashboards/figures.html", context)


@require_GET
@never_cache
def figure(request, code):
    archive = Archive()
    shown = one_of(archive, code)
    row = Row(shown, Judge(archive), None)
    _examined, findings = all_shown(archive)
    context = {
        "row": row,
        "figure": shown,
        "found": [one for one in findings if code in one.finding.codes],
        "log": lines(log_of(shown).select_related("who")),
        "office": is_office(request.user),
        "stated": StatedValue.objects.of_figure(code),
    }
    return render(request, "dashboards/figure.html", context)


def everything(archive):
    return [*archive.targets, *archive.figures]


def one_of(archive, code):
    found = next((one for one in everything(archive) if one.code == code), None)
    if found is None:
        raise Http404
    return found
