"""Cầu nối: why the number of one day and unit basis differs from that of another, part by part, exactly."""

from dataclasses import replace
from functools import partial

from django.shortcuts import render

from ntm.dashboards.bridge import rearranged, sections, words
from ntm.dashboards.bridge.choice import read_choice
from ntm.dashboards.bridge.drawing import chart
from ntm.dashboards.bridge.register import Crossing
from ntm.edition import remembered
from ntm.judgement import Judge, default_date
from ntm.known import known
from ntm.progress.bridge.measures import CRITERION, RECOGNISED


@remembered
def bridge(request):
    """GET /cau-noi/ with `tu`, `tu_ms` (where it begins), `den`, `den_ms` (where it ends), `do` and `tc` (what)."""
    state = known(request.GET)
    choice = read_choice(request.GET, Crossing(state.known_on))
    judge = Judge(choice.register)
    found = crossing(choice, judge)
    ends = [(choice.one, found.before, found.start), (choice.other, found.after, found.end)]
    ends = [sections.shown(choice, judge, *end) for end in ends]
    made = made_up(choice, found)
    context = {"choice": choice, "found": found, "title": words.title(choice, found, criterion_name(choice))}
    context |= {"ends": ends, "chart": chart(choice, found, ends, made)}
    context["inference"] = words.inference(choice, found, partial(sections.printed, choice, judge))
    context |= {"made_up": made, "late": choice.other.as_of > default_date(choice.register)}
    context |= {"rows": sections.rows(choice, found), "steps": sections.steps(choice, found)}
    context |= {"events": rearranged.events(choice), "presets": rearranged.presets(choice)}
    context |= {"targets": rearranged.targets(choice, judge), "selection": state}
    return render(request, "dashboards/bridge.html", context)


def crossing(choice, judge):
    """The bridge; unknown where the decisions in hand do not reach what documents print as recognised."""
    found = choice.register.bridge(choice.one, choice.other, choice.measure)
    if choice.measure.kind != RECOGNISED:
        return found
    known = [judge.decisions_known("basic", end.as_of) for end in (choice.one, choice.other)]
    if all(known):
        return found
    start, end = (value if yes else None for value, yes in zip((found.start, found.end), known, strict=True))
    return replace(found, start=start, end=end, parts=(), steps=())


def criterion_name(choice):
    if choice.measure.kind != CRITERION:
        return ""
    return next((one.label for one in choice.criteria if one.selected), "")


def made_up(choice, found):
    """Whether made-up reports or decisions are in either number."""
    return found.known and any(sections.illustrated(choice.measure, one) for one in (found.before, found.after))
