"""The list of a set's criteria: counts, published and computed, changes, targets, all sets."""

from datetime import date
from fractions import Fraction

import pytest
from django.http import QueryDict
from django.urls import reverse

from communes.models import User
from ntm.dashboards.criteria import list_context, listing
from ntm.dashboards.criteria.attained import Counts, percent_text
from ntm.dashboards.criteria.chosen import of_chosen_set
from ntm.dashboards.criteria.yardstick import Yardstick
from ntm.judgement import Judge
from ntm.progress.measures import Question
from tests.ntm.readings import END_2019, END_2020, communes_on, gather, report, reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


def rows(query="", by_number=True):
    register = Yardstick()
    selection = of_chosen_set(QueryDict(query), register)
    counts = Counts(selection)
    return listing.rows(counts, register.leads(selection.set_code, selection.as_of), by_number)


def test_criteria_published_results_come_first():
    report(communes_on(END_2020)[0], END_2020, range(1, 20))
    found = rows()
    assert (found[1].share.fraction, found[1].share.percent) == ("76/181", "41,99%")
    assert found[1].share.figure.code == "F193"
    assert found[1].share.result.estimate


def test_criteria_without_a_figure_are_counted_from_the_communes():
    first, second, *_ = communes_on(END_2020)
    report(first, END_2020, [1, 9])
    report(second, END_2020, [1], not_applicable=[9], illustration=True)
    found = rows()
    assert [row.share.count for row in found if row.criterion.number in (1, 9, 12)] == [2, 2, 0]
    assert found[0].share.illustration


def test_criteria_printed_percent_that_is_not_the_count_is_named():
    assert rows()[5].share.printed_otherwise == "40,33%"
    assert rows()[1].share.printed_otherwise == ""


def test_criteria_without_any_data_are_unknown_and_not_zero():
    found = rows("ky=2016-12-31")
    assert [row.share.count for row in found] == [None] * 19
    assert {row.bar for row in found} == {"none"}


@pytest.mark.parametrize(
    "query, on, units",
    [
        ("ky=2020-12-31", END_2020, END_2020),
        ("ky=2020-12-31&ms=2019-12-31", END_2020, END_2019),
        ("ky=2019-12-31", END_2019, END_2019),
        ("ky=2019-12-31&ms=2020-12-31", END_2019, END_2020),
        ("ky=2018-12-31", date(2018, 12, 31), date(2018, 12, 31)),
    ],
)
def test_criteria_hold_the_numbers_of_the_judge(query, on, units):
    communes = communes_on(date(2018, 12, 31))[:40]
    reports(date(2018, 12, 31), dict.fromkeys(communes, range(1, 8)))
    reports(END_2019, dict.fromkeys(communes, range(1, 12)))
    reports(END_2020, dict.fromkeys(communes_on(END_2020)[:40], range(3, 20)))
    register = Yardstick()
    judge = Judge(register)
    for row in rows(query):
        question = Question("communes_attained_criterion", on, criterion=row.criterion.number)
        assert row.share.result.value == judge.result(question, "province", units).value


def test_criteria_change_counts_gained_and_lost_since_the_round_before():
    first, second, *_ = communes_on(END_2020)
    before = date(2020, 6, 30)
    report(first, before, [1, 2])
    report(second, before, [])
    report(first, END_2020, [2, 3])
    report(second, END_2020, [3])
    found = rows()
    assert [row.change for row in found[:4]] == ["−1", "0", "+2", "0"]
    assert len(found[0].lost) == 1


def test_criteria_change_is_not_told_across_sets():
    commune = communes_on(date(2022, 12, 31))[0]
    report(commune, date(2021, 12, 31), [1])
    report(commune, date(2022, 12, 31), [1, 2])
    assert {row.change for row in rows("ky=2022-12-31")} == {"–"}


def test_criteria_worst_first_or_by_number():
    assert rows(by_number=False)[0].criterion.number == 5
    assert [row.criterion.number for row in rows()] == list(range(1, 20))


def test_criteria_targets_of_another_set_are_not_compared():
    report(communes_on(END_2020)[0], END_2020, [2])
    goal = next(row.target for row in rows() if row.criterion.number == 2)
    assert (goal.verdict, goal.target.code) == ("not_comparable", "F024")


def test_criteria_targets_of_past_years_stay_off_the_list():
    assert next(row.target for row in rows() if row.criterion.number == 3) is None
    assert next(row.target for row in rows("ky=2018-12-31") if row.criterion.number == 3).aim == "151/207"


def test_criteria_department_is_the_one_in_charge_on_the_day():
    assert "Giao thông vận tải" in rows("ky=2024-12-31")[1].departments
    assert rows("ky=2025-06-30")[1].departments == "Sở Xây dựng"


def test_criteria_of_a_chosen_set_open_on_its_own_rounds():
    register = Yardstick()
    assert of_chosen_set(QueryDict("bo=318"), register).as_of == date(2025, 12, 31)
    reports(date(2023, 12, 31), dict.fromkeys(communes_on(date(2023, 12, 31))[:100], (1,)))
    assert of_chosen_set(QueryDict("bo=318"), Yardstick()).as_of == date(2023, 12, 31)
    assert of_chosen_set(QueryDict("bo=318&ky=2020-12-31"), register).as_of == END_2020


def test_criteria_page_lists_all_six_sets_and_what_is_missing(reader):
    page = reader.get(reverse("criteria"), {"bo": "51-2025"}).content.decode()
    assert page.count("?bo=") >= 6
    assert "Hạ tầng kinh tế - xã hội" in page
    assert "chưa có nội dung tiêu chí" in page.lower() or "content of the criteria" in page


def test_criteria_page_says_that_a_set_does_not_judge_the_round(reader):
    page = reader.get(reverse("criteria"), {"bo": "318", "ky": "2020-12-31"})
    assert page.context["out_of_years"]
    assert {row.share.known for row in page.context["rows"]} == {False}


def test_criteria_page_tells_of_the_amendment_since_2024(reader):
    assert not reader.get(reverse("criteria"), {"ky": "2023-12-31"}).context["amended"]
    assert reader.get(reverse("criteria"), {"ky": "2024-12-31"}).context["amended"]


@pytest.mark.parametrize(
    "query", ["", "?ky=2020-12-31&pv=nhom-pilots", "?bo=318-nc", "?pv=huyen-van-quan&ms=2019-12-31"]
)
def test_criteria_page_takes_few_queries_whatever_there_is(reader, django_assert_max_num_queries, query):
    gather("pilots", communes_on(END_2020)[:3])
    communes = communes_on(END_2020)[:30]
    reports(END_2020, dict.fromkeys(communes, (1, 2)))
    reports(date(2020, 6, 30), dict.fromkeys(communes, (1,)))
    with django_assert_max_num_queries(15):
        assert reader.get(reverse("criteria") + query).status_code == 200


def test_criteria_page_on_an_empty_database(empty_database, client):
    client.force_login(User.objects.create_user("nguoi-dau-tien"))
    page = client.get(reverse("criteria"))
    assert page.status_code == 200
    assert page.context["rows"] == []


@pytest.mark.parametrize(
    "exact, digits, said",
    [(100, 2, "100%"), (0, 1, "0%"), (42, 1, "42,0%"), ("19999/200", 1, "99,995%"), ("1/1000", 1, "0,001%")],
)
def test_percent_never_rounds_to_all_or_none(exact, digits, said):
    assert percent_text(Fraction(exact), digits) == said


def test_list_context_names_no_round_before_where_sets_differ():
    register = Yardstick()
    selection = of_chosen_set(QueryDict("ky=2022-12-31"), register)
    assert list_context(selection, Counts(selection), [], False)["before"] is None
