"""What was reached against what there was and what was added: cumulative numbers, growth, leads, pace (pure)."""

from fractions import Fraction

from ntm.progress.contradictions.finding import AMBIGUOUS, CONTRADICTION, ROUNDING, VALUE, broken, held
from ntm.progress.contradictions.ledger import MONEY, PLAN, TARGET, in_one_unit, year_end
from ntm.progress.contradictions.relations import (
    DIFFERENCE,
    GROWTHS,
    LEADS,
    LEVELS,
    MEANS,
    PACES,
    RATIO,
)

CUMULATIVE, PERIODS, GROWTH, LEAD, PACE, MEAN = (
    "previous_plus_increment",
    "period_in_period",
    "growth",
    "lead_over_target",
    "start_plus_yearly",
    "mean_of_total",
)


def cumulative(ledger):
    """previous + added = reached. A planned previous number is no result: then a gap is only a question."""
    for measure, level in LEVELS.items():
        for added in ledger.of(measure):
            for reached in _reached(ledger, level, added):
                for before in _before(ledger, reached, added):
                    yield _added_up(before, added, reached)


def _reached(ledger, level, added):
    """What the same document says is reached with it: the target of a planned increment, the result of a result."""
    like = {"document": added.document, "scope": added.scope, "date": added.date, "criterion": added.criterion}
    planned = added.kind == PLAN
    return [row for row in ledger.of(level, **like) if row.exact and planned == (row.kind == TARGET)]


def _before(ledger, reached, added):
    """The number at the end of the year before the period: results, else what was planned for then."""
    like = {"scope": reached.scope, "criterion": reached.criterion, "date": year_end(added.first_year - 1)}
    found = [row for row in ledger.of(reached.measure, **like) if row.exact]
    return [row for row in found if row.result] or [row for row in found if row.document != reached.document]


def _added_up(before, added, reached):
    rows, together = [before, added, reached], before.value + added.value
    if together == reached.value:
        return held(CUMULATIVE, rows, VALUE)
    facts = {"before": before, "added": added, "reached": reached, "sum": (together, reached.unit)}
    if before.base != reached.base:
        return broken(CUMULATIVE, AMBIGUOUS, rows, "sum_other_base", [VALUE], **facts)
    kind, says = (CONTRADICTION, "sum_off") if before.result else (AMBIGUOUS, "sum_planned")
    return broken(CUMULATIVE, kind, rows, says, [VALUE], **facts)


def periods(ledger):
    """Funds of a period cannot exceed the same funds of a longer one that contains it."""
    funds = [row for row in ledger.rows if row.kind == "funding_actual" and row.exact]
    for inner in funds:
        for outer in ledger.of(inner.measure, kind=inner.kind, scope=inner.scope):
            if not (outer.exact and outer.first_year <= inner.first_year and inner.date < outer.date):
                continue
            if in_one_unit(inner) <= in_one_unit(outer):
                yield held(PERIODS, [inner, outer])
            else:
                yield broken(PERIODS, CONTRADICTION, [inner, outer], "period_exceeds", part=inner, bound=outer)


def growth(ledger):
    """A growth "since year" against the value then and the value now, in the document or as others print it."""
    for measure, (level, way) in GROWTHS.items():
        for stated in ledger.of(measure):
            start = _start(stated)
            like = {"scope": stated.scope, "criterion": stated.criterion}
            now = ledger.of(level, **like, date=stated.date, document=stated.document, result=True)
            then = ledger.of(level, **like, date=start, result=True) if start else []
            if stated.exact and now and then:
                yield grown(stated, then[0], now[0], way)


def _start(stated):
    """The end of the year a growth is counted from: "since 2011", or the first year of the period."""
    if stated.variant.startswith("since "):
        return year_end(int(stated.variant.removeprefix("since ")))
    return None if stated.variant or stated.date.year == stated.first_year else year_end(stated.first_year)


def grown(stated, then, now, way):
    """Interval arithmetic: the growth that the printed digits of both values allow must meet the stated one."""
    (then_low, then_high), (now_low, now_high) = then.spread, now.spread
    if way == DIFFERENCE:
        true, least, most = Fraction(now.value - then.value), now_low - then_high, now_high - then_low
    else:
        true = Fraction(now.value) / Fraction(then.value)
        least, most = now_low / then_high, now_high / then_low
        if way != RATIO:
            true, least, most = (100 * (one - 1) for one in (true, least, most))
    rows, low, high = [then, now, stated], *stated.spread
    facts = {"then": then, "now": now, "stated": stated, "true": (true, stated.unit)}
    if high < least or low > most:
        return broken(GROWTH, CONTRADICTION, rows, "growth_off", [VALUE], **facts)
    if abs(true - Fraction(stated.value)) > stated.half:
        return broken(GROWTH, ROUNDING, rows, "growth_rounded", [VALUE], **facts)
    if then.base != now.base:
        return broken(GROWTH, AMBIGUOUS, rows, "growth_other_base", [VALUE], **facts)
    return held(GROWTH, rows if way == DIFFERENCE else [stated], VALUE)


def leads(ledger):
    """A lead over a target against the result and the target of the same place in the document."""
    for measure, (level, percents) in LEADS.items():
        for stated in ledger.of(measure):
            here = {"document": stated.document, "section": stated.section, "date": stated.date, "scope": stated.scope}
            results, targets = ledger.of(level, **here, result=True), ledger.of(level, **here, kind=TARGET)
            if results and targets and (not percents or (results[0].percent and targets[0].percent)):
                yield _led(stated, results[0], targets[0], percents)


def _led(stated, result, target, percents):
    values = [Fraction(one.percent) if percents else Fraction(one.value) for one in (result, target)]
    true, rows = values[0] - values[1], [result, target, stated]
    if abs(true - Fraction(stated.value)) <= (stated.half if percents else 0):
        return held(LEAD, rows, "percent" if percents else VALUE, *([VALUE] if percents else []))
    facts = {"result": result, "target": target, "stated": stated, "true": (true, stated.unit)}
    return broken(LEAD, CONTRADICTION, rows, "lead_off", [VALUE, *(["percent"] if percents else [])], **facts)


def pace(ledger):
    """A target against the start and the gain a year that the same document states for the period."""
    for measure, level in PACES.items():
        for yearly in ledger.of(measure):
            if not (measure.endswith("_per_year") or yearly.variant == "per year"):
                continue
            like = {"scope": yearly.scope, "date": yearly.date, "document": yearly.document}
            starts = ledger.of(level, scope=yearly.scope, date=year_end(yearly.first_year - 1), result=True)
            for end in ledger.of(level, **like, kind=yearly.kind if yearly.result else TARGET, base=yearly.base):
                for start in [one for one in starts if one.base == end.base][:1]:
                    yield _paced(start, yearly, end)


def _paced(start, yearly, end):
    years, rows = yearly.date.year - yearly.first_year + 1, [start, yearly, end]
    least = Fraction(start.value) + years * Fraction(yearly.low or 0)
    most = None if yearly.high is None else Fraction(start.value) + years * Fraction(yearly.high)
    low, high = Fraction(end.value), Fraction(end.high if end.high is not None else end.value)
    facts = {"start": start, "yearly": yearly, "end": end, "years": years, "reached": (least, end.unit)}
    if high < least:
        return broken(PACE, CONTRADICTION, rows, "pace_beyond", **facts)
    if most is not None and low > most:
        return broken(PACE, CONTRADICTION, rows, "pace_short", **{**facts, "reached": (most, end.unit)})
    if most is None and low > least:
        return broken(PACE, AMBIGUOUS, rows, "pace_least_short", **facts)
    return held(PACE, rows, *([VALUE] if low == least else []))


def means(ledger):
    """A mean against the total and the number that the same document gives."""
    for measure, (total, number) in MEANS.items():
        for mean in ledger.of(measure):
            like = {"document": mean.document, "scope": mean.scope, "date": mean.date}
            for whole in ledger.of(total, **like):
                for count in ledger.of(number, **like):
                    yield _mean(mean, whole, count)


def _mean(mean, whole, count):
    true, rows = in_one_unit(whole) / Fraction(count.value) / MONEY.get(mean.unit, 1), [mean, whole, count]
    low, high = mean.spread
    if (low is None or true >= low) and (high is None or true <= high):
        return held(MEAN, rows, *([VALUE] if mean.exact else []))
    facts = {"mean": mean, "total": whole, "number": count, "true": (true, mean.unit)}
    return broken(MEAN, CONTRADICTION, rows, "mean_off", [VALUE], **facts)


RULES = (cumulative, periods, growth, leads, pace, means)
