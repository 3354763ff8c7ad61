"""The same thing stated more than once: in one document or in two, as a result here and expected there (pure)."""

from itertools import pairwise

from ntm.progress.contradictions.finding import AMBIGUOUS, CONTRADICTION, VALUE, broken, held
from ntm.progress.contradictions.ledger import ACTUAL, ESTIMATE, TARGET, grouped, half_in_one_unit, in_one_unit
from ntm.progress.contradictions.relations import ALL_CRITERIA, AVERAGE, RECOGNISED, is_flow

TWICE, EXPECTED, CARRIED, ALL_HELD = "stated_twice", "result_and_expected", "carried_over", "all_criteria_recognised"


def same_thing(row):
    """What two rows share that answer one question: results of whoever, targets and plans of one authority."""
    stated = "result" if row.result else (row.kind, row.set_by, row.document if row.kind != TARGET else "")
    bounds = row.period if is_flow(row.measure) or not row.of_communes else ""
    return (*row.about, row.date, row.base, bounds, stated)


def twice(ledger):
    for rows in grouped(ledger.rows, same_thing).values():
        if len(rows) > 1:
            yield _same(rows)


def _same(rows):
    """Equal numbers, or numbers that differ by less than their last printed digits allow."""
    ends = [(in_one_unit(row), row.low is None, row.high is None) for row in rows]
    if len(set(ends)) == 1 and len({row.high for row in rows}) == 1:
        return held(TWICE, rows, VALUE)
    ordered = sorted(rows, key=lambda row: (in_one_unit(row), row.code))
    open_ended = any(not row.exact for row in rows)
    apart = any(in_one_unit(b) - in_one_unit(a) > _leeway(a, b) for a, b in pairwise(ordered))
    if not apart and not open_ended:
        return held(TWICE, rows, VALUE)
    facts = {"first": ordered[0], "last": ordered[-1], "parts": ordered}
    return broken(TWICE, AMBIGUOUS if open_ended and not apart else CONTRADICTION, rows, "twice", [VALUE], **facts)


def _leeway(one, other):
    """Whole numbers are counts and must agree; printed decimals may be rounded to different digits."""
    if one.digits == other.digits:
        return 0
    return max(half_in_one_unit(one), half_in_one_unit(other))


def expected(ledger):
    """One document gives a result in one place and expects it in another."""
    results = [row for row in ledger.rows if row.kind in (ACTUAL, ESTIMATE)]
    for rows in grouped(results, lambda row: (row.document, *row.about, row.date, row.base)).values():
        done, awaited = [r for r in rows if r.kind == ACTUAL], [r for r in rows if r.kind == ESTIMATE]
        if done and awaited:
            yield broken(EXPECTED, AMBIGUOUS, rows, "expected", done=done, awaited=awaited)


def carried(ledger):
    """An average printed again for a later date and other units without any change: units change an average."""
    averages = [row for row in ledger.of(AVERAGE) if row.result and row.exact and row.base and row.digits]
    for rows in grouped(averages, lambda row: (row.scope, row.value)).values():
        for earlier, later in pairwise(sorted(rows, key=lambda row: (row.date, row.code))):
            if earlier.base != later.base and earlier.date < later.date:
                yield broken(CARRIED, AMBIGUOUS, [earlier, later], "carried", earlier=earlier, later=later)


def all_held(ledger):
    """Communes with all criteria and communes recognised, in one document for one day: two facts, worth a question."""
    for full in ledger.of(ALL_CRITERIA):
        like = {"document": full.document, "scope": full.scope, "date": full.date, "result": full.result}
        for recognised in ledger.of(RECOGNISED, **like, base=full.base):
            rows = [full, recognised]
            if full.value == recognised.value:
                yield held(ALL_HELD, rows, VALUE)
            else:
                facts = {"full": full, "recognised": recognised}
                yield broken(ALL_HELD, AMBIGUOUS, rows, "all_held", [VALUE], **facts)


RULES = (twice, expected, carried, all_held)
