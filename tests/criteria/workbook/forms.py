"""Forms as officers send them back: filled, bent and broken."""

from io import BytesIO

import openpyxl

from criteria.workbook.applying import Choice, apply_all, weigh_all
from criteria.workbook.filling import layout_of
from criteria.workbook.opening import opened
from criteria.workbook.reading import contents

KEY_ROW, FIRST = 3, 6


def edited(content, changes=None, bend=None):
    """The form with {(sheet, row of the commune from 0, key): value} typed into it; `bend` changes the book further."""
    book = openpyxl.load_workbook(BytesIO(content))
    for (name, row, key), value in (changes or {}).items():
        sheet = book[name]
        sheet.cell(FIRST + row, column_of(sheet, key)).value = value
    if bend:
        bend(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def column_of(sheet, key):
    return next(cell.column for cell in sheet[KEY_ROW] if cell.value == key)


def read(of_round, content):
    return contents(opened(content), layout_of(of_round))


def weighed(user, of_round, content, written=None, choice=None):
    """(Judged, [Weighed]) of a file's bytes."""
    return weigh_all(user, of_round, read(of_round, content), written or {}, choice)


def applied(user, of_round, content, written=None, **choice):
    return apply_all(user, of_round, read(of_round, content), written or {}, Choice(**choice))


def sentences(judged):
    return [one.sentence for one in judged.refused]


def changes(found):
    """{(commune, key): text} that would be written."""
    return {(one.filled.commune.name, edit.key): edit.after for one in found if one.clean for edit in one.changes}
