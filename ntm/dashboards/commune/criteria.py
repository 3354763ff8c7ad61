"""The criteria of a commune's page: verdict, since when, who is in charge; those not attained first."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria import rules
from criteria.models import Assessment, Lead
from ntm.dashboards.commune.indicators import Measured
from ntm.dashboards.entries import name_of
from ntm.progress.standing import MISSING

AMENDED = {"318": 2024, "318-nc": 2024}  # QĐ 211/QĐ-TTg of 01/3/2024 amends them; which rows is not known

FEW = 3  # so few open criteria are all shown with their details, else those that have values


@dataclass(frozen=True)
class Row:
    """One criterion; `verdict` as the verdict tag knows it, `open` where the details stand open."""

    number: int
    name: str
    verdict: str
    words: str
    since: str
    summary: str
    lead: str
    notes: list
    lines: list
    attained: bool
    open: bool


@dataclass(frozen=True)
class Criteria:
    rows: list = field(default_factory=list)
    many: bool = False
    amended: bool = False
    previous: bool = False

    @property
    def lacking(self):
        return [row for row in self.rows if not row.attained]


def criteria_of(past):
    """All criteria of the shown set; none where the commune has no reading."""
    if past.now is None or past.now.standing.coverage == MISSING:
        return Criteria()
    measured, leads = Measured(past), leads_of(past)
    rows = [row(past, one, measured, leads) for one in past.criteria]
    shown = past.shown
    lacking = [one for one in rows if not one.attained]
    if len(lacking) <= FEW:
        rows = [replace(one, open=not one.attained) for one in rows]
    return Criteria(
        sorted(rows, key=lambda one: (one.attained, one.number)),
        len(past.now.trace.readings) > 1,
        shown.as_of.year >= AMENDED.get(shown.set_code, 9999),
        any(line.previous for one in rows for line in one.lines),
    )


def row(past, criterion, measured, leads):
    numbered = criterion.number
    held = numbered in past.now.standing.holds
    verdict, words = verdict_of(past, numbered)
    return Row(
        numbered,
        name_of(criterion),
        verdict,
        words,
        since(past, numbered),
        measured.summary(numbered),
        leads.get(numbered, ""),
        [*notes(past, numbered), *disagreement(held, measured.verdict(numbered))],
        measured.lines(numbered),
        held,
        not held and measured.known(numbered),
    )


def verdict_of(past, numbered):
    """(kind of tag, words); nearly attained is a state of not attained."""
    standing = past.now.standing
    if numbered in standing.not_applicable:
        return "met", _("not applicable, counts as attained")
    if numbered in standing.holds:
        return "met", _("Attained")
    if numbered in standing.no_data:
        return "no_data", _("No data yet")
    if was_held(past, numbered):
        return "lost", _("Lost criterion")
    nearly = [said for said in told(past, numbered) if said.work_done]
    return "not_met", _("Nearly attained") if nearly else _("Not attained")


def told(past, numbered):
    """What the readings of the page say about a criterion."""
    reports = [reading.report for reading in past.now.trace.readings]
    return [past.said[report][numbered] for report in reports if numbered in past.said.get(report, {})]


def notes(past, numbered):
    """Work done, month expected and the officer's own words."""
    said = []
    for one in told(past, numbered):
        if one.outcome == Assessment.Outcome.NOT_ATTAINED and one.work_done:
            said.append(_("Nearly attained: %(done)s%% of the work done") % {"done": number(one.work_done)})
        if one.expected_month and one.outcome == Assessment.Outcome.NOT_ATTAINED:
            said.append(_("expected in %(month)s") % {"month": f"{one.expected_month:%m/%Y}"})
        if one.note:
            said.append(one.note)
    return said


def disagreement(held, by_values):
    """The officer's verdict is the fact; where the values say otherwise the page says so."""
    if held and by_values == rules.NOT_ATTAINED:
        return [_("Reported as attained, though a value misses its threshold.")]
    if not held and by_values == rules.ATTAINED:
        return [_("Reported as not attained, though every value reaches its threshold.")]
    return []


# --- since when ------------------------------------------------------------------------------------------------


def earlier(past):
    """Moments before the shown one under the same set and with a reading, the latest first."""
    found = []
    for moment in reversed(past.moments[:-1]):
        if moment.set_code != past.now.set_code:
            break
        if moment.standing.coverage != MISSING:
            found.append(moment)
    return found


def was_held(past, numbered):
    before = earlier(past)[:1]
    return bool(before) and numbered in before[0].standing.holds


def since(past, numbered):
    """Từ 2018 · mới đạt kỳ này · tụt, kỳ trước đạt · chưa từng đạt; within one set, for sets are not comparable."""
    before = earlier(past)
    if numbered in past.now.standing.holds:
        return _held_since(past, numbered, before)
    if was_held(past, numbered):
        return _("attained until %(when)s") % {"when": when(before[0].standing.on)}
    last = next((moment for moment in before if numbered in moment.standing.holds), None)
    if last:
        return _("last attained %(when)s") % {"when": when(last.standing.on)}
    return _("never attained under this set") if before else ""


def _held_since(past, numbered, before):
    first = past.now
    for moment in before:
        if numbered not in moment.standing.holds:
            return _("newly attained") if first is past.now else _("since %(when)s") % {"when": when(first.on)}
        first = moment
    return _("since the first round, %(when)s") % {"when": when(first.on)} if before else ""


def when(on):
    """2018 for a year's end, 6/2020 for other rounds."""
    return str(on.year) if (on.month, on.day) == (12, 31) else f"{on.month}/{on.year}"


# --- departments -----------------------------------------------------------------------------------------------


def leads_of(past):
    """{criterion number: department in charge on the shown date, with what is not known about it}."""
    on, found = past.shown.as_of, {}
    for lead in Lead.objects.of_set(past.shown.set_code):
        if lead.valid_from <= on and (lead.valid_to is None or on <= lead.valid_to):
            noted = f"{lead.department.name} ({lead.note})" if lead.note else lead.department.name
            found.setdefault(lead.criterion.number, []).append(noted)
    return {number: "; ".join(names) for number, names in found.items()}
