"""Beginning many reports at once: what `begin` does for one, with as many statements for hundreds."""

from django.db.models import Max
from django.utils import timezone

from communes.models import Change
from criteria.models import Report, ReportEvent
from criteria.workflow.steps import under_way
from criteria.workflow.transitions import TRANSITIONS

STEP = TRANSITIONS["begin"]


def begin_all(reports, actor, book):
    """Saves laid-out reports of one round as drafts; rights, windows and states were asked in this transaction."""
    if not reports:
        return
    of_round = Report.objects.filter(round=reports[0].round, criteria_set=reports[0].criteria_set)
    of_round = of_round.filter(commune__in=[one.commune_id for one in reports])
    make_room(reports, of_round, book)
    last, now = dict(of_round.order_by().values_list("commune").annotate(Max("version"))), timezone.now()
    for one in reports:
        one.version, one.revision, one.modified_at = last.get(one.commune_id, 0) + 1, 1, now
    Report.objects.bulk_create(reports)
    ReportEvent.objects.bulk_create([begun(one, actor, now) for one in reports])
    for one in reports:
        after = {"version": one.version}
        book.record(Change.Topic.REPORT, f"report.{STEP.name}", one, {}, after, place=one.commune)


def make_room(reports, of_round, book):
    """Drafts of the illustration that nobody works on are taken away."""
    taken = set(of_round.under_way().values_list("commune", flat=True))
    for one in reports:
        if one.commune_id in taken:
            under_way(one, book)


def begun(report, actor, at):
    return ReportEvent(report=report, transition=STEP.name, actor=actor, at=at, to_state=report.state)
