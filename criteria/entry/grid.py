"""One criterion of all my communes: what stands there, what was typed or pasted, what is wrong with it."""

import json
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from communes.history import writing
from communes.vietnamese import fold
from criteria import workflow
from criteria.cells import Unreadable, cell_of
from criteria.entry import words
from criteria.entry.form import Field
from criteria.reasons import PERCENT
from criteria.saving import Saved, consistent, percentages, readable, save, without_conflicts
from criteria.workbook.filling import filled
from criteria.workbook.wording import meaning

COUNTED = ("numerator", "denominator", "value")


@dataclass(frozen=True)
class Column:
    """One column of the grid: the cell it holds in every commune, its head, and what it is."""

    key: str
    title: str
    hint: str = ""
    kind: str = "number"
    text: str = ""  # what the indicator asks, in full


@dataclass
class Typed:
    """What was typed into the grid: {slug: {key: text}}, with what the page had shown there."""

    cells: dict = field(default_factory=dict)
    seen: dict = field(default_factory=dict)
    unplaced: list = field(default_factory=list)  # (line, sentence) of a pasted block that found no place

    @property
    def block(self):
        """The lines to be corrected, given back as they were pasted."""
        return "\n".join(line for line, _sentence in self.unplaced)


@dataclass
class GridRow:
    """One commune in the grid."""

    filled: object
    before: str
    fields: list
    saved: Saved
    clean: dict

    @property
    def slug(self):
        return self.filled.slug

    @property
    def name(self):
        return self.filled.commune.name

    @property
    def refusal(self):
        return self.filled.refusal

    @property
    def wrong(self):
        return bool(self.saved.refused or self.saved.conflicts)


class Grid:
    """The grid of one criterion; with `typed`, judged cell by cell and nothing saved."""

    def __init__(self, user, of_round, number, typed=None):
        self.user, self.round, self.number, self.typed = user, of_round, number, typed or Typed()
        self.filled = filled(user, of_round)

    @cached_property
    def criteria(self):
        return [row.criterion for row in self.filled[0].sheet.rows] if self.filled else []

    @cached_property
    def criterion(self):
        return next((one for one in self.criteria if one.number == self.number), None)

    @cached_property
    def columns(self):
        """The verdict, the numbers of each indicator that asks for one, and the words."""
        lines = self.filled[0].sheet.row(self.number).lines
        found = [Column(f"c{self.number}.outcome", _("Verdict"), kind="verdict")]
        for line in lines:
            found += columns_of(line)
        found.append(Column(f"c{self.number}.work_done", _("Work done (%)"), _("nearly attained only")))
        found.append(Column(f"c{self.number}.expected_month", _("Month expected"), "03/2026", "month"))
        return [*found, Column(f"c{self.number}.note", _("Reason, note"), kind="note")]

    @cached_property
    def rows(self):
        return [self.row(one) for one in self.filled]

    def row(self, one):
        typed, row = self.typed.cells.get(one.slug, {}), one.sheet.row(self.number)
        saved, clean = judge(one, typed, self.typed.seen.get(one.slug, {}))
        fields = [self.field(column, one, typed, saved) for column in self.columns]
        return GridRow(one, words.verdict(row.before, row.nearly_before), fields, saved, clean)

    def field(self, column, one, typed, saved):
        conflict = next((found.theirs for found in saved.conflicts if found.key == column.key), None)
        text = typed.get(column.key, one.now.get(column.key, ""))
        refused, readings = saved.refused.get(column.key, ""), saved.readings.get(column.key, ())
        return column, Field(column.key, text, refused, readings, conflict)

    @property
    def illustration(self):
        """Whether what stands beside as the round before is made up for any commune."""
        return any(one.sheet.earlier.illustration for one in self.filled)

    @property
    def changes(self):
        return sum(len(row.clean) for row in self.rows)

    @property
    def wrong(self):
        return [row for row in self.rows if row.wrong]

    @property
    def problems(self):
        """(address of the field, commune, column, sentence) of everything that keeps the grid from being saved."""
        found = []
        for row in self.rows:
            for column, one in row.fields:
                sentence = one.error or (one.theirs is not None and words_of_conflict(one))
                if sentence:
                    found.append((f"{row.slug}|{one.key}", row.name, column.title, sentence))
        return found

    @property
    def seen(self):
        """What the page shows in every cell, for the three-way comparison when it comes back."""
        keys = [column.key for column in self.columns]
        return json.dumps({one.slug: {key: one.now.get(key, "") for key in keys} for one in self.filled})

    def save(self):
        """Writes all rows in one transaction, beginning what was not begun; how many cells were written.

        Nothing is written while a cell is wrong: the grid was checked as a whole and is saved as a whole.
        """
        written = 0
        with writing(self.user) as book:
            for row in self.rows:
                if row.clean:
                    written += self.write(row, book)
        return written

    def write(self, row, book):
        report = workflow.begin(book.actor, self.round, row.filled.commune)
        cells = {cell.key: self.typed.cells[row.slug][cell.key] for cell in row.clean}
        saved = save(book.actor, report, cells, self.typed.seen.get(row.slug, {}))
        if saved.refused or saved.conflicts:
            raise workflow.Stale(_("Somebody changed this report in the meantime. Look at it again, then repeat."))
        return len(saved.applied)


def words_of_conflict(one):
    return _("Somebody has just changed this cell: %(theirs)s.") % {"theirs": one.theirs_in_words}


def columns_of(line):
    """The columns of one indicator: what a share is counted from, then the share; none where no number is asked."""
    gauge = line.gauge
    if line.limit is None and not gauge.unit:
        return []
    if gauge.unit != PERCENT:
        return [Column(f"i{gauge.code}.value", gauge.code, gauge.unit, text=gauge.text)]
    heads = {"numerator": _("counted"), "denominator": _("out of"), "value": "%"}
    return [Column(f"i{gauge.code}.{name}", gauge.code, heads[name], text=gauge.text) for name in COUNTED]


def judge(one, typed, seen):
    """(Saved, {Cell: value}) of one commune's cells; nothing is written."""
    saved, percent = Saved(one.report.revision, sheet=one.sheet), percentages(one.sheet)
    wanted = readable(typed, one.now, percent, saved)
    clean = consistent(without_conflicts(wanted, seen, one.now, saved), one.now, percent, saved)
    if one.refusal and clean:
        saved.refused.update({cell.key: one.refusal for cell in clean})
        clean = {}
    return saved, clean


def read_grid(posted, grid):
    """The Typed of what was sent: the fields that differ from what was shown, then the pasted block over them."""
    seen = read_seen(posted.get("seen", ""))
    typed = Typed(seen=seen)
    for one in grid.filled:
        names = {column.key: f"{one.slug}|{column.key}" for column in grid.columns}
        sent = {key: posted[name].replace("\r\n", "\n") for key, name in names.items() if name in posted}
        taken = seen.get(one.slug, {})
        resolve(posted, one.slug, sent, taken)
        typed.cells[one.slug] = {key: text for key, text in sent.items() if text.strip() != taken.get(key, "")}
    paste(posted.get("block", ""), grid, typed)
    return typed


def resolve(posted, slug, sent, seen):
    """What was chosen where two people wrote: one's own value over theirs, or theirs."""
    for key in list(sent):
        choice, theirs = posted.get(f"take-{slug}|{key}"), posted.get(f"theirs-{slug}|{key}")
        if choice in {"mine", "theirs"} and theirs is not None:
            seen[key] = theirs
            sent[key] = sent[key] if choice == "mine" else theirs


def read_seen(text):
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        return {}
    return {slug: {k: v for k, v in one.items() if isinstance(v, str)} for slug, one in found.items()}


def paste(block, grid, typed):
    """A block of Excel: the commune's name, then the columns in the grid's order; empty cells say nothing.

    A line that finds no place, or more than one, is given back with a sentence: nothing pasted disappears.
    """
    by_name = {fold(one.commune.name): one for one in grid.filled}
    percent, taken = percentages(grid.filled[0].sheet) if grid.filled else set(), set()
    for line in block.replace("\r\n", "\n").split("\n"):
        name, *texts = (text.strip() for text in line.split("\t"))
        one = by_name.get(fold(name).removeprefix("xa "))
        trouble = out_of_place(name, texts, one, taken, len(grid.columns))
        if trouble:
            typed.unplaced.append((line, trouble))
        elif one and any(texts):
            taken.add(one.slug)
            typed.cells[one.slug] |= pasted(texts, grid.columns, percent)


def out_of_place(name, texts, one, taken, room):
    """Why a pasted line has no place of its own in the grid; "" where it has, or says nothing."""
    if not any([name, *texts]):
        return ""
    if one is None:
        sentence = _(
            "“%(name)s” is none of your communes in this round; correct the name in the block and check again."
        )
        return sentence % {"name": name}
    if one.slug in taken and any(texts):
        return _("“%(name)s” stands in the block twice; leave one line of it and check again.") % {"name": name}
    if any(texts[room:]):
        told = {"name": name, "n": room}
        return _("“%(name)s” has more cells than the %(n)d columns here; correct the line and check again.") % told
    return ""


def pasted(texts, columns, percent):
    """{key: text} of one pasted line; what cannot be read stays as it was pasted and is refused in its place."""
    found = {}
    for column, text in zip(columns, texts, strict=False):
        if text:
            cell = cell_of(column.key)
            try:
                found[column.key] = meaning(cell, text, cell.code in percent)
            except Unreadable:
                found[column.key] = text
    return found
