"""The rows of the page as CSV, all of the filter in the order of the page; unknown is empty, never 0."""

import csv

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ntm.dashboards.matrix.download import guarded


def download(page):
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = "de-tut" if page.at_risk else "gan-dat"
    response["Content-Disposition"] = f'attachment; filename="{name}-{page.selection.file_name}.csv"'
    writer = csv.writer(response)
    head, cells = (risk_head, risk_cells) if page.at_risk else (near_head, near_cells)
    writer.writerow(guarded(head()))
    writer.writerows(guarded(cells(one)) for one in page.lines(page.found))
    return response


def place_head():
    return [_("Commune code"), _("Commune"), _("District")]


def near_head():
    told = [_("Criteria missing"), _("Criterion"), _("Smallest change that attains it"), _("Effort in points")]
    return [*place_head(), *told, _("Note"), _("Illustration")]


def near_cells(one):
    place = [one.code, one.name, one.district]
    told = [one.missing, one.criterion, "; ".join(one.changes), one.points, "; ".join(one.notes)]
    return [*place, *told, yes_no(one.illustration)]


def risk_head():
    return [*place_head(), _("Criterion"), _("Kind of warning"), _("Why"), _("Illustration")]


def risk_cells(one):
    place = [one.code, one.name, one.district]
    return [*place, one.criterion, "; ".join(one.kinds), "; ".join(one.said), yes_no(one.illustration)]


def yes_no(value):
    return _("yes") if value else _("no")
