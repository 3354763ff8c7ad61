"""The very workbook that was sent, with wrong and stale cells coloured and a comment that says what is expected."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from criteria.workbook.extraction import ZIP
from criteria.workbook.layout import letters
from criteria.workbook.opening import opened
from criteria.workbook.preview import shown

WRONG, STALE, MOST = "FCEBDD", "FFF2B3", 5_000
LARGEST = 8_000_000  # the form with 207 communes takes a quarter of it; openpyxl needs seconds for so much
AUTHOR = "NTM Lạng Sơn"


def marked(content, judged, weighed):
    """The bytes of an .xlsx; a file of another kind comes back as one with the same sheets and cells."""
    notes = notes_of(judged, weighed)
    if content.startswith(ZIP) and unpacked(content) <= LARGEST:
        try:
            return into_workbook(content, notes)
        except (LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError, BadZipFile):
            pass  # ods, xlsb, or a part that openpyxl does not know or cannot read: the texts are written anew
    return anew(content, notes)


def unpacked(content):
    """Bytes of all parts; openpyxl takes some fifty times as much memory, and it runs in our own process."""
    with ZipFile(BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist())


def notes_of(judged, weighed):
    """{(sheet, row, column): (colour, sentences)}."""
    found = {}
    for one in judged.refused:
        if one.place:
            add(found, one.place, WRONG, one.sentence)
    for one in weighed:
        for conflict in one.saved.conflicts:
            place = one.claim.places.get(conflict.key)
            if place:
                told = {"theirs": shown(conflict.key, conflict.theirs)}
                add(found, place, STALE, _("Somebody changed this cell since: it says %(theirs)s now.") % told)
    return dict(list(found.items())[:MOST])


def add(found, place, colour, sentence):
    key = (place.sheet, place.row, place.column)
    before = found.get(key, (colour, []))
    found[key] = (before[0], [*before[1], sentence])


def into_workbook(content, notes):
    book = openpyxl.load_workbook(BytesIO(content))
    for (sheet, row, column), (colour, sentences) in notes.items():
        cell = book[sheet].cell(row, column)
        cell.fill = PatternFill("solid", start_color=colour)
        note = Comment("\n".join(sentences), AUTHOR, width=320, height=90)
        cell.comment = note
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def anew(content, notes):
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        fills = {colour: book.add_format({"bg_color": f"#{colour}"}) for colour in (WRONG, STALE)}
        for place, sheet in enumerate(opened(content).sheets, 1):
            made = book.add_worksheet(named(sheet.name, place))
            write_sheet(made, sheet, notes, fills)
    return target.getvalue()


def named(name, place):
    """Excel takes no longer name and none of these signs."""
    return "".join("-" if sign in "[]:*?/\\'" else sign for sign in name)[:25] + (f" {place}" if place > 1 else "")


def write_sheet(made, sheet, notes, fills):
    for row, texts in sheet.rows.items():
        for column, text in enumerate(texts, 1):
            if text:
                made.write_string(row - 1, column - 1, text)
    for (name, row, column), (colour, sentences) in notes.items():
        if name == sheet.name:
            texts = sheet.rows.get(row, [])
            text = texts[column - 1] if column <= len(texts) else ""
            made.write_string(row - 1, column - 1, text, fills[colour])
            made.write_comment(f"{letters(column)}{row}", "\n".join(sentences), {"author": AUTHOR})
