"""The overview: where the province stands, against what, since when, and what holds it back."""

from django.shortcuts import render

from ntm.dashboards.overview import bands, cards, criteria, districts, groups, nearest, notes, path, verdict
from ntm.dashboards.overview.results import Results
from ntm.dashboards.selection import read_selection
from ntm.edition import remembered
from ntm.register import Register

BY_NUMBER = "so"


@remembered
def overview(request):
    """GET / with the selection of the bar and `xep=so` (criteria in number order)."""
    selection = read_selection(request.GET, Register())
    by_number = request.GET.get("xep") == BY_NUMBER
    selection.hidden = [("xep", BY_NUMBER)] if by_number else []
    results = Results(selection)
    results.prepare()
    return render(request, "dashboards/overview.html", {"selection": selection, **sections(results, by_number)})


def sections(results, by_number):
    return {
        "head": verdict.head(results),
        "cards": cards.cards(results),
        "path": path.chart(results),
        "standing_notes": notes.notes(results),
        "criteria": criteria.ranking(results, by_number),
        "bands": bands.chart(results),
        "groups": groups.groups(results),
        "districts": districts.districts(results),
        "nearest": nearest.nearest(results),
    }
