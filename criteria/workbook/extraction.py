"""Reads an uploaded file into plain texts, in a process of its own with bounded memory and time.

`python -m criteria.workbook.extraction < file` prints JSON: {"sheets": [{"name", "rows": [[row number, texts]]}],
"empty_formulas": [[sheet, row, column]]} or {"error": code}. Whatever a hostile file makes the reader do happens here,
where it can be killed; nothing of Django is imported.
"""

import csv
import json
import re
import resource
import sys
import zipfile
import zlib
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO

import python_calamine

from criteria.workbook.spelling import decoded

MEMORY, SECONDS = 1_000_000_000, 25  # address space: the libraries alone take a third of it
MOST_BYTES, MOST_PARTS, MOST_ROWS, MOST_COLUMNS, LONGEST = 150_000_000, 2_000, 20_000, 2_000, 10_000
PASSWORD, CORRUPT, TOO_LARGE, UNKNOWN = "password", "corrupt", "too_large", "unknown"
ZIP, OLE, ENCRYPTED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
FOREIGN = (b"%PDF", b"{\\rtf", b"<", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
LINK = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
STYLED = re.compile(rb'<c r="([A-Z]+)(\d+)" s="(\d+)"(?![^>]* t="(?:s|str|inlineStr)")')  # a text is seen as it is
FORMAT = re.compile(rb'<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
PLAIN = re.compile(r"-?\d+(,\d+)?")
RELATION = re.compile(rb"<Relationship [^>]*>")
ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*? t="e"')
UNCOUNTED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')


class Unreadable(Exception):
    """The file cannot be read; the code says why."""


def extract(content):
    """{"sheets", "empty_formulas"} of a file's bytes."""
    if content.startswith(ZIP):
        return of_zip(content)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Unreadable(PASSWORD)
        return of_workbook(content)
    if content.lstrip().startswith(FOREIGN):
        raise Unreadable(UNKNOWN)
    return of_csv(content)


# --- zip: what the directory says, and what is really inside ------------------------------------------------


def of_zip(content):
    with opened(content) as archive:
        check_directory(archive)
        check_parts(archive, content)
        names = set(archive.namelist())
        if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
            raise Unreadable(UNKNOWN)
        found = of_workbook(content)
        if "xl/workbook.xml" in names:
            found["empty_formulas"] = empty_formulas(archive)
            in_percent(found["sheets"], percent_cells(archive))
    return found


def opened(content):
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Unreadable(CORRUPT) from None


def check_directory(archive):
    """Before anything is unpacked: how much it would be."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(PASSWORD)


def check_parts(archive, content):
    """A directory may lie: everything is unpacked once, in small pieces that are counted and thrown away."""
    left = MOST_BYTES
    for part in archive.infolist():
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Unreadable(CORRUPT)
        if part.compress_type == zipfile.ZIP_DEFLATED:
            left -= unpacked_size(packed(part, content), left)


def packed(part, content):
    """The packed bytes behind the part's own header (30 bytes, its name and an extra field)."""
    at = part.header_offset
    if content[at : at + 4] != ZIP:
        raise Unreadable(CORRUPT)
    name, extra = (int.from_bytes(content[at + place : at + place + 2], "little") for place in (26, 28))
    begin = at + 30 + name + extra
    return memoryview(content)[begin : begin + part.compress_size]


def unpacked_size(data, left):
    inflating, size = zlib.decompressobj(-15), 0
    try:
        while data and not inflating.eof:
            size += len(inflating.decompress(data, 1_000_000))
            data = inflating.unconsumed_tail
            if size > left:
                raise Unreadable(TOO_LARGE)
    except zlib.error:
        raise Unreadable(CORRUPT) from None
    return size


# --- formulas without a result ---------------------------------------------------------------------------------


def empty_formulas(archive):
    """[[sheet, row, column]] of formulas never computed or ending in an error: an empty cell would erase a value."""
    found = []
    for name, path in parts_of_sheets(archive):
        data = archive.read(path) if path in archive.namelist() else b""
        cells = [*(UNCOUNTED.findall(data) if b"<f" in data else ()), *ERROR.findall(data)]
        found += [[name, int(row), number_of(column.decode())] for column, row in cells]
    return found


# --- cells that show 51,2 % and hold 0.512 ----------------------------------------------------------------------


def percent_cells(archive):
    """{sheet: {(row, column)}} of cells with a percent format: what is seen there is a hundred times what is held."""
    styles = percent_styles(archive.read("xl/styles.xml")) if "xl/styles.xml" in archive.namelist() else set()
    found = {}
    for name, path in parts_of_sheets(archive) if styles else ():
        data = archive.read(path) if path in archive.namelist() else b""
        cells = [
            (int(row), number_of(column.decode())) for column, row, style in STYLED.findall(data) if style in styles
        ]
        found[name] = set(cells)
    return found


def percent_styles(data):
    """The numbers of the cell styles that end in %: two built-in formats and whatever the file defines."""
    formats = {b"9", b"10"}
    formats |= {number for number, code in FORMAT.findall(data) if code.endswith(b"%")}
    body = data.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]
    used = re.findall(rb'<xf [^>]*?numFmtId="(\d+)"', body)
    return {str(place).encode() for place, number in enumerate(used) if number in formats}


def in_percent(sheets, cells):
    for sheet in sheets:
        wanted = cells.get(sheet["name"])
        for row, texts in sheet["rows"] if wanted else ():
            for place, text in enumerate(texts, 1):
                if (row, place) in wanted and PLAIN.fullmatch(text):
                    texts[place - 1] = as_number(round(float(text.replace(",", ".")) * 100, 6))


def parts_of_sheets(archive):
    """(name of the sheet, its part in the archive)."""
    targets = {}
    for one in RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        told = dict(re.findall(rb'(\w+)="([^"]*)"', one))
        targets[told.get(b"Id")] = told.get(b"Target", b"").decode("utf-8", "replace")
    for name, link in LINK.findall(archive.read("xl/workbook.xml")):
        path = targets.get(link, "")
        yield unescaped(name.decode("utf-8", "replace")), path.lstrip("/") if path.startswith("/") else f"xl/{path}"


def unescaped(text):
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(sign, letter)
    return text


def number_of(letters):
    """A → 1, Z → 26, AA → 27."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


# --- sheets as rows of texts ----------------------------------------------------------------------------------


def of_workbook(content):
    try:
        with python_calamine.load_workbook(BytesIO(content)) as book:
            names = [one.name for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
            sheets = [of_sheet(name, book.get_sheet_by_name(name)) for name in names]
    except python_calamine.PasswordError:
        raise Unreadable(PASSWORD) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Unreadable(CORRUPT) from None
    return {"sheets": sheets, "empty_formulas": []}


def of_sheet(name, sheet):
    if sheet.total_height > 10 * MOST_ROWS or sheet.total_width > 10 * MOST_COLUMNS:
        raise Unreadable(TOO_LARGE)
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    return {"name": name, "rows": list(written(rows))}


def of_csv(content):
    text = decoded(content)
    if text is None:
        raise Unreadable(UNKNOWN)
    csv.field_size_limit(LONGEST * 10)
    try:
        rows = csv.reader(StringIO(text), delimiter=delimiter(text))
        found = [row for _number, row in zip(range(MOST_ROWS), rows, strict=False)]
    except csv.Error:
        raise Unreadable(CORRUPT) from None
    return {"sheets": [{"name": "csv", "rows": list(written(found))}], "empty_formulas": []}


def delimiter(text):
    """Excel in Vietnamese writes semicolons; whichever stands most often in the first lines."""
    head = "\n".join(text.split("\n", 12)[:12])
    return max(";,\t", key=head.count)


def written(rows):
    """(row number, texts) of the rows in which anything stands."""
    for number, row in enumerate(rows, 1):
        texts = [as_text(value) for value in row[:MOST_COLUMNS]]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts


def as_text(value):
    """What the cell would show in plain: a decimal comma, no groups, days as 2026-03-01."""
    if isinstance(value, str):
        return value.replace("\0", "").strip()[:LONGEST]  # PostgreSQL keeps no NUL
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return as_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def as_number(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{Decimal(repr(value)):f}".replace(".", ",")


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = extract(sys.stdin.buffer.read())
    except Unreadable as error:
        found = {"error": str(error)}
    except (MemoryError, RecursionError):
        found = {"error": TOO_LARGE}
    json.dump(found, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
