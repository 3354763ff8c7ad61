"""One target: its verdict, its base, its pace, where the communes' own histories lead, and its earlier versions."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ntm import pace
from ntm.archive import Archive
from ntm.dashboards.goals.base import Base
from ntm.dashboards.goals.paths import TRIED, Paths
from ntm.dashboards.goals.revised import as_versions
from ntm.dashboards.goals.rows import Goal
from ntm.dashboards.selection import read_selection
from ntm.edition import remembered
from ntm.judgement import Judge, from_communes
from ntm.progress.versions import family, versions
from ntm.verdicts import own_units_result


@remembered
def goal(request, code):
    """GET /muc-tieu/<code>/ with the bar; `thu=1` tries the fan on the years that have come."""
    archive = Archive()
    selection = read_selection(request.GET, archive)
    tried = request.GET.get(TRIED) == "1"
    selection.hidden = [(TRIED, "1")] if tried else []
    return render(request, "dashboards/goal.html", page(selection, one_of(archive, code), tried))


def one_of(archive, code):
    found = next((one for one in archive.targets if one.code.lower() == code.lower()), None)
    if found is None:
        raise Http404
    return found


def page(selection, target, tried):
    archive, judge = selection.register, Judge(selection.register)
    alike = [one for one in archive.targets if family(one) == family(target)]
    prepare(judge, selection, [target, *alike])
    judgement = judge.judge(target, selection.as_of)
    archive.prepare(pace.needed(judge, judgement))
    return {
        "selection": selection,
        "goal": Goal(judgement, archive, own_units_result(judge, judgement)),
        "base": Base(judgement, archive, selection.query),
        "paths": Paths(judge, judgement, tried, selection),
        "versions": as_versions(judge, versions(archive.targets, target), selection, target),
        "crumbs": [(_("Targets"), reverse("goals") + selection.query), (target.code, "")],
    }


def prepare(judge, selection, targets):
    """What the bar and the versions need of the communes, in one query."""
    register = judge.register
    days = {min(one.date, selection.as_of) for one in targets if from_communes(one)}
    own = {(day, day, getattr(register.set_in_force(day), "code", None)) for day in days}
    shown = (selection.as_of, selection.units, selection.set_code)
    register.prepare({shown, *own, *judge.needed(selection.as_of, targets)})
