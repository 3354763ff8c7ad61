"""The table of appraisal of one report, to print and sign."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from criteria.reviewing import appraisal as table
from criteria.reviewing.queue import examined
from criteria.views.review.found import find_place


@require_safe
def appraisal(request, round, commune):
    """GET /duyet/<round>/<commune>/bieu/, `da-duyet=1`: as approved, while a correction of it is under way."""
    place = find_place(request.user, round, commune)
    if place.report is None:
        return render(request, "criteria/review/none.html", {"place": place})
    asked = place.approved if request.GET.get("da-duyet") == "1" else None
    found = examined([asked or place.report], request.user)[0]
    page = {"place": place, "report": found.report, "sheet": found.sheet, "rows": table.appraisal(found)}
    return render(request, "criteria/review/appraisal.html", page)
