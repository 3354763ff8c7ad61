"""Writes the workbook that officers download: three sheets to fill, one to read, and one hidden with the keys."""

from decimal import Decimal, InvalidOperation
from io import BytesIO

import xlsxwriter

from communes.vietnamese import day
from criteria.workbook import words
from criteria.workbook.layout import MARK, MONTH, NUMBER, PART, PERCENT, TEXT, VERDICT, VERSION

ABOVE, TITLES, FIRST = 3, 4, 5  # rows from 0: group, titles, first commune; the hidden keys stand in row 2
KEY_ROW, HIDDEN, LEFT = 2, 0, 5  # columns before the cells: hidden key, number, commune, district, source
WIDTHS = {VERDICT: 13, PERCENT: 10, PART: 10, NUMBER: 10, TEXT: 40, MONTH: 12}
ALLOWED = {
    "format_cells": True, "format_columns": True, "format_rows": True, "sort": True, "autofilter": True,
    "select_locked_cells": True, "select_unlocked_cells": True,
}  # fmt: skip
PRODUCT = "ntm-lang-son"
INK, GREY, RULE, FILL, HEAD = "#16202B", "#75828F", "#B7C2CE", "#DFE8F5", "#152A4E"


def workbook(of_round, layout, filled, token, at):
    """The bytes of an .xlsx with these communes; `token` names this download, `at` says when it was made."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False}) as book:
        styles = Styles(book)
        for name, columns in layout.sheets.items():
            write_sheet(book.add_worksheet(name), name, columns, of_round, filled, styles)
        write_guide(book.add_worksheet(words.INSTRUCTIONS), of_round, at, styles)
        write_keys(book.add_worksheet(words.KEYS), of_round, layout, filled, token, at)
    return target.getvalue()


class Styles:
    """The formats of the workbook, each made once."""

    def __init__(self, book):
        base = {"font_name": "Times New Roman", "font_size": 11, "font_color": INK, "valign": "vcenter"}
        edge = {"border": 1, "border_color": RULE}
        self.book, self.base, self.edge, self.made = book, base, edge, {}
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.hint = book.add_format({**base, "italic": True})
        self.head = book.add_format(
            {**base, **edge, "bold": True, "text_wrap": True, "align": "center", "bg_color": FILL}
        )
        self.name = book.add_format({**base, **edge, "bold": True})
        self.fixed = book.add_format({**base, **edge})
        self.prose = book.add_format({**base, "text_wrap": True, "valign": "top"})
        self.strong = book.add_format({**base, "bold": True, "text_wrap": True, "valign": "top"})

    def cell(self, column, held, whole):
        """An open cell: grey where it shows the round before, ink where it is this round's."""
        key = (column.kind, held, whole)
        if key not in self.made:
            shape = {**self.base, **self.edge, "locked": False, "font_color": INK if held else GREY, "bold": held}
            self.made[key] = self.book.add_format({**shape, **pattern(column.kind, whole)})
        return self.made[key]


def pattern(kind, whole):
    """Excel shows these with the separators of the office's own Windows, 1.234,5 in Vietnamese."""
    if kind in {TEXT, MONTH}:
        return {"num_format": "@", "text_wrap": kind == TEXT, "bold": False}
    if kind == VERDICT:
        return {"align": "center"}
    return {"num_format": "#,##0" if whole else "#,##0.0##"}


# --- the sheets to fill ---------------------------------------------------------------------------------------


def write_sheet(sheet, name, columns, of_round, filled, styles):
    write_top(sheet, name, columns, of_round, styles)
    for place, one in enumerate(filled):
        write_commune(sheet, FIRST + place, place + 1, one, columns, styles)
    check_cells(sheet, columns, FIRST + max(len(filled), 1) - 1)
    sheet.protect("", ALLOWED)
    sheet.freeze_panes(FIRST, 3)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(ABOVE, TITLES)


def write_top(sheet, name, columns, of_round, styles):
    title = words.TITLE.format(day=day(of_round.date), set=of_round.criteria_set.name)
    sheet.write_string(0, 1, title, styles.title)
    sheet.write_string(1, 1, words.HINTS[name], styles.hint)
    sheet.write_string(KEY_ROW, HIDDEN, MARK)
    for place, word in enumerate((words.NUMBER, words.COMMUNE, words.DISTRICT, words.SOURCE), 1):
        sheet.write_blank(ABOVE, place, None, styles.head)
        sheet.write_string(TITLES, place, word, styles.head)
    for place, column in enumerate(columns, LEFT):
        sheet.write_string(KEY_ROW, place, column.key)
        sheet.write_string(TITLES, place, column.title, styles.head)
        sheet.set_column(place, place, WIDTHS[column.kind])
    for begin, end, text in runs(columns):
        if begin == end:
            sheet.write_string(ABOVE, LEFT + begin, text, styles.head)
        else:
            sheet.merge_range(ABOVE, LEFT + begin, ABOVE, LEFT + end, text, styles.head)
    sheet.set_column(HIDDEN, HIDDEN, None, None, {"hidden": True})
    for place, width in ((1, 5), (2, 22), (3, 18), (4, 22)):
        sheet.set_column(place, place, width)
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    sheet.set_row(ABOVE, 48)
    sheet.set_row(TITLES, 48)


def runs(columns):
    """(first place, last place, text) of neighbouring columns with the same text above them."""
    begin = 0
    for place, column in enumerate(columns):
        if place + 1 == len(columns) or columns[place + 1].above != column.above:
            yield begin, place, column.above
            begin = place + 1


def write_commune(sheet, row, number, one, columns, styles):
    sheet.write_string(row, HIDDEN, one.slug)
    sheet.write_number(row, 1, number, styles.fixed)
    sheet.write_string(row, 2, one.commune.name, styles.name)
    sheet.write_string(row, 3, one.commune.district.name if one.commune.district else "", styles.fixed)
    sheet.write_string(row, 4, one.source, styles.fixed)
    for place, column in enumerate(columns, LEFT):
        text = one.shown.get(column.key, "")
        held = bool(one.now.get(column.key))
        number = as_number(text) if column.kind in {PERCENT, PART, NUMBER} else None
        style = styles.cell(column, held, column.whole and (number is None or number == int(number)))
        if number is not None:
            sheet.write_number(row, place, number, style)
        elif text:
            sheet.write_string(row, place, words.VERDICTS.get(text, text) if column.kind == VERDICT else text, style)
        else:
            sheet.write_blank(row, place, None, style)


def as_number(text):
    """A stored number has at most fourteen digits: a float keeps it exactly enough to be written back as it was."""
    try:
        return float(Decimal(text.replace(",", "."))) if text else None
    except InvalidOperation:
        return None


def check_cells(sheet, columns, last):
    """Excel's own check of what is typed; the upload checks again."""
    for place, column in enumerate(columns, LEFT):
        rule = rule_of(column, place)
        if rule:
            sheet.data_validation(FIRST, place, last, place, {"error_title": "Kiểm tra lại", **rule})


def rule_of(column, place):
    if column.kind == VERDICT:
        return {"validate": "list", "source": list(words.VERDICTS.values()), "error_message": words.CHOOSE}
    if column.kind == PERCENT:
        between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        return between | {"error_message": words.FROM_0_TO_100}
    if column.kind == PART:
        part, whole = (xlsxwriter.utility.xl_rowcol_to_cell(FIRST, one) for one in (place, place + 1))
        formula = f'=AND(ISNUMBER({part}),{part}>=0,OR({whole}="",{part}<={whole}))'
        return {"validate": "custom", "value": formula, "error_message": words.PART_OF_WHOLE}
    if column.kind == NUMBER:
        return {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": words.NOT_BELOW_0}
    return None


# --- instructions and keys ------------------------------------------------------------------------------------


def write_guide(sheet, of_round, at, styles):
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, words.TITLE.format(day=day(of_round.date), set=of_round.criteria_set.name), styles.title)
    sheet.write_string(1, 0, f"Tải về lúc {at}", styles.hint)
    for row, (text, meaning) in enumerate(words.GUIDE, 3):
        if meaning:
            sheet.write_string(row, 0, text, styles.strong)
            sheet.write_string(row, 1, meaning, styles.prose)
        elif meaning is None:
            sheet.write_string(row, 0, text, styles.title)
        else:
            sheet.merge_range(row, 0, row, 1, text, styles.prose)
    sheet.protect("", ALLOWED)
    sheet.hide_gridlines(2)


def write_keys(sheet, of_round, layout, filled, token, at):
    """Set, round and download; then for each commune its revision and what each cell held when it was downloaded."""
    sheet.write_row(0, 0, [PRODUCT, VERSION, of_round.criteria_set.code, of_round.slug, token, at])
    sheet.write_row(1, 0, [MARK, "revision", "held", *layout.keys])
    for row, one in enumerate(filled, 2):
        sheet.write_string(row, 0, one.slug)
        sheet.write_string(row, 1, str(one.report.revision))
        sheet.write_string(row, 2, one.held if isinstance(one.held, str) else ",".join(map(str, sorted(one.held))))
        for place, key in enumerate(layout.keys, 3):
            text = one.shown.get(key, "")
            if text:
                sheet.write_string(row, place, text)
    sheet.very_hidden()
