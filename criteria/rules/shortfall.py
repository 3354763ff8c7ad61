"""How far a value lies from its threshold in natural units (pure): the smallest change that turns the verdict.

A row is one indicator of one commune. A share with its counts changes by what was counted: so many households, so
much of a road; anything else changes in its own unit. The denominator is held as it was reported: a household that
gets clean water was a household before, a road that is paved was there. Where the whole itself changes (a new
school), the next report says so and the change is computed anew.
Sources: the comparison and the threshold of the indicator (criteria.rules.verdicts); design section 4.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from criteria.rules.measured import CONTINUOUS, exact, share_of
from criteria.rules.verdicts import (
    ATTAINED,
    LOWER_IS_BETTER,
    MORE_THAN,
    NONE,
    NOT_ATTAINED,
    limit_of,
    value_verdict,
)

FINEST = 3  # decimals that the database keeps


@dataclass(frozen=True)
class Change:
    """A change of one value, as a positive number of whole steps.

    number: how much, in what the numerator counts (`counted`) or in the indicator's unit.
    step: the smallest change that can be told: 1 household, 0.1 km, 0.1 million đồng.
    less: whether the number has to fall (poor households) rather than to rise.
    points: the same on one scale for all indicators: points of percent of what is counted; for a value that is no
    share, percent of its threshold. None where nothing relates the two ("none may exist").
    """

    number: Decimal
    step: Decimal
    counted: bool
    less: bool
    points: Fraction | None


def shortfall(measured, threshold, comparison, unit="", percent=False):
    """The smallest change that attains the indicator: adding it flips the verdict, one step less does not.

    `unit`: what is counted (`stands_for`). `percent`: whether the value is a percentage. None where there is nothing
    to tell: it is attained, no number decides, or the threshold is out of reach (more than all of the whole).
    """
    if value_verdict(exact(measured), threshold, comparison) != NOT_ATTAINED:
        return None
    quantity, bound = _quantity(measured), _bound(measured, threshold, comparison)
    step, less = step_of(measured, threshold, comparison, unit), comparison in LOWER_IS_BETTER
    distance = (quantity - bound if less else bound - quantity) / Fraction(step)
    steps = floor(distance) + 1 if comparison == MORE_THAN else ceil(distance)
    number = steps * step
    if not _possible(measured, quantity + Fraction(-number if less else number), percent):
        return None
    return _change(measured, number, step, less, threshold, percent)


def slack(measured, threshold, comparison, unit="", percent=False):
    """The largest change for the worse that still holds the indicator: one step more loses it.

    As `shortfall`; its number is 0 where the next step already loses it. None where it is not attained or no number
    decides.
    """
    if value_verdict(exact(measured), threshold, comparison) != ATTAINED:
        return None
    quantity, bound = _quantity(measured), _bound(measured, threshold, comparison)
    step, lower = step_of(measured, threshold, comparison, unit), comparison in LOWER_IS_BETTER
    distance = (bound - quantity if lower else quantity - bound) / Fraction(step)
    steps = ceil(distance) - 1 if comparison == MORE_THAN else floor(distance)
    return _change(measured, steps * step, step, not lower, threshold, percent)


def after(measured, change):
    """The value once the change has come about; the share follows its counts."""
    moved = -change.number if change.less else change.number
    if not change.counted:
        return replace(measured, value=measured.value + moved)
    return replace(measured, value=None, numerator=measured.numerator + moved)


def at_the_end(threshold, comparison, percent=False):
    """Whether nothing better than the threshold exists: all of 100 % are asked for, or none. False if unknown."""
    limit = limit_of(threshold, comparison)
    if limit is None:
        return False
    return limit <= 0 if comparison in LOWER_IS_BETTER else bool(percent) and limit >= 100


def step_of(measured, threshold, comparison, unit=""):
    """The smallest change that can be told, by what was counted and by the digits that the numbers have."""
    if share_of(measured) is not None:
        digits = max(_digits(measured.numerator), _digits(measured.denominator), unit in CONTINUOUS)
    elif comparison == NONE:
        digits = _digits(measured.value)
    else:
        digits = max(_digits(measured.value), _digits(threshold), 1)
    return Decimal(1).scaleb(-digits)


def _digits(number):
    exponent = Decimal(number).normalize().as_tuple().exponent
    return min(max(-exponent, 0), FINEST)


def _quantity(measured):
    return Fraction(measured.value if share_of(measured) is None else measured.numerator)


def _bound(measured, threshold, comparison):
    """The threshold in the unit of what changes."""
    limit = Fraction(limit_of(threshold, comparison))
    return limit if share_of(measured) is None else limit * Fraction(measured.denominator) / 100


def _possible(measured, becomes, percent):
    """A part is neither below nothing nor above its whole, and a percentage lies between 0 and 100."""
    if share_of(measured) is not None:
        return 0 <= becomes <= measured.denominator
    return becomes >= 0 and (not percent or becomes <= 100)


def _change(measured, number, step, less, threshold, percent):
    counted = share_of(measured) is not None
    if counted:
        points = 100 * Fraction(number) / Fraction(measured.denominator)
    elif percent:
        points = Fraction(number)
    else:
        points = 100 * Fraction(number) / abs(Fraction(threshold)) if threshold else None
    return Change(number, step, counted, less, points)
