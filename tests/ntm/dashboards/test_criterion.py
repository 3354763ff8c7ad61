"""The page of one criterion: verdict, path, districts, who lacks it, thresholds, other sets, documents."""

from datetime import date

import pytest
from django.urls import reverse

from communes.models import User
from criteria.models import CriteriaSet
from tests.ntm.readings import END_2019, END_2020, communes_on, gather, report, reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


def context(reader, number, set_code="1980", **query):
    return reader.get(reverse("criterion", args=[set_code, number]), query).context


def test_criterion_head_says_the_published_result(reader):
    head = context(reader, 2)["head"]
    assert head.share.fraction == "76/181"
    assert "41,99%" in head.title
    assert "105" in head.title


def test_criterion_leads_to_the_bridge_that_explains_its_change(reader):
    address, since = context(reader, 2)["head"].change
    assert since == END_2019
    choice = reader.get(address).context["choice"]
    assert (choice.one.as_of, choice.other.as_of, choice.measure.criterion) == (END_2019, END_2020, 2)
    assert context(reader, 2, pv="huyen-van-quan")["head"].change is None
    assert context(reader, 2, set_code="318-nc")["head"].change is None


def test_criterion_needed_for_the_next_target_names_the_other_set(reader):
    line = context(reader, 2)["head"].lines[-1]
    assert "39" in line.tag
    assert "115" in line.sentence
    assert CriteriaSet.objects.get(code="318").name in line.sentence


def test_criterion_needed_is_not_told_under_units_the_target_does_not_count(reader):
    lines = context(reader, 2, ms="2019-12-31")["head"].lines
    assert not [line for line in lines if "115" in line.sentence]


def test_criterion_lacking_is_sorted_by_nearness(reader):
    first, second, third, *_ = communes_on(END_2020)
    report(first, END_2020, range(3, 10))
    report(second, END_2020, range(3, 20))
    report(third, END_2020, range(1, 20))
    found = context(reader, 2)["lacking"]
    assert [one.row.commune for one in found.rows] == [second, first]
    assert (len(found.rows[0].others), len(found.rows[1].others), found.rows[1].more) == (1, 6, 5)
    assert len(found.missing) == 178


def test_criterion_lacking_names_lost_and_unknown(reader):
    commune = communes_on(END_2020)[0]
    report(commune, date(2020, 6, 30), [2])
    report(commune, END_2020, [1], no_data=[2])
    row = context(reader, 2)["lacking"].rows[0]
    assert row.lost
    assert row.no_data


def test_criterion_lacking_says_where_reports_and_the_published_figure_differ(reader):
    report(communes_on(END_2020)[0], END_2020, [1])
    assert "105" in context(reader, 2)["lacking_note"]


def test_criterion_districts_add_up_and_the_worst_comes_first(reader):
    reports(END_2020, {one: [9] if one.district.slug != "cao-loc" else [] for one in communes_on(END_2020)})
    page = context(reader, 9)
    assert page["districts"][0].district.slug == "cao-loc"
    assert sum(row.share.count for row in page["districts"]) == page["head"].share.count
    assert sum(row.share.whole for row in page["districts"]) == 181


def test_criterion_without_districts_shows_none(reader):
    report(communes_on(date(2025, 12, 31))[0], date(2025, 12, 31), [1])
    assert context(reader, 1, "318", ky="2025-12-31")["districts"] == []


def test_criterion_not_applicable_counts_and_is_told(reader):
    report(communes_on(END_2019)[0], END_2019, [], not_applicable=[7])
    page = context(reader, 7, ky="2019-12-31")
    assert page["head"].share.count == 1
    assert len(page["head"].notes) == 2


def test_criterion_path_has_the_years_of_its_set_alone(reader):
    commune = communes_on(date(2015, 12, 31))[0]
    report(commune, date(2015, 12, 31), [2])
    report(commune, date(2016, 12, 31), [2])
    report(commune, date(2018, 12, 31), [2])
    chart = context(reader, 2)["chart"]
    rounds = [row[0] for row in chart.table.rows]
    assert rounds[:-1] == ["31/12/2016", "31/12/2017", "31/12/2018", "31/12/2019", "30/06/2020", "31/12/2020"]
    assert chart.table.rows[-1][1] == "58/207"
    assert chart.figure["layout"]["shapes"]


def test_criterion_path_breaks_where_the_set_changes(reader):
    report(communes_on(date(2018, 12, 31))[0], date(2018, 12, 31), [2])
    layout = context(reader, 2, ky="2018-12-31")["chart"].figure["layout"]
    assert [one["x0"] for one in layout["shapes"]] == [2015.3, 2021.7]
    assert {"491-342", "318"} <= {word for one in layout["annotations"] for word in one["text"].split()}


def test_criterion_of_a_set_the_round_is_not_judged_by_shows_the_sets_own_round(reader):
    page = context(reader, 8, "491", ky="2020-12-31")
    assert page["selection"].as_of.year in (2011, 2012)
    assert "491" in page["selection"].notices[0]
    assert {option.value[:4] for option in page["selection"].rounds} == {"2011", "2012"}


def test_criterion_thresholds_by_class_and_year(reader):
    (income,) = context(reader, 10, "318")["indicators"]
    assert (income.ours[0].years, income.ours[0].text) == ("2022", "≥ 39 triệu đồng/người/năm")
    assert len(income.ours) == len(income.national) == 4
    assert not income.checked


def test_criterion_threshold_that_is_checked_carries_no_tag(reader):
    (income,) = context(reader, 10, "1980")["indicators"]
    assert income.checked
    assert income.ours[0].text.startswith("≥ 36")


def test_criterion_14_is_education_in_one_set_and_health_in_the_other(reader):
    page = context(reader, 14, "318-nc")
    themes = {one.criteria_set.code: [label for _c, label in one.criteria] for one in page["elsewhere"]}
    assert themes["318"] == ["15. Y tế"]
    assert themes["51-2025"] == ["5. Văn hóa, giáo dục, y tế"]
    education = {one.criteria_set.code: one.criteria[0][0].number for one in context(reader, 14)["elsewhere"]}
    assert education == {"491": 14, "491-342": 14, "318": 14, "318-nc": 5, "51-2025": 5}


def test_criterion_change_of_thresholds_between_sets(reader):
    later = next(one for one in context(reader, 10, "1980")["elsewhere"] if one.criteria_set.code == "318")
    assert [pair.change for pair in later.pairs] == ["raised"]
    earlier = next(one for one in context(reader, 10, "318")["elsewhere"] if one.criteria_set.code == "1980")
    assert [pair.change for pair in earlier.pairs] == ["raised"]


def test_criterion_says_what_documents_print_with_quotes_and_links(reader):
    page = reader.get(reverse("criterion", args=["1980", 2]))
    codes = {one.figure.code for one in page.context["said"]}
    assert {"F059", "F060", "F193"} <= codes
    assert f'href="{reverse("document", args=["bc-nq20-2020"])}#F193"' in page.content.decode()
    assert "F448" not in codes


def test_criterion_of_a_set_without_content_says_what_is_missing(reader):
    page = reader.get(reverse("criterion", args=["51-2025", 5]))
    assert page.status_code == 200
    assert page.context["indicators"] == []
    assert 'id="noi-dung"' not in page.content.decode()


@pytest.mark.parametrize(
    "path", ["/tieu-chi/1980/20/", "/tieu-chi/1980/0/", "/tieu-chi/9999/1/", "/tieu-chi/1980/" + "9" * 50 + "/"]
)
def test_criterion_unknown_is_our_404(reader, path):
    page = reader.get(path)
    assert page.status_code == 404
    assert 'class="brand"' in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"pv": "nhom-pilots"},
        {"pv": "huyen-van-quan", "ms": "2019-12-31"},
        {"ky": "2018-12-31"},
        {"ky": "%00", "ms": "x"},
    ],
)
def test_criterion_takes_few_queries_whatever_there_is(reader, django_assert_max_num_queries, query):
    gather("pilots", communes_on(END_2020)[:3])
    for on, held in [(date(2018, 12, 31), (1,)), (END_2019, (1,)), (date(2020, 6, 30), (1,)), (END_2020, (1, 2))]:
        reports(on, dict.fromkeys(communes_on(on)[:30], held))
    with django_assert_max_num_queries(15):
        assert reader.get(reverse("criterion", args=["1980", 2]), query).status_code == 200


def test_criterion_made_up_numbers_are_marked(reader):
    report(communes_on(date(2023, 12, 31))[0], date(2023, 12, 31), [1], illustration=True)
    page = context(reader, 1, "318", ky="2023-12-31")
    assert page["head"].share.illustration
    assert page["chart"].illustration
    assert page["lacking"].illustration is False
    assert page["districts"][0].share.illustration or any(row.share.illustration for row in page["districts"])


def test_criterion_of_the_advanced_set_takes_few_queries_too(reader, django_assert_max_num_queries):
    communes = communes_on(date(2024, 12, 31), origins__isnull=True)[:20]
    for on in (date(2023, 12, 31), date(2024, 12, 31)):
        reports(on, dict.fromkeys(communes, (1,)))
        reports(on, dict.fromkeys(communes, (14,)), set_code="318-nc")
    with django_assert_max_num_queries(15):
        page = reader.get(reverse("criterion", args=["318-nc", 14]))
    assert page.context["head"].share.count == 20
    assert page.context["moves"][:2] == (0, 0)
