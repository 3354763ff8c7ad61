"""Saving cells of a draft, on every path the same way: form, autosave, grid, workbook.

Each cell comes with what its writer had seen there. Where somebody else has written another value since, nothing is
overwritten: both values are handed back and the writer chooses.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import differences
from communes.models import Change
from criteria.cells import NEARLY, Outcome, Unreadable, cell_of, cells_of, read
from criteria.models import Assessment, Measurement
from criteria.sheet import sheet
from criteria.workflow import passing
from criteria.workflow.door import touch
from criteria.workflow.steps import reaffirm

PERCENT = "%"
THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True)
class Conflict:
    """A cell that somebody else has written since: what the writer wants, and what stands there now."""

    key: str
    mine: str
    theirs: str


@dataclass
class Saved:
    """What became of the cells: {key: text} applied, refused ones with a sentence, conflicts, the new revision."""

    revision: int
    applied: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)
    readings: dict = field(default_factory=dict)  # {key: what an ambiguous number may mean}
    conflicts: list = field(default_factory=list)
    sheet: object = None


def save(actor, report, cells, seen=None):
    """Writes what was typed, {key: text}. `seen`: {key: the text the writer saw there}; without it, nothing was there.

    A cell that cannot be read or is in conflict is handed back; all others are written.
    """
    with passing(actor, "save", report) as passage:
        return write(passage, cells, seen or {})


def write(passage, cells, seen):
    found = sheet(passage.report)
    now, units = cells_of(found), percentages(found)
    saved = Saved(passage.report.revision, sheet=found)
    wanted = readable(cells, now, units, saved)
    clean = without_conflicts(wanted, cells, seen, now, saved)
    if clean:
        apply(passage, found, clean)
        record(passage, now, saved)
    return saved


def percentages(found):
    """Codes of the indicators that are shares in percent."""
    return {line.gauge.code for row in found.rows for line in row.lines if line.gauge.unit == PERCENT}


def readable(cells, now, percent, saved):
    """{Cell: value} of what can be read; the rest is refused with a sentence."""
    wanted = {}
    for key, text in cells.items():
        cell = cell_of(key)
        try:
            if cell is None or key not in now:
                raise Unreadable(_("This criteria set has no such cell; load the page again."))
            wanted[cell] = read(cell, text, cell.code in percent)
        except Unreadable as error:
            saved.refused[key], saved.readings[key] = str(error), error.readings
    return parts_within_wholes(wanted, now, percent, saved)


def parts_within_wholes(wanted, now, percent, saved):
    """A part larger than its whole is refused; the other value may be stored or come along."""
    for cell in [one for one in wanted if one.field == "numerator" and one.code in percent]:
        whole = next((wanted[c] for c in wanted if c.code == cell.code and c.field == "denominator"), None)
        whole = whole if whole is not None else read(cell, now[f"i{cell.code}.denominator"])
        if wanted[cell] is not None and whole is not None and wanted[cell] > whole:
            saved.refused[cell.key] = _("The part is larger than the whole; check both numbers.")
            del wanted[cell]
    return wanted


def without_conflicts(wanted, cells, seen, now, saved):
    clean = {}
    for cell, value in wanted.items():
        theirs, mine = now[cell.key], cells[cell.key].strip()
        if theirs not in {seen.get(cell.key, ""), mine}:
            saved.conflicts.append(Conflict(cell.key, mine, theirs))
        else:
            clean[cell] = value
    return clean


def apply(passage, found, wanted):
    """Writes the cells criterion by criterion; what the values say fills a verdict that nobody gave."""
    for row in found.rows:
        said = {cell.field: value for cell, value in wanted.items() if cell.number == row.number}
        values = write_values(passage, row, wanted)
        if said:
            write_said(passage, row, said)
        elif values:
            propose(passage, row)


def write_said(passage, row, said):
    kept = row.assessment or Assessment(report=passage.report, criterion=row.criterion)
    outcome = said.pop("outcome", None)
    if outcome is not None:
        kept.nearly, kept.outcome = outcome == NEARLY, Outcome.NOT_ATTAINED if outcome == NEARLY else outcome
        kept.reaffirms = None
    for name, value in said.items():
        setattr(kept, name, value)
    keep(passage, row, kept, outcome)


def keep(passage, row, kept, outcome):
    """Work done and month belong to nearly attained alone; a new verdict is the officer's own."""
    if not kept.nearly:
        kept.work_done = kept.expected_month = None
    if outcome is not None:
        kept.basis = Assessment.Basis.ENTERED if outcome else ""
    kept.entered_by, kept.entered_at = passage.actor, timezone.now()
    kept.save()
    row.assessment = kept


def write_values(passage, row, wanted):
    """Writes the values of one criterion's indicators; answers whether there were any."""
    written = False
    for line in row.lines:
        values = {cell.field: value for cell, value in wanted.items() if cell.code == line.gauge.code}
        if values:
            write_value(passage, line, values)
            written = True
    return written


def write_value(passage, line, values):
    kept = line.now or Measurement(report=passage.report, indicator_id=line.gauge.id)
    for name, value in values.items():
        setattr(kept, name, value)
    if line.gauge.unit == PERCENT and "value" not in values and kept.numerator is not None and kept.denominator:
        kept.value = (100 * kept.numerator / kept.denominator).quantize(THOUSANDTH)
    kept.reaffirmed = False
    kept.save()
    line.now = kept


def propose(passage, row):
    """The verdict of the rule where the officer has given values and no verdict of an own."""
    if not row.outcome and row.by_rule:
        write_said(passage, row, {"outcome": row.by_rule})
    elif row.outcome and row.assessment.basis != Assessment.Basis.ENTERED:
        row.assessment.basis, row.assessment.reaffirms = Assessment.Basis.ENTERED, None
        row.assessment.entered_by, row.assessment.entered_at = passage.actor, timezone.now()
        row.assessment.save()


def record(passage, before, saved):
    """One kept change for all cells of the batch, and the person is an author from now on."""
    report = passage.report
    saved.sheet = sheet(report)
    was, became = differences(before, cells_of(saved.sheet))
    saved.applied = became
    if became:
        passage.add_author()
        passage.book.record(Change.Topic.ENTRY, "entry.saved", report, was, became, place=report.commune)
        unmark(report)
        touch(passage)
    saved.revision = report.revision


def unmark(report):
    """What a person works on is no illustration any more, or removing the illustration would take the work away."""
    report.illustration = False


def reaffirm_criteria(actor, report, numbers=None):
    """ "Giữ nguyên như kỳ trước": the earlier verdicts and values said again, for these criteria or all not looked at.

    Only what the commune itself held before can be re-affirmed; what was inherited must be checked. Answers Saved.
    """
    with passing(actor, "save", report) as passage:
        found = sheet(passage.report)
        saved = Saved(passage.report.revision, sheet=found)
        for row in found.rows:
            chosen = not row.outcome if numbers is None else row.number in numbers
            before = found.earlier.assessments.get(row.number)
            if chosen and before:
                reaffirm(passage, before, found.earlier.measurements)
                passage.add_author()  # even where nothing differs: it is said in this person's name now
        record(passage, cells_of(found), saved)
        return saved
