"""The head of the overview: the big number, its verdict in a sentence, and every target with its own base."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm import units, verdicts
from ntm.dashboards.overview.results import SHARE, merged, percent, source_of, sources_of
from ntm.judgement import HEADLINE, ILLUSTRATION, PUBLISHED
from ntm.progress import goals
from ntm.progress.published import first_year


@dataclass(frozen=True)
class Line:
    """One target: the tag, the sentence with its base, the pace while it lies ahead, its document."""

    verdict: str
    tag: str
    sentence: str
    source: object
    illustration: bool = False


@dataclass(frozen=True)
class Head:
    number: str
    whole: str
    title: str
    lines: list
    sources: list
    notes: list = field(default_factory=list)
    estimate: bool = False
    illustration: bool = False
    disputed: str = ""


def head(results):
    result, share = results.of(HEADLINE), results.of(SHARE)
    return Head(
        units.plain(result and result.value),
        number(results.size()),
        title(results, result, share),
        [line(results, judgement) for judgement in judgements(results)],
        sources_of([result]),
        notes(results, result),
        bool(result and result.estimate),
        bool(result and result.source == ILLUSTRATION),
        disputed(result),
    )


def judgements(results):
    """This year's targets, those counted by the page's own units first; then the next ones ahead."""
    now = [results.judged(t) for t in results.of_year(HEADLINE, SHARE)]
    now = sorted(now, key=lambda one: (not results.same_units(one.basis), one.target.measure.key, -one.aim.near))
    ahead = [results.judged(t) for t in results.ahead(HEADLINE, SHARE)]
    return merged([*now, *(one for one in ahead if one not in now)])


def line(results, judgement):
    own = verdicts.own_units_result(results.judge, judgement) if judgement.target.measure.key == HEADLINE else None
    sentence = verdicts.sentence(judgement, results.register, own)
    return Line(
        judgement.verdict,
        verdicts.tag(judgement),
        f"{sentence}. {pace(judgement)}".rstrip(". ") + ".",
        source_of(judgement.target),
        bool(judgement.result and judgement.result.source == ILLUSTRATION),
    )


def pace(judgement):
    """Cần 10 xã/năm; ba năm qua tăng bình quân 12,2 xã/năm."""
    if judgement.required is None or judgement.result is None:
        return ""
    needed = _("Needed: %(pace)s") % {"pace": verdicts.required_text(judgement)}
    if judgement.recent is None:
        return needed
    recent = verdicts.recent_text(judgement)
    if judgement.start.source == ILLUSTRATION and judgement.result.source != ILLUSTRATION:
        recent = f"{recent} ({_('illustration')})"  # the result itself is printed, where it started from is made up
    return _("%(needed)s; so far %(recent)s") % {"needed": needed, "recent": recent}


# --- the sentence ----------------------------------------------------------------------------------------------


def title(results, result, share):
    """65 xã đạt chuẩn nông thôn mới (35,91%): đúng kế hoạch năm, còn thiếu 50 xã so với mục tiêu 2025."""
    if result is None:
        return _("No data on communes that attained the NTM standard by %(day)s yet") % {"day": day(results.as_of)}
    communes = int(result.value)
    said = ngettext(
        "%(n)s commune attained the NTM standard (%(percent)s)",
        "%(n)s communes attained the NTM standard (%(percent)s)",
        communes,
    ) % {"n": number(communes), "percent": percent(share)}
    clauses = ", ".join(filter(None, [this_year(results), still_ahead(results)]))
    said = _("%(finding)s: %(clauses)s") % {"finding": said, "clauses": clauses} if clauses else said
    return said if results.whole_province else f"{results.selection.scope_name}: {said}"


def comparable(results, targets):
    """Judgements on the page's own units that came to a verdict; the yearly plan first, then the nearest target."""
    found = [results.judged(target) for target in targets]
    found = [one for one in found if results.same_units(one.basis) and one.result is not None]
    return sorted(found, key=lambda one: (-first_year(one.target.period), -one.aim.near))


def this_year(results):
    """How the plan of the date's own year came out; "" without one on these units."""
    plans = [t for t in results.of_year(HEADLINE) if t.date == results.as_of]
    for one in comparable(results, plans):
        named = {"year": one.target.year, "difference": verdicts.difference_text(one)}
        phrases = PLAN if len(one.target.period) == 4 else TARGET
        if one.verdict in phrases:
            return phrases[one.verdict]() % named
    return ""


PLAN = {
    goals.MET: lambda: _("as planned for the year"),
    goals.EXCEEDED: lambda: _("%(difference)s above the year's plan"),
    goals.NOT_MET: lambda: _("%(difference)s short of the year's plan"),
}
TARGET = {
    goals.MET: lambda: _("as the target of %(year)s asks"),
    goals.EXCEEDED: lambda: _("%(difference)s above the target of %(year)s"),
    goals.NOT_MET: lambda: _("%(difference)s short of the target of %(year)s"),
}


def still_ahead(results):
    for one in comparable(results, results.ahead(HEADLINE)):
        left = goals.missing(one.aim, one.result.value)
        named = {"year": one.target.year, "difference": units.difference(left, one.target.unit)}
        if left:
            return _("still %(difference)s short of the target of %(year)s") % named
        return _("the target of %(year)s is already reached") % named
    return ""


# --- what the number rests on ----------------------------------------------------------------------------------


def disputed(result):
    """The other figures that documents print for the same thing; "" where they agree."""
    if result is None or not result.disputed:
        return ""
    shown = result.values[0]
    others = {
        f"{units.plain(one.value)} ({source_of(one.figure).text})" for one in result.competing if one.value != shown
    }
    return _("Also printed: %(others)s. This page uses %(shown)s.") % {
        "others": "; ".join(sorted(others)),
        "shown": units.plain(shown),
    }


def notes(results, result):
    """What a reader must know before quoting the number."""
    if result is None or result.source == PUBLISHED:
        return []
    said = []
    if not results.selection.own_units:
        said.append(_("Restated by the system along the rearrangement of units; no document prints this number."))
    if not result.standing.has_data:
        said.append(_("Counted from the decisions entered so far; the list may not be complete."))
    return said
