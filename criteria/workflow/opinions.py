"""What people say about a criterion of a submitted report, and how a dispute is settled."""

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import writing
from communes.models import Change
from criteria import rights
from criteria.models import Evidence, Opinion
from criteria.workflow.door import NotYours, Refused, Stale, passage_through, passing, touch
from criteria.workflow.refusals import WithoutComment

Stance = Opinion.Stance
NEED_WORDS = {Stance.DISPUTES, Stance.COMMENTS, Stance.FLAGS}


def opine(actor, report, criterion, stance, text="", shown_at=None):
    """One opinion on one criterion at the stage that is this person's; a dispute holds the approval up.

    `shown_at`: when the page was made on which the person read the report.
    """
    with passing(actor, "opine", report) as passage:
        unchanged_since(passage, shown_at)
        return speak(passage, admitted(passage, criterion, stance, text), criterion, stance, text)


def opine_together(actor, reports, criterion, stance, text="", cited=None, shown_at=None):
    """The same word on many reports with one decision as evidence (cited: number, issued_on, issuer), all at once.

    Answers {report: the Refused} of those that could not be spoken about; what is refused does not stop the others.
    """
    with writing(actor) as book:
        passages, refused = [], {}
        for report in reports:
            try:
                passage = passage_through(book, actor, "opine", report)
                unchanged_since(passage, shown_at)
                passages.append((passage, admitted(passage, criterion, stance, text)))
            except Refused as refusal:
                refused[report] = refusal
        evidence = cite(book, actor, cited) if cited and passages else None
        for passage, stage in passages:
            speak(passage, stage, criterion, stance, text, evidence)
        return refused


def unchanged_since(passage, shown_at):
    """Nobody agrees to values they have not seen: others' opinions do not matter here, a new submission does."""
    sent = passage.report.submitted_at
    if shown_at and sent and sent > shown_at:
        raise Stale(
            _("Somebody changed this report in the meantime. Look at it again, then repeat."), report=passage.report
        )


def admitted(passage, criterion, stance, text):
    """The stage at which this person says this, or a refusal."""
    stage = rights.stage_of(passage.actor, passage.report, criterion)
    if stance not in rights.stances_at(stage):
        raise NotYours(_("You may not give this opinion on this criterion of this commune."))
    if stance in NEED_WORDS and not text.strip():
        raise WithoutComment(_("Write what you object to or want to note."))
    return stage


def speak(passage, stage, criterion, stance, text, evidence=None):
    """Keeps the opinion; who agrees now has settled what they disputed before."""
    made = said(passage, criterion, stage, stance, text, evidence=evidence)
    if stance == Stance.AGREES:
        mine = passage.report.opinions.open_disputes().filter(criterion=criterion, author=passage.actor)
        for one in mine:
            settle(passage, one, text or _("agrees now"))
    touch(passage)
    return made


def said(passage, criterion, stage, stance, text, outcome="", evidence=None):
    report, values = passage.report, {"stage": stage, "stance": stance, "text": text.strip(), "outcome": outcome}
    made = Opinion.objects.create(
        report=report, criterion=criterion, evidence=evidence, author=passage.actor, at=timezone.now(), **values
    )
    after = {"criterion": criterion.number} | {name: value for name, value in values.items() if value}
    passage.book.record(
        Change.Topic.OPINION, "opinion.given", made, {}, after, place=report.commune, subject=str(report)
    )
    return made


def cite(book, actor, cited):
    """The citation of a document, kept once: number, issued_on, issuer."""
    found = Evidence.objects.filter(sha256="", **cited).first()
    if found:
        return found
    made = Evidence.objects.create(**cited, added_by=actor)
    book.record(Change.Topic.EVIDENCE, "evidence.added", made, {}, cited)
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
        settle(passage, found, text)
        touch(passage)
        return found


def settle(passage, opinion, text):
    report = passage.report
    opinion.answer, opinion.settled_at, opinion.settled_by = text.strip(), timezone.now(), passage.actor
    opinion.save()
    after = {"criterion": opinion.criterion.number, "answer": opinion.answer}
    passage.book.record(
        Change.Topic.OPINION, "opinion.answered", opinion, {}, after, place=report.commune, subject=str(report)
    )
