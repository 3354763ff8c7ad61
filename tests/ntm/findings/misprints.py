"""Wrong figures planted into a copy of the ledger, of a kind and a size drawn by a seed."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ntm.progress.contradictions.finding import PERCENT, VALUE, WHOLE
from ntm.progress.contradictions.shares import WRONG, quality


def spots(ledger, coverage):
    """(code, part) of everything printed that another printed number fixes, in a fixed order."""
    printed = {VALUE: lambda row: True, PERCENT: lambda row: row.percent, WHOLE: lambda row: row.whole}
    found = {(code, part) for code, parts in coverage.items() for part in parts if code in ledger.by_code}
    return sorted((code, part) for code, part in found if printed[part](ledger.by_code[code]))


def drawn(checks, spots, count, draw):
    """Spots at random, no two in one sum: one number too high and another too low by as much would be no misprint."""
    beside = {}
    for check in checks:
        for row in check.rows if check.pins else ():
            beside.setdefault(row.code, set()).update(other.code for other in check.rows)
    chosen, taken = [], set()
    for code, part in draw.sample(spots, len(spots)):
        if code not in taken and len(chosen) < count:
            chosen.append((code, part))
            taken |= beside[code]
    return chosen


def planted(ledger, chosen, draw):
    """A copy of the ledger with one misprint on each of these spots; the quote is misprinted with it."""
    rows = dict(ledger.by_code)
    for code, part in chosen:
        rows[code] = misprinted(rows[code], part, draw)
    return replace(ledger, rows=tuple(rows.values()))


def misprinted(row, part, draw):
    if part == PERCENT:
        return replace(row, percent=wrong_percent(row, draw), quote="")
    if part == WHOLE:
        return replace(row, whole=misprint(row.whole, 0, draw), quote="")
    value = misprint(row.value, row.digits, draw)
    counted = {"numerator": value} if row.numerator == row.value else {}
    ends = {"low": value} if row.low is not None else {}
    if row.high == row.value or (row.high is not None and row.high < value):
        ends["high"] = value
    return replace(row, **counted, **ends, quote="")


def wrong_percent(row, draw):
    """Another percent; one that happens to be the right one is no misprint."""
    digits = len(row.percent.partition(".")[2])
    while True:
        text = f"{misprint(Decimal(row.percent), digits, draw):.{digits}f}"
        known = row.numerator is not None and row.counted_of
        if not known or quality(Fraction(100 * row.numerator) / Fraction(row.counted_of), text) == WRONG:
            return text


def misprint(value, digits, draw):
    """One digit too many or too few at the end, two digits exchanged, a zero too many, a tenth more."""
    step, text = Decimal(1).scaleb(-digits), f"{value:.{digits}f}"
    exchanged = [
        Decimal(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
        for place in range(len(text) - 1)
        if "." not in text[place : place + 2] and text[place] != text[place + 1]
    ]
    tenth = (value * Decimal("1.1") + step).quantize(step)
    ways = [value + step, value - step, value * 10, tenth, *([draw.choice(exchanged)] if exchanged else [])]
    return draw.choice([way for way in ways if way >= 0 and way != value])
