"""The list of findings with the figures that can be computed, and the same list as CSV."""

import csv
from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from communes.vietnamese import day, number
from ntm.archive import Archive
from ntm.dashboards.contradictions.choice import chips, options, read_choice
from ntm.dashboards.contradictions.compared import compared
from ntm.dashboards.contradictions.shown import all_shown
from ntm.dashboards.matrix.download import guarded
from ntm.edition import remembered
from ntm.findings.words import class_name
from ntm.progress.contradictions.finding import AMBIGUOUS, CLASSES, CONTRADICTION, ROUNDING


@require_GET
@remembered
def contradictions(request):
    archive = Archive()
    examined, found = all_shown(archive)
    choice = read_choice(request.GET, found)
    listed = [one for one in found if choice.lists(one)]
    context = {
        "headline": headline(found, examined),
        "covered": covered(examined),
        "choice": choice,
        "chips": chips(found, choice),
        "options": options(found, choice),
        "sections": sections(listed),
        "compared": compared(archive, choice.given),
    }
    return render(request, "dashboards/contradictions.html", context)


def headline(found, examined):
    """10 chưa thống nhất, 7 chỗ làm tròn và 15 chỗ chưa rõ trong 496 số liệu."""
    if not examined.figures:
        return _("No figure has been loaded yet")
    counted, figures = Counter(one.kind for one in found), len(examined.figures)
    if not found:
        return _("All %(figures)s figures go together") % {"figures": number(figures)}
    told = {
        "contradictions": ngettext("%(n)s disagreement", "%(n)s disagreements", counted[CONTRADICTION]),
        "roundings": ngettext("%(n)s rounding", "%(n)s roundings", counted[ROUNDING]),
        "unclear": ngettext("%(n)s unclear point", "%(n)s unclear points", counted[AMBIGUOUS]),
    }
    by_name = dict(zip(told, (CONTRADICTION, ROUNDING, AMBIGUOUS), strict=True))
    told = {name: words % {"n": number(counted[by_name[name]])} for name, words in told.items()}
    words = _("%(contradictions)s, %(roundings)s and %(unclear)s in %(figures)s published figures")
    return words % {**told, "figures": number(figures)}


def covered(examined):
    """How many figures another printed number fixes, and how many are compared at all."""
    fixed = len(examined.coverage.keys() & examined.figures.keys())
    told = {"fixed": fixed, "all": len(examined.figures), "compared": len(examined.bounded)}
    return {name: number(value) for name, value in told.items()}


def sections(listed):
    """[(class, its name, its findings)] of the classes that are listed."""
    named = [(kind, class_name(kind), [one for one in listed if one.kind == kind]) for kind in CLASSES]
    return [(kind, name[:1].upper() + name[1:], found) for kind, name, found in named if found]


@require_GET
def contradictions_csv(request):
    _examined, found = all_shown(Archive())
    choice = read_choice(request.GET, found)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="doi-chieu.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(guarded(head()))
    writer.writerows(guarded(line(one)) for one in found if choice.lists(one))
    return response


def head():
    said = [_("Class"), _("Rule"), _("Rows"), _("Finding"), _("What would reconcile it"), _("Quotes")]
    return [_("Code"), *said, _("State"), _("Reason"), _("By"), _("Date")]


def line(shown):
    quotes = "; ".join(f"{quote.code}: “{quote.text}” ({quote.document.short_name})" for quote in shown.quotes)
    said = [shown.kind_name, shown.rule_name, " ".join(shown.finding.codes), shown.text, shown.reconciled, quotes]
    last = shown.last
    noted = [last.reason, str(last.author), day(last.at.date())] if last else ["", "", ""]
    return [shown.id, *said, shown.state_name, *noted]
