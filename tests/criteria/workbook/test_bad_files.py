"""Files that offices send by mistake, and those that somebody sends on purpose: a clear sentence, nothing saved."""

import csv
import struct
import unicodedata
import zipfile
import zlib
from io import BytesIO, StringIO

import openpyxl
import pytest
import xlwt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communes.models import Change, Commune
from communes.vietnamese import TONES
from criteria.models import Assessment, Report, WorkbookUpload
from criteria.workbook import words
from criteria.workbook.opening import LARGEST, Unusable
from tests.criteria.people import browsing
from tests.criteria.workbook.forms import FIRST, column_of, edited, sentences, weighed

pytestmark = pytest.mark.django_db

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "protected by a password"
DAMAGED = "damaged and cannot be read"
TOO_MUCH = "far more cells than the form"
NO_WORKBOOK = "This is no workbook"
OTHER = "not the form of this reporting round"
EMPTY = "The file is empty"


def zipped(parts):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def bomb(_form):
    return zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 200_000_000})


def lying_bomb(_form):
    """Says one byte in its directory and holds two hundred million."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(b"0" * 200_000_000) + packed.flush()
    name = b"xl/workbook.xml"
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(b"0"), len(data), 1, len(name), 0) + name
    central = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(b"0"), len(data), 1, len(name), *[0] * 6
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central) + len(name), len(head) + len(data), 0)
    return head + data + central + name + end


def locked_parts(form):
    """The flag "encrypted" of every part in the directory of the zip."""
    found = bytearray(form)
    place = found.find(b"PK\x01\x02")
    while place >= 0:
        found[place + 8] |= 1
        place = found.find(b"PK\x01\x02", place + 4)
    return bytes(found)


def far_cell(form):
    return edited(form, bend=lambda book: book["Tiêu chí"].cell(1_048_576, 16_384).__setattr__("value", "x"))


def with_keys(column, text):
    def bent(form):
        return edited(form, bend=lambda book: book[words.KEYS].cell(1, column).__setattr__("value", text))

    return bent


def another_table(_form):
    book = openpyxl.Workbook()
    book.active.append(["Họ tên", "Ngày sinh", "Quê quán"])
    book.active.append(["Nguyễn Văn A", "01/01/1990", "Văn Quan"])
    return saved(book)


def blank(_form):
    return saved(openpyxl.Workbook())


def saved(book):
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def csv_of(rows, encoding):
    target = StringIO()
    csv.writer(target, delimiter=";").writerows(rows)
    return target.getvalue().encode(encoding, "replace")


def tcvn3(_form):
    return csv_of([["TT", "X·", "1. Quy ho¹ch", "2. Giao th«ng"], ["1", "V©n An", "§¹t", "Ch­a ®¹t"]], "latin-1")


def vni(_form):
    return csv_of([["TT", "Xaõ", "1. Quy hoaïch", "2. Giao thoâng"], ["1", "Vaân An", "Ñaït", "Chöa ñaït"]], "utf-8")


def tcvn3_names(form):
    return edited(form, {("Tiêu chí", 0, "c5.outcome"): "§¹t"})


FILES = {
    "empty": (lambda _form: b"", EMPTY),
    "too large": (lambda form: form + b"0" * LARGEST, "larger than 20 MB"),
    "password of Excel": (lambda _form: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    "password of a zip": (locked_parts, PASSWORD),
    "cut in the middle": (lambda form: form[: len(form) // 2], DAMAGED),
    "bytes turned over": (lambda form: form[:400] + form[400:900][::-1] + form[900:], DAMAGED),
    "only a beginning": (lambda _form: b"PK\x03\x04" + b"x" * 50, DAMAGED),
    "old format, damaged": (lambda _form: OLE + b"\x11" * 4000, DAMAGED),
    "word document": (lambda _form: zipped({"word/document.xml": b"<w/>"}), NO_WORKBOOK),
    "pdf": (lambda _form: b"%PDF-1.7\n%...", NO_WORKBOOK),
    "web page called xls": (lambda _form: b"<html><table><tr><td>1</td></tr></table></html>", NO_WORKBOOK),
    "picture": (lambda _form: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, NO_WORKBOOK),
    "bytes of a program": (lambda _form: b"\x7fELF\0\0\0\0" * 9, NO_WORKBOOK),
    "zip bomb": (bomb, TOO_MUCH),
    "zip bomb that lies": (lying_bomb, TOO_MUCH),
    "too many parts": (lambda _form: zipped({f"xl/{n}": b"" for n in range(2100)}), TOO_MUCH),
    "a cell at the far end": (far_cell, TOO_MUCH),
    "another round": (with_keys(4, "2024-12-31"), OTHER),
    "another set": (with_keys(3, "1980"), OTHER),
    "a form of another edition": (with_keys(2, "0"), OTHER),
    "another table": (another_table, OTHER),
    "a letter as text": (lambda _form: "Kính gửi: Văn phòng Điều phối".encode(), OTHER),
    "blank workbook": (blank, EMPTY),
    "csv in TCVN3": (tcvn3, "old font TCVN3"),
    "csv in VNI": (vni, "old font VNI"),
    "verdicts in TCVN3": (tcvn3_names, "old font TCVN3"),
}


@pytest.mark.parametrize("case", FILES)
def test_file_is_refused_with_a_sentence(case, officer, of_round, download):
    bent, expected = FILES[case]
    with pytest.raises(Unusable) as refusal:
        weighed(officer, of_round, bent(download()))
    assert expected in refusal.value.sentence
    assert not Report.objects.filter(round=of_round).exists()


@pytest.mark.parametrize("case", ["cut in the middle", "zip bomb", "another round", "too large"])
def test_page_says_what_is_wrong_with_the_file(case, officer, of_round, download):
    bent, expected = FILES[case]
    client = browsing(officer)
    client.cookies["django_language"] = "en"
    sent = SimpleUploadedFile("mau.xlsx", bent(download()))
    answer = client.post(reverse("upload", args=[of_round.slug]), {"file": sent})
    assert answer.status_code == 422
    assert expected in answer.text
    assert not WorkbookUpload.objects.exists()
    assert not Change.objects.exists()


def doubled(book):
    sheet = book["Tiêu chí"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(FIRST + 2, column).value = sheet.cell(FIRST, column).value


def renamed(name):
    """Another name typed over that of the first commune, its key taken away."""

    def bent(book):
        sheet = book["Tiêu chí"]
        sheet.cell(FIRST, 1).value, sheet.cell(FIRST, 3).value = None, name

    return bent


def other_key(book):
    book["Tiêu chí"].cell(FIRST, 3).value = book["Tiêu chí"].cell(FIRST + 1, 3).value


def error_value(book):
    cell = book["Số liệu"].cell(FIRST, column_of(book["Số liệu"], "i10.value"))
    cell.value, cell.data_type = "#REF!", "e"


NUMBER, VERDICT = ("Số liệu", 0, "i10.value"), ("Tiêu chí", 0, "c5.outcome")
PART, WHOLE, SHARE = (("Số liệu", 0, f"i2.2.{name}") for name in ("numerator", "denominator", "value"))
NOTE, WORK, MONTH = (("Lý do, tiến độ", 0, f"c5.{name}") for name in ("note", "work_done", "expected_month"))
CELLS = {
    "word outside the list": ({VERDICT: "xong"}, None, "Choose one of the verdicts of the list: Đạt, Cơ bản đạt"),
    "number in the verdict": ({VERDICT: 1}, None, "Choose one of the verdicts"),
    "unit in the cell": ({NUMBER: "31.5 tr"}, None, "Type digits only"),
    "words in the cell": ({NUMBER: "khoảng 30"}, None, "Type digits only"),
    "below zero": ({NUMBER: -3}, None, "not below 0"),
    "share above hundred": ({SHARE: 905}, None, "from 0 to 100, for example 51,2. Is it 90.5?"),
    "either of two numbers": ({NUMBER: "1.234"}, None, "1.234 can be 1234 or 1.234"),
    "part larger than whole": ({PART: 9, WHOLE: 5}, None, "The part is larger than the whole"),
    "share against its counts": ({PART: 1, WHOLE: 4, SHARE: 80}, None, "The share is another than the one counted"),
    "formula never computed": ({NUMBER: "=1+1"}, None, "The formula has no result"),
    "error of a formula": ({}, error_value, "The formula has no result"),
    "date instead of a number": ({NUMBER: "2026-05-01"}, None, "Excel turned the number into a date"),
    "no such month": ({VERDICT: "Cơ bản đạt", MONTH: "13/2026"}, None, "Write the month as 03/2026"),
    "more work than all": ({VERDICT: "Cơ bản đạt", WORK: 120}, None, "from 0 to 100"),
    "reason without end": ({NOTE: "lý do " * 600}, None, "at most 500 words"),
    "reason in an old font": ({NOTE: "Ch­a hoµn thµnh"}, None, "old font TCVN3"),
    "commune of another district": ({}, renamed("Tân Văn"), "Commune Tân Văn is not in your territory"),
    "merged commune": ({}, renamed("Xã Vĩnh Lại"), "Commune Vĩnh Lại became part of"),
    "town": ({}, renamed("Thị trấn Văn Quan"), "Town Văn Quan is no rural commune"),
    "no such commune": ({}, renamed("Hà Nội"), "There is no commune Hà Nội in the round of 30/06/2025"),
    "commune twice": ({}, doubled, "The commune stands in rows 6 and 8; keep one."),
    "name and key of two communes": ({}, other_key, "download the form again"),
}


@pytest.mark.parametrize("case", CELLS)
def test_cell_is_refused_with_a_sentence(case, officer, of_round, download):
    typed, bend, expected = CELLS[case]
    judged, found = weighed(officer, of_round, edited(download(), typed, bend))
    assert [one for one in sentences(judged) if expected in one], sentences(judged)
    assert all(one.place.row >= FIRST and one.text is not None for one in judged.refused)
    assert not any(one.written for one in found if one.filled.commune.name == judged.refused[0].commune)


def test_bad_files_are_more_than_thirty():
    assert len(FILES) + len(CELLS) >= 30


def test_merged_commune_says_what_became_of_it(officer, of_round, download):
    judged, _found = weighed(officer, of_round, edited(download(), bend=renamed("Xã Vĩnh Lại")))
    (sentence,) = sentences(judged)
    assert "on 01/01/2020 and does not report in this round" in sentence
    assert "Văn Quan" in sentence


def test_total_rows_and_numbering_are_passed_over(officer, of_round, download):
    def notes(book):
        sheet = book["Tiêu chí"]
        for row, text in enumerate(("Tổng cộng", "2", "Người lập biểu"), FIRST + 3):
            sheet.cell(row, 3).value = text

    judged, _found = weighed(officer, of_round, edited(download(), bend=notes))
    assert judged.refused == []


# --- the formats that are taken -----------------------------------------------------------------------------


def rows_of(officer_communes):
    return [
        ["", "PHÒNG NÔNG NGHIỆP", "", ""],
        ["TT", "Tên xã", "5. Trường học", "6. Cơ sở vật chất văn hóa", "7. Cơ sở hạ tầng thương mại nông thôn"],
        *[[str(n), one.name, "Đạt", "Chưa đạt", "Không áp dụng"] for n, one in enumerate(officer_communes, 1)],
    ]


def as_xls(rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheet.write(row, column, text)
    return saved(book)


def as_ods(rows):
    body = "".join(f"<table:table-row>{''.join(ods_cell(text) for text in row)}</table:table-row>" for row in rows)
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    table = f'<table:table table:name="Biểu">{body}</table:table>'
    inner = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content{spaces}>{inner}</office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_cell(text):
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


FORMATS = {
    "xls": as_xls,
    "ods": as_ods,
    "csv in utf-8": lambda rows: csv_of(rows, "utf-8"),
    "csv with a mark": lambda rows: csv_of(rows, "utf-8-sig"),
    "csv of Excel in Unicode": lambda rows: csv_of(rows, "utf-16"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_read(name, officer, of_round, communes):
    judged, found = weighed(officer, of_round, FORMATS[name](rows_of(communes)))
    assert judged.refused == []
    assert sorted(edit.after for one in found for edit in one.changes) == sorted(
        ["attained", "not_applicable", "not_attained"] * len(communes)
    )


def test_csv_in_windows_1258_is_read(officer, of_round, communes):
    """That encoding keeps the five tones as letters of their own behind the vowel."""
    rows = [["".join(map(apart, text)) for text in row] for row in rows_of(communes)]
    judged, found = weighed(officer, of_round, csv_of(rows, "cp1258"))
    assert judged.refused == []
    assert len([edit for one in found for edit in one.changes]) == 3 * len(communes)


def apart(letter):
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(part for part in parts if part in TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tones


def test_nothing_of_the_tests_above_stays(reference):
    assert not Assessment.objects.exists()
    assert Commune.objects.exists()
