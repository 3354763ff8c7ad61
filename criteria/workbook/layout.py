"""Which columns the sheets of a workbook have (pure): one a cell of a report, named as criteria/cells.py names it."""

import unicodedata
from dataclasses import dataclass

from communes.vietnamese import fold
from criteria.cells import cell_of
from criteria.rules.measured import CONTINUOUS, stands_for
from criteria.workbook import words

MARK, VERSION = "#xa", "1"
VERDICT, PERCENT, PART, NUMBER, TEXT, MONTH = "verdict", "percent", "part", "number", "text", "month"
JUDGED = "dat"  # an indicator that is judged attained or not has no number


@dataclass(frozen=True)
class Column:
    """One column: the cell it holds, its title, what stands above it, and what may be written into it."""

    key: str
    title: str
    above: str
    kind: str
    whole: bool = False  # counts whole things

    @property
    def criterion(self):
        return cell_of(self.key).number


@dataclass(frozen=True)
class Layout:
    """The sheets of a criteria set, {name: columns}, and which criterion each cell belongs to."""

    sheets: dict
    criterion_of: dict

    @property
    def columns(self):
        return [column for columns in self.sheets.values() for column in columns]

    @property
    def keys(self):
        return [column.key for column in self.columns]

    def titles(self):
        """{folded title: key}; verdicts also by their bare number."""
        found = {fold(column.title): column.key for column in self.columns}
        for column in self.sheets[words.CRITERIA]:
            found.setdefault(str(column.criterion), column.key)
            found.setdefault(f"tieu chi {column.criterion}", column.key)
        return found


def layout(criteria, gauges):
    """The Layout of a set: its criteria in order, {criterion number: gauges}."""
    verdicts = [Column(f"c{one.number}.outcome", titled(one), one.group, VERDICT) for one in criteria]
    values = [column for one in criteria for gauge in gauges[one.number] for column in measured(gauge)]
    reasons = [column for one in criteria for column in said(one)]
    sheets = {words.CRITERIA: verdicts, words.VALUES: values, words.REASONS: reasons}
    of_gauge = {gauge.code: one.number for one in criteria for gauge in gauges[one.number]}
    keys = [column.key for columns in sheets.values() for column in columns]
    cells = {key: cell_of(key) for key in keys}
    return Layout(sheets, {key: of_gauge[cell.code] if cell.code else cell.number for key, cell in cells.items()})


def titled(criterion):
    return f"{criterion.number}. {plain(criterion.name)}"


def measured(gauge):
    """The columns of one indicator; none where it is only judged."""
    if gauge.comparison == JUDGED:
        return []
    above = f"{gauge.code} {plain(gauge.text)}"
    if gauge.unit != "%":
        unit = f" ({gauge.unit})" if gauge.unit else ""
        return [Column(f"i{gauge.code}.value", f"{gauge.code} {words.VALUE}{unit}", above, NUMBER)]
    whole = stands_for(gauge.text) not in {"", *CONTINUOUS}
    return [
        Column(f"i{gauge.code}.numerator", f"{gauge.code} {words.NUMERATOR}", above, PART, whole),
        Column(f"i{gauge.code}.denominator", f"{gauge.code} {words.DENOMINATOR}", above, NUMBER, whole),
        Column(f"i{gauge.code}.value", f"{gauge.code} {words.SHARE}", above, PERCENT),
    ]


def said(criterion):
    above, number = titled(criterion), criterion.number
    return [
        Column(f"c{number}.note", f"{number}. {words.NOTE}", above, TEXT),
        Column(f"c{number}.work_done", f"{number}. {words.WORK_DONE}", above, PERCENT),
        Column(f"c{number}.expected_month", f"{number}. {words.MONTH}", above, MONTH),
    ]


def plain(text):
    return unicodedata.normalize("NFC", " ".join(text.split()))


def letters(number):
    """1 → A, 27 → AA: what Excel calls the column."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found
