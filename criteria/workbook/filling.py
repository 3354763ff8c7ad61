"""What the workbook shows for each commune: the draft of the round, else what the commune itself held before."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.vietnamese import day
from criteria.batch import Batch, say_again
from criteria.cells import VALUES, cells_of, outcome_of, shown
from criteria.gauges import gauges
from criteria.models import Assessment, Criterion, Report, Round
from criteria.rights import communes_to_enter
from criteria.sheet import laid_out
from criteria.workbook import words
from criteria.workbook.layout import layout
from criteria.workflow.door import WindowClosed, admit_window

ALL = "*"


@dataclass
class Filled:
    """One commune: its report laid out as `begin` would make it, what it holds now and what the workbook shows.

    `held`: the criteria whose shown cells the report itself holds ("*" for all); the others show the round before.
    `refusal`: why nothing can be written for it now, "" where it can.
    """

    commune: object
    sheet: object
    now: dict
    shown: dict
    held: set
    source: str
    refusal: str = ""
    batch: object = None  # what `begin` itself writes

    @property
    def report(self):
        return self.sheet.report

    @property
    def slug(self):
        return self.commune.slug

    @property
    def seen(self):
        """What somebody who downloads the workbook now has seen in the report."""
        return {key: text for key, text in self.now.items() if text}


def filled(user, of_round):
    """Filled of every commune of the round that the person enters, by district and name; few queries however many."""
    communes = list(
        communes_to_enter(user, of_round).select_related("district").order_by("district__sort_key", "sort_key")
    )
    of_round = Round.objects.select_related("criteria_set").prefetch_related("extensions").get(pk=of_round.pk)
    known = speaking(of_round, communes)
    reports = [known.get(one.pk) or begun(of_round, one) for one in communes]
    return [fill(user, found) for found in laid_out(reports)]


def speaking(of_round, communes):
    """{commune: its report under way, else the approved one}; the illustration makes room, as for `begin`."""
    found = Report.objects.filter(round=of_round, criteria_set=of_round.criteria_set_id, commune__in=communes)
    found = found.filter(superseded_at__isnull=True).select_related("commune__district").prefetch_related("authors")
    by_commune = {}
    for one in sorted(found, key=lambda report: report.version):
        one.round, one.criteria_set = of_round, of_round.criteria_set
        if not gives_way(one):
            by_commune[one.commune_id] = one
    return by_commune


def gives_way(report):
    """Made-up reports that nobody works on: drafts are dropped by `begin`, approved ones do not stop it."""
    in_entry = report.state in Report.IN_ENTRY and not report.authors.all()
    return report.illustration and (in_entry or report.state == Report.State.APPROVED)


def begun(of_round, commune):
    return Report(round=of_round, commune=commune, criteria_set=of_round.criteria_set)


def fill(user, found):
    report = found.report
    batch = Batch()
    if report.pk is None:
        keep_not_due(found, user, batch)
    now = cells_of(found)
    held = {row.number for row in found.rows if row.assessment} if report.pk is None else ALL
    shows = now if held == ALL else {**earlier_cells(found), **{key: text for key, text in now.items() if text}}
    return Filled(report.commune, found, now, shows, held, source(found), refusal(report), batch)


def keep_not_due(found, user, batch):
    """In memory what `begin` does: results known once a year stand in the other rounds."""
    if found.report.round.kind == Round.Kind.YEAR:
        return
    for row in found.rows:
        if row.not_due and row.number in found.earlier.assessments:
            say_again(found, row, user, Assessment.Basis.NOT_DUE, batch)


def earlier_cells(found):
    """{key: text} of what the commune itself held before; inherited results are looked at anew and stay empty."""
    cells = {}
    for row in found.rows:
        said = found.earlier.assessments.get(row.number)
        if said and said.outcome:
            cells[f"c{row.number}.outcome"] = outcome_of(said)
            cells[f"c{row.number}.work_done"] = shown(said.work_done)
            cells[f"c{row.number}.expected_month"] = shown(said.expected_month)
        for line in row.lines:
            cells |= {f"i{line.gauge.code}.{name}": shown(getattr(line.before, name, None)) for name in VALUES}
    return cells


def source(found):
    """Where the numbers shown come from, in the words of the workbook."""
    if found.report.pk:
        return words.DRAFT if found.report.state != Report.State.APPROVED else str(found.report.get_state_display())
    if not found.earlier.own:
        return words.NOTHING
    said = words.MADE_UP if found.earlier.illustration else words.EARLIER
    return said.format(day=day(found.earlier.on))


def refusal(report):
    """Why nothing can be written into this report now."""
    if report.state not in Report.IN_ENTRY:
        return _("The report is %(state)s; this cannot be done now.") % {"state": report.get_state_display()}
    try:
        admit_window(report.round, report.commune)
    except WindowClosed as closed:
        return closed.sentence
    return ""


def layout_of(of_round):
    """The Layout of the round's set."""
    code = of_round.criteria_set.code
    return layout(list(Criterion.objects.filter(criteria_set__code=code).order_by("number")), gauges(code))


def downloaded_at():
    return timezone.localtime().strftime("%d/%m/%Y %H:%M")
