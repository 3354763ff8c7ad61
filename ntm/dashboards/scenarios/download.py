"""The plan of a scenario by commune and criterion as CSV; unknown is empty, never 0; every row says it is supposed."""

import csv

from django.http import HttpResponse
from django.utils.translation import gettext as _

from communes.vietnamese import day, slugify
from ntm.dashboards.close.download import yes_no
from ntm.dashboards.matrix.download import guarded


def download(page):
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = slugify(page.scenario.name)[:60] or "ke-hoach"
    response["Content-Disposition"] = f'attachment; filename="phuong-an-{page.scenario.pk}-{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(guarded(head()))
    for commune in page.communes:
        writer.writerows(guarded(cells(page, commune, work)) for work in commune.works or [None])
    return response


def head():
    place = [_("Commune code"), _("Commune"), _("District"), _("Attained before"), _("Supposed after")]
    told = [_("Criterion number"), _("Criterion"), _("Department in charge"), _("Smallest change that attains it")]
    points = [_("Effort in points"), _("Points assumed"), _("Note"), _("By the day")]
    return [*place, *told, *points, _("Scenario"), _("Illustration")]


def cells(page, commune, work):
    place = [commune.place.code, commune.place.name, commune.district, commune.before, commune.after]
    if work is None:
        told = ["", _("waits for its decision"), "", "", "", "", ""]
    else:
        name = work.criterion.partition(". ")[2]
        told = [work.number, name, work.departments, "; ".join(work.changes), work.points, work.assumed, work.note]
    by_scenario = _("supposed by the scenario")
    supposed = f"{page.scenario.name} ({by_scenario})"
    return [*place, *told, day(page.scenario.due), supposed, yes_no(commune.illustration)]
