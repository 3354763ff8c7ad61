"""The officer's steps: begin a report, submit it, take it back; and beginning the correction of an approved one."""

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import writing
from communes.models import Change
from criteria import rights
from criteria.models import Assessment, Indicator, Measurement, Opinion, Report, Round
from criteria.sheet import sheet
from criteria.workflow.door import (
    NotYours,
    Passage,
    Refused,
    WrongState,
    admit_window,
    fresh,
    give_time,
    note_event,
    passing,
)
from criteria.workflow.refusals import Incomplete, WithoutComment
from criteria.workflow.transitions import TRANSITIONS

COPIED = ("criterion", "outcome", "nearly", "work_done", "expected_month", "note", "basis", "entered_by", "entered_at")
SAID, NUMBERS = ("outcome", "nearly", "work_done", "expected_month", "note"), ("value", "numerator", "denominator")
VALUES = ("indicator", "value", "numerator", "denominator", "reaffirmed")


def begin(actor, of_round, commune):
    """The report under way of this commune, begun if there is none.

    A draft of the illustration makes room: what a person submits was said by that person alone, so nothing made up
    is left in it. An approved one that is real is corrected with a reason instead (`correct`).
    """
    with writing(actor) as book:
        of_round = Round.objects.select_related("criteria_set").get(pk=of_round.pk)
        report = Report(round=of_round, commune=commune, criteria_set=of_round.criteria_set)
        if not TRANSITIONS["begin"].right(actor, report):
            raise NotYours(_("You may not do this for this commune."))
        admit_window(of_round, commune)
        return under_way(report, book) or begin_new(report, actor, book)


def versions(report):
    return Report.objects.filter(round=report.round_id, commune=report.commune_id, criteria_set=report.criteria_set_id)


def under_way(report, book):
    """What is under way already; an illustration's draft is taken away."""
    found = versions(report).under_way().first()
    if found and found.illustration and found.state in Report.IN_ENTRY and not found.authors.exists():
        book.record(Change.Topic.ENTRY, "entry.illustration_dropped", found, place=report.commune)
        found.delete()
        return None
    return found


def begin_new(report, actor, book):
    if versions(report).approved().filter(illustration=False).exists():
        raise WrongState(_("This report is approved. To change it, begin a correction and give the reason."))
    passage = Passage(report, actor, book, TRANSITIONS["begin"])
    start(report, passage)
    passage.add_author()  # what is not due is said again in this person's name
    keep_not_due(passage)
    return report


def start(report, passage, text=""):
    """Saves a new version as a draft with its event."""
    report.version = (versions(report).aggregate(last=Max("version"))["last"] or 0) + 1
    report.revision, report.modified_at = 1, timezone.now()
    report.save()
    note_event(passage, "", text)
    after = {"version": report.version}
    action = f"report.{passage.step.name}"
    passage.book.record(Change.Topic.REPORT, action, report, {}, after, why=text, place=report.commune)


def keep_not_due(passage):
    """Criteria known once a year keep last year's result in the other rounds and count as looked at."""
    report = passage.report
    if report.round.kind == Round.Kind.YEAR:
        return
    found = sheet(report)
    held = found.earlier.assessments
    not_due = [held[row.number] for row in found.rows if row.not_due and row.number in held]
    reaffirm(passage, not_due, found.earlier.measurements, Assessment.Basis.NOT_DUE)


def reaffirm(passage, held, measurements, basis=Assessment.Basis.REAFFIRMED):
    """Verdicts of an earlier report and their values said again, marked as such; two writes for however many."""
    criteria = {one.criterion_id for one in held}
    of_them = set(Indicator.objects.filter(criterion__in=criteria).values_list("pk", flat=True))
    values = [one for one in measurements.values() if one.indicator_id in of_them]
    Assessment.objects.bulk_create(
        [said_again(passage, one, basis) for one in held],
        update_conflicts=True,
        unique_fields=["report", "criterion"],
        update_fields=[*SAID, "basis", "reaffirms", "entered_by", "entered_at"],
    )
    Measurement.objects.bulk_create(
        [measured_again(passage, one) for one in values],
        update_conflicts=True,
        unique_fields=["report", "indicator"],
        update_fields=[*NUMBERS, "reaffirmed"],
    )


def said_again(passage, one, basis):
    said = {name: getattr(one, name) for name in SAID}
    said |= {"basis": basis, "reaffirms": one, "entered_by": passage.actor, "entered_at": timezone.now()}
    return Assessment(report=passage.report, criterion_id=one.criterion_id, **said)


def measured_again(passage, one):
    values = {name: getattr(one, name) for name in NUMBERS}
    return Measurement(report=passage.report, indicator_id=one.indicator_id, reaffirmed=True, **values)


def submit(actor, report, revision):
    """To the office, if nothing is missing; comments that were answered are settled."""
    with passing(actor, "submit", report, revision) as passage:
        missing = sheet(passage.report).missing
        if missing:
            raise Incomplete(_("Not submitted: something is missing."), gaps=missing)
        state_verdicts(passage)
        settle_returned(passage)
        passage.add_author()
        rests = Report.objects.resting_on_illustration().filter(pk=passage.report.pk).exists()
        return passage.move(submitted_at=timezone.now(), review_begun_at=None, rests_on_illustration=rests)


def state_verdicts(passage):
    """Keeps what the commune or the district stated, so that later changes stand beside it."""
    report = passage.report
    stage = Opinion.Stage.DISTRICT if rights.oversees(passage.actor, report) else Opinion.Stage.COMMUNE
    stated = report.opinions.filter(stage=stage, stance=Opinion.Stance.STATES).order_by("id")
    last = dict(stated.values_list("criterion_id", "outcome"))
    said = {"stage": stage, "stance": Opinion.Stance.STATES, "author": passage.actor, "at": timezone.now()}
    new = [one for one in report.assessments.all() if last.get(one.criterion_id) != one.outcome]
    Opinion.objects.bulk_create(
        Opinion(report=report, criterion_id=one.criterion_id, outcome=one.outcome, **said) for one in new
    )


def settle_returned(passage):
    notes = dict(passage.report.assessments.values_list("criterion_id", "note"))
    for one in passage.report.opinions.returned():
        one.settled_at, one.settled_by = timezone.now(), passage.actor
        one.answer = notes.get(one.criterion_id, "")
        one.save()


def withdraw(actor, report, revision):
    """Back to the officer while nobody has begun to review."""
    with passing(actor, "withdraw", report, revision) as passage:
        if passage.report.review_begun_at:
            raise WrongState(_("The province has begun to review this report; ask for it to be returned."))
        return passage.move(submitted_at=None)


def correct(actor, report, reason):
    """A new version of an approved report with the same content, to be changed and reviewed again."""
    if not reason.strip():
        raise WithoutComment(_("Give the reason for the correction."))
    with passing(actor, "correct", report) as passage:
        old = passage.report
        if not old.approved_at or old.superseded_at or old.illustration:
            raise Refused(_("Only the approved report that is in force can be corrected."))
        if versions(old).under_way().exists():
            raise WrongState(_("A correction of this report is under way already."))
        new = Report(round=old.round, commune=old.commune, criteria_set=old.criteria_set, reason=reason.strip())
        start(new, Passage(new, actor, passage.book, passage.step), reason.strip())
        copy_content(old, new, passage.book)
        open_for_correction(Passage(new, actor, passage.book, passage.step))
        return fresh(new)


def open_for_correction(passage):
    """Who enters needs an open window; where the office asks for the correction, it gives the time for it."""
    if rights.is_office(passage.actor):
        give_time(passage, _("correction begun on %(day)s"))
    else:
        admit_window(passage.report.round, passage.report.commune)


def copy_content(old, new, book):
    """What was said before is still said by those who entered it: they are authors of the new version too."""
    new.authors.set(old.authors.all())
    for one in old.assessments.select_related("criterion"):
        Assessment.objects.create(report=new, reaffirms=one, **{name: getattr(one, name) for name in COPIED})
    for one in old.measurements.select_related("indicator"):
        Measurement.objects.create(report=new, **{name: getattr(one, name) for name in VALUES})
    for link in old.evidence_links.all():
        new.evidence_links.create(evidence=link.evidence, criterion=link.criterion, added_by=link.added_by)
