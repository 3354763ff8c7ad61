"""Why a cell says what it says (pure): the numbers, thresholds and papers behind one verdict, and what changed.

A row is one criterion of one commune on one date. Nothing here is a sentence: criteria.reasons writes it, for screen,
tooltip, Word and API alike. Sources: design section 3 ("the officer's verdict is a fact; the rule's verdict from the
values is derived; where they differ the page says so") and section 4 (standing, carried forward, inherited).
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from criteria.rules.measured import Measured, contradictory, exact, stands_for
from criteria.rules.shortfall import Change, shortfall, slack
from criteria.rules.verdicts import ATTAINED, NOT_ATTAINED, NUMERIC, criterion_verdict, reason

PERCENT = "%"
FIRST, SAME, VALUE, THRESHOLD, BOTH = "first", "same", "value", "threshold", "both"


@dataclass(frozen=True)
class Told:
    """What one report gave for an indicator, and the threshold that held for its class and `year` (None: none known).

    `on`: the date of the report, which may be carried forward into a later year. `threshold`: anything with value,
    text, checked.
    """

    on: date
    measured: Measured
    threshold: object = None
    year: int | None = None

    @property
    def limit(self):
        return self.threshold and self.threshold.value


@dataclass(frozen=True)
class Turn:
    """What changed since the reading before: its kind, and whether the verdict of the value is another one now."""

    kind: str
    turned: bool = False


@dataclass(frozen=True)
class Ground:
    """One indicator of the criterion in one report; `of` names the commune where several reports speak."""

    code: str
    text: str
    unit: str
    comparison: str
    now: Told
    before: Told | None = None
    of: str = ""

    @property
    def percent(self):
        return self.unit == PERCENT

    @property
    def counts(self):
        """What the numerator counts, "" where that is not known."""
        return stands_for(self.text) if self.percent else ""

    @property
    def value(self):
        return exact(self.now.measured)

    @cached_property
    def reason(self):
        return reason(self.value, self.now.limit, self.comparison)

    @cached_property
    def missing(self) -> Change | None:
        """The smallest change that attains it."""
        return shortfall(self.now.measured, self.now.limit, self.comparison, self.counts, self.percent)

    @cached_property
    def room(self) -> Change | None:
        """The largest change for the worse that still holds it."""
        return slack(self.now.measured, self.now.limit, self.comparison, self.counts, self.percent)

    @property
    def unverified(self):
        """Whether it is judged by a threshold that nobody compared with the document."""
        return self.reason.verdict is not None and self.now.threshold is not None and not self.now.threshold.checked

    @property
    def contradictory(self):
        return contradictory(self.now.measured, self.percent)

    @property
    def numeric(self):
        """Whether a number can decide it at all."""
        return self.comparison in NUMERIC

    @cached_property
    def turn(self):
        return turn_of(self)


@dataclass(frozen=True)
class Approval:
    """When a report was approved, and by whom where that is kept; None: not known."""

    on: date | None = None
    by: str | None = None


@dataclass(frozen=True)
class Why:
    """Everything behind one verdict.

    outcome: attained, not_attained, not_applicable, no_data (criteria.Assessment.Outcome), or "" without any report.
    on: the oldest date among the reports it rests on; `carried` where that is before `as_of`, `inherited` where the
    reports are those of other units.
    before: the outcome of the round before under the same set, None where there is none to compare.
    """

    outcome: str
    set_name: str
    document: str
    commune_class: str
    as_of: date
    on: date | None = None
    grounds: tuple = ()
    approvals: tuple = ()
    before: str | None = None
    before_on: date | None = None
    set_changed: bool = False
    carried: bool = False
    inherited: bool = False
    illustration: bool = False
    nearly: tuple = ()

    @property
    def attained(self):
        return self.outcome in (ATTAINED, "not_applicable")

    @property
    def by_values(self):
        return recomputed(self.grounds)

    @property
    def disagrees(self):
        """Whether the values say the opposite of what was reported; the report stands, and the page says so."""
        if self.outcome == "not_applicable" or self.by_values is None:
            return False
        return self.attained != (self.by_values == ATTAINED)

    @property
    def unverified(self):
        return [ground for ground in self.grounds if ground.unverified]


def recomputed(grounds):
    """What the numbers alone say about the criterion: attained, not_attained, None where a person has to judge."""
    return criterion_verdict(ground.reason.verdict for ground in grounds)


def turn_of(ground):
    """What is different from the reading before: the value, only the threshold, both, or nothing."""
    if ground.before is None or exact(ground.before.measured) is None:
        return Turn(FIRST)
    moved = exact(ground.before.measured) != ground.value
    raised = ground.before.limit != ground.now.limit
    kind = BOTH if moved and raised else VALUE if moved else THRESHOLD if raised else SAME
    was = reason(exact(ground.before.measured), ground.before.limit, ground.comparison).verdict
    return Turn(kind, {was, ground.reason.verdict} == {ATTAINED, NOT_ATTAINED})
