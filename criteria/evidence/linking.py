"""Which evidence stands for which criterion of which report, and who may open it."""

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import Change
from criteria import rights
from criteria.models import Criterion, Evidence, EvidenceLink
from criteria.workflow import TRANSITIONS, Refused, door, passing


def criterion_of(report, number):
    found = Criterion.objects.filter(criteria_set=report.criteria_set_id, number=number).first()
    if found is None:
        raise Refused(_("This criteria set has no criterion %(number)s.") % {"number": number})
    return found


def admit(actor, report):
    """Refuses whoever may not attach anything now, before a file is kept; attaching itself checks again."""
    door.admit(TRANSITIONS["save"], actor, report)


def attach(actor, report, number, evidence):
    """Evidence for one criterion of a report that is being entered; a second time changes nothing."""
    if not may_open(actor, evidence):
        raise Refused(_("You may not use this evidence."))
    return bring(actor, report, number, evidence)


def attach_all(actor, report, number, pieces):
    """Several pieces for one criterion: all of them or, where one is refused, none."""
    with transaction.atomic():
        for one in pieces:
            attach(actor, report, number, one)


def bring(actor, report, number, evidence):
    """The same for a file this person has just sent: whoever has it whole may use it, whoever sent it first."""
    with passing(actor, "save", report) as passage:
        return link(passage, criterion_of(passage.report, number), evidence)


def link(passage, criterion, evidence):
    found = EvidenceLink.objects.filter(report=passage.report, criterion=criterion, evidence=evidence).first()
    if found:
        return found
    passage.add_author()
    made = EvidenceLink.objects.create(
        report=passage.report, criterion=criterion, evidence=evidence, added_by=passage.actor
    )
    kept(passage, "evidence.linked", made)
    return made


def kept(passage, action, made):
    after = {"criterion": made.criterion.number, "evidence": str(made.evidence)}
    report = passage.report
    passage.book.record(Change.Topic.EVIDENCE, action, made, {}, after, place=report.commune, subject=str(report))


def cite(actor, report, number, citation):
    """A document as evidence, {"number", "issued_on", "issuer"}; one cited the same way before is used again."""
    with passing(actor, "save", report) as passage:
        criterion = criterion_of(passage.report, number)
        evidence = Evidence.objects.filter(sha256="", **citation).first()
        evidence = evidence or Evidence.objects.create(added_by=actor, **citation)
        return link(passage, criterion, evidence)


def detach(actor, link_id, report):
    """Takes the evidence off this criterion; the piece itself is kept."""
    with passing(actor, "save", report) as passage:
        found = EvidenceLink.objects.filter(pk=link_id, report=passage.report).first()
        if found is None:
            raise Refused(_("This evidence was taken off in the meantime."))
        passage.add_author()
        kept(passage, "evidence.unlinked", found)
        found.delete()


def may_open(user, evidence):
    """Whoever may see one of the reports or recognition files it stands for, and whoever brought it.

    The file of a decision is everybody's, as the decision is.
    """
    if evidence.added_by_id == user.pk or rights.is_office(user):
        return True
    if evidence.decisions.exists() or evidence.withdrawals.exists() or in_files(user, evidence):
        return True
    links = evidence.links.select_related("report__commune", "report__round")
    return any(rights.may_see(user, one.report) for one in links) or any(
        rights.may_open_stated(user, one) for one in evidence.stated.all()
    )


def in_files(user, evidence):
    """Whether it is a paper of a recognition file that this person may read."""
    papers = evidence.recognition_papers.select_related("file__commune")
    return any(rights.may_read_file(user, one.file) for one in papers)
