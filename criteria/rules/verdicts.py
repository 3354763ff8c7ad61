"""What a number says about an indicator: verdict, margin and reason of a value against its threshold (pure).

A row is one indicator of one commune. Values and thresholds share the indicator's unit (%, million đồng, m² ...); a
value may be a Fraction, which is how an exact share is handed on (criteria.rules.measured).
None always means unknown, never zero: without a value, without a number in the threshold, or where a person has to
judge, the answer is None, "cannot be judged", and the officer's verdict stands (design section 3, "Yardstick").
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

ATTAINED, NOT_ATTAINED = "attained", "not_attained"
AT_LEAST, AT_MOST, MORE_THAN, NONE = ">=", "<=", ">", "khong"  # as criteria.Indicator.Comparison has them
NUMERIC = (AT_LEAST, AT_MOST, MORE_THAN, NONE)
LOWER_IS_BETTER = (AT_MOST, NONE)

# Why a verdict is what it is; the page turns these into a sentence.
REACHED, SHORT, TOO_MUCH = "reached", "short", "too_much"
NO_VALUE, NO_THRESHOLD, BY_OFFICER = "no_value", "no_threshold", "by_officer"


@dataclass(frozen=True)
class Reason:
    """The verdict of one value (None: cannot be judged), why, and how far it lies from the threshold."""

    verdict: str | None
    word: str
    margin: Decimal | Fraction | None = None


def limit_of(threshold, comparison):
    """The number a value is held against: "none may exist" asks for 0 even where no number is printed."""
    if comparison == NONE and threshold is None:
        return Decimal(0)
    return threshold if comparison in NUMERIC else None


def margin(value, threshold, comparison):
    """How far the value lies on the good side of the threshold, negative while it is missed; None if unknown.

    In the indicator's own unit. With "more than" a margin of 0 is still missed.
    """
    limit = limit_of(threshold, comparison)
    if value is None or limit is None:
        return None
    return difference(limit, value) if comparison in LOWER_IS_BETTER else difference(value, limit)


def difference(one, other):
    """one − other, exact: Decimals stay Decimals, and where one of them is a Fraction so is the result."""
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return Fraction(one) - Fraction(other)
    return one - other


def value_verdict(value, threshold, comparison):
    """attained, not_attained, or None where no number decides."""
    found = margin(value, threshold, comparison)
    if found is None:
        return None
    reached = found > 0 if comparison == MORE_THAN else found >= 0
    return ATTAINED if reached else NOT_ATTAINED


def reason(value, threshold, comparison):
    """The verdict with its reason: what a page or a report says beside the number."""
    if comparison not in NUMERIC:
        return Reason(None, BY_OFFICER)
    if limit_of(threshold, comparison) is None:
        return Reason(None, NO_THRESHOLD)
    if value is None:
        return Reason(None, NO_VALUE)
    verdict, found = value_verdict(value, threshold, comparison), margin(value, threshold, comparison)
    missed = TOO_MUCH if comparison in LOWER_IS_BETTER else SHORT
    return Reason(verdict, REACHED if verdict == ATTAINED else missed, found)


def threshold_for(thresholds, commune_class, year):
    """The threshold that a class of communes has in a year, None where none is given.

    `thresholds`: anything with commune_class, year_from, year_to (None = open). Another class's level is never
    borrowed, and a level that was given up to a year says nothing about the years after it. Of several that
    cover the year the one that starts last counts.
    """
    found = [one for one in thresholds if one.commune_class == commune_class and covers(one, year)]
    return max(found, key=lambda one: (one.year_from or 0, -(one.year_to or 9999)), default=None)


def covers(threshold, year):
    return (threshold.year_from or 0) <= year <= (threshold.year_to or 9999)


def criterion_verdict(verdicts):
    """What the values say about a whole criterion: missed if one is missed, attained only if all are judged so."""
    found = list(verdicts)
    if NOT_ATTAINED in found:
        return NOT_ATTAINED
    return ATTAINED if found and all(one == ATTAINED for one in found) else None
