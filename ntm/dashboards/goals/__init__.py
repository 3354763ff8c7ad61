"""Mục tiêu: every target with its result, its verdict, its pace and its source."""

from django.shortcuts import render

from ntm.archive import Archive
from ntm.dashboards.goals.by_criterion import criterion_table
from ntm.dashboards.goals.choice import in_scope, programme_periods, read_choice, verdict_chips, year_chips
from ntm.dashboards.goals.revised import all_revised
from ntm.dashboards.goals.rows import Goal
from ntm.dashboards.goals.sections import headline, outlook, sections
from ntm.dashboards.selection import read_selection
from ntm.edition import remembered
from ntm.judgement import ILLUSTRATION, Judge, from_communes
from ntm.verdicts import own_units_result


@remembered
def goals(request):
    archive = Archive()
    selection, choice = read_selection(request.GET, archive), read_choice(request.GET)
    selection.hidden = list(choice.given.items())
    judge = Judge(archive)
    prepare(judge, selection)
    concerned = [one for one in judge.judge_all(selection.as_of) if in_scope(one.target, selection)]
    return render(request, "dashboards/goals.html", page(judge, selection, choice, concerned))


def prepare(judge, selection):
    """What the bar and the targets need of the communes, in one query."""
    archive = judge.register
    days = {min(target.date, selection.as_of) for target in archive.targets if from_communes(target)}
    own = {(day, day, getattr(archive.set_in_force(day), "code", None)) for day in days}
    shown = (selection.as_of, selection.units, selection.set_code)
    archive.prepare({shown, *own, *judge.needed(selection.as_of, archive.targets)})


def page(judge, selection, choice, judgements):
    """What the template shows; the head counts the targets of the years and the scope, whatever verdict is asked."""
    archive = judge.register

    def as_goal(judgement):
        return Goal(judgement, archive, own_units_result(judge, judgement), selection.query)

    periods = programme_periods(archive.targets)
    of_years = [one for one in judgements if choice.falls_in(one)]
    listed = [one for one in of_years if choice.lists(one)]
    return {
        "selection": selection,
        "choice": choice,
        "headline": headline(of_years, selection.as_of),
        "outlook": outlook(of_years),
        "any_illustration": any(one.result and one.result.source == ILLUSTRATION for one in of_years),
        "verdict_chips": verdict_chips(judgements, choice, selection),
        "year_chips": year_chips(judgements, choice, selection, periods),
        "sections": sections([as_goal(one) for one in listed], periods),
        "revised": [] if choice.given or selection.scope else all_revised(judge, selection),
        "by_criterion": None if choice.given else criterion_table(archive, judge, judgements, as_goal, selection.as_of),
    }
