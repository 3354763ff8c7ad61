"""Cells: their names, how what was typed is read, and that what a field shows reads back as what it holds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.cells import Cell, Unreadable, cell_of, read, shown

VALUE, WORK, NOTE = Cell(None, "2.1", "value"), Cell(2, None, "work_done"), Cell(2, None, "note")
MONTH = Cell(2, None, "expected_month")
amounts = st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize("key", ["c2.outcome", "c19.note", "c1.work_done", "i2.1.value", "i17.10.numerator"])
def test_cell_of_a_name_keeps_the_name(key):
    assert cell_of(key).key == key


@pytest.mark.parametrize("key", ["", "c2", "c.outcome", "c2.other", "i.value", "i2.1.note", "c2.outcome "])
def test_cell_of_something_else_is_none(key):
    assert cell_of(key) is None


@given(amounts)
def test_what_a_field_shows_reads_back(amount):
    assert read(VALUE, shown(amount)) == amount


@given(st.dates(date(2010, 1, 1), date(2100, 12, 31)))
def test_month_reads_back(day):
    first = day.replace(day=1)
    assert read(MONTH, shown(first)) == first


def read_or_sentence(cell, text):
    try:
        return read(cell, text, percent=True)
    except Unreadable as refused:
        return str(refused)


@given(st.text(max_size=300))
def test_anything_typed_is_read_or_refused_with_a_sentence(text):
    for cell in (VALUE, WORK, MONTH, Cell(2, None, "outcome")):
        found = read_or_sentence(cell, text)
        assert isinstance(found, str | None) or shown(found) == shown(read(cell, shown(found)))


@pytest.mark.parametrize(
    "text, found",
    [("51,2", "51.2"), ("51.2", "51.2"), (" 1.234,5 ", "1234.5"), ("0", "0"), ("-0", "0"), ("0,0004", "0.000")],
)
def test_number_is_read_as_typed(text, found):
    assert read(VALUE, text) == Decimal(found)


@pytest.mark.parametrize("text", ["-1", "10000000000", "abc", "1,2,3", "12-5", "NaN", "1e5", "١٢x"])
def test_number_is_refused(text):
    with pytest.raises(Unreadable):
        read(VALUE, text)


def test_number_that_may_be_two_asks_which():
    with pytest.raises(Unreadable) as doubt:
        read(VALUE, "1.234")
    assert doubt.value.readings == ("1234", "1,234")
    assert [read(VALUE, one) for one in doubt.value.readings] == [Decimal(1234), Decimal("1.234")]


@pytest.mark.parametrize("cell", [VALUE, WORK])
@pytest.mark.parametrize("text", ["100,1", "101", "-1"])
def test_share_lies_between_0_and_100(cell, text):
    with pytest.raises(Unreadable):
        read(cell, text, percent=True)


def test_work_done_has_the_decimals_that_are_kept():
    assert read(WORK, "33,333") == Decimal("33.33")


@pytest.mark.parametrize("text", ["13/2026", "0/2026", "2026", "03/1999", "3-2026", "tháng 3"])
def test_month_is_refused(text):
    with pytest.raises(Unreadable):
        read(MONTH, text)


def test_month_is_read_both_ways():
    assert read(MONTH, "3/2026") == read(MONTH, "2026-03") == date(2026, 3, 1)
    assert read(MONTH, " ") is None


def test_note_has_at_most_500_words_and_one_kind_of_line_end():
    assert read(NOTE, "vì bão\r\nđã sửa\0") == "vì bão\nđã sửa"
    with pytest.raises(Unreadable):
        read(NOTE, "chữ " * 501)
