"""What a figure counts: bases that no unit state has, of another time, or that are not stated at all (pure)."""

from datetime import date
from decimal import Decimal

from ntm.progress.contradictions.finding import AMBIGUOUS, CONTRADICTION, VALUE, WHOLE, broken, held
from ntm.progress.contradictions.ledger import PROVINCE, grouped
from ntm.progress.contradictions.relations import LEADS

SIZE, UNKNOWN, PAST, UNSTATED = "size_in_register", "unknown_base", "base_of_past_units", "base_not_stated"
OF_COMMUNES = {"commune", "criteria"}
SIZES = {"communes_total", "communes_in_group"}


def of_register(ledger):
    """A number of units that a document prints against the units that the register has on that day."""
    for code, known in ledger.sizes.items():
        row = ledger.by_code.get(code)
        if row is None:
            continue
        if row.value == known:
            yield held(SIZE, [row], VALUE)
        else:
            yield broken(SIZE, CONTRADICTION, [row], "size_off", [VALUE], row=row, known=known)


def of_states(ledger):
    """What the province's communes are counted of, as printed or else as entered: rural communes, best of that day."""
    counted = [row for row in ledger.rows if row.scope == PROVINCE and _of_all_communes(row)]
    rural = {Decimal(state.rural) for state in ledger.states}
    past = []
    for row in counted:
        if row.counted_of not in rural:
            facts = {"whole": row.counted_of, "rural": sorted({state.rural for state in ledger.states}, reverse=True)}
            yield broken(UNKNOWN, CONTRADICTION, [row], "base_unknown", [WHOLE], **facts)
        elif row.counted_of not in _in_force(ledger, row):
            past.append(row)
        elif row.whole:
            yield held(UNKNOWN, [row], WHOLE)
    for (_document, on, whole), rows in grouped(past, lambda row: (row.document, row.date, row.counted_of)).items():
        facts = {"whole": whole, "now": ledger.state(on).rural, "day": on, "parts": rows}
        yield broken(PAST, AMBIGUOUS, rows, "base_past", [WHOLE], **facts)


def _of_all_communes(row):
    """Communes counted of a printed whole, or anything that rests on communes and was entered with a base."""
    return (row.unit == "commune" and row.whole) or (row.of_communes and row.base)


def _in_force(ledger, row):
    """The sizes that may be meant: of the day of a result, of any day of the period of what is wanted."""
    last = ledger.state(row.date)
    if row.result:
        return {last.rural}
    first = ledger.state(date(row.first_year, 1, 1)) or last
    return {state.rural for state in ledger.states if first.since <= state.since <= last.since}


def unstated(ledger):
    """Numbers about communes without a printed denominator, where the document uses several for that day."""
    results = [row for row in ledger.rows if row.result and row.scope == PROVINCE]
    for (_document, on), rows in grouped(results, lambda row: (row.document, row.date)).items():
        used = {row.whole for row in rows if row.unit == "commune" and row.whole}
        bare = [row for row in rows if _bare(row)]
        if len(used) > 1 and bare:
            yield broken(UNSTATED, AMBIGUOUS, bare, "base_unstated", used=sorted(used), day=on, parts=bare)


def _bare(row):
    """Communes counted or averaged of an unsaid number; a size says its own."""
    counts = row.unit in OF_COMMUNES or (row.unit == "percent" and row.measure.startswith("communes_"))
    full = row.unit == "percent" and row.value in (0, 100)  # all or none of any number
    return counts and row.whole is None and not full and row.measure not in {*SIZES, *LEADS}


RULES = (of_register, of_states, unstated)
