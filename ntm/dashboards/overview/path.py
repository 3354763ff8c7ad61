"""The path from 2011 to the next goal: each round under the units of its day, or all under one basis."""

from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm import units, verdicts
from ntm.charts import Chart, Table
from ntm.charts.path import Mark, Path, Point, framed, path_chart
from ntm.dashboards.overview.results import (
    SHARE,
    documents_of,
    linked,
    made_up,
    merged,
    percent,
    printed_at,
    source_of,
    told,
    with_base,
)
from ntm.judgement import HEADLINE, ILLUSTRATION, PUBLISHED
from ntm.progress import goals

SYMBOLS = {
    goals.EXCEEDED: "▲",
    goals.MET: "✓",
    goals.NOT_MET: "✕",
    goals.SOURCES_DISAGREE: "?",
}


class Reached:
    """One round with its count and share; `known` is False where only some decisions are entered."""

    def __init__(self, results, on):
        self.results, self.on = results, on
        self.count, self.share = results.of(HEADLINE, on), results.of(SHARE, on)
        self.size = results.size(on)

    @property
    def known(self):
        both = self.count and self.share and self.size
        return bool(both) and (self.count.source == PUBLISHED or self.count.standing.has_data)

    @property
    def fraction(self):
        return f"{units.plain(self.count.value)}/{number(self.size)}"

    def point(self, last):
        label = f"{self.fraction} = {percent(self.share)}" if last else units.plain(self.count.value)
        return Point(
            years_of(self.on),
            float(self.share.value),
            label,
            units.amount(self.size, units.COMMUNE),
            self.told,
            self.count.source != PUBLISHED,
            last,
        )

    @property
    def told(self):
        said = _("By %(day)s: %(fraction)s communes (%(percent)s)")
        said = said % {"day": day(self.on), "fraction": self.fraction, "percent": percent(self.share)}
        kind = verdicts.source_name(self.count)
        return f"{said}, {kind}" if self.count.source != PUBLISHED else said

    @property
    def row(self):
        return [day(self.on), units.plain(self.count.value), number(self.size), percent(self.share), self.origin]

    @property
    def origin(self):
        return printed_at(self.count.printed.figure) if self.count.printed else verdicts.source_name(self.count)


def chart(results):
    reached = [one for one in (Reached(results, on) for on in results.dates) if one.known]
    marks = merged(results.judged(t) for t in results.targets if is_mark(results, t))
    goal = next_goal(results)
    drawn = Path(
        [one.point(one is reached[-1]) for one in reached],
        framed([mark(one) for one in marks], several),
        pace_points(results, goal),
        pace_label(goal),
    )
    counts = [one.count for one in reached]
    return Chart(
        id="chart-path",
        title=_("Share of communes that attained the NTM standard, by round"),
        finding=finding(results, reached, goal),
        subtitle=subtitle(results),
        source=told(documents_of(counts)),
        note=note(counts),
        table=table(reached, marks),
        figure=path_chart(drawn),
        illustration=made_up(counts),
        height=400,
    )


def years_of(on):
    """31/12/2020 → 2020, 30/06/2020 → 2019,5: a year-end stands on its year."""
    return on.year - 1 + on.month / 12


def is_mark(results, target):
    """Targets of the scope; under one basis only those that count by it."""
    if target.scope != results.scope or target.measure.key not in (HEADLINE, SHARE):
        return False
    return "ms" not in results.selection.given or results.same_units(results.judge.target_basis(target))


def in_percent(judgement, value):
    """A value of the target's measure as percent of the target's own base; None without a base."""
    if judgement.target.measure.key == SHARE:
        return float(value)
    return float(100 * value / judgement.base) if judgement.base else None


def mark(judgement):
    near = judgement.aim.near
    symbol = "" if judgement.ahead else SYMBOLS.get(judgement.verdict, "")
    told = verdicts.aim_text(judgement)
    share = verdicts.aim_percent(judgement)
    label = f"{told} = {share}" if share and judgement.ahead else told
    said = _("Target of %(year)s: %(aim)s") % {"year": judgement.target.year, "aim": told}
    return Mark(
        years_of(judgement.target.date),
        in_percent(judgement, near) or 0,
        f"{symbol} {label}".strip(),
        f"{said} ({verdicts.set_by(judgement.target)}): {verdicts.tag(judgement)}",
        judgement.verdict == goals.NOT_MET,
    )


def several(marks):
    """What is written beside targets too close to be drawn apart; the hover and the table tell each."""
    told = {"n": number(len(marks)), "from": number(round(marks[0].y, 1)), "to": number(round(marks[-1].y, 1))}
    return _("%(n)s targets: %(from)s–%(to)s%%") % told


# --- the pace --------------------------------------------------------------------------------------------------


def next_goal(results):
    """The judgement that the pace leads to; None where nothing lies ahead or nothing is known."""
    found = results.next_target(HEADLINE, SHARE)
    usable = found and found.ahead and found.result and found.required
    return found if usable and in_percent(found, found.aim.near) is not None else None


def pace_points(results, goal):
    """From where the scope stands, under the target's own units, to the target; one point a year."""
    if goal is None or not results.same_units(goal.basis):
        return []
    start, end = years_of(results.as_of), years_of(goal.target.date)
    steps = [start, *range(int(start) + 1, int(end)), end]
    return [pace_point(goal, at, at - start, results.as_of) for at in steps]


def pace_point(goal, at, years, as_of):
    value = goal.result.value + goal.required * as_fraction(years)
    label = number(ceil(value)) if goal.target.measure.key == HEADLINE else f"{float(value):.0f}%"
    told = _("Pace needed: %(value)s by the end of %(year)s") % {"value": label, "year": int(at)}
    return Point(at, in_percent(goal, value), label, "", told)


def as_fraction(years):
    """Whole months, as the required pace counts them."""
    return Fraction(round(years * 12), 12)


def pace_label(goal):
    if goal is None:
        return ""
    return _("Pace needed: +%(pace)s") % {"pace": verdicts.required_text(goal)}


def finding(results, reached, goal):
    if goal is not None:
        aim = units.amount(goal.aim.near, goal.target.unit)
        told = {"pace": verdicts.required_text(goal), "aim": aim, "year": goal.target.year}
        return with_base(results, goal, _("A mean of %(pace)s more is needed to reach %(aim)s in %(year)s") % told)
    if not reached:
        return _("No data on the path of the communes yet")
    last = reached[-1]
    told = {"day": day(last.on), "fraction": last.fraction, "percent": percent(last.share)}
    return _("By %(day)s %(fraction)s communes attained the standard (%(percent)s)") % told


def subtitle(results):
    if "ms" in results.selection.given:
        communes = results.size()
        return ngettext(
            "Share of communes that attained the standard; every year restated to %(n)s commune.",
            "Share of communes that attained the standard; every year restated to %(n)s communes.",
            communes,
        ) % {"n": number(communes)}
    return _("Share of communes that attained the standard. The line breaks where the units changed.")


def note(counts):
    if any(one.source == ILLUSTRATION for one in counts):
        return _("Hollow points on dashed lines are illustration. Years without any number are dotted.")
    if any(one.source != PUBLISHED for one in counts):
        return _("Hollow points on dashed lines were computed by the system. Years without any number are dotted.")
    return _("Years without a published number are dotted.")


# --- the table -------------------------------------------------------------------------------------------------


def table(reached, marks):
    rows = [(one.on, one.row) for one in reached] + [(one.target.date, mark_row(one)) for one in marks]
    head = [_("As of"), _("Communes attained"), _("Communes in all"), _("Share"), _("Source")]
    return Table(head, [row for _on, row in sorted(rows, key=lambda pair: pair[0])], text=[4])


def mark_row(judgement):
    count = judgement.target.measure.key == HEADLINE
    near = judgement.aim.near
    share = verdicts.aim_percent(judgement) or units.amount(near, units.PERCENT)
    if count and not verdicts.aim_percent(judgement):
        share = f"{number(round(in_percent(judgement, near), 1))}%" if judgement.base else number(None)
    return [
        _("Target of %(year)s") % {"year": judgement.target.year},
        units.plain(near) if count else number(None),
        number(judgement.base),
        share,
        linked(source_of(judgement.target), verdicts.set_by(judgement.target)),
    ]
