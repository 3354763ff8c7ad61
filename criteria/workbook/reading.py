"""Finds in the sheets of a file the communes, the cells and the hidden keys, wherever an office has moved them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from communes.vietnamese import fold
from criteria.workbook import words
from criteria.workbook.layout import MARK, letters
from criteria.workbook.opening import Unusable
from criteria.workbook.spelling import legacy
from criteria.workbook.writing import PRODUCT

DEEPEST_HEAD, FEWEST = 40, 3  # rows in which the head may stand; columns that must be recognised without keys
ALL = "*"


@dataclass(frozen=True)
class Place:
    """Where something stands in the file."""

    sheet: str
    row: int
    column: int  # from 1

    @property
    def letters(self):
        return letters(self.column)

    def __str__(self):
        """As Excel names it: Tiêu chí!J6."""
        return f"{self.sheet}!{self.letters}{self.row}"


@dataclass(frozen=True)
class Entry:
    """One cell of the file."""

    text: str
    place: Place


@dataclass
class Line:
    """One row of one sheet: the hidden key or "", the name as written, and its cells {key: [Entry]}.

    A column that somebody copied beside itself gives its cell more than once.
    """

    slug: str
    name: str
    district: str
    place: Place
    entries: dict = field(default_factory=dict)


@dataclass
class Keys:
    """The hidden sheet: which form this is, and what each commune's cells held when it was downloaded."""

    version: str
    criteria_set: str
    round: str
    token: str
    shown: dict = field(default_factory=dict)  # {slug: {key: text}}
    held: dict = field(default_factory=dict)  # {slug: criteria whose cells the report itself held, or "*"}


@dataclass
class Contents:
    """What was found: lines of all sheets, the keys (None where the file has none), columns and sheets unused."""

    lines: list
    keys: Keys | None
    titles: dict  # {key: title as the file has it}
    empty_formulas: set


def contents(opened, layout):
    """Reads the file by its hidden names, else by its titles; raises Unusable where it is another form."""
    keys = keys_of(opened)
    lines, titles = [], {}
    for sheet in opened.sheets:
        if sheet.name == words.KEYS:
            continue
        head = head_of(sheet, layout)
        if head:
            titles |= head.titles
            lines += lines_of(sheet, head)
    if not lines and not titles:
        refuse(opened)
    return Contents(lines, keys, titles, opened.empty_formulas)


def refuse(opened):
    """No sheet has our columns: typed in an old font, or another form."""
    found = next(filter(None, (legacy(text) for text in some_texts(opened))), "")
    if found:
        raise Unusable(old_font(found))
    raise Unusable(another_form())


def another_form():
    return _("The file is not the form of this reporting round. Download the form again and copy the numbers into it.")


def old_font(name):
    sentence = _("The file is typed in the old font %(name)s. Convert it to Unicode (UTF-8), then upload again.")
    return sentence % {"name": name}


def some_texts(opened):
    for sheet in opened.sheets:
        for _number, row in zip(range(DEEPEST_HEAD), sheet.rows.values(), strict=False):
            yield from row


# --- the hidden keys ------------------------------------------------------------------------------------------


def keys_of(opened):
    """The Keys of the hidden sheet, None where it is missing or not ours."""
    sheet = next((one for one in opened.sheets if one.name == words.KEYS), None)
    first = sheet.rows.get(1, []) if sheet else []
    if len(first) < 5 or first[0] != PRODUCT:
        return None
    found, names = Keys(*first[1:5]), sheet.rows.get(2, [])[3:]
    for row in list(sheet.rows.values())[2:]:
        found.shown[row[0]] = {key: text for key, text in zip(names, row[3:], strict=False) if text}
        found.held[row[0]] = held_of(row[2] if len(row) > 2 else "")
    return found


def held_of(text):
    return ALL if text == ALL else {int(one) for one in text.split(",") if one.isdecimal() and len(one) < 4}


# --- the head of a sheet --------------------------------------------------------------------------------------


@dataclass
class Head:
    """Which column of a sheet is what, and below which row the communes stand."""

    row: int
    columns: dict  # {column: key}
    titles: dict  # {key: title}
    slug: int | None
    name: int | None
    district: int | None


def head_of(sheet, layout):
    """The Head of a sheet, by the hidden row of names or by the titles; None where it has none of our columns."""
    known, by_title = set(layout.keys), layout.titles()
    for number, row in list(sheet.rows.items())[:DEEPEST_HEAD]:
        columns = {place: text for place, text in enumerate(row) if text in known}
        if columns and (MARK in row or len(columns) >= FEWEST):
            return by_names(sheet, number, row, columns)
        columns = titled_columns(row, by_title)
        if len(set(columns.values())) >= FEWEST:
            return by_titles(sheet, number, row, columns)
    return None


def titled_columns(row, by_title):
    """{place: key} of the titles that are known."""
    found = {place: by_title.get(fold(text)) for place, text in enumerate(row) if text and len(text) < 300}
    return {place: key for place, key in found.items() if key}


def by_names(sheet, number, row, columns):
    """The titles stand in one of the rows below the hidden names; the communes below the titles."""
    last, titles = number, {}
    for below in range(number + 1, number + 4):
        texts = sheet.rows.get(below, [])
        found = name_column(texts)
        if found is not None:
            last = below
            titles = {key: texts[place] for place, key in columns.items() if place < len(texts)}
            break
    texts = sheet.rows.get(last, [])
    slug = row.index(MARK) if MARK in row else None
    return Head(last, columns, titles, slug, name_column(texts), district_column(texts))


def by_titles(sheet, number, row, columns):
    """Titles alone: the commune's name stands in this row or one above it."""
    titles = {key: row[place] for place, key in columns.items()}
    for above in range(number, max(number - 3, 0), -1):
        texts = sheet.rows.get(above, [])
        if name_column(texts) is not None:
            return Head(number, columns, titles, None, name_column(texts), district_column(texts))
    return None


def name_column(texts):
    return next((place for place, text in enumerate(texts) if fold(text) in words.COMMUNE_HEADS), None)


def district_column(texts):
    return next((place for place, text in enumerate(texts) if fold(text) in {"huyen", "huyen, thanh pho"}), None)


# --- its lines ------------------------------------------------------------------------------------------------


def lines_of(sheet, head):
    """The Lines below the head; a row without a commune is empty, a total or a note, and is passed over."""
    for number, row in sheet.rows.items():
        if number <= head.row:
            continue
        slug, name = at(row, head.slug), at(row, head.name)
        if not (slug or name):
            continue
        place = Place(sheet.name, number, (head.name if head.name is not None else head.slug or 0) + 1)
        yield Line(slug, name, at(row, head.district), place, entries_of(sheet, number, row, head))


def entries_of(sheet, number, row, head):
    found = {}
    for column, key in head.columns.items():
        found.setdefault(key, []).append(Entry(at(row, column), Place(sheet.name, number, column + 1)))
    return found


def at(row, place):
    return row[place] if place is not None and place < len(row) else ""
