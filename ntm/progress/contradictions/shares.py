"""Shares against what they are a share of: the printed percent, the count, the whole (pure)."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from ntm.progress.contradictions.finding import (
    AMBIGUOUS,
    CONTRADICTION,
    PERCENT,
    ROUNDING,
    VALUE,
    WHOLE,
    broken,
    held,
)
from ntm.progress.contradictions.ledger import decimals
from ntm.progress.contradictions.relations import COMPLEMENTS, WHOLES

SHARE, ACROSS, RANGE, IMPLIED = "share", "share_across_rows", "share_range", "share_without_base"
PART, REMAINDER = "denominator_of_whole", "share_remainder"
EXACT, ROUNDED, TRUNCATED, RAISED, COARSER, WRONG = "exact", "rounded", "truncated", "raised", "coarser", "wrong"
HALF = Decimal("0.5")


def digits_of(percent):
    return len(percent.partition(".")[2])


def as_decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def to_digits(value, digits, rounding=ROUND_HALF_UP):
    return as_decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=rounding)


def quality(share, percent):
    """How a printed percent stands to the true share (Fraction, percent): exact … wrong.

    Rounded: half up at the printed digits. Truncated, raised: cut or pushed to the next printed digit.
    Coarser: rounded to fewer digits than are printed.
    """
    printed, digits = Decimal(percent), digits_of(percent)
    if Fraction(printed) == share:
        return EXACT
    ways = [(ROUNDED, digits, ROUND_HALF_UP), (TRUNCATED, digits, ROUND_DOWN), (RAISED, digits, ROUND_CEILING)]
    ways += [(COARSER, fewer, ROUND_HALF_UP) for fewer in range(digits - 1, -1, -1)]
    found = (name for name, kept, rounding in ways if to_digits(share, kept, rounding) == printed)
    return next(found, WRONG)


def fitting(percent, whole):
    """(least, most) whole number whose share of the whole rounds to the percent; None where none does."""
    half = HALF.scaleb(-digits_of(percent))
    least = -(-(Fraction(Decimal(percent) - half) * Fraction(whole) / 100) // 1)
    most = Fraction(Decimal(percent) + half) * Fraction(whole) / 100
    most = most // 1 - (most == most // 1)
    return (int(max(least, 0)), int(most)) if max(least, 0) <= most else None


def tight(count, whole, percent):
    """Which of count and whole the percent fixes: the next number up or down would not round to it."""
    steps = {part: Fraction(1, 10 ** decimals(number)) for part, number in ((VALUE, count), (WHOLE, whole))}
    near = {
        VALUE: [(Fraction(count) + sign * steps[VALUE], Fraction(whole)) for sign in (1, -1)],
        WHOLE: [(Fraction(count), Fraction(whole) + sign * steps[WHOLE]) for sign in (1, -1)],
    }
    return [part for part, pairs in near.items() if not any(_right(a, b, percent) for a, b in pairs)]


def _right(count, whole, percent):
    return whole > 0 and count >= 0 and quality(count * 100 / whole, percent) in (EXACT, ROUNDED)


def judged(rule, rows, count, whole, percent):
    """One count, one whole and one percent: held, or a finding that says which number the percent would fit."""
    share = Fraction(count) * 100 / Fraction(whole)
    how = quality(share, percent)
    if how in (EXACT, ROUNDED):
        return held(rule, rows, PERCENT, *tight(count, whole, percent))
    facts = {
        "row": rows[0],
        "count": count,
        "whole": whole,
        "percent": percent,
        "true": to_digits(share, max(2, digits_of(percent))),
    }
    facts["fits"] = fitting(percent, whole) if decimals(count) == 0 else None
    kind = CONTRADICTION if how == WRONG else ROUNDING
    return broken(rule, kind, rows, f"share_{how}", (VALUE, PERCENT, WHOLE), **facts)


def within_rows(ledger):
    """A count and the percent printed with it, of the printed whole or else the base."""
    for row in ledger.rows:
        if row.percent and row.numerator is not None and row.counted_of:
            yield judged(SHARE, [row], row.numerator, row.counted_of, row.percent)


def across_rows(ledger):
    """A share stated by itself, and the count of the same thing that the same document gives."""
    for row in ledger.rows:
        if row.unit != "percent" or row.numerator is not None or not row.base or not row.exact:
            continue
        measure = row.measure.removesuffix("_share")
        like = {"document": row.document, "scope": row.scope, "date": row.date, "set_by": row.set_by, "base": row.base}
        same = ledger.of(measure, **like, criterion=row.criterion, variant=row.variant)
        counts = [one for one in same if one.exact and one.result == row.result] if measure != row.measure else []
        alike = [one for one in counts if one.kind == row.kind] or counts
        for count in alike[:1]:
            yield _beside(count, row)


def _beside(count, share):
    """The percent printed beside the count is the share itself; without one the share is computed."""
    percent = share.percent or f"{share.value:f}"
    if count.percent and Decimal(count.percent) == Decimal(percent):
        return held(ACROSS, [count, share], VALUE, PERCENT)
    return judged(ACROSS, [count, share], count.value, Decimal(share.base), percent)


def impossible(ledger):
    """A part beyond its whole, a share beyond 0 to 100 %."""
    for row in ledger.rows:
        if row.numerator is not None and row.whole and row.numerator > row.whole:
            yield broken(RANGE, CONTRADICTION, [row], "beyond_whole", count=row.numerator, whole=row.whole)
        elif row.unit == "percent" and row.measure.endswith(("_share", "_rate")) and not 0 <= row.value <= 100:
            yield broken(RANGE, CONTRADICTION, [row], "beyond_hundred", percent=row.value)


def without_base(ledger):
    """A percent beside a count, with nothing that says of how many."""
    for row in ledger.rows:
        if row.percent and row.numerator and not row.counted_of and Decimal(row.percent):
            half = HALF.scaleb(-digits_of(row.percent))
            ends = [Fraction(row.numerator) * 100 / Fraction(Decimal(row.percent) + sign * half) for sign in (1, -1)]
            implied = int(-(-ends[0] // 1)), int(ends[1] // 1)
            yield broken(
                IMPLIED, AMBIGUOUS, [row], "implied_whole", count=row.numerator, percent=row.percent, whole=implied
            )


def wholes(ledger):
    """A printed denominator against the whole that the same document states elsewhere."""
    for row in ledger.rows:
        for whole in _wholes_of(ledger, row) if row.whole else []:
            if whole.value == row.whole:
                yield held(PART, [row, whole], WHOLE)
                yield held(PART, [whole], VALUE)
            else:
                facts = {"whole": row.whole, "stated": whole.value}
                yield broken(PART, CONTRADICTION, [row, whole], "other_whole", (WHOLE, VALUE), **facts)


def _wholes_of(ledger, row):
    """By part_of, by what the measure is a part of, or by a group that the group's name extends (x-dbkk of x)."""
    total = ledger.by_code.get(row.part_of)
    if total:
        # A share may be taken of the grand total while the row is a part of a part.
        chain = [total, ledger.by_code.get(total.part_of)]
        stated = [one for one in chain if one and one.unit == row.unit]
        return [next((one for one in stated if one.value == row.whole), *stated[-1:])] if stated else []
    like = {"document": row.document, "date": row.date}
    if row.measure in WHOLES:
        return ledger.of(WHOLES[row.measure], **like, scope=row.scope)
    same = ledger.of(row.measure, **like) if row.scope.startswith("group:") else []
    return [one for one in same if row.scope.startswith(f"{one.scope}-")]


def remainders(ledger):
    """A share given as what is left: with the other share of the same document it makes 100 %."""
    for measure, other in COMPLEMENTS.items():
        for row in ledger.of(measure):
            for rest in ledger.of(other, document=row.document, scope=row.scope, date=row.date):
                if rest.percent:
                    yield _remaining(row, rest)


def _remaining(row, rest):
    together = Fraction(row.value) + Fraction(Decimal(rest.percent))
    if together == 100:
        return held(REMAINDER, [row], VALUE)
    facts = {"row": row, "first": row.value, "second": rest.percent, "together": together}
    leeway = row.half + Fraction(HALF.scaleb(-digits_of(rest.percent)))
    kind = ROUNDING if abs(together - 100) <= leeway else CONTRADICTION
    return broken(REMAINDER, kind, [row, rest], "not_hundred", (VALUE, PERCENT), **facts)


RULES = (within_rows, across_rows, impossible, without_base, wholes, remainders)
