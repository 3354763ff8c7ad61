"""The form of one report: every criterion with its fields, what was typed in them, and what is wrong with it."""

import json
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria import rules
from criteria.cells import SAID, VALUES, cells_of
from criteria.entry import words
from criteria.entry.side import Side
from criteria.models import Assessment
from criteria.readings import INHERITED
from criteria.reasons import PERCENT, threshold_text

Basis = Assessment.Basis
RETURNED, MEND, EMPTY, NOT_DUE = "returned", "mend", "empty", "not_due"
KEPT, CHANGED, ENTERED = "kept", "changed", "entered"
STATES = {
    RETURNED: gettext_lazy("Returned"),
    MEND: gettext_lazy("To be mended"),
    EMPTY: gettext_lazy("Not entered"),
    NOT_DUE: gettext_lazy("Not yet due for assessment; last year's result is kept"),
    KEPT: gettext_lazy("Kept as it was"),
    CHANGED: gettext_lazy("Changed"),
    ENTERED: gettext_lazy("Entered this round"),
}


@dataclass(frozen=True)
class Trouble:
    """What one sending left undone: cells refused or in conflict, as they were typed, and gaps that hold it up."""

    typed: dict = field(default_factory=dict)  # {key: text} of what was sent and not written
    refused: dict = field(default_factory=dict)  # {key: sentence}
    readings: dict = field(default_factory=dict)
    conflicts: dict = field(default_factory=dict)  # {key: what somebody else wrote}
    gaps: tuple = ()
    sentence: str = ""
    submitting: bool = False


@dataclass(frozen=True)
class Field:
    """One cell as the form shows it."""

    key: str
    text: str
    error: str = ""
    readings: tuple = ()
    theirs: str | None = None

    @property
    def invalid(self):
        return bool(self.error) or self.theirs is not None

    @property
    def theirs_in_words(self):
        return words.CALLED.get(self.theirs, self.theirs) or _("nothing")


@dataclass(frozen=True)
class FormLine:
    """One indicator: what it asks, its threshold, the value before, and its fields."""

    code: str
    text: str
    unit: str
    threshold: str
    unverified: bool
    before: str
    asked: bool  # whether a number is entered for it at all
    counted: bool  # a share: what it is counted from is entered
    verdict: str | None
    numerator: Field
    denominator: Field
    value: Field

    @property
    def judged(self):
        """What the value says against the threshold, as a symbol and words."""
        return {rules.ATTAINED: f"✓ {_('Attained')}", rules.NOT_ATTAINED: f"✕ {_('Not attained')}"}.get(
            self.verdict, ""
        )

    @property
    def fields(self):
        return [self.numerator, self.denominator, self.value] if self.counted else [self.value] if self.asked else []

    @property
    def told(self):
        """(field, whether one before it says the same): both counts of a share are refused with one sentence."""
        errors = [one.error for one in self.fields]
        return [(one, bool(one.error) and one.error in errors[:at]) for at, one in enumerate(self.fields)]


@dataclass(frozen=True)
class FormRow:
    """One criterion of the form."""

    row: object
    lines: list
    said: dict  # {field name: Field}
    opened: bool
    inherited: bool
    reaffirmable: bool

    @property
    def number(self):
        return self.row.number

    @property
    def name(self):
        return self.row.criterion.name

    @property
    def before(self):
        return words.verdict(self.row.before, self.row.nearly_before)

    @property
    def rule(self):
        return words.by_rule(self.row)

    @property
    def state(self):
        return state_of(self.row)

    @property
    def state_words(self):
        return STATES[self.state]

    @property
    def needs_reason(self):
        """lost, differs, or nothing: why a reason must be written."""
        if not self.row.outcome:
            return ""
        return "lost" if self.row.lost else "differs" if self.row.differs else ""

    @property
    def unverified(self):
        return any(line.unverified for line in self.lines)

    @property
    def label(self):
        return f"{self.number}. {self.name}"

    @property
    def labelled(self):
        """(what it belongs to, field) of every field: 2.1 Giao thông, 2. Giao thông."""
        values = [(f"{line.code} {self.name}", one) for line in self.lines for one in line.fields]
        return values + [(self.label, one) for one in self.said.values()]

    @property
    def fields(self):
        return [one for _label, one in self.labelled]


def state_of(row):
    """Where the officer stands with one criterion."""
    if row.said.returned_unchanged:
        return RETURNED
    if not row.outcome:
        return EMPTY
    if any(gap.blocks for gap in row.gaps):
        return MEND
    kept = {Basis.NOT_DUE: NOT_DUE, Basis.REAFFIRMED: KEPT}.get(row.assessment.basis)
    return kept or (CHANGED if row.before and row.changed else ENTERED)


class Form:
    """The form of a sheet; `trouble` is what an earlier sending left, `opened` the numbers of criteria to unfold."""

    def __init__(self, sheet, trouble=None, opened=()):
        self.sheet, self.report = sheet, sheet.report
        self.trouble = trouble or Trouble()
        self.cells = cells_of(sheet)
        self.rows = [self._row(row, row.number in opened) for row in sheet.rows]

    def field(self, key):
        trouble = self.trouble
        text = trouble.typed.get(key, self.cells[key])
        found = trouble.refused.get(key, ""), tuple(trouble.readings.get(key, ())), trouble.conflicts.get(key)
        return Field(key, text, *found)

    def _row(self, row, opened):
        lines = [self._line(line) for line in row.lines]
        said = {name: self.field(f"c{row.number}.{name}") for name in SAID}
        made = FormRow(
            row,
            lines,
            said,
            opened or bool(row.returned) or row.number in self.troubled,
            self.sheet.earlier.coverage == INHERITED,
            row.number in self.sheet.earlier.assessments,
        )
        return made if made.opened or not any(one.invalid for one in made.fields) else opened_up(made)

    def _line(self, line):
        gauge, level = line.gauge, line.level
        fields = {name: self.field(f"i{gauge.code}.{name}") for name in VALUES}
        return FormLine(
            gauge.code,
            gauge.text,
            gauge.unit,
            threshold_text(level, gauge, self.report.round.date.year),
            bool(level) and not level.checked,
            words.value(line.before, gauge.unit),
            bool(gauge.unit) or gauge.comparison in rules.NUMERIC,
            gauge.unit == PERCENT,
            line.by_rule,
            **fields,
        )

    @property
    def troubled(self):
        """Criteria to unfold, because a gap is mended inside; a missing verdict is chosen on the folded line."""
        return {gap.number for gap in self.trouble.gaps if not words.mended_on_the_line(gap)}

    @cached_property
    def problems(self):
        """(field's id, what it belongs to, sentence) of everything that has to be mended: wrong cells, then gaps."""
        wrong = [(one.key, label, one) for row in self.rows for label, one in row.labelled if one.invalid]
        found = {}
        for key, label, one in wrong:
            found.setdefault((label, one.error or _("somebody else has changed it")), key)
        named = {row.number: row.label for row in self.rows}
        return [(key, *told) for told, key in found.items()] + [
            (words.gap_target(gap), named[gap.number], words.gap(gap)) for gap in self.trouble.gaps
        ]

    @property
    def seen(self):
        """{key: text} of what the page shows as kept, without empty ones: sent back to tell who changed what."""
        return {key: text for key, text in self.cells.items() if text}

    @property
    def seen_text(self):
        return json.dumps(self.seen, ensure_ascii=False)

    @property
    def theirs(self):
        return self.trouble.conflicts

    @property
    def theirs_text(self):
        return json.dumps(self.theirs, ensure_ascii=False)

    @property
    def can_keep(self):
        """Whether a criterion that nobody looked at has an earlier result of the commune's own."""
        return any(not row.row.outcome and row.reaffirmable for row in self.rows)

    @property
    def side(self):
        return Side(self.sheet)


def opened_up(row):
    return FormRow(row.row, row.lines, row.said, True, row.inherited, row.reaffirmable)
