"""The cells of a report: their names, how what was typed is read, and what they hold now.

One name for the form, the grid and the workbook: `c2.outcome`, `c2.note`, `c2.work_done`, `c2.expected_month` of a
criterion, `i2.1.value`, `i2.1.numerator`, `i2.1.denominator` of an indicator. What a cell holds is a plain text, the
same that an input field shows; the empty text is "nothing said".
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from communes.vietnamese import Ambiguous, NotANumber, number, parse_number, typed
from criteria.models import Assessment

Outcome = Assessment.Outcome
NEARLY = "nearly"
OUTCOMES = {Outcome.ATTAINED, NEARLY, Outcome.NOT_ATTAINED, Outcome.NOT_APPLICABLE, Outcome.NO_DATA}
SAID, VALUES = ("outcome", "note", "work_done", "expected_month"), ("value", "numerator", "denominator")
CELL = re.compile(
    rf"c(?P<criterion>\d{{1,3}})\.(?P<said>{'|'.join(SAID)})|i(?P<code>[\w.]{{1,20}}?)\.(?P<value>{'|'.join(VALUES)})",
    re.ASCII,
)
MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")
MOST_WORDS, LARGEST = 500, 10**10
LONGEST_NAME = 40  # of a cell; what is longer names none


class Unreadable(ValueError):
    """What was typed cannot be taken; the text says what to type. `readings`: what an ambiguous number may mean."""

    readings = ()


@dataclass(frozen=True)
class Cell:
    """One cell by its parts: a criterion's number or an indicator's code, and the field."""

    number: int | None
    code: str | None
    field: str

    @property
    def key(self):
        return f"c{self.number}.{self.field}" if self.code is None else f"i{self.code}.{self.field}"


def cell_of(key):
    """The Cell of a name; None where no cell is called so."""
    return short_cell_of(key) if len(key) <= LONGEST_NAME else None


@lru_cache(maxsize=4096)
def short_cell_of(key):
    """Kept for the next time: only short names, or whoever sends long ones would fill the memory."""
    found = CELL.fullmatch(key)
    if not found:
        return None
    if found["code"]:
        return Cell(None, found["code"], found["value"])
    return Cell(int(found["criterion"]), None, found["said"])


def read(cell, text, percent=False):
    """What the typed text means: an outcome, a text, a date or a Decimal; None where nothing was typed."""
    text = text.strip()
    if cell.field == "outcome":
        return read_outcome(text)
    if cell.field == "note":
        return read_note(text)
    if cell.field == "expected_month":
        return read_month(text) if text else None
    of_whole = cell.field == "work_done" or (percent and cell.field == "value")
    return read_number(text, of_whole, digits=2 if cell.field == "work_done" else 3)


def read_outcome(text):
    if text and text not in OUTCOMES:
        raise Unreadable(_("Choose one of the verdicts of the list."))
    return text


def read_note(text):
    text = text.replace("\r\n", "\n").replace("\0", "")  # PostgreSQL keeps no NUL
    if len(text.split()) > MOST_WORDS or len(text) > MOST_WORDS * 10:
        raise Unreadable(_("Write the reason and what will be done, at most 500 words."))
    return text


def read_month(text):
    found = MONTH.fullmatch(text)
    year, month = (int(found[1] or found[4]), int(found[2] or found[3])) if found else (0, 0)
    if not (2010 <= year <= 2100 and 1 <= month <= 12):
        raise Unreadable(_("Write the month as 03/2026."))
    return date(year, month, 1)


def read_number(text, percent=False, digits=3):
    try:
        found = parse_number(text)
    except Ambiguous as doubt:
        whole, found = doubt.readings
        if not percent or whole <= 100:  # 33.333 % can only be a decimal
            raise ambiguous(doubt) from None
    except NotANumber:
        raise Unreadable(_("Type digits only, with a comma before decimals: 31,5")) from None
    if found is None:
        return None
    if percent and not 0 <= found <= 100:
        raise Unreadable(_("Type a number from 0 to 100, for example 51,2"))
    if not 0 <= found < LARGEST:
        raise Unreadable(_("Type a number that is not below 0 and not above 10 billion."))
    return abs(round(found, digits))  # -0 is 0


def ambiguous(doubt):
    """Asks which of the two was meant."""
    whole, decimal = doubt.readings
    parts = {"text": str(doubt), "whole": typed(whole), "decimal": number(decimal)}
    found = Unreadable(_("%(text)s can be %(whole)s or %(decimal)s; type one of these.") % parts)
    found.readings = (typed(whole), typed(decimal))
    return found


def shown(value):
    """The text of a stored value, as the input field shows it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%m/%Y}"
    return value if isinstance(value, str) else typed(value)


def cells_of(sheet):
    """{key: text} of everything that the report says now."""
    found = {}
    for row in sheet.rows:
        found |= row_cells(row)
    return found


def row_cells(row):
    """The same of one criterion: its verdict and words, and the numbers of its indicators."""
    found = said_cells(row)
    for line in row.lines:
        found |= value_cells(line)
    return found


def said_cells(row):
    said = row.assessment
    if said is None:
        return dict.fromkeys(
            (f"c{row.number}.{name}" for name in ("outcome", "note", "work_done", "expected_month")), ""
        )
    values = {"outcome": outcome_of(said), "note": said.note}
    values |= {"work_done": said.work_done, "expected_month": said.expected_month}
    return {f"c{row.number}.{name}": shown(value) for name, value in values.items()}


def untouched(row):
    """Whether nothing at all was said about the criterion: neither a verdict nor a word nor a number."""
    return not any(row_cells(row).values())


def outcome_of(assessment):
    """The verdict as the form offers it: nearly attained is one of its own there."""
    return NEARLY if assessment.nearly else str(assessment.outcome)


def value_cells(line):
    return {f"i{line.gauge.code}.{name}": shown(getattr(line.now, name, None)) for name in VALUES}
