"""Values of the indicators that have a number to reach, consistent with the verdicts (numerator and denominator)."""

import math
from dataclasses import dataclass
from decimal import Decimal

from criteria.illustration.outcomes import set_of
from criteria.illustration.places import FIXTURES, chance, read
from criteria.illustration.signs import ATTAINED, NEARLY, NO_DATA, NOT_APPLICABLE

FIRST_YEAR = 2018
CLASS = "tdmnpb"  # all of Lạng Sơn
COMPARISONS = (">=", "<=", ">")
# What a share is a share of, as (smallest, largest) in a commune; households where nothing is said.
WHOLES = {
    ("1980", "5"): (3, 5), ("1980", "6.3"): (6, 14), ("318", "6.3"): (6, 14), ("1980", "16"): (6, 14),
    ("318", "16"): (6, 14), ("1980", "12"): (900, 3200), ("1980", "14.2"): (25, 90), ("318", "14.2"): (25, 90),
    ("1980", "14.3"): (900, 3200), ("318", "12.1"): (900, 3200), ("318", "12.2"): (900, 3200),
    ("1980", "15.1"): (1400, 6200), ("318", "15.1"): (1400, 6200), ("318", "15.4"): (1400, 6200),
    ("1980", "15.3"): (90, 420), ("318", "15.3"): (90, 420), ("1980", "17.2"): (4, 25), ("1980", "18.4"): (5, 5),
    ("318", "18.3"): (5, 5), ("318", "17.7"): (20, 60),
}  # fmt: skip
HOUSEHOLDS = (330, 1500)


@dataclass(frozen=True)
class Asked:
    """One indicator of a set in a year, with the number it must reach."""

    criterion: int
    code: str
    share: bool
    comparison: str
    value: Decimal


def asked(criteria_set, year):
    """[Asked] of the indicators whose threshold is a number that year."""
    thresholds = {}
    for row in read(FIXTURES / "thresholds.csv"):
        first, last = int(row["year_from"] or 0), int(row["year_to"] or 9999)
        if (
            row["criteria_set"] == criteria_set
            and row["commune_class"] == CLASS
            and row["value"]
            and first <= year <= last
        ):
            thresholds[row["indicator"]] = Decimal(row["value"])
    return [
        Asked(int(row["criterion"]), row["code"], row["unit"] == "%", row["comparison"], thresholds[row["code"]])
        for row in read(FIXTURES / "indicators.csv")
        if row["criteria_set"] == criteria_set and row["code"] in thresholds and row["comparison"] in COMPARISONS
    ]


def measure(places, signs):
    """{(commune, round): {indicator: "value" or "numerator/denominator"}} for year-ends since 2018."""
    found, known = {}, {}
    for (unit, on), text in signs.items():
        if on.year >= FIRST_YEAR and on.month == 12:
            wanted = known.setdefault(on.year, asked(set_of(on), on.year))
            found[unit, on] = _commune(places.slug(unit), on, text, wanted)
    return found


def _commune(slug, on, text, wanted):
    values = {}
    for criterion in sorted({one.criterion for one in wanted}):
        sign = text[criterion - 1]
        inside = [one for one in wanted if one.criterion == criterion]
        if sign != NO_DATA:
            failing = _failing(slug, on, inside, sign in (ATTAINED, NOT_APPLICABLE))
            values |= {one.code: _value(slug, on, one, one.code in failing, sign == NEARLY) for one in inside}
    return values


def _failing(slug, on, inside, attained):
    """At least one number falls short where the criterion is not attained, none where it is."""
    if attained:
        return set()
    ranked = sorted(inside, key=lambda one: chance("fails", slug, set_of(on), one.code))
    return {one.code for n, one in enumerate(ranked) if n == 0 or chance("fails too", slug, one.code) < 0.25}


def _value(slug, on, one, fails, nearly):
    luck = 0.75 * chance("level", slug, one.code) + 0.25 * chance("year", slug, on, one.code)
    drift = min(0.04 * (on.year - FIRST_YEAR), 0.25)
    level = _level(one, fails, nearly, luck, drift)
    if not one.share:
        return f"{_rounded(one, fails, level)}"
    low, high = WHOLES.get((set_of(on), one.code), HOUSEHOLDS)
    whole = low + round((high - low) * chance("whole", slug, low))
    return f"{_counted(one, fails, level, whole)}/{whole}"


def _level(one, fails, nearly, luck, drift):
    """How far from the threshold, as a number in the indicator's own unit."""
    goal = float(one.value)
    room = 100 - goal if one.share else goal * 0.4
    if one.comparison == "<=":
        return goal * (1.05 + (0.15 if nearly else 1.1 * (1 - luck))) if fails else goal * (0.95 - 0.55 * luck - drift)
    if fails:
        return goal * (0.97 if nearly else 0.6 + 0.3 * luck + 0.25 * drift)
    return goal + room * min(1, 0.1 + 0.7 * luck + drift)


def _counted(one, fails, level, whole):
    """A whole number on the right side of the threshold."""
    line, count = one.value * whole / 100, round(level * whole / 100)
    if one.comparison == "<=":
        return max(count, math.floor(line) + 1) if fails else max(0, min(count, math.floor(line)))
    least = math.floor(line) + 1 if one.comparison == ">" else math.ceil(line)
    return max(0, min(count, least - 1)) if fails else min(whole, max(count, least))


def _rounded(one, fails, level):
    step = Decimal("0.1")
    value = Decimal(str(round(level, 1)))
    if one.comparison == "<=":
        return max(value, one.value + step) if fails else min(value, one.value)
    return min(value, one.value - step) if fails else max(value, one.value + (step if one.comparison == ">" else 0))
