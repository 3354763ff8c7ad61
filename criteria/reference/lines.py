"""Fixture files as lines that know their place, so that every refusal names file and line."""

import csv
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

YES_NO = {"yes": True, "no": False}


class Refused(Exception):
    """A fixture row that cannot be loaded; its text is a sentence for the person who runs the command."""


class Line:
    """One row of a fixture file, with typed readers for its cells."""

    def __init__(self, file, number, cells):
        self.file, self.number, self.cells = file, number, cells

    def refuse(self, problem):
        raise Refused(_("%(file)s, line %(line)d: %(problem)s") % self._place(problem))

    def _place(self, problem):
        return {"file": self.file, "line": self.number, "problem": problem}

    def text(self, column):
        """The cell as it stands; a column that may be empty is read the same way."""
        if column not in self.cells:
            self.refuse(_("column “%s” is missing") % column)
        return self.cells[column]

    def required(self, column):
        return self.text(column) or self.refuse(_("“%s” is empty") % column)

    def _parsed(self, column, parse, kind):
        text = self.text(column)
        try:
            return parse(text) if text else None
        except (ValueError, KeyError, InvalidOperation):
            self.refuse(_("“%(text)s” in %(column)s is not %(kind)s") % {"text": text, "column": column, "kind": kind})

    def day(self, column):
        return self._parsed(column, date.fromisoformat, _("a date such as 2020-12-31"))

    def whole(self, column):
        return self._parsed(column, int, _("a whole number"))

    def decimal(self, column):
        return self._parsed(column, finite, _("a number such as 12.5"))

    def flag(self, column):
        return self._parsed(column, YES_NO.__getitem__, _("yes or no"))

    def life(self):
        """First and last day of a row with a life; the last may be open."""
        first, last = self.day("valid_from"), self.day("valid_to")
        if first is None:
            self.refuse(_("“%s” is empty") % "valid_from")
        if last is not None and last < first:
            self.refuse(_("it ends before it begins"))
        return {"valid_from": first, "valid_to": last}


def finite(text):
    """A decimal, but not the NaN and Infinity that Decimal would take."""
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def read_lines(path):
    """All rows of a fixture file; the first line names the columns."""
    name = f"fixtures/{path.name}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_rows(name, csv.DictReader(file, restkey="", strict=True)))
    except FileNotFoundError:
        raise Refused(_("%s is missing") % name) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(
            _("%(file)s cannot be read as CSV in UTF-8: %(error)s") % {"file": name, "error": error}
        ) from None


def _rows(name, reader):
    for cells in reader:
        line = Line(name, reader.line_num, cells)
        if "" in cells or None in cells.values():
            line.refuse(_("the row does not have the %d cells of the first line") % len(reader.fieldnames))
        yield line
