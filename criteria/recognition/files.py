"""A commune's file toward recognition: opened, filled, its papers and steps, and closed without a decision."""

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import differences, writing
from communes.models import Change
from communes.vietnamese import day
from criteria.models import CriteriaSet, RecognitionFile, RecognitionPaper, RecognitionStep
from criteria.recognition.conditions import contradictions
from criteria.recognition.door import admit, fresh_file, keep, not_ahead
from criteria.workflow import Refused

FACTS = (
    *("registered", "households", "households_asked", "households_satisfied", "arrears", "security_confirmed"),
    *("council_members", "council_present", "council_agreed", "voted_on"),
)
STEPS = list(RecognitionStep.Kind)


def open_file(actor, commune, level, year):
    """A file for one level and year; there is at most one that was not closed."""
    with writing(actor) as book:
        admit(actor)
        way = {"commune": commune, "level": level, "year": year}
        if RecognitionFile.objects.filter(**way).exclude(state=RecognitionFile.State.CLOSED).exists():
            raise Refused(_("%(name)s has a file for this level and year already.") % {"name": commune.name})
        judged_by = CriteriaSet.objects.filter(level=level, first_year__lte=year, last_year__gte=year).first()
        made = RecognitionFile.objects.create(
            **way, criteria_set=judged_by, opened_by=actor, opened_on=timezone.localdate()
        )
        after = {"level": level, "year": year, "criteria_set": judged_by.code if judged_by else ""}
        book.record(Change.Topic.DOSSIER, "file.opened", made, {}, after, place=commune)
        return made


def change_file(actor, file, revision, **facts):
    """What is stated about the conditions and the council's vote; facts that are not given stay."""
    with writing(actor) as book:
        admit(actor)
        found = fresh_file(file, revision)
        wrong = contradictions({name: getattr(found, name) for name in FACTS} | facts)
        if wrong:
            raise Refused(next(iter(wrong.values())))
        before, after = differences({name: getattr(found, name) for name in facts}, facts)
        if after:
            keep(book, found, after)
            book.record(Change.Topic.DOSSIER, "file.changed", found, before, after, place=found.commune)
        return found


def given(**values):
    """What was said at all: an empty field is nothing to keep."""
    return {name: value for name, value in values.items() if value not in ("", None)}


def add_paper(actor, file, kind, dated, number="", evidence=None):
    """One paper more; it overwrites nothing, so nothing has to have been seen."""
    with writing(actor) as book:
        admit(actor)
        not_ahead(dated)
        found = fresh_file(file, None)
        paper = {"kind": kind, "dated": dated, "number": number}
        made = RecognitionPaper.objects.create(file=found, evidence=evidence, added_by=actor, **paper)
        after = given(paper=made.get_kind_display(), dated=dated, number=number, evidence=str(evidence or ""))
        book.record(
            Change.Topic.DOSSIER, "file.paper", made, {}, after, place=found.commune, subject=f"{found}: {made}"
        )
        return made


def take_paper_off(actor, file, key):
    """A paper filed by mistake; its file is kept with the evidence."""
    with writing(actor) as book:
        admit(actor)
        found = fresh_file(file, None)
        paper = found.papers.filter(pk=key).first()
        if paper is None:
            raise Refused(_("This paper was taken off in the meantime."))
        before = given(paper=paper.get_kind_display(), dated=paper.dated, number=paper.number)
        subject = f"{found}: {paper}"
        book.record(Change.Topic.DOSSIER, "file.paper_off", paper, before, {}, place=found.commune, subject=subject)
        paper.delete()


def reach(actor, file, revision, kind, reached_on, note=""):
    """A step with its day, or another day for it; the order of the steps is the order of their days."""
    with writing(actor) as book:
        admit(actor)
        not_ahead(reached_on)
        found = fresh_file(file, revision)
        reached = {one.kind: one for one in found.steps.all()}
        refuse_disorder(reached, kind, reached_on)
        before = {"reached_on": reached[kind].reached_on, "note": reached[kind].note} if kind in reached else {}
        after = {"reached_on": reached_on, "note": note}
        made, _new = RecognitionStep.objects.update_or_create(file=found, kind=kind, defaults=after)
        keep(book, found, {})
        subject = f"{found}: {made.get_kind_display()}"
        after = after if before else given(**after)
        book.record(Change.Topic.DOSSIER, "file.step", made, before, after, place=found.commune, subject=subject)
        return made


def refuse_disorder(reached, kind, on):
    """No step before one that it follows, none after one that follows it."""
    place = STEPS.index(kind)
    for one in reached.values():
        other = STEPS.index(one.kind)
        told = {"step": one.get_kind_display(), "day": day(one.reached_on)}
        if other < place and one.reached_on > on:
            raise Refused(_("It follows “%(step)s” of %(day)s; write that day or a later one.") % told)
        if other > place and one.reached_on < on:
            raise Refused(_("It comes before “%(step)s” of %(day)s; write that day or an earlier one.") % told)


def undo_step(actor, file, revision, kind):
    """A step recorded by mistake."""
    with writing(actor) as book:
        admit(actor)
        found = fresh_file(file, revision)
        step = found.steps.filter(kind=kind).first()
        if step is None:
            raise Refused(_("This step was taken back in the meantime."))
        subject = f"{found}: {step.get_kind_display()}"
        before = given(reached_on=step.reached_on, note=step.note)
        keep(book, found, {})
        book.record(Change.Topic.DOSSIER, "file.step_off", step, before, {}, place=found.commune, subject=subject)
        step.delete()


def close_file(actor, file, revision, why):
    """Ends without a decision; a new file may be opened for the same year."""
    with writing(actor, why) as book:
        admit(actor)
        found = fresh_file(file, revision)
        keep(book, found, {"state": RecognitionFile.State.CLOSED, "closing_reason": why})
        book.record(Change.Topic.DOSSIER, "file.closed", found, place=found.commune)
        return found
