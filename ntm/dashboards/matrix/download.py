"""The rows of the matrix as CSV: UTF-8 with a mark for Excel, numbers and dates as the office writes them."""

import csv

from django.http import HttpResponse
from django.utils.translation import gettext as _

from communes.csv_file import harmless
from communes.vietnamese import day
from ntm.dashboards.matrix.cells import WORDS, kind_of
from ntm.dashboards.matrix.sections import listed


def download(selection, shown, columns):
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bieu-tong-hop-{selection.file_name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(guarded(head(columns)))
    writer.writerows(guarded(line(row, columns)) for row in shown)
    return response


def head(columns):
    fixed = [_("Commune code"), _("Commune"), _("District"), _("Criteria attained")]
    named = [f"{column.number}. {column.name}" for column in columns]
    return [*fixed, *named, _("Criteria not attained"), _("Recognised"), _("Figures of"), _("Illustration")]


def line(row, columns):
    yes, no = _("yes"), _("no")
    return [
        row.commune.code,
        row.commune.name,
        row.district.name if row.district else "",
        "" if row.missing else row.count,
        *(WORDS[kind_of(row, column.number)] for column in columns),
        "" if row.missing else listed(row.lacking),
        yes if row.recognised else no,
        "" if row.missing else day(row.standing.on),
        yes if row.standing.illustration else no,
    ]


def guarded(cells):
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return [harmless(cell) for cell in cells]
