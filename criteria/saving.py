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
from criteria import rules
from criteria.cells import (
    NEARLY,
    VALUES,
    Cell,
    Outcome,
    Unreadable,
    cell_of,
    cells_of,
    read,
    row_cells,
    shown,
    untouched,
)
from criteria.models import Assessment, Measurement
from criteria.sheet import sheet
from criteria.workflow import Stale, passing
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
    reaffirmed: list = field(default_factory=list)  # numbers of criteria kept as they were
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
    clean = without_conflicts(readable(cells, now, units, saved), seen, now, saved)
    clean = consistent(clean, now, units, saved)
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
    return wanted


def without_conflicts(wanted, seen, now, saved):
    """What is to be written and nobody else has written since. A repeated save finds what it wants there already."""
    clean = {}
    for cell, value in wanted.items():
        theirs, mine = now[cell.key], shown(value)
        if theirs == mine:
            continue
        if theirs == seen.get(cell.key, ""):
            clean[cell] = value
        else:
            saved.conflicts.append(Conflict(cell.key, mine, theirs))
    return clean


def consistent(wanted, now, percent, saved):
    """Refuses the cells after which a share and what it was counted from would not go together.

    The other numbers may be stored or come along: a whole made smaller than its stored part is refused too.
    """
    for code in sorted({one.code for one in wanted if one.code in percent}):
        sentence = discord(becoming(code, wanted, now))
        for cell in [one for one in wanted if one.code == code] if sentence else ():
            saved.refused[cell.key] = sentence
            del wanted[cell]
    return wanted


def becoming(code, wanted, now):
    """What would be measured once these cells are written; the share is counted anew where only the counts change."""
    cells = {name: Cell(None, code, name) for name in VALUES}
    found = {name: wanted[cell] if cell in wanted else read(cell, now[cell.key]) for name, cell in cells.items()}
    counts = {cells["numerator"], cells["denominator"]} & set(wanted)
    if counts and cells["value"] not in wanted:
        found["value"] = None
    return rules.Measured(**found)


def discord(measured):
    """The sentence that says what does not go together, "" where all does."""
    part, whole = measured.numerator, measured.denominator
    if part is not None and whole is not None and part > whole:
        return _("The part is larger than the whole; check both numbers.")
    if rules.contradictory(measured, percent=True):
        return _("The share is another than the one counted; correct the counts or clear them.")
    return ""


def apply(passage, found, wanted):
    """Writes the cells criterion by criterion; what the values say fills a verdict that nobody gave."""
    by_place = grouped(wanted)
    for row in found.rows:
        said = by_place.get(row.number, {})
        judged, by_rule = "outcome" in said, row.by_rule
        values = write_values(passage, row, by_place)
        if said:
            write_said(passage, row, said)
        if values and not judged:
            propose(passage, row, by_rule)


def grouped(wanted):
    """{criterion number or indicator code: {field: value}}, so that hundreds of cells are looked through once."""
    found = {}
    for cell, value in wanted.items():
        found.setdefault(cell.code or cell.number, {})[cell.field] = value
    return found


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
    passage.store(kept)
    row.assessment = kept


def write_values(passage, row, by_place):
    """Writes the values of one criterion's indicators; answers whether there were any."""
    written = False
    for line in row.lines:
        values = by_place.get(line.gauge.code)
        if values:
            write_value(passage, line, values)
            written = True
    return written


def write_value(passage, line, values):
    kept = line.now or Measurement(report=passage.report, indicator_id=line.gauge.id)
    for name, value in values.items():
        setattr(kept, name, value)
    if line.gauge.unit == PERCENT and values.get("value") is None and kept.numerator is not None and kept.denominator:
        kept.value = (100 * kept.numerator / kept.denominator).quantize(THOUSANDTH)
    kept.reaffirmed = False
    passage.store(kept)
    line.now = kept


def propose(passage, row, before):
    """The verdict of the rule where the officer gave none, or gave the one that the values said before (`before`)."""
    follows = not row.outcome or (row.outcome == before and not row.assessment.nearly)
    if row.by_rule and follows and row.by_rule != row.outcome:
        write_said(passage, row, {"outcome": row.by_rule})
    elif row.outcome and row.assessment.basis != Assessment.Basis.ENTERED:
        row.assessment.reaffirms = None
        keep(passage, row, row.assessment, row.outcome)


def record(passage, before, saved, action="entry.saved"):
    """What the report says after the save, and the change kept."""
    saved.sheet = sheet(passage.report)
    tell(passage, before, saved, action)


def tell(passage, before, saved, action="entry.saved"):
    """One kept change for all cells of the batch, and the person is an author from now on."""
    report = passage.report
    was, became = differences(before, told(saved.sheet, before))
    saved.applied = {key: text for key, text in became.items() if cell_of(key)}
    if became:
        passage.add_author()
        passage.book.record(Change.Topic.ENTRY, action, report, was, became, place=report.commune)
        unmark(report)
        touch(passage)
    saved.revision = report.revision


def told(found, before):
    """What the report says now, with how each criterion was looked at where `before` tells that too."""
    return cells_of(found) | {key: text for key, text in bases(found).items() if key in before}


def bases(found):
    return {f"c{row.number}.basis": row.assessment.basis if row.assessment else "" for row in found.rows}


def unmark(report):
    """What a person works on is no illustration any more, or removing the illustration would take the work away."""
    report.illustration = False


def as_seen(rows, seen):
    """The numbers of these criteria, refused as a whole where one says something else than its writer saw."""
    for row in rows:
        if any(text != seen.get(key, "") for key, text in row_cells(row).items()):
            raise Stale(_("Somebody changed this report in the meantime. Look at it again, then repeat."))
    return [row.number for row in rows]


def reaffirm_criteria(actor, report, numbers=None, seen=None):
    """ "Giữ nguyên như kỳ trước": the earlier verdicts and values said again, for these criteria or all not looked at.

    Only what the commune itself held before can be re-affirmed; what was inherited must be checked. Answers Saved.
    `seen`: {key: text} of what the writer saw; criteria in which another has written since are not overwritten.
    """
    with passing(actor, "save", report) as passage:
        found = sheet(passage.report)
        saved = Saved(passage.report.revision, sheet=found)
        before = cells_of(found) | bases(found)
        if numbers is None:
            chosen = [row.number for row in found.rows if untouched(row)]
        else:
            chosen = as_seen([row for row in found.rows if row.number in numbers], seen or {})
        held = {number: found.earlier.assessments.get(number) for number in chosen}
        saved.reaffirmed = [number for number, one in held.items() if one and one.outcome]
        reaffirm(passage, [held[number] for number in saved.reaffirmed], found.earlier.measurements)
        if saved.reaffirmed:
            passage.add_author()  # even where nothing differs: it is said in this person's name now
        record(passage, before, saved, "entry.reaffirmed")
        return saved
