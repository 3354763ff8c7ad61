"""Targets judged on the real reference data, with a few communes' reports made by hand."""

from datetime import date
from fractions import Fraction

import pytest

from criteria.models import PublishedFigure
from ntm.judgement import Judge, default_date
from ntm.register import Register
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, gather, report

pytestmark = pytest.mark.django_db
END_2017, END_2018, END_2025 = date(2017, 12, 31), date(2018, 12, 31), date(2025, 12, 31)


@pytest.fixture
def judged(reference):
    """judged(code, as_of) → Judgement."""

    def judge(code, as_of=END_2020):
        register = Register()
        target = next(one for one in register.targets if one.code == code)
        return Judge(register).judge(target, as_of)

    return judge


def test_judge_published_result_of_the_same_base(judged):
    """72 of 207 (Thủ tướng): 74 and 77 of 207 are printed, both exceed; 65 of 181 is another base."""
    found = judged("F407")
    assert (found.verdict, found.result.value, found.base) == ("exceeded", 74, 207)
    assert found.result.estimate
    assert found.result.disputed
    assert {one.figure.code for one in found.result.competing} == {"F418", "F408", "F421"}


def test_judge_sources_disagree_where_figures_lead_to_different_verdicts(judged):
    """37 %: 35,74 % is printed and 37,20 % in a footnote."""
    assert judged("F019").verdict == "sources_disagree"


def test_judge_plan_of_the_year_on_the_units_of_the_year(judged):
    found = judged("F475")
    assert (found.verdict, found.result.value, found.base, found.basis) == ("met", 65, 181, date(2020, 1, 1))


def test_judge_share_by_the_printed_percent_of_the_count(judged):
    found = judged("F413")
    assert (found.verdict, found.result.value) == ("not_met", Fraction("6.28"))


def test_judge_share_just_below_the_target_is_not_met(judged):
    assert judged("F415").verdict == "not_met"


def test_judge_documents_only_a_figure_of_the_same_year_once_past(judged):
    """93,8 % of June 2020 answers the target of 2020."""
    found = judged("F034")
    assert (found.verdict, found.result.value) == ("exceeded", Fraction("93.8"))


def test_judge_documents_only_without_a_figure_is_no_data(judged):
    assert judged("F436").verdict == "no_data"


def test_judge_without_reports_is_no_data(judged):
    assert judged("F042").verdict == "no_data"


def test_judge_computed_from_entered_reports(judged):
    for commune in communes_on(END_2018):
        report(commune, END_2018, range(1, 11))
    found = judged("F042")
    assert (found.verdict, found.result.value, found.result.source) == ("met", 10, "computed")


def test_judge_computed_from_illustration_is_marked(judged):
    report(communes_on(END_2018)[0], END_2018, range(1, 11), illustration=True)
    found = judged("F042")
    assert (found.verdict, found.result.source) == ("not_met", "illustration")


def test_judge_target_of_another_criteria_set_is_not_comparable(judged):
    """PĐ 798 set criterion 2 under 491-342; the result of 2020 is counted under 1980."""
    report(communes_on(END_2019)[0], END_2020, range(1, 20))
    assert judged("F024").verdict == "not_comparable"


def test_judge_group_size_on_the_units_of_the_period(judged):
    found = judged("F051")
    assert (found.verdict, found.result.value, found.base) == ("met", 20, 20)


def test_judge_base_of_a_smaller_whole_falls_back_to_the_period(judged):
    """F490 prints 13 as its base, the candidates; its communes are those of 1 January 2020."""
    gather("candidates-2020-dbkk", communes_on(END_2020)[:9])
    found = judged("F490")
    assert (found.verdict, found.basis) == ("met", date(2020, 1, 1))


def test_judge_size_of_a_made_up_group_is_illustration(judged):
    gather("dbkk-pilot", communes_on(END_2018)[:5], illustration=True)
    found = judged("F107")
    assert (found.verdict, found.result.source) == ("met", "illustration")


def test_judge_advanced_criterion_before_any_advanced_set_is_no_data(judged):
    report(communes_on(END_2020, district__slug="van-quan")[0], END_2020, range(1, 20))
    assert judged("F453").verdict == "no_data"


def test_judge_district_on_its_sixteen_communes(judged):
    found = judged("F443", date(2022, 12, 31))
    assert (found.verdict, found.base) == ("met", 16)


def decide_all(by_2017):
    """Decisions for as many communes as the documents count: so many on the units of 2020 by 2017, 65 in all."""
    communes = [one for one in communes_on(END_2020, origins__isnull=True) if one.name != "Bính Xá"]
    decide(communes[:by_2017], 2017)
    decide(communes[by_2017:64], 2020)
    town = communes_on(END_2019, valid_to=END_2019, successions__kind="merge", successions__successor__kind="town")
    decide(town[: 36 - by_2017], 2017)


def test_judge_recognition_without_the_decisions_behind_it_is_no_data(judged):
    """Two public decisions of 2018 are no result beside 36 communes published for 2017."""
    assert judged("F041").verdict == "no_data"
    assert judged("F426").verdict == "no_data"


def test_judge_ahead_on_track_or_behind(judged):
    """Ten a year are needed for 115 of 181; the mean of 2018-2020 decides."""
    decide_all(36)
    found = judged("F426")
    assert (found.ahead, found.required, found.recent_years) == (True, 10, 3)
    assert (found.recent, found.verdict) == (Fraction(65 - 36, 3), "behind")


def test_judge_ahead_on_track(judged):
    decide_all(35)
    assert judged("F426").verdict == "on_track"


def test_judge_ahead_another_set_is_no_earlier_point(judged):
    """15,5 to 16 criteria: 12,5 in 2020, and no average of an earlier year under set 1980 on 181 units."""
    assert judged("F427").verdict == "no_data"


def test_judge_ahead_a_document_s_figure_is_not_its_own_earlier_point(judged):
    """98 % by 2025: the latest figure is of June 2020, and none is older."""
    found = judged("F435", date(2023, 12, 31))
    assert (found.result.value, found.recent, found.verdict) == (Fraction("93.8"), None, "no_data")


def test_judge_past_targets_do_not_hang_on_the_day_asked_for(judged):
    assert judged("F407", END_2025).verdict == judged("F407", END_2020).verdict


def test_judge_all_answers_every_target(reference):
    register = Register()
    assert len(Judge(register).judge_all(END_2020)) == 116


def test_judge_all_takes_few_queries_whatever_the_communes(reference, django_assert_max_num_queries):
    for commune in communes_on(END_2020)[:40]:
        report(commune, END_2020, range(1, 13))
    with django_assert_max_num_queries(13):
        Judge(Register()).judge_all(END_2020)


def test_default_date_is_the_last_published_headline(reference):
    assert default_date(Register()) == END_2020


def test_default_date_ignores_illustration(reference):
    for commune in communes_on(END_2025):
        report(commune, END_2025, range(1, 10), illustration=True)
    assert default_date(Register()) == END_2020


def test_default_date_moves_with_half_of_the_universe_entered(reference):
    communes = communes_on(END_2025)
    for commune in communes[:30]:
        report(commune, END_2025, range(1, 10))
    assert default_date(Register()) == END_2020
    report(communes[30], END_2025, range(1, 10))
    assert default_date(Register()) == END_2025


def test_default_date_of_an_empty_database(empty_database):
    assert default_date(Register()) == END_2020


def test_result_uses_results_only_and_no_plans(reference):
    kinds = {figure.kind for figure in Register().published}
    assert kinds == set(PublishedFigure.RESULTS)
