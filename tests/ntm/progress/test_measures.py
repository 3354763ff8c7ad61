"""What each measure is worth, from standings made by hand."""

from datetime import date
from fractions import Fraction

import pytest

from ntm.progress.measures import Question, computed, years_before
from tests.ntm.progress.places import END_2019, END_2020, standing

END_2015, END_2011 = date(2015, 12, 31), date(2011, 12, 31)
NOW = standing({1: range(1, 20), 2: range(1, 13), 3: {1, 2, 3}, 4: ()}, recognised=[1])
BEFORE = standing({1: range(1, 19), 2: range(1, 13), 3: {1}, 4: ()}, as_of=END_2019)
EMPTY = standing({}, as_of=END_2020)
UNKNOWN = standing({1: (), 2: ()}, coverage="missing")


def ask(measure, now=NOW, before=BEFORE, **question):
    asked = Question(measure, END_2020, **question)
    found = computed(asked, lambda on, level="basic": now if on == END_2020 else before)
    return found and found.value


@pytest.mark.parametrize(
    "measure, value",
    [
        ("communes_total", 4),
        ("communes_in_group", 4),
        ("avg_criteria_per_commune", Fraction(34, 4)),
        ("communes_attained_standard", 1),
        ("communes_attained_standard_share", 25),
        ("communes_newly_attained", 1),
        ("communes_in_band_19", 1),
        ("communes_in_band_10_14", 1),
        ("communes_in_band_1_4", 1),
        ("communes_in_band_0", 1),
        ("communes_in_band_below_10", 2),
        ("communes_in_band_below_5", 2),
        ("communes_in_band_below_2", 1),
        ("min_criteria_any_commune", 0),
        ("avg_criteria_increase", Fraction(3, 4)),
    ],
)
def test_computed_value(measure, value):
    assert ask(measure) == value


def test_computed_criterion_and_its_share():
    assert ask("communes_attained_criterion", criterion=3) == 3
    assert ask("communes_attained_criterion_share", criterion=3) == 75
    assert ask("communes_newly_attained_criterion", criterion=3) == 1


def test_computed_share_keeps_every_digit():
    assert ask("communes_attained_standard_share", standing({1: {1}, 2: {1}, 3: {1}}, recognised=[1])) == Fraction(
        100, 3
    )


@pytest.mark.parametrize(
    "measure", ["avg_criteria_per_commune", "communes_in_band_below_5", "min_criteria_any_commune"]
)
def test_computed_without_reports_is_no_data_and_not_zero(measure):
    assert ask(measure, UNKNOWN) is None


def test_computed_recognition_needs_no_report():
    assert ask("communes_attained_standard", standing({1: (), 2: ()}, coverage="missing", recognised=[2])) == 1


def test_computed_recognition_without_decision_and_report_is_no_data():
    assert ask("communes_attained_standard", UNKNOWN) is None


@pytest.mark.parametrize("measure", ["communes_total", "communes_attained_standard", "avg_criteria_per_commune"])
def test_computed_empty_scope_is_no_data(measure):
    assert ask(measure, EMPTY) is None


@pytest.mark.parametrize("measure", ["hygienic_water_share", "communes_carried_over", "avg_criteria_above_plan"])
def test_computed_measure_of_documents_only(measure):
    assert ask(measure) is None


def test_computed_gain_since_a_named_year():
    seen = []

    def at(on, level="basic"):
        seen.append(on)
        return NOW if on == END_2020 else BEFORE

    found = computed(Question("avg_criteria_increase", END_2020, "since 2011"), at)
    assert (found.value, END_2011 in seen) == (Fraction(3, 4), True)


def test_computed_gain_per_year_divides_by_the_years_of_the_period():
    question = Question("avg_criteria_increase", END_2020, "per year", first_year=2016)
    found = computed(question, lambda on, level="basic": {END_2020: NOW, END_2015: BEFORE}[on])
    assert found.value == Fraction(3, 20)


def test_computed_advanced_criterion_asks_the_advanced_set():
    levels = []

    def at(on, level="basic"):
        levels.append(level)
        return NOW

    assert computed(Question("communes_attained_advanced_criterion", END_2020, criterion=14), at).value == 1
    assert levels == ["advanced"]


def test_years_before_a_leap_day():
    assert years_before(date(2020, 2, 29), 1) == date(2019, 2, 28)
