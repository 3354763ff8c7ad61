"""GET /cong-nhan/: what is recognised, where results and decisions differ, what may be withdrawn, what mergers did."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from communes.vietnamese import day
from criteria import rights
from criteria.models import RecognitionRule
from ntm.dashboards.recognition.gaps import gaps, levels_in_force
from ntm.dashboards.recognition.rearranged import rearranged
from ntm.dashboards.recognition.withdrawals import keys, withdrawals
from ntm.dashboards.recognition.years import years
from ntm.dashboards.selection import read_selection
from ntm.dossier import Dossier

FIXED = ("ms", "bo")  # the page is about the units and the sets of its own date


@require_safe
def recognition(request):
    """GET with `ky`, `pv` and `biet` of the bar."""
    selection = selection_of(request.GET)
    context = {
        "selection": selection,
        "office": rights.is_office(request.user),
        "reads_files": rights.may_read_files(request.user),
        **sections(selection),
    }
    return render(request, "dashboards/recognition.html", context)


def selection_of(query):
    asked = query.copy()
    for name in FIXED:
        asked.pop(name, None)
    selection = read_selection(asked, Dossier())
    selection.sets, selection.unit_states = [], []
    return selection


def sections(selection):
    register = selection.register
    in_force = levels_in_force(register, selection.as_of)
    own = {(selection.as_of, selection.units, one.code) for one in in_force.values()}
    register.prepare(own | keys(selection))
    of_rule = withdrawals(selection, list(RecognitionRule.objects.select_related("criteria_set")))
    found = gaps(selection, of_rule.units)
    return {
        "title": title(selection, found),
        "gaps": found,
        "withdrawals": of_rule,
        "rearranged": rearranged(selection),
        "years": years(selection),
        "illustration": selection.standing.illustration,
        "year": selection.as_of.year,
    }


def title(selection, found):
    """Đến 31/12/2020: 65/181 xã được công nhận, 3 xã lệch giữa số liệu và quyết định."""
    told = {
        "day": day(selection.as_of),
        "recognised": len(selection.standing.recognised),
        "all": selection.standing.universe,
    }
    whole = _("By %(day)s: %(recognised)s of %(all)s communes recognised") % told
    number = len({one.place.unit for gap in found for one in (*gap.complete, *gap.lost)})
    if not number:
        return whole
    differ = ngettext("%(n)d commune where results and decisions differ", "%(n)d communes where they differ", number)
    return f"{whole}, {differ % {'n': number}}"
