"""What goes out comes back: import(export(x)) = x, in every order of rows and columns that offices leave behind."""

import random
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communes.vietnamese import typed
from criteria.cells import cell_of
from criteria.models import Round
from criteria.workbook import words
from criteria.workbook.filling import layout_of
from criteria.workbook.layout import MONTH, NUMBER, PERCENT, TEXT, VERDICT
from criteria.workbook.opening import opened
from criteria.workbook.reading import contents
from criteria.workbook.wording import meaning
from criteria.workbook.writing import workbook
from tests.criteria.workbook.forms import FIRST, KEY_ROW, changes, column_of, edited, weighed
from tests.illustrated import shared

pytestmark = pytest.mark.django_db

LETTERS = "aăâđêôơưáàảãạếềểễệốồổỗộứừửữựÝ ,.;:-=+@#0123456789\n()"
NUMBERS = st.decimals(0, Decimal(9_999_999_999), places=3).map(typed)
SHARES = st.decimals(0, 100, places=2).map(typed)  # work done is kept with two decimals
NOTES = st.text(LETTERS, min_size=1, max_size=60).map(lambda text: text.strip()).filter(bool)
MONTHS = st.builds("{:02d}/{}".format, st.integers(1, 12), st.integers(2010, 2100))
CELL = st.fixed_dictionaries(
    {VERDICT: st.sampled_from(sorted(words.VERDICTS)), TEXT: NOTES, MONTH: MONTHS, PERCENT: SHARES, NUMBER: NUMBERS}
)
CELLS = st.lists(st.tuples(st.integers(0, 10_000), CELL), max_size=15)


@dataclass
class Told:
    """Enough of a Filled to be written down."""

    slug: str
    commune: object
    shown: dict
    now: dict
    held: object = "*"
    source: str = ""

    @property
    def report(self):
        return SimpleNamespace(revision=3)


@pytest.fixture(scope="module")
def set_318(django_db_setup, django_db_blocker):
    with shared(django_db_blocker):
        of_round = Round.objects.of_slug("2025-06-30")
        yield of_round, layout_of(of_round)


def commune(number):
    return SimpleNamespace(name=f"Xã số {number}", district=SimpleNamespace(name="Huyện Văn Quan"))


def held_by(cells, layout):
    """{key: text} of random cells: each falls on a column and takes what its kind allows."""
    found = {}
    for place, values in cells:
        column = layout.columns[place % len(layout.columns)]
        found[column.key] = values.get(column.kind, values[NUMBER])
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.tuples(CELLS, CELLS))
def test_workbook_what_is_written_is_read_back(set_318, cells):
    of_round, layout = set_318
    said = [held_by(one, layout) for one in cells]
    told = [Told(f"0000{n}-2020", commune(n), shown, shown) for n, shown in enumerate(said)]
    found = contents(opened(workbook(of_round, layout, told, "t", "")), layout)
    for one in told:
        read = {k: e.text for line in found.lines if line.slug == one.slug for k, (e,) in line.entries.items()}
        assert {key: meaning(cell_of(key), text) for key, text in read.items() if text} == one.shown
        assert found.keys.shown[one.slug] == one.shown


def test_workbook_sent_back_untouched_changes_nothing(officer, of_round, download):
    judged, found = weighed(officer, of_round, download())
    assert (judged.edits, judged.refused, changes(found)) == ([], [], {})
    assert judged.unchanged == 2 * len(layout_of(of_round).keys)


def test_workbook_in_another_order_is_read_the_same(officer, of_round, download):
    wanted = {("Tiêu chí", 0, "c5.outcome"): "Đạt", ("Số liệu", 1, "i2.2.value"): 51.2}

    def shuffle(book):
        for name in ("Tiêu chí", "Số liệu"):
            sheet = book[name]
            for merged in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(merged))
            order = list(range(1, sheet.max_column + 1))
            random.Random(7).shuffle(order)
            rows = [[sheet.cell(row, place).value for place in order] for row in range(1, sheet.max_row + 1)]
            rows[5:7] = [[None] * len(order), *rows[6:4:-1]]
            for row, texts in enumerate(rows, 1):
                for place, text in enumerate(texts, 1):
                    sheet.cell(row, place).value = text
        book.create_sheet("Ghi chú riêng", 0)["B2"] = "gọi lại cho xã"

    _judged, found = weighed(officer, of_round, edited(download(), wanted, shuffle))
    assert sorted(text for (_commune, key), text in changes(found).items()) == ["51,2", "attained"]


def test_workbook_without_keys_is_read_by_its_titles(officer, of_round, download):
    def bare(book):
        del book[words.KEYS]
        for name in ("Tiêu chí", "Số liệu", "Lý do, tiến độ"):
            sheet = book[name]
            sheet.delete_rows(KEY_ROW)
            sheet.delete_cols(1)
            sheet.insert_rows(1)
            sheet["A1"] = "UBND HUYỆN VĂN QUAN"

    content = edited(download(), {("Tiêu chí", 0, "c5.outcome"): "Không đạt"}, bare)
    judged, found = weighed(officer, of_round, content)
    assert not judged.keyed
    assert list(changes(found).values()) == ["not_attained"]


@pytest.mark.parametrize(
    ("typed_", "read_"),
    [
        ("1.234,5", "1234,5"),
        ("1 234,5", "1234,5"),
        (51.2, "51,2"),
        (0.1 + 0.2, "0,3"),
        ("51,20", "51,2"),
        ("  7 ", "7"),
        (12, "12"),
    ],
)
def test_workbook_numbers_are_read_as_offices_write_them(officer, of_round, download, typed_, read_):
    _judged, found = weighed(officer, of_round, edited(download(), {("Số liệu", 0, "i10.value"): typed_}))
    assert list(changes(found).values()) == [read_]


@pytest.mark.parametrize("text", ["Đạt", "đạt", " ĐẠT ", unicodedata.normalize("NFD", "Đạt"), "dat"])
def test_workbook_verdicts_are_read_in_any_spelling(officer, of_round, download, text):
    _judged, found = weighed(officer, of_round, edited(download(), {("Tiêu chí", 0, "c5.outcome"): text}))
    assert list(changes(found).values()) == ["attained"]


def test_workbook_cells_in_percent_are_read_as_they_are_seen(officer, of_round, download):
    def pasted(book):
        sheet = book["Số liệu"]
        cell = sheet.cell(FIRST, column_of(sheet, "i2.2.value"))
        cell.value, cell.number_format = 0.512, "0.0%"

    _judged, found = weighed(officer, of_round, edited(download(), bend=pasted))
    assert list(changes(found).values()) == ["51,2"]


def test_workbook_texts_in_cells_in_percent_are_read_as_they_are_seen(officer, of_round, download):
    """A number kept as text shows no sign of percent: 0,6 is seen there and not 60 %."""

    def pasted(book):
        sheet = book["Số liệu"]
        for row, text in enumerate(("51,2", "0,6"), FIRST):
            cell = sheet.cell(row, column_of(sheet, "i2.2.value"))
            cell.value, cell.number_format = text, "0.0%"

    judged, found = weighed(officer, of_round, edited(download(), bend=pasted))
    assert judged.refused == []
    assert sorted(changes(found).values()) == ["0,6", "51,2"]


def copied_column(sheet, place, text):
    """The column of criterion 5 once more, at the end; `text` in the first commune of one of the two."""
    column, last = column_of(sheet, "c5.outcome"), sheet.max_column + 1
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, last).value = sheet.cell(row, column).value
    sheet.cell(FIRST, {"first": column, "copy": last}[place]).value = text


@pytest.mark.parametrize("place", ["first", "copy"])
def test_workbook_column_that_stands_twice_is_asked_about(officer, of_round, download, place):
    def bent(book):
        copied_column(book["Tiêu chí"], place, "Chưa đạt")

    judged, found = weighed(officer, of_round, edited(download(), bend=bent))
    (wrong,) = judged.refused
    assert changes(found) == {}
    assert "Tiêu chí!J6" in wrong.sentence
    assert wrong.place.column > column_of_criterion_19(of_round)


def column_of_criterion_19(of_round):
    return 5 + len(layout_of(of_round).sheets[words.CRITERIA])


def test_workbook_copied_column_that_agrees_is_read_once(officer, of_round, download):
    def bent(book):
        copied_column(book["Tiêu chí"], "first", "Đạt")
        copy = book["Tiêu chí"].cell(FIRST, book["Tiêu chí"].max_column)
        copy.value = "ĐẠT "

    judged, found = weighed(officer, of_round, edited(download(), bend=bent))
    assert (judged.refused, list(changes(found).values())) == ([], ["attained"])


def test_workbook_edit_in_a_copied_sheet_is_never_lost_unseen(officer, of_round, download):
    """Whoever copies the sheet and types into the copy is told, instead of "nothing new"."""

    def bent(book):
        copy = book.copy_worksheet(book["Tiêu chí"])
        copy.title = "Tiêu chí (2)"
        copy.cell(FIRST, column_of(copy, "c5.outcome")).value = "Chưa đạt"

    judged, found = weighed(officer, of_round, edited(download(), bend=bent))
    (wrong,) = judged.refused
    assert (wrong.place.sheet, wrong.text, changes(found)) == ("Tiêu chí (2)", "Chưa đạt", {})
