"""The file that comes back: the very cells coloured, each with what is expected."""

import zipfile
from io import BytesIO

import openpyxl
import pytest

from criteria.saving import save
from criteria.workbook import words
from criteria.workbook.colouring import LARGEST, STALE, WRONG, marked
from criteria.workflow import begin
from tests.criteria.workbook.forms import FIRST, column_of, edited, weighed
from tests.criteria.workbook.test_bad_files import as_xls, csv_of, rows_of

pytestmark = pytest.mark.django_db


def notes(content):
    """{(sheet, row, column): (colour, comment)} of a workbook."""
    book = openpyxl.load_workbook(BytesIO(content))
    return {
        (sheet.title, cell.row, cell.column): (cell.fill.start_color.rgb[-6:], cell.comment.text)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_marked_is_the_same_workbook_with_comments(officer, of_round, download):
    content = edited(download(), {("Số liệu", 1, "i11.value"): 905})
    found = marked(content, *weighed(officer, of_round, content))
    book = openpyxl.load_workbook(BytesIO(found))
    column = column_of(book["Số liệu"], "i11.value")
    ((place, (colour, comment)),) = notes(found).items()
    assert (place, colour) == (("Số liệu", FIRST + 1, column), WRONG)
    assert "Is it 90.5?" in comment
    assert book[words.KEYS].sheet_state == "veryHidden"
    assert book["Tiêu chí"].protection.sheet


def test_marked_can_be_mended_and_sent_again(officer, of_round, download):
    content = edited(download(), {("Số liệu", 1, "i11.value"): 905})
    back = marked(content, *weighed(officer, of_round, content))
    judged, found = weighed(officer, of_round, edited(back, {("Số liệu", 1, "i11.value"): 9.5}))
    assert judged.refused == []
    assert [edit.after for one in found for edit in one.changes] == ["9,5"]


def with_part(content, name, data):
    """The same archive with another part of this name."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for one in before.namelist():
            after.writestr(one, data if one == name else before.read(one))
    return made.getvalue()


@pytest.mark.parametrize("part", [b"<broken", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'])
def test_marked_comes_back_with_a_part_that_cannot_be_read(officer, of_round, download, part):
    content = edited(download(), {("Số liệu", 1, "i11.value"): 905})
    broken = with_part(content, "docProps/core.xml", part)
    assert [colour for colour, _comment in notes(marked(broken, *weighed(officer, of_round, broken))).values()] == [
        WRONG
    ]


def test_marked_does_not_unpack_an_enormous_workbook_in_our_own_process(officer, of_round, download, monkeypatch):
    content = edited(download(), {("Số liệu", 1, "i11.value"): 905})
    large = with_part(content, "docProps/app.xml", b" " * (LARGEST + 1))
    monkeypatch.setattr(openpyxl, "load_workbook", pytest.fail)
    found = marked(large, *weighed(officer, of_round, large))
    monkeypatch.undo()
    assert [colour for colour, _comment in notes(found).values()] == [WRONG]


def test_marked_shows_stale_cells_too(officer, of_round, download, communes):
    first = min(communes, key=lambda one: one.sort_key)
    content = edited(download(), {("Tiêu chí", 0, "c5.outcome"): "Đạt"})
    save(officer, begin(officer, of_round, first), {"c5.outcome": "not_attained"})
    ((colour, comment),) = notes(marked(content, *weighed(officer, of_round, content))).values()
    assert (colour, "it says Chưa đạt now" in comment) == (STALE, True)


@pytest.mark.parametrize("made", [as_xls, lambda rows: csv_of(rows, "utf-8")])
def test_marked_of_another_format_is_a_workbook_with_the_same_cells(made, officer, of_round, communes):
    rows = rows_of(communes)
    rows[2][2] = "xong"
    content = made(rows)
    found = marked(content, *weighed(officer, of_round, content))
    book = openpyxl.load_workbook(BytesIO(found)).worksheets[0]
    assert [cell.value or "" for cell in book[3]] == rows[2]
    assert [place[1:] for place in notes(found)] == [(3, 3)]
