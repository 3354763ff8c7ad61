"""The average against what it is an average of: counts by criterion, bands, the least of all communes (pure)."""

from fractions import Fraction

from ntm.progress.contradictions.finding import AMBIGUOUS, CONTRADICTION, VALUE, broken, held
from ntm.progress.contradictions.ledger import grouped
from ntm.progress.contradictions.relations import (
    ALL_CRITERIA,
    AVERAGE,
    BANDS,
    BELOW,
    CRITERION,
    LEAST,
    RECOGNISED,
)

SUM, BAND_SUM, LEAST_OF_ALL, COUNT = "average_and_criteria", "average_and_bands", "least_and_band", "criterion_count"


def of_criteria(ledger):
    """average × communes = the sum of the counts by criterion, with bounds for the criteria that are not printed."""
    for average in ledger.of(AVERAGE):
        counts = _counts(ledger, average)
        if average.base and counts:
            yield _weighed(ledger, average, counts)


def _counts(ledger, average):
    """{criterion: row} that the same document prints for the same communes and day."""
    like = {"document": average.document, "scope": average.scope, "date": average.date, "base": average.base}
    rows = [row for row in ledger.of(CRITERION, **like) if row.result == average.result and row.exact]
    return {row.criterion: row for row in rows if row.criteria_set in ledger.criteria}


def _weighed(ledger, average, counts):
    base, rows = int(average.base), [average, *counts.values()]
    missing = [n for n in ledger.criteria[rows[1].criteria_set] if n not in counts]
    printed = sum(int(row.value) for row in counts.values())
    low, high = average.spread
    least = -(-max(low * base, 0) // 1) - printed if low is not None else Fraction(0)
    most = (high * base) // 1 - printed if high is not None else Fraction(base * len(missing))
    floor = _must_hold(ledger, average)
    facts = {"average": average, "base": base, "printed": printed, "missing": missing, "counted": len(counts)}
    facts |= {"rest": (int(least), int(most)), "exact": Fraction(average.value) * base}
    if most < len(missing) * (int(floor.value) if floor else 0) or least > len(missing) * base:
        says = "criteria_impossible" if missing else "criteria_off"
        return broken(SUM, CONTRADICTION, [*rows, *([floor] if floor and missing else [])], says, **facts)
    return _tight(average, rows, missing, floor, facts) if missing else held(SUM, rows)


def _tight(average, rows, missing, floor, facts):
    """If the other unprinted criteria are full, the last would be held by fewer communes than must hold it."""
    full, (least, most) = (len(missing) - 1) * facts["base"], facts["rest"]
    last = max(least - full, 0), most - full
    if floor is None or not average.exact or not 0 <= last[1] < floor.value:
        return held(SUM, rows)
    return broken(SUM, AMBIGUOUS, [*rows, floor], "criteria_tight", **facts, last=last, floor=floor)


def _must_hold(ledger, average):
    """Communes that hold every criterion, or at least are recognised, in the same document on the same units."""
    like = {"document": average.document, "scope": average.scope, "date": average.date, "base": average.base}
    for measure in (ALL_CRITERIA, RECOGNISED):
        found = [row for row in ledger.of(measure, **like) if row.result == average.result]
        if found:
            return found[0]
    return None


def of_bands(ledger):
    """The average lies between what the bands allow at least and at most."""
    banded = [row for row in ledger.rows if row.measure in BANDS and row.part_of.startswith("units")]
    for (document, part_of, on, _kind), rows in grouped(
        banded, lambda r: (r.document, r.part_of, r.date, r.kind)
    ).items():
        top = max((max(found) for found in ledger.criteria.values()), default=0)
        parts = [row for row in ledger.rows if row.part_of == part_of and row.document == document]
        whole = sum(int(row.value) for row in parts)
        for average in ledger.of(AVERAGE, document=document, date=on, scope=rows[0].scope):
            if average.result == rows[0].result and str(whole) == average.base:
                yield _between(average, parts, whole, top)


def _between(average, parts, whole, top):
    ends = [BANDS.get(row.measure) or (top, top) for row in parts]
    least = Fraction(sum(int(row.value) * low for row, (low, _high) in zip(parts, ends, strict=True)), whole)
    most = Fraction(sum(int(row.value) * high for row, (_low, high) in zip(parts, ends, strict=True)), whole)
    low, high = average.spread
    if (high is None or high >= least) and (low is None or low <= most):
        return held(BAND_SUM, [average, *parts])
    facts = {"average": average, "bounds": (least, most)}
    return broken(BAND_SUM, CONTRADICTION, [average, *parts], "average_beyond_bands", **facts)


def of_least(ledger):
    """No commune below k criteria, and the least of all communes: one says what the other says."""
    for measure, limit in BELOW.items():
        for band in ledger.of(measure):
            like = {"document": band.document, "scope": band.scope, "date": band.date}
            for least in ledger.of(LEAST, **like):
                if least.result == band.result:
                    yield _least(band, least, limit)
                    yield held(LEAST_OF_ALL, [band], VALUE)  # the least may lie higher: only the band is fixed


def _least(band, least, limit):
    rows = [band, least]
    if (band.value == 0) == (least.value >= limit):
        return held(LEAST_OF_ALL, rows)
    return broken(LEAST_OF_ALL, CONTRADICTION, rows, "least_off", band=band, least=least, limit=limit)


def of_counts(ledger):
    """A criterion that fewer communes hold than hold all of them; below the number recognised is only a question."""
    for row in ledger.of(CRITERION):
        like = {"document": row.document, "scope": row.scope, "date": row.date, "base": row.base}
        for measure in (ALL_CRITERIA, RECOGNISED):
            for bound in ledger.of(measure, **like):
                if bound.result == row.result and bound.set_by == row.set_by and row.exact:
                    yield _counted(row, bound, measure)


def _counted(row, bound, measure):
    rows = [row, bound]
    if row.value >= bound.value:
        return held(COUNT, rows)
    kind, says = (CONTRADICTION, "below_all") if measure == ALL_CRITERIA else (AMBIGUOUS, "below_recognised")
    return broken(COUNT, kind, rows, says, row=row, bound=bound)


RULES = (of_criteria, of_bands, of_least, of_counts)
