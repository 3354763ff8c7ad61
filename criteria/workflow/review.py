"""The reviewers' steps: begin, say something about a criterion, return, approve."""

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.models import Change
from criteria.models import Criterion, Opinion, Report
from criteria.workflow.door import Refused, give_time, passing
from criteria.workflow.opinions import said
from criteria.workflow.refusals import Disputed, WithoutComment


def begin_review(actor, report, revision=None):
    """From now on the officer cannot take it back."""
    with passing(actor, "begin_review", report, revision) as passage:
        if passage.report.review_begun_at:
            return passage.report
        return passage.move(review_begun_at=timezone.now())


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
        give_time(passage, _("report returned on %(day)s"))
        named = "; ".join(f"{number}: {text}" for number, text in sorted(comments.items()))
        return passage.move(named, review_begun_at=None, submitted_at=None)


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
            passage.book.record(Change.Topic.REPORT, "report.superseded", old, place=old.commune)
        return passage.move(approved_at=now, approved_by=actor)
