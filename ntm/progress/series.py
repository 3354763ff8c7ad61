"""Which printed numbers of one measure lie on one line, and which only stand side by side (pure).

A figure is any object with the fields of criteria.models.PublishedFigure. A line never joins numbers that mean
something else: another scope, variant, criterion, unit or base; a plan and a result; sums over other periods; sums of
money of two documents, which each say for themselves what they add up.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

FUNDING_ACTUAL = "funding_actual"
RESULTS = {"actual", "baseline", "estimate"}
COUNTED = RESULTS | {FUNDING_ACTUAL}  # what has happened; plans and increments only say what was meant to
MONEY = {"million_vnd", "billion_vnd"}
OF_A_DAY = {"percent", "million_vnd_per_person_year", "level", "km2"}  # no sum: true on its day, whatever the period


@dataclass(frozen=True)
class Point:
    """What one or several documents print for one day; `figures` are never empty, results before estimates."""

    date: date
    figures: tuple

    @property
    def figure(self):
        return self.figures[0]

    @property
    def value(self):
        """The number that is drawn, in the figure's own unit."""
        return value_of(self.figure)

    @property
    def disputed(self):
        return len({value_of(one) for one in self.figures}) > 1

    @property
    def estimate(self):
        return is_estimate(self.figure)


@dataclass(frozen=True)
class Line:
    """Numbers that may be joined, the earliest first."""

    meaning: tuple
    points: tuple

    @property
    def figure(self):
        """One of its figures: all share scope, variant and unit."""
        return self.points[-1].figure


def value_of(figure):
    """The printed number, the open end of a range left out; Decimal."""
    return figure.low if figure.low is not None else figure.high


def is_estimate(figure):
    """Printed before its day had come, or called an estimate by the document."""
    return figure.estimate or figure.kind == "estimate"


def year_of(figure):
    """2020, or 06/2020 for what a document gives for a month."""
    first, _dash, month = figure.year.partition("-")
    return f"{month}/{first}" if month else first


def meaning(figure):
    """What two numbers of a measure must share to be joined; a tuple that can be compared.

    Source of the rule: design sections 3 and 4 (a base and a set belong to the number), ui.md section 11 ("vốn trực
    tiếp" means something else in each document).
    """
    of_set = figure.criteria_set.code if figure.criteria_set else ""
    what = (figure.scope, figure.variant, figure.criterion or 0, of_set, figure.unit, figure.base)
    return (*what, *family(figure), *span_of(figure))


def family(figure):
    """Results of all kinds are one family; of sums of money every document is its own."""
    kind = "result" if figure.kind in RESULTS else figure.kind
    return kind, figure.document.code if is_money(figure) else ""


def is_money(figure):
    return figure.unit in MONEY or figure.kind.startswith("funding")


def span_of(figure):
    """The period a number adds up over: its length for money, its first year for counts, none for shares."""
    if figure.unit in OF_A_DAY:
        return (0,)
    first, _dash, last = figure.period.partition("-")
    years = int(last) - int(first) if last else 0
    return (years,) if is_money(figure) or not years else (int(first),)


def lines(figures):
    """Every figure on exactly one line, the lines with the most points first; equal ones by their codes."""
    found = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        found[meaning(figure)][figure.date].append(figure)
    made = [Line(key, tuple(point(day, days[day]) for day in sorted(days))) for key, days in found.items()]
    return sorted(made, key=lambda line: (-len(line.points), line.points[0].figure.code))


def point(day, figures):
    return Point(day, tuple(sorted(figures, key=lambda one: (is_estimate(one), one.code))))


def counted(figures, on):
    """What has happened by that day."""
    return [one for one in figures if one.kind in COUNTED and one.date <= on]


def newest(figures, scope="province"):
    """The figures of the latest day, one a variant, of the scope where it has any, else of any scope."""
    of_scope = [one for one in figures if one.scope == scope] or list(figures)
    last = max((one.date for one in of_scope), default=None)
    return [point(last, some) for _name, some in grouped(one for one in of_scope if one.date == last)]


def grouped(figures):
    """[((scope, variant, criterion), figures)] in the order of their codes."""
    found = defaultdict(list)
    for figure in sorted(figures, key=lambda one: one.code):
        found[figure.scope, figure.variant, figure.criterion].append(figure)
    return list(found.items())


def parts(figures):
    """{code of a total: the figures that its document gives as its parts}, in the order of their lines."""
    codes, found = {one.code for one in figures}, defaultdict(list)
    for figure in sorted(figures, key=lambda one: (one.line, one.code)):
        if figure.part_of in codes:
            found[figure.part_of].append(figure)
    return dict(found)
