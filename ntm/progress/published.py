"""Which published figures answer a question (pure; design section 4, "Targets", step 3).

A figure is any object with the fields of criteria.models.Figure. Values are Decimal as printed; a share is also
answered by the percent that is printed beside the count.
"""

from dataclasses import dataclass
from decimal import Decimal

ESTIMATE = "estimate"


@dataclass(frozen=True)
class Printed:
    """One printed value and the figure it stands in."""

    value: Decimal
    figure: object

    @property
    def estimate(self):
        """Printed before the day had come (column `estimate`), or called an estimate by the document."""
        return self.figure.estimate or self.figure.kind == ESTIMATE


def first_year(period):
    """2016 of "2016-2020", 2018 of "2018"."""
    return int(period[:4])


def printed_value(figure, measure):
    """What the figure says about the measure, None if it says nothing about it."""
    if figure.measure.key == measure:
        return figure.low if figure.low is not None else figure.high
    if measure == f"{figure.measure.key}_share" and figure.stated_percent:
        return Decimal(figure.stated_percent)
    return None


def answers(figures, question, scope, on_basis):
    """Printed values for the measure, variant, criterion, scope and date; results before estimates.

    `on_basis(figure)`: whether the figure counts the units that the question is about.
    """
    found = []
    for figure in figures:
        value = printed_value(figure, question.measure)
        if value is not None and _same(figure, question, scope) and on_basis(figure):
            found.append(Printed(value, figure))
    return sorted(found, key=lambda one: (one.figure.kind == ESTIMATE, one.figure.code))


def _same(figure, question, scope):
    asked = question.variant, question.criterion, scope, question.date
    return (figure.variant, figure.criterion, figure.scope, figure.date) == asked


def latest(figures, target, not_after, year=None):
    """Figures of the target's measure, variant and scope on their latest date not after the day (in that year)."""
    found = [
        figure
        for figure in figures
        if (figure.measure.key, figure.variant, figure.scope) == (target.measure.key, target.variant, target.scope)
        and figure.date <= not_after
        and (year is None or figure.date.year == year)
    ]
    last = max((figure.date for figure in found), default=None)
    return [Printed(printed_value(f, f.measure.key), f) for f in found if f.date == last]
