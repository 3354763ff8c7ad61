"""Chỉ số: the list of measures that communes do not report, and the page of one."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from criteria.models import Measure, StatedValue
from criteria.rights import may_state, stated_read_by
from ntm.archive import Archive
from ntm.dashboards.contradictions.shown import all_shown
from ntm.dashboards.documents.rows import Row
from ntm.dashboards.goals.rows import Goal
from ntm.dashboards.goals.sections import tables
from ntm.dashboards.measures.drawing import course, divided
from ntm.dashboards.measures.listing import Listing, MeasureRow, headline
from ntm.dashboards.measures.stated import Stated
from ntm.dashboards.selection import read_selection
from ntm.edition import remembered
from ntm.judgement import Judge
from ntm.known import keep_known
from ntm.topics import listed, topic_of


@require_GET
@remembered
def measures(request):
    archive = Archive()
    selection = read_selection(request.GET, archive)
    listing = Listing(archive, Judge(archive), selection.as_of)
    asked = request.GET.get("nhom", "").replace("\x00", "").strip()[:40]
    if not listing.knows(asked):
        selection.notices.append(_("There is no group “%(text)s”. The page shows the wider goals.") % {"text": asked})
        asked = ""
    sections = listing.shown(asked)
    context = {
        "selection": selection,
        "sections": sections,
        "headline": headline(sections),
        "chips": listing.chips(asked, selection.given),
    }
    return render(request, "dashboards/measures.html", context)


@require_GET
@never_cache
def measure(request, key):
    archive = Archive()
    selection = read_selection(request.GET, archive)
    shown, judge = one_of(key), Judge(archive)
    page = {"selection": selection, **page_of(shown, judge, selection), **business_of(request.user, shown, judge)}
    return keep_known(request, render(request, "dashboards/measure.html", page))


def one_of(key):
    """A measure that is listed; what communes report has its own pages."""
    found = Measure.objects.filter(key=key).first()
    if found is None or not listed(found):
        raise Http404
    return found


def business_of(user, shown, judge):
    """What this reader may enter, and what of theirs waits."""
    mine = stated_read_by(user).waiting().listed().filter(measure=shown) if user.is_authenticated else []
    return {"may_state": may_state(user, shown), "waiting": [Stated(one, judge) for one in mine]}


def page_of(shown, judge, selection):
    archive = judge.register
    figures = [one for one in archive.figures if one.measure_id == shown.id]
    targets = [one for one in archive.targets if one.measure_id == shown.id]
    judgements = sorted(judge.judge_all(selection.as_of, targets), key=lambda one: (one.target.date, one.target.code))
    _examined, findings = all_shown(archive)
    return {
        "measure": shown,
        "row": MeasureRow(shown, figures, judgements, judge, selection.as_of),
        "topic": topic_of(archive, shown, [*figures, *targets]),
        "chart": course(shown, figures, judgements, judge),
        "parts": divided(figures, archive.figures, judge),
        "rows": with_authors(shown, figures, judge),
        "tables": tables([Goal(one, archive) for one in judgements]),
        "found": [one for one in findings if shown.key in one.measures],
    }


def with_authors(shown, figures, judge):
    """[(row of a figure, the value it was stated as or None)], the earliest first."""
    stated = StatedValue.objects.by_figure(shown)
    ordered = sorted(figures, key=lambda one: (one.date, one.code))
    return [(Row(one, judge, None), stated.get(one.pk)) for one in ordered]
