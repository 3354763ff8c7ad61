"""Parts against their total: bands, funds, and every group of rows that a document gives as parts (pure)."""

from decimal import Decimal
from fractions import Fraction

from ntm.progress.contradictions.finding import AMBIGUOUS, CONTRADICTION, PERCENT, ROUNDING, VALUE, broken, held
from ntm.progress.contradictions.ledger import MONEY, PROVINCE, grouped, half_in_one_unit, in_one_unit
from ntm.progress.contradictions.relations import GROUP_SIZE, TOTALS
from ntm.progress.contradictions.shares import HALF, digits_of

PARTS, UNITS, PERCENTS, GROUPS = "parts_of_total", "parts_of_units", "percents_of_whole", "group_in_whole"


def of_a_row(ledger):
    """Rows that name the same total; the total is a row."""
    named = grouped([row for row in ledger.rows if row.part_of in ledger.by_code], lambda row: row.part_of)
    for code, parts in named.items():
        if len(parts) > 1:
            yield summed(ledger.by_code[code], parts)


def of_a_measure(ledger):
    """A total and its parts by their meaning, in one document, scope and on one date; only when all parts are there."""
    for measure, parts in TOTALS.items():
        for total in ledger.of(measure):
            like = {"document": total.document, "scope": total.scope, "date": total.date}
            found = [ledger.of(part, **like) for part in parts]
            if all(found):
                yield summed(total, [rows[0] for rows in found])


def summed(total, parts):
    """The sum of the printed parts against the printed total, each with half of its last digit as leeway."""
    rows, together = [total, *parts], sum(map(in_one_unit, parts))
    short = in_one_unit(total) - together
    if not short:
        return held(PARTS, rows, VALUE)
    facts = {"total": total, "parts": parts, "sum": in_unit_of(total, together), "off": in_unit_of(total, abs(short))}
    if abs(short) <= sum(map(half_in_one_unit, rows)):
        return broken(PARTS, ROUNDING, rows, "parts_rounded", [VALUE], **facts)
    if short < 0:
        return broken(PARTS, CONTRADICTION, rows, "parts_exceed", [VALUE], **facts)
    # A gap that could hide one more part of the size of those listed is a question, a smaller one is an error.
    unlisted = short >= min(map(in_one_unit, parts))
    says = "parts_unlisted" if unlisted else "parts_short"
    return broken(PARTS, AMBIGUOUS if unlisted else CONTRADICTION, rows, says, [VALUE], **facts)


def in_unit_of(row, value):
    """(value, unit) back in the unit that the row is printed in."""
    return value / MONEY.get(row.unit, 1), row.unit


def of_units(ledger):
    """Rows that together are all units of a day ("units@2011") or all rural communes then ("units:207@2015")."""
    marked = [row for row in ledger.rows if row.part_of.startswith("units")]
    for (_document, named, _kind), rows in grouped(marked, lambda row: (row.document, row.part_of, row.kind)).items():
        state, whole = ledger.state(rows[0].date), named.partition("@")[0].partition(":")[2]
        if whole or state:
            yield distributed(rows, int(whole) if whole else state.units, state)


def distributed(rows, whole, state):
    """The distribution against the number of units; one that fits the other number of units is a question."""
    together = sum(Fraction(row.value) for row in rows)
    if together == whole:
        return held(UNITS, rows, VALUE)
    other = state and {state.units: "units_all", state.rural: "units_rural"}.get(together)
    facts = {
        "parts": rows,
        "sum": (together, rows[0].unit),
        "whole": whole,
        "off": (abs(together - whole), rows[0].unit),
    }
    return broken(UNITS, AMBIGUOUS if other else CONTRADICTION, rows, other or "units_off", [VALUE], **facts)


def of_percents(ledger):
    """Printed percents of a complete distribution make 100 %."""
    marked = [row for row in ledger.rows if row.part_of.startswith("units") and row.percent]
    for (_document, named, _kind), rows in grouped(marked, lambda row: (row.document, row.part_of, row.kind)).items():
        complete = {row.code for row in ledger.rows if row.part_of == named and row.document == rows[0].document}
        if complete != {row.code for row in rows}:
            continue
        together = sum(Decimal(row.percent) for row in rows)
        leeway = sum(HALF.scaleb(-digits_of(row.percent)) for row in rows)
        if abs(together - 100) <= leeway:
            yield held(PERCENTS, rows, *([PERCENT] if together == 100 else []))
        else:
            yield broken(PERCENTS, CONTRADICTION, rows, "percents_off", [PERCENT], parts=rows, together=together)


def of_groups(ledger):
    """What a group counts can exceed neither the group nor the same count of the whole province."""
    for row in ledger.rows:
        if not row.scope.startswith("group:") or row.unit != "commune" or not row.exact:
            continue
        like = {"document": row.document, "date": row.date}
        sizes = ledger.of(GROUP_SIZE, **like, scope=row.scope) if row.measure != GROUP_SIZE else []
        whole = ledger.of(row.measure, **like, scope=PROVINCE, criterion=row.criterion, result=row.result)
        for bound in [*sizes, *whole]:
            if row.value <= bound.value:
                yield held(GROUPS, [row, bound])
            else:
                yield broken(GROUPS, CONTRADICTION, [row, bound], "group_exceeds", part=row, bound=bound)


def of_candidates(ledger):
    """A group and what is left of it ("x-others") make the whole, where the document gives the rest once."""
    for other in ledger.of(GROUP_SIZE):
        stem = other.scope.removesuffix("-others")
        wholes = ledger.of(GROUP_SIZE, document=other.document, scope=stem) if stem != other.scope else []
        for whole in wholes:
            beside = [row for row in ledger.rows if _on_line(row, other)]
            named = [row for row in beside if row.value + other.value == whole.value]
            if named:
                yield held(PARTS, [named[0], other, whole], VALUE)
            else:
                facts = {"part": other, "bound": whole}
                yield broken(PARTS, AMBIGUOUS, [*beside, other, whole], "rest_unexplained", [VALUE], **facts)


def _on_line(row, other):
    same = (row.document, row.line) == (other.document, other.line)
    return same and row.measure != GROUP_SIZE and row.unit == other.unit and row.exact


RULES = (of_a_row, of_a_measure, of_units, of_percents, of_groups, of_candidates)
