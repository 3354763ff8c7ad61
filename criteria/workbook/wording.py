"""What one cell of the file says (pure): the words and numbers offices write, turned into what a cell takes."""

import re

from django.utils.translation import gettext as _

from communes.vietnamese import fold, number, parse_number
from criteria.cells import Unreadable, read, shown
from criteria.workbook import words
from criteria.workbook.spelling import legacy

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
A_DAY = re.compile(r"\d{1,2}[/.-](\d{1,2})[/.-](\d{4})")
A_MONTH = re.compile(r"(?:t|thang)?\s*(\d{1,2})\s*[/.-]\s*(\d{4})")


def meaning(cell, text, percent=False):
    """The text that the form would show for what stands in the file; raises Unreadable with what is expected."""
    text = text.replace("_x000D_", "").strip()
    if cell.field == "outcome":
        return verdict(text)
    if cell.field == "expected_month":
        return shown(read(cell, month(text)))
    if cell.field == "note":
        return note(cell, text)
    if ISO.fullmatch(text):
        raise Unreadable(_("Excel turned the number into a date; format the cell as a number and type it again: 31,5"))
    try:
        return shown(read(cell, text, percent))
    except Unreadable as error:
        raise hinted(error, text, percent or cell.field == "work_done") from None


def verdict(text):
    """The code of a verdict; whoever leaves the list gets the list."""
    if not text:
        return ""
    if fold(text) not in words.MEANINGS:
        told = ", ".join(words.VERDICTS.values())
        raise Unreadable(_("Choose one of the verdicts of the list: %(list)s.") % {"list": told})
    return words.MEANINGS[fold(text)]


def month(text):
    """03/2026 from a date of Excel, from 15/03/2026 or from "tháng 3/2026"."""
    day = ISO.fullmatch(text)
    if day:
        return f"{day[2]}/{day[1]}"
    found = A_DAY.fullmatch(text) or A_MONTH.fullmatch(fold(text))
    return f"{int(found[1]):02d}/{found[2]}" if found else text


def note(cell, text):
    font = legacy(text)
    if font:
        raise Unreadable(_("Typed in the old font %(name)s; type it again in Unicode.") % {"name": font})
    return shown(read(cell, text))


def hinted(error, text, percent):
    """905 for a share: perhaps 90,5."""
    try:
        found = parse_number(text) if percent else None
    except ValueError:
        return error
    if found is not None and 100 < found <= 1000:
        parts = {"sentence": str(error), "number": number(found / 10)}
        return Unreadable(_("%(sentence)s. Is it %(number)s?") % parts)
    return error
