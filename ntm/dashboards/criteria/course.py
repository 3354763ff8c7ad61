"""The rounds of the set up to the page's date for one criterion: points, targets and the table behind them."""

from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from ntm import units, verdicts
from ntm.charts.criterion import Course, Words, Year, criterion_chart
from ntm.charts.path import Mark, Point
from ntm.dashboards.criteria.attained import Share
from ntm.dashboards.criteria.chosen import used_on
from ntm.dashboards.criteria.listing import named
from ntm.judgement import ILLUSTRATION, PUBLISHED
from ntm.progress import goals
from ntm.verdicts import source_name


def days(counts):
    chosen = counts.selection
    known = [one.date for one in counts.register.rounds if one.date <= chosen.as_of]
    return [on for on in known if used_on(chosen.criteria_set, on)]


def basis(counts, on):
    """The units of the round itself, unless one basis was asked for."""
    chosen = counts.selection
    return chosen.units if "ms" in chosen.given or on == chosen.as_of else on


def keys(counts):
    return {(on, basis(counts, on), counts.selection.set_code) for on in days(counts)}


def shares(counts, number_):
    """[(date, Share)] of the rounds that have a number."""
    found = []
    for on in days(counts):
        units_of = basis(counts, on)
        share = Share(counts.result(number_, on, units_of), counts.standing(on, units_of).universe)
        found += [(on, share)] if share.known else []
    return found


def chart(counts, criterion, judgements):
    found = shares(counts, criterion.number)
    marks = [one for one in judgements if in_percent(one) is not None and one.verdict != goals.NOT_COMPARABLE]
    of_set, register = criterion.criteria_set, counts.register
    course = Course(
        [point(on, share, on == found[-1][0]) for on, share in found],
        [mark(one) for one in marks],
        [Year(on, share.fraction, share.percent, origin(share)) for on, share in found],
        [aim_row(one) for one in marks],
        span(of_set, [on.year for on, _share in found], marks),
        any(share.illustration for _on, share in found),
    )
    words = Words(
        _("Share of communes that attained criterion %(name)s, by round") % {"name": named(criterion)},
        finding(found),
        subtitle(counts, of_set),
        sources([share for _on, share in found]),
        note(found),
        [_("Date"), _("Attained"), _("Share"), _("Source")],
        neighbour(register, of_set, of_set.first_year - 1),
        neighbour(register, of_set, of_set.last_year + 1),
    )
    return criterion_chart(course, words)


def span(of_set, years, marks):
    """The years of the set, a short-lived future left out."""
    every = [*years, *(one.target.date.year for one in marks)]
    return min([of_set.first_year, *every]), max([of_set.last_year, *every])


def point(on, share, last):
    at_year_end = share.fraction if on.month == 12 else ""  # between two year-ends its label would hide theirs
    label = f"{share.fraction} = {share.percent}" if last else at_year_end
    told = _("By %(day)s: %(fraction)s communes (%(percent)s)") % {
        "day": day(on),
        "fraction": share.fraction,
        "percent": share.percent,
    }
    made = share.result.source != PUBLISHED
    told = f"{told}, {source_name(share.result)}" if made else told
    whole = units.amount(share.whole, units.COMMUNE)
    return Point(year_of(on), float(share.exact), label, whole, told, made, last)


def year_of(on):
    """31/12/2020 → 2020; 30/06/2020 → 2019,5: a year-end stands on its year."""
    return on.year - 1 + on.month / 12


def in_percent(judgement):
    near = judgement.aim.near
    if judgement.target.unit == units.PERCENT:
        return float(near)
    return float(100 * near / judgement.base) if judgement.base else None


def mark(judgement):
    told = _("Target of %(year)s: %(aim)s") % {
        "year": judgement.target.year,
        "aim": verdicts.aim_text(judgement),
    }
    words = f"{told} ({verdicts.set_by(judgement.target)})"
    short = judgement.verdict == goals.NOT_MET
    return Mark(year_of(judgement.target.date), in_percent(judgement), verdicts.aim_text(judgement), words, short)


def aim_row(judgement):
    share = _("%(percent)s (target)") % {"percent": f"{number(round(in_percent(judgement), 1))}%"}
    return [
        _("Target of %(year)s") % {"year": judgement.target.year},
        verdicts.aim_text(judgement),
        share,
        verdicts.set_by(judgement.target),
    ]


def finding(found):
    """Only rounds of one basis are compared; across a break the share of each stands alone."""
    if not found:
        return _("No data on this criterion by round yet")
    last_on, last = found[-1]
    same = [(on, share) for on, share in found if share.whole == last.whole]
    told = {"to": last.percent, "last": day(last_on)}
    if len(same) < 2:
        return _("%(to)s of the communes attained it on %(last)s") % told
    first_on, first = same[0]
    told |= {"from": first.percent, "first": day(first_on), "whole": number(last.whole)}
    words = fell if last.count < first.count else rose if last.count > first.count else stayed
    return words() % told


def rose():
    return _("From %(from)s (%(first)s) up to %(to)s (%(last)s) of %(whole)s communes")


def fell():
    return _("From %(from)s (%(first)s) down to %(to)s (%(last)s) of %(whole)s communes")


def stayed():
    return _("Still %(to)s of %(whole)s communes, from %(first)s to %(last)s")


def subtitle(counts, of_set):
    if "ms" in counts.selection.given:
        told = {"set": of_set, "n": number(counts.selection.standing.universe)}
        return _("Rounds judged by “%(set)s”, every one restated to %(n)s communes. Short bars: targets.") % told
    return _("Rounds judged by “%(set)s”. The line breaks where the units changed. Short bars: targets.") % {
        "set": of_set
    }


def neighbour(register, of_set, year):
    """The set before or after; across that line nothing is compared."""
    same_level = [one for one in register.sets.values() if one.level == of_set.level]
    return next(
        (_("set %(code)s") % {"code": one.code} for one in same_level if one.first_year <= year <= one.last_year), ""
    )


def origin(share):
    return source_text(share.figure) if share.figure else source_name(share.result)


def source_text(figure):
    return f"{figure.document.short_name}, {figure.section}"


def sources(found):
    return "; ".join(dict.fromkeys(source_text(share.figure) for share in found if share.figure))


def note(found):
    results = [share.result for _on, share in found]
    if any(one.source == ILLUSTRATION for one in results):
        return _("Hollow points are illustration. Rounds without a number are left out.")
    return _("Rounds without a number are left out.") if results else ""
