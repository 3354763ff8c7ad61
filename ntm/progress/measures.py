"""What each measure of the documents is worth, computed from the communes (pure).

A measure is asked for one scope on one basis: `at(date, set level)` gives the standing of that scope on that
basis. Values are exact (Fraction or int): communes, criteria, or percent for shares. None means no data.
Source of the meanings: fixtures/measures.csv.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

RECOGNITION = {
    "communes_attained_standard": "basic",
    "communes_attained_advanced": "advanced",
    "communes_attained_model": "model",
}
NEW_RECOGNITION = {"communes_newly_attained": "basic", "communes_newly_attained_advanced": "advanced"}
SIZES = {"communes_total", "communes_in_group"}
# (low, high) criteria, both included.
BANDS = {
    "communes_in_band_15_18": (15, 18),
    "communes_in_band_10_14": (10, 14),
    "communes_in_band_5_9": (5, 9),
    "communes_in_band_1_4": (1, 4),
    "communes_in_band_0": (0, 0),
    "communes_in_band_below_10": (0, 9),
    "communes_in_band_below_5": (0, 4),
    "communes_in_band_below_2": (0, 1),
}


@dataclass(frozen=True)
class Question:
    """One measure on one date; `first_year` is the first year of the period that gains are counted in."""

    measure: str
    date: date
    variant: str = ""
    criterion: int | None = None
    first_year: int | None = None

    @property
    def before_period(self):
        """The day before the period the question is about."""
        return date((self.first_year or self.date.year) - 1, 12, 31)

    @property
    def years(self):
        return self.date.year - self.before_period.year


@dataclass(frozen=True)
class Computed:
    """A value with what it was computed from; `criteria_set` is None where no set matters (recognition, sizes)."""

    value: Fraction
    criteria_set: str | None
    illustration: bool
    standing: object = None


def computed(question, at):
    """The value of a measure, or None: not computable, an empty scope, or no report of that level."""
    measure = question.measure
    if measure.endswith("_share"):
        return _share(question, at)
    for measures, compute in FAMILIES:
        if measure in measures:
            return compute(question, at)
    return None


def free_of_sets(measure):
    """Recognition and sizes mean the same under any criteria set; counts of criteria do not."""
    counted = {*RECOGNITION, *NEW_RECOGNITION, *SIZES, "communes_newly_attained_per_year"}
    return measure.removesuffix("_share") in counted


def level_recognised(measure):
    """The level whose decisions a measure counts; None if it counts none."""
    measure = measure.removesuffix("_share").removesuffix("_per_year")
    return RECOGNITION.get(measure) or NEW_RECOGNITION.get(measure)


def years_before(day, years):
    """The same day some years earlier; 29 February becomes 28."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _share(question, at):
    """Percent of the communes of the scope."""
    count = computed(replace(question, measure=question.measure.removesuffix("_share")), at)
    if count is None or not count.standing.universe:
        return None
    value = Fraction(100 * count.value, count.standing.universe)
    return Computed(value, count.criteria_set, count.illustration, count.standing)


def _recognised(question, at):
    standing = at(question.date)
    found = standing.recognised_by_level.get(RECOGNITION[question.measure], frozenset())
    return _of_awards(standing, found)


def _newly_recognised(question, at):
    """Recognised on the date and not before the period, on the same basis."""
    level = NEW_RECOGNITION[question.measure]
    standing, before = at(question.date), at(question.before_period)
    new = standing.recognised_by_level.get(level, set()) - before.recognised_by_level.get(level, set())
    return _of_awards(standing, new)


def _newly_recognised_per_year(question, at):
    found = _newly_recognised(replace(question, measure="communes_newly_attained"), at)
    return found and replace(found, value=found.value / question.years)


def _of_awards(standing, found):
    """No decision and no report known in the scope is no data: missing is not zero."""
    if not standing.universe or not (found or standing.has_data):
        return None
    return Computed(Fraction(len(found)), None, standing.illustration, standing)


def _size(question, at):
    standing = at(question.date)
    return Computed(Fraction(standing.universe), None, False, standing) if standing.universe else None


def _of_reports(value):
    """A measure over the communes' readings: no data without any reading."""

    def compute(question, at):
        standing = at(question.date)
        if not standing.has_data:
            return None
        return Computed(Fraction(value(question, standing)), standing.criteria_set, _made_up(standing), standing)

    return compute


def _made_up(standing):
    return any(row.illustration for row in standing.rows.values())


def _gain(divide):
    """Gain in the average since the start that the question names; sets may differ, as in the documents.

    No data on the start itself and before it: no time has passed in which anything could be gained.
    """

    def compute(question, at):
        start = _gain_start(question)
        if start >= question.date:
            return None
        now, before = at(question.date), at(start)
        if not (now.has_data and before.has_data):
            return None
        years = question.date.year - start.year if divide or question.variant == "per year" else 1
        made_up = _made_up(now) or _made_up(before)
        return Computed((now.average - before.average) / years, now.criteria_set, made_up, now)

    return compute


def _gain_start(question):
    """`since 2011`: that year's end; per year: the day before the period; else a year before."""
    if question.variant.startswith("since "):
        return date(int(question.variant.removeprefix("since ")), 12, 31)
    if question.variant == "per year" or question.measure == "avg_criteria_increase_per_year":
        return max(question.before_period, date(2011, 12, 31))
    return years_before(question.date, 1)


def _new_criterion(question, at):
    """Communes that hold the criterion on the date and did not before the period."""
    now, before = at(question.date), at(question.before_period)
    if not (now.has_data and before.has_data):
        return None
    held = {unit for unit, row in before.rows.items() if question.criterion in row.holds}
    new = [u for u, row in now.rows.items() if question.criterion in row.holds and u not in held]
    return Computed(Fraction(len(new)), now.criteria_set, _made_up(now) or _made_up(before), now)


def _advanced(compute):
    """The same question asked of the reports under the advanced set of the date."""
    return lambda question, at: compute(question, lambda on: at(on, "advanced"))


_criterion = _of_reports(lambda question, standing: standing.by_criterion.get(question.criterion, 0))

FAMILIES = [
    (RECOGNITION, _recognised),
    (NEW_RECOGNITION, _newly_recognised),
    ({"communes_newly_attained_per_year"}, _newly_recognised_per_year),
    (SIZES, _size),
    ({"avg_criteria_per_commune"}, _of_reports(lambda question, standing: standing.average)),
    ({"communes_in_band_19"}, _of_reports(lambda question, standing: len(standing.all_criteria))),
    (BANDS, _of_reports(lambda question, standing: standing.communes_between(*BANDS[question.measure]))),
    ({"min_criteria_any_commune"}, _of_reports(lambda question, standing: standing.minimum)),
    ({"communes_attained_criterion"}, _criterion),
    ({"communes_attained_advanced_criterion"}, _advanced(_criterion)),
    ({"communes_newly_attained_criterion"}, _new_criterion),
    ({"communes_newly_attained_advanced_criterion"}, _advanced(_new_criterion)),
    ({"avg_criteria_increase"}, _gain(divide=False)),
    ({"avg_criteria_increase_per_year"}, _gain(divide=True)),
]
