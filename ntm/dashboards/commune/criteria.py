"""The criteria of a commune's page: verdict, since when, who is in charge; those not attained first."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria import reasons
from criteria.models import Assessment, Lead
from ntm.dashboards.commune.indicators import Measured
from ntm.dashboards.commune.why import earlier, reason_url, told, was_held, why_of
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
    reason: reasons.Said
    url: str


@dataclass(frozen=True)
class Criteria:
    rows: list = field(default_factory=list)
    many: bool = False
    amended: bool = False
    previous: bool = False
    sources: tuple = ()

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
        rows[0].reason.sources if rows else (),
    )


def row(past, criterion, measured, leads):
    numbered = criterion.number
    held = numbered in past.now.standing.holds
    verdict, words = verdict_of(past, numbered)
    reason = reasons.said(why_of(past, numbered, measured))
    return Row(
        numbered,
        name_of(criterion),
        verdict,
        words,
        since(past, numbered),
        measured.summary(numbered),
        leads.get(numbered, ""),
        [*notes(past, numbered), *filter(None, [reason.difference])],
        measured.lines(numbered),
        held,
        not held and measured.known(numbered),
        reason,
        reason_url(past.shown.selection, past.place, numbered),
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


# --- since when ------------------------------------------------------------------------------------------------


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
