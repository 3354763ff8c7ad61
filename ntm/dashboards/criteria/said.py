"""What documents print about one criterion: targets, results, plans, each with its quote."""

from dataclasses import dataclass

from ntm import printed, units, verdicts
from ntm.units import COMMUNE


@dataclass(frozen=True)
class Said:
    figure: object
    label: str
    scope: str
    kind: str
    value: str


def said_about(register, criterion):
    """The latest first; a number without a set belongs to the set in force on its day."""
    every = [*register.targets, *register.figures]
    found = [one for one in every if one.criterion == criterion.number and belongs(register, one, criterion)]
    found.sort(key=lambda one: one.code)
    return [told(register, one) for one in sorted(found, key=lambda one: one.date, reverse=True)]


def belongs(register, figure, criterion):
    of_set = printed.criterion_set(register, figure)
    return of_set is not None and of_set.code == criterion.criteria_set.code


def told(register, figure):
    return Said(
        figure,
        printed.label(register, figure),
        printed.scope_name(register, figure.scope),
        printed.kind_name(figure),
        value_text(figure),
    )


def value_text(figure):
    """76/181 (42%) as printed."""
    whole = figure.unit == COMMUNE and figure.numerator is not None and figure.denominator
    value = units.with_unit(verdicts.span(figure.low, figure.high), figure.unit, one=figure.low == figure.high == 1)
    if whole:
        value = verdicts.of_whole(units.plain(figure.numerator), figure.denominator)
    percent = verdicts.percent_text(figure) if figure.unit != units.PERCENT else ""
    return f"{value} ({percent})" if percent else value
