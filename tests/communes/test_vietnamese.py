"""communes/vietnamese.py: search folding, sort order, numbers and dates."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from communes.models import Commune
from communes.vietnamese import (
    Ambiguous,
    NotANumber,
    day,
    fold,
    number,
    parse_number,
    signed,
    slugify,
    sort_key,
    span,
    typed,
)

NAMES = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy ÁÀẢÃẠĂẮÂẤĐÊẾÔỐƠỚƯỨ0123456789-", max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Văn Quan", "van quan"),
        ("  VĂN   QUAN ", "van quan"),
        ("Đề Thám", "de tham"),
        ("ĐỒNG ĐĂNG", "dong dang"),
        (unicodedata.normalize("NFD", "Bính Xá"), "binh xa"),
        ("Tô Hiệu", "to hieu"),
        ("Hữu Lũng", "huu lung"),
        ("", ""),
    ],
)
def test_fold_drops_case_marks_and_spaces(text, folded):
    assert fold(text) == folded


@given(NAMES)
def test_fold_is_alike_for_nfc_nfd_and_case(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed) == fold(text.upper()) == fold(fold(text))


def test_slugify_district():
    assert slugify("Huyện Văn Quan") == "huyen-van-quan"


@pytest.mark.parametrize(
    "ordered",
    [
        ["An", "Ăn", "Ân", "Ba", "Da", "Đa", "Em", "Êm", "Oa", "Ôm", "Ơn", "Ung", "Ưng"],
        ["Chi Lăng", "Đề Thám", "Điềm He", "Đồng Đăng"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Thôn 2", "Thôn 10"],
        ["Bắc", "Bắc Ái", "Bắc Sơn", "Bằng Mạc"],
        ["Văn An", "Vân An", "Vân Mộng"],
    ],
)
def test_sort_key_is_vietnamese_order(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


@pytest.mark.parametrize("text", ["Ban ²", "Thôn ٢", "①", "9" * 4000])
def test_sort_key_takes_every_sign(text):
    assert sort_key(text).isdecimal()


@given(NAMES)
def test_sort_key_is_digits_only_and_alike_for_nfd(text):
    key = sort_key(text)
    assert key == sort_key(unicodedata.normalize("NFD", text))
    assert set(key) <= set("0123456789")


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        (1234.5, None, "1.234,5"),
        (Decimal("1234567.50"), None, "1.234.567,5"),
        (Decimal("12.500"), 1, "12,5"),
        (Decimal("35.9116"), 2, "35,91"),
        (Decimal("79.96"), None, "79,96"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("-3.2"), None, "−3,2"),
        (0, None, "0"),
        (100, None, "100"),
        (2020, 0, "2.020"),
        (None, 1, "–"),
    ],
)
def test_number_is_vietnamese(value, digits, printed):
    with override("vi"):
        assert number(value, digits) == printed


AMOUNTS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)


@given(AMOUNTS)
def test_parse_number_reads_what_a_field_shows(amount):
    assert parse_number(typed(amount)) == amount


def readings(text):
    try:
        return [parse_number(text)]
    except Ambiguous as doubt:
        return doubt.readings


@given(AMOUNTS)
def test_parse_number_reads_what_a_page_prints_or_asks(amount):
    with override("vi"):
        printed = number(amount)
    assert amount in readings(printed)


@given(st.text(max_size=20))
def test_parse_number_reads_or_refuses_anything(text):
    try:
        found = parse_number(text)
    except NotANumber:
        return
    assert found is None or found.is_finite()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("0.123", "0.123"),
        ("1,234", "1.234"),
        ("51,2 %", "51.2"),
        ("−3", "-3"),
        ("３１，５", "31.5"),
    ],
)
def test_parse_number_takes_both_habits(text, found):
    assert parse_number(text) == Decimal(found)


@pytest.mark.parametrize("text", ["", " ", "\u00a0"])
def test_parse_number_of_nothing_is_none(text):
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["1.234", "999.000", "-1.234"])
def test_parse_number_asks_which_of_two_was_meant(text):
    with pytest.raises(Ambiguous) as doubt:
        parse_number(text)
    whole, decimal = doubt.value.readings
    assert whole == decimal * 1000


@pytest.mark.parametrize("text", ["abc", "1,2,3", "1.2.3", "12.34.567", "1..2", "--1", "1e5", "NaN", "∞", "5%%"])
def test_parse_number_refuses_what_is_none(text):
    with pytest.raises(NotANumber):
        parse_number(text)


def test_number_in_english():
    with override("en"):
        assert number(1234.5) == "1,234.5"


def test_signed_marks_gains_and_losses():
    with override("vi"):
        assert [signed(14, 1), signed(Decimal("-3.2")), signed(0), signed(None)] == ["+14,0", "−3,2", "0", "–"]


def test_span_prints_ranges_and_open_ends():
    with override("vi"):
        assert [span(Decimal("15.5"), 16), span(10, None), span(None, 500), span(65, 65)] == [
            "15,5–16",
            "≥ 10",
            "≤ 500",
            "65",
        ]


def test_day_is_the_office_s_in_both_languages():
    with override("en"):
        assert (day(date(2020, 12, 31)), day(None)) == ("31/12/2020", "–")


@pytest.mark.parametrize("text", ["van quan", "Văn Quan", "VĂN QUAN", unicodedata.normalize("NFD", "văn quan")])
def test_commune_search_finds_with_and_without_marks(reference, text):
    assert Commune.objects.search(text).filter(valid_to=None).get().code == "06253"
