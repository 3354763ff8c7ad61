"""The reviewers' steps: begin, say something about a criterion, return, approve."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.models import Change
from communes.vietnamese import day
from criteria import rights
from criteria.models import Criterion, Extension, Opinion, Report
from criteria.workflow.door import NotYours, Refused, passing, touch
from criteria.workflow.refusals import Disputed, WithoutComment

TIME_TO_MEND = timedelta(days=5)  # a report returned after its window closed can still be mended for so long


def begin_review(actor, report, revision=None):
    """From now on the officer cannot take it back."""
    with passing(actor, "begin_review", report, revision) as passage:
        if passage.report.review_begun_at:
            return passage.report
        return passage.move(review_begun_at=timezone.now())


def opine(actor, report, criterion, stance, text="", outcome="", evidence=None):
    """One opinion on one criterion at the stage that is this person's; a dispute holds the approval up."""
    with passing(actor, "opine", report) as passage:
        stage = rights.stage_of(actor, passage.report, criterion)
        if stage is None or criterion.criteria_set_id != passage.report.criteria_set_id:
            raise NotYours(_("You may not give an opinion on this criterion of this commune."))
        if stance in {Opinion.Stance.DISPUTES, Opinion.Stance.COMMENTS} and not text.strip():
            raise WithoutComment(_("Write what you object to or want to note."))
        made = said(passage, criterion, stage, stance, text, outcome, evidence)
        touch(passage)
        return made


def said(passage, criterion, stage, stance, text, outcome="", evidence=None):
    report, values = passage.report, {"stage": stage, "stance": stance, "text": text.strip(), "outcome": outcome}
    made = Opinion.objects.create(
        report=report, criterion=criterion, evidence=evidence, author=passage.actor, at=timezone.now(), **values
    )
    after = {"criterion": criterion.number} | values
    passage.book.record(
        Change.Topic.OPINION, "opinion.given", made, {}, after, place=report.commune, subject=str(report)
    )
    return made


def answer(actor, opinion, text):
    """Settles a dispute: by whoever raised it, or by the office with a reason."""
    if not text.strip():
        raise WithoutComment(_("Write the answer that settles the dispute."))
    with passing(actor, "answer", opinion.report_id) as passage:
        found = Opinion.objects.open_disputes().filter(pk=opinion.pk).first()
        if found is None:
            raise Refused(_("This dispute was settled in the meantime."))
        if found.author_id != actor.pk and not rights.is_office(actor):
            raise NotYours(_("Whoever raised the dispute or the office settles it."))
        found.answer, found.settled_at, found.settled_by = text.strip(), timezone.now(), actor
        found.save()
        after = {"criterion": found.criterion.number, "answer": found.answer}
        report = passage.report
        passage.book.record(
            Change.Topic.OPINION, "opinion.answered", found, {}, after, place=report.commune, subject=str(report)
        )
        touch(passage)
        return found


def return_criteria(actor, report, comments, revision):
    """Sends single criteria back, {criterion number: comment}; the rest stays as it is."""
    comments = {number: text.strip() for number, text in comments.items()}
    if not comments or not all(comments.values()):
        raise WithoutComment(_("Choose the criteria to return and write a comment for each."))
    with passing(actor, "return", report, revision) as passage:
        found = Criterion.objects.filter(criteria_set=passage.report.criteria_set_id, number__in=comments)
        criteria = {one.number: one for one in found}
        if set(criteria) != set(comments):
            raise Refused(_("One of these criteria does not belong to the report's set."))
        for number, text in comments.items():
            said(passage, criteria[number], Opinion.Stage.PROVINCE, Opinion.Stance.RETURNS, text)
        give_time(passage)
        named = "; ".join(f"{number}: {text}" for number, text in sorted(comments.items()))
        return passage.move(named, review_begun_at=None, submitted_at=None)


def give_time(passage):
    """A window that has closed, or closes before it can be mended, is extended for this commune."""
    report, until = passage.report, timezone.localdate() + TIME_TO_MEND
    last = report.round.last_day(report.commune)
    if last is None or last >= until:
        return
    made = Extension.objects.create(
        round=report.round,
        commune=report.commune,
        closes_on=until,
        reason=_("report returned on %(day)s") % {"day": day(timezone.localdate())},
        granted_by=passage.actor,
    )
    passage.book.record(
        Change.Topic.ROUND, "round.extended", made, {}, {"closes_on": until}, why=made.reason, place=report.commune
    )


def approve(actor, report, revision):
    """Final: from this moment every page shows it; the version before is superseded, never changed."""
    with passing(actor, "approve", report, revision) as passage:
        found, now = passage.report, timezone.now()
        if found.opinions.open_disputes().exists():
            raise Disputed(_("A department disputes a criterion; answer the dispute before approving."))
        same = {"round": found.round_id, "commune": found.commune_id, "criteria_set": found.criteria_set_id}
        for old in Report.objects.approved().filter(**same):
            old.superseded_at = now
            old.save()
        return passage.move(approved_at=now, approved_by=actor)
