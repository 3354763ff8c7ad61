"""What a file would change: its claims applied in memory by the rules of saving, before anything is written."""

from dataclasses import dataclass, field

from criteria import completeness, rules
from criteria.batch import Batch, say_again
from criteria.cells import Cell, cells_of, untouched
from criteria.models import Assessment
from criteria.saving import Saved, apply, bases, consistent, percentages, readable, without_conflicts
from criteria.workbook.judging import Finding, fingerprint
from criteria.workflow.door import Passage
from criteria.workflow.transitions import TRANSITIONS

BECOMES, LOST, STILL, STILL_NOT, NO_RULE, CLEARED = "becomes", "lost", "still", "still_not", "no_rule", "cleared"


@dataclass
class Effect:
    """What one change does to its criterion: its verdict before and after, what the value lacks, the new count."""

    kind: str
    outcome: str = ""
    margin: object = None
    unit: str = ""
    count_before: int | None = None
    count: int | None = None
    reason_missing: bool = False


@dataclass
class Weighed:
    """One commune: what would be written, what was refused or is stale, and the batch that writes it."""

    claim: object
    saved: Saved
    before: dict  # what the report said, {key: text}
    written: dict = field(default_factory=dict)  # {Cell: value}
    reaffirmed: list = field(default_factory=list)
    outcomes_before: dict = field(default_factory=dict)
    count_before: int | None = None
    batch: Batch = field(default_factory=Batch)

    @property
    def filled(self):
        return self.claim.filled

    @property
    def clean(self):
        return not self.claim.findings

    @property
    def something(self):
        """Whether anything would be written."""
        return bool(self.written or self.reaffirmed)

    @property
    def changes(self):
        """The cells of the file that would change what is stored; what was confirmed before is there already."""
        keys = {cell.key for cell in self.written}
        return [edit for key, edit in self.claim.edits.items() if key in keys]

    @property
    def open_same(self):
        """Criteria that nobody has looked at and that the file leaves as the commune itself held them before.

        None where the window is closed or the report is in other hands: saying them again writes too.
        """
        if self.filled.refusal:
            return []
        found = self.filled.sheet
        return [row for row in found.rows if row.number in self.claim.same and untouched(row) and held(found, row)]


@dataclass
class Gathering(Passage):
    """A step whose verdicts and values are gathered, to be written together with those of other reports."""

    batch: object = None

    def store(self, row):
        self.batch.add(row)

    def add_author(self):
        self.batch.signed.add((self.report.pk, self.actor.pk))


def weigh(claim, actor, chosen=frozenset(), again=False):
    """Applies a claim in memory. `chosen`: stale cells to overwrite, {(slug, key, fingerprint)}; `again`: criteria that
    nobody has looked at and that the file leaves as they were are said again."""
    filled, found = claim.filled, claim.filled.sheet
    now, percent = cells_of(found), percentages(found)
    saved = Saved(filled.report.revision, sheet=found)
    before = now | bases(found) if again else now
    weighed = Weighed(
        claim, saved, before, outcomes_before={row.number: row.outcome or row.before for row in found.rows}
    )
    weighed.count_before = count(found)
    seen = claim.seen | {key: now[key] for key in claim.cells if (filled.slug, key, fingerprint(now[key])) in chosen}
    clean = without_conflicts(readable(claim.cells, now, percent, saved), seen, now, saved)
    clean = consistent(clean, now, percent, saved)
    note_refusals(claim, saved)
    if claim.findings:
        return weighed
    passage = Gathering(filled.report, actor, None, TRANSITIONS["save"], weighed.batch)
    weighed.written = write(passage, found, clean, claim.fallback)
    if again:
        weighed.reaffirmed = say_rest_again(weighed, actor)
    return weighed


def write(passage, found, clean, fallback):
    """The cells, and then the verdicts of the file where neither the report nor a rule has one."""
    if clean:
        apply(passage, found, clean)
        rest = [row.number for row in found.rows if row.number in fallback and not row.outcome]
        verdicts = {Cell(number, None, "outcome"): fallback[number] for number in rest}
        if verdicts:
            apply(passage, found, verdicts)
        clean = clean | verdicts
    return clean


def note_refusals(claim, saved):
    """What saving refuses once all cells of the report are seen together: a part larger than its whole.

    Only cells that the officer changed are named; where none was, the file's own numbers do not go together.
    """
    named = {key: text for key, text in saved.refused.items() if key in claim.edits} or saved.refused
    for key, sentence in named.items():
        edit = claim.edits.get(key)
        title, text = (edit.title, edit.after) if edit else (key, claim.cells.get(key, ""))
        claim.findings.append(Finding(claim.places.get(key), claim.filled.commune.name, title, text, sentence))


def held(found, row):
    """What the commune itself held before: only that can be said again."""
    before = found.earlier.assessments.get(row.number)
    return before if before and before.outcome else None


def say_rest_again(weighed, actor):
    """ "Giữ nguyên" for what nobody has looked at."""
    rows = weighed.open_same
    for row in rows:
        say_again(weighed.filled.sheet, row, actor, Assessment.Basis.REAFFIRMED, weighed.batch)
    return [row.number for row in rows]


def count(found):
    """Criteria attained, taking what nobody has looked at as it was before."""
    return sum(1 for row in found.rows if (row.outcome or row.before) in completeness.HOLDING)


def effect(weighed, key, criterion):
    """What writing this cell does to its criterion, for the preview."""
    row = weighed.filled.sheet.row(criterion)
    before, now = weighed.outcomes_before[criterion], row.outcome
    counts = {"count_before": weighed.count_before, "count": count(weighed.filled.sheet)}
    reasonless = any(gap.kind in REASONS for gap in row.gaps)
    if now in completeness.HOLDING and before not in completeness.HOLDING:
        return Effect(BECOMES, now, **counts)
    if before in completeness.HOLDING and now not in completeness.HOLDING:
        return Effect(LOST, now, **counts, reason_missing=reasonless)
    line = next((one for one in row.lines if key.startswith(f"i{one.gauge.code}.")), None)
    verdict = line.by_rule if line else now
    if verdict == rules.NOT_ATTAINED:
        margin = abs(line.margin) if line and line.margin is not None else None
        return Effect(STILL_NOT, now, margin, line.gauge.unit if line else "", reason_missing=reasonless)
    return Effect(STILL if verdict == rules.ATTAINED else NO_RULE, now, reason_missing=reasonless)


REASONS = {completeness.LOST_WITHOUT_REASON, completeness.DIFFERS_WITHOUT_REASON}
