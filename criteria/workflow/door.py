"""The door: every step is checked for role, territory, state, window and version inside the writing transaction."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import writing
from communes.models import Change
from communes.vietnamese import day
from criteria.models import Extension, Report, ReportEvent
from criteria.workflow.transitions import TRANSITIONS

TIME_TO_MEND = timedelta(days=5)  # a report returned after its window closed can still be mended for so long


class Refused(Exception):
    """A step that may not be taken; `sentence` says why and what to do."""

    def __init__(self, sentence, **found):
        super().__init__(sentence)
        self.sentence = sentence
        self.__dict__.update(found)


class NotYours(Refused):
    """The person has no right to this step on this report."""


class WrongState(Refused):
    """The report is not in a state from which the step leads."""


class WindowClosed(Refused):
    """The round does not take reports of this commune today."""


class Stale(Refused):
    """Somebody changed the report since the person looked at it."""


@dataclass
class Passage:
    """A step under way: the report as it is now, who takes it, and the book that keeps it."""

    report: Report
    actor: object
    book: object
    step: object

    def move(self, text="", **values):
        """To the step's target state, with an event and a kept change; the report's revision grows."""
        report, before = self.report, self.report.state
        report.state = self.step.target or before
        for name, value in values.items():
            setattr(report, name, value)
        touch(self)
        note_event(self, before, text)
        self.book.record(
            Change.Topic.REPORT,
            f"report.{self.step.name}",
            report,
            {"state": before},
            {"state": report.state},
            why=text,
            place=report.commune,
        )
        return report

    def store(self, row):
        """One row of this step; a step on many reports gathers them instead (criteria/batch.py)."""
        row.save()

    def add_author(self):
        self.report.authors.add(self.actor)


def touch(passage):
    """A new revision: whoever saw the one before is told so."""
    report = passage.report
    report.revision += 1
    report.modified_at = timezone.now()
    passage.store(report)


def note_event(passage, before, text):
    report, step = passage.report, passage.step
    ReportEvent.objects.create(
        report=report,
        transition=step.name,
        actor=passage.actor,
        at=timezone.now(),
        from_state=before,
        to_state=report.state,
        text=text,
    )


@contextmanager
def passing(actor, name, report, revision=None):
    """A step on a report (or its id), checked against the report as it is now; yields a Passage.

    `revision`: what the person saw; None where the step itself compares what was seen (saving cells).
    """
    with writing(actor) as book:
        yield passage_through(book, actor, name, report, revision)


def passage_through(book, actor, name, report, revision=None):
    """The same step where a book is open already, for a step on many reports at once."""
    step, found = TRANSITIONS[name], fresh(report)
    admit(step, actor, found)
    if revision is not None and revision != found.revision:
        raise Stale(_("Somebody changed this report in the meantime. Look at it again, then repeat."), report=found)
    return Passage(found, actor, book, step)


def fresh(report):
    """The report as it stands inside the transaction, with what the checks ask for."""
    found = Report.objects.select_related("round__criteria_set", "commune__district", "criteria_set")
    return found.get(pk=getattr(report, "pk", report))


def admit(step, actor, report):
    """Refuses whoever may not take this step on this report today."""
    if not step.right(actor, report):
        raise NotYours(refusal(step, actor, report))
    if step.sources and report.state not in step.sources:
        raise WrongState(_("The report is %(state)s; this cannot be done now.") % {"state": report.get_state_display()})
    if step.window:
        admit_window(report.round, report.commune)


def refusal(step, actor, report):
    if step.name == "approve" and report.authors.filter(pk=actor.pk).exists():
        return _("You entered or changed this report; somebody else approves it.")
    return _("You may not do this for this commune.")


def admit_window(of_round, commune):
    """A closed window refuses with its date and whom to ask."""
    today = timezone.localdate()
    if of_round.takes(commune, today):
        return
    if of_round.opens_on is None or today < of_round.opens_on:
        raise WindowClosed(_("This round is not open for entry yet. Ask the coordination office when it opens."))
    closed = {"day": day(of_round.last_day(commune))}
    raise WindowClosed(
        _("This reporting round was closed at the end of %(day)s. Ask the coordination office to open it again.")
        % closed
    )


def give_time(passage, reason):
    """A window that has closed, or closes before it can be mended, is extended for this commune."""
    report, until = passage.report, timezone.localdate() + TIME_TO_MEND
    last = report.round.last_day(report.commune)
    if last is None or last >= until:
        return
    made = Extension.objects.create(
        round=report.round,
        commune=report.commune,
        closes_on=until,
        reason=reason % {"day": day(timezone.localdate())},
        granted_by=passage.actor,
    )
    passage.book.record(
        Change.Topic.ROUND, "round.extended", made, {}, {"closes_on": until}, why=made.reason, place=report.commune
    )
