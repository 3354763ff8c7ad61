"""Integrity of the data (pure): each function takes small rows and returns what is wrong, one short text a finding.

Rows are any objects with the named attributes; a life is `valid_from` .. `valid_to` (inclusive, None = goes on).
"""

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise

ONE_DAY = timedelta(days=1)


def alive(row, on):
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def called(unit):
    """“06253-2025 Văn Quan”: the address of the unit in the product, and its name."""
    return f"{unit.code}-{unit.valid_from.year} {unit.name}"


def lives_reversed(rows, named):
    """Rows that end before they begin."""
    return [named(row) for row in rows if row.valid_to is not None and row.valid_to < row.valid_from]


def codes_borne_twice(units):
    """Two units of one code in force on the same day."""
    found, ordered = [], sorted(units, key=lambda unit: (unit.code, unit.valid_from))
    for earlier, later in pairwise(ordered):
        if earlier.code == later.code and alive(earlier, later.valid_from):
            found.append(f"{called(earlier)} / {called(later)}")
    return found


def without_successor(units, links):
    """Units that ended and of which nothing says what they became."""
    known = {(link.predecessor_id, link.effective_on) for link in links}
    ended = [unit for unit in units if unit.valid_to is not None]
    return [called(unit) for unit in ended if (unit.id, unit.valid_to + ONE_DAY) not in known]


def without_predecessor(units, links):
    """Units that began after the first unit state and of which nothing says where they came from."""
    known = {(link.successor_id, link.effective_on) for link in links}
    first = min((unit.valid_from for unit in units), default=None)
    return [called(unit) for unit in units if unit.valid_from != first and (unit.id, unit.valid_from) not in known]


def successions_outside_life(links, units):
    """The predecessor must be in force the day before, the successor on the day."""
    found, by_id = [], {unit.id: unit for unit in units}
    for link in links:
        old, new = by_id[link.predecessor_id], by_id[link.successor_id]
        if not alive(old, link.effective_on - ONE_DAY) or not alive(new, link.effective_on):
            found.append(f"{called(old)} → {called(new)} {link.effective_on}")
    return found


def members_outside_life(memberships, units):
    """A membership belongs to one unit and cannot begin before it or outlive it."""
    found, by_id = [], {unit.id: unit for unit in units}
    for row in memberships:
        unit = by_id[row.commune_id]
        ends_late = unit.valid_to is not None and (row.valid_to is None or row.valid_to > unit.valid_to)
        if row.valid_from < unit.valid_from or ends_late:
            found.append(f"{row.group_slug}: {called(unit)}")
    return found


def reports_outside_life(reports, units):
    by_id = {unit.id: unit for unit in units}
    outside = [row for row in reports if not alive(by_id[row.commune_id], row.date)]
    return [f"{called(by_id[row.commune_id])} {row.date}" for row in outside]


def awards_outside_life(awards, units):
    """A commune recognised must be in force on the day of signing or at the end of the year the decision is for."""
    found, by_id = [], {unit.id: unit for unit in units}
    for row in awards:
        unit = by_id[row.commune_id]
        if not alive(unit, row.signed_on) and not alive(unit, date(row.year, 12, 31)):
            found.append(f"{row.number}: {called(unit)}")
    return found


def awards_withdrawn_early(awards):
    """Withdrawn before the decision was signed."""
    return [row.number for row in awards if row.withdrawn_on is not None and row.withdrawn_on < row.signed_on]


def tiles_missing(states, units, tiles):
    """Rural communes of a unit state without a square, and squares of units that are not rural communes then."""
    placed, found = {(tile.state, tile.commune_id) for tile in tiles}, []
    for state in states:
        rural = {unit.id: unit for unit in units if unit.rural and alive(unit, state)}
        here = {commune for on, commune in placed if on == state}
        found += [f"{state}: {called(unit)}" for key, unit in rural.items() if key not in here]
        found += [f"{state}: #{key}" for key in sorted(here - rural.keys())]
    return found


def set_in_force(sets, year, level):
    return [one.code for one in sets if one.level == level and one.first_year <= year <= one.last_year]


def rounds_under_another_set(rounds, sets):
    """A round is judged by the one basic set in force in its year."""
    return [
        f"{row.date} {row.kind}: {row.set_code}"
        for row in rounds
        if set_in_force(sets, row.date.year, "basic") != [row.set_code]
    ]


def reports_under_another_set(reports, sets):
    """A report is judged by a set in force in its year, of whatever level: {(date, set): reports}."""
    levels = {one.code: one.level for one in sets}
    counted = Counter((row.date, row.set_code) for row in reports)
    return [
        f"{on}: {code} ({times})"
        for (on, code), times in sorted(counted.items())
        if code not in set_in_force(sets, on.year, levels.get(code))
    ]


def reports_counting_twice(reports):
    """Two approved versions of one report that both count (`reports`: those that count)."""
    counted = Counter((row.date, row.kind, row.commune_id, row.name, row.set_code) for row in reports)
    return [f"{name} {on} {code}" for (on, _kind, _id, name, code), times in sorted(counted.items()) if times > 1]


def verdicts_missing(reports, criteria_counts):
    """Reports that count without a verdict on every criterion of their set (no data is a verdict too)."""
    return [
        f"{row.name} {row.date} {row.set_code}: {row.verdicts}/{criteria_counts.get(row.set_code, 0)}"
        for row in reports
        if row.verdicts != criteria_counts.get(row.set_code, 0)
    ]


def figures_unreadable(figures):
    """Figures whose date is not the last day of the year or month printed, or whose base is no number."""
    return [row.code for row in figures if last_day(row.year) != row.date or not readable_base(row.base)]


def last_day(text):
    """31/12 of "2020", 30/06 of "2020-06"; None where it is neither."""
    try:
        year, month = (int(part) for part in f"{text}-12".split("-")[:2])
        return date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None


def readable_base(text):
    try:
        return not text or Decimal(text) > 0
    except InvalidOperation:
        return False


def figures_without_value(figures):
    return [row.code for row in figures if row.low is None and row.high is None]


def thresholds_empty(thresholds):
    """Neither a value nor words: nothing is known, and the row should not be there."""
    return [place(row) for row in thresholds if row.value is None and not row.text.strip()]


def thresholds_not_comparable(thresholds):
    """A value beside a comparison that takes none, or years that run backwards."""
    numeric = {">=", "<=", ">"}
    return [
        place(row)
        for row in thresholds
        if (row.value is not None and row.comparison not in numeric)
        or (row.year_from is not None and row.year_to is not None and row.year_to < row.year_from)
    ]


def place(threshold):
    parts = threshold.set_code, threshold.indicator_code, threshold.commune_class, threshold.year_from or ""
    return " ".join(str(part) for part in parts).strip()


def bands_not_summing(standings):
    """Bands that do not sum to the universe: a commune falls through, or is counted twice."""
    return [
        f"{one.as_of}: {sum(count for _band, count in one.bands())}/{one.universe}"
        for one in standings
        if one.criteria and sum(count for _band, count in one.bands()) != one.universe
    ]


def criteria_not_summing(standings):
    """What the communes hold and what the criteria count must be the same total."""
    return [
        f"{one.as_of}: {sum(one.by_criterion.values())}/{one.total}"
        for one in standings
        if sum(one.by_criterion.values()) != one.total
    ]
