"""The communes' histories behind a target: which measures have them, on which base and set, and from where."""

from datetime import date

import pytest

from ntm import pace
from ntm.judgement import Judge
from ntm.register import Register
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, gather, reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def judged(code, on):
    judge = Judge(Register())
    target = next(one for one in judge.register.targets if one.code == code)
    return judge, judge.judge(target, on)


def two_years(before=8, after=9, illustration=False):
    for on, held in [(END_2019, before), (END_2020, after)]:
        reports(on, dict.fromkeys(communes_on(on), range(1, held + 1)), illustration=illustration)


def test_histories_of_the_average_on_the_base_of_the_target():
    """15,5-16 of 181: the reports of 2019, of 207 communes, are restated to the 181."""
    two_years()
    judge, judgement = judged("F427", END_2020)
    found = pace.histories(judge, judgement)
    assert sorted(found.years) == [2019, 2020]
    assert {len(states) for states in found.years.values()} == {181}
    assert [(one.year, one.low, one.high) for one in found.fan(2021)] == [(2020, 9, 9), (2021, 10, 10)]
    assert not found.illustration


def test_histories_of_recognition_carry_who_is_recognised():
    two_years()
    decide(communes_on(END_2019)[:3], 2019)
    judge, judgement = judged("F426", END_2020)
    states = pace.histories(judge, judgement).years[2020].values()
    assert sum(one.member for one in states) == len(judge.scoped("province", END_2020, judgement.basis).recognised)


def test_histories_of_a_group_are_about_the_group_and_learn_from_all():
    two_years()
    chosen = communes_on(END_2019)[:4]
    gather("dbkk-pilot", chosen)
    judge, judgement = judged("F018", END_2019)
    found = pace.histories(judge, judgement)
    assert found.among == {one.pk for one in chosen}
    assert len(found.years[2019]) == 207


def test_histories_are_marked_where_any_is_illustration():
    two_years(illustration=True)
    assert pace.histories(*judged("F427", END_2020)).illustration


def test_histories_stop_where_the_set_changes():
    two_years()
    on = date(2022, 12, 31)
    reports(on, dict.fromkeys(communes_on(on), range(1, 9)))
    assert sorted(pace.histories(*judged("F427", on)).years) == [2022]


@pytest.mark.parametrize("code", ["F429", "F435", "F430"])
def test_histories_of_what_is_not_counted_by_communes_are_none(code):
    two_years()
    assert pace.histories(*judged(code, END_2020)) is None


def test_histories_without_reports_or_after_the_day_are_none():
    assert pace.histories(*judged("F427", END_2020)) is None
    two_years()
    assert pace.histories(*judged("F475", END_2020)) is None


def test_recorded_points_are_on_one_base_up_to_the_day():
    two_years()
    judge, judgement = judged("F427", END_2020)
    assert [(day.year, float(result.value)) for day, result in pace.recorded(judge, judgement)] == [
        (2019, 8.0),
        (2020, 12.5),
    ]
