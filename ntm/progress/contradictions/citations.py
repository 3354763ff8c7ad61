"""One document cited with different dates, and numbers that run against the calendar (pure)."""

import re
from itertools import combinations, pairwise

from ntm.progress.contradictions.finding import AMBIGUOUS, CONTRADICTION, broken, held
from ntm.progress.contradictions.ledger import grouped

CITED, ORDER = "cited_differently", "number_against_date"
OF_YEAR = re.compile(r"(\d+)/(\d{4})/(.+)")  # 09/2016/NQ-HĐND: one issuer numbers them through the year


def cited(ledger):
    """One number with two dates of one year, or on one day of two years, is one document with one date wrong.

    Another day of another year is another document that happens to bear the number.
    """
    for rows in grouped(ledger.citations, lambda one: one.number).values():
        for one, other in combinations(rows, 2):
            if one.date == other.date:
                yield held(CITED, [one, other])
            elif one.date.year == other.date.year or (one.date.day, one.date.month) == (
                other.date.day,
                other.date.month,
            ):
                yield broken(CITED, CONTRADICTION, [one, other], "cited", one=one, other=other)


def order(ledger):
    """Of two documents numbered through one year the higher number is not the earlier one."""
    found = [(OF_YEAR.fullmatch(one.number), one) for one in ledger.citations]
    numbered = [(match[3], match[2], int(match[1]), one) for match, one in found if match]
    for rows in grouped(numbered, lambda row: row[:2]).values():
        for (*_series, low, one), (*_same, high, other) in pairwise(
            sorted(rows, key=lambda row: (row[2], row[3].code))
        ):
            if low < high and one.date > other.date:
                yield broken(ORDER, AMBIGUOUS, [one, other], "order", one=one, other=other)


RULES = (cited, order)
