"""The quick report: sentences with their sources inside, nothing compared across sets or bases."""

import re
from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from communes.models import User
from ntm.archive import Archive
from ntm.dashboards.quick_report import level_labels, tables
from ntm.dashboards.quick_report import text as wording
from ntm.dashboards.quick_report.facts import Facts
from ntm.dashboards.selection import read_selection
from ntm.register import Register
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, gather, report, reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
JUNE_2020 = date(2020, 6, 30)
MADE_UP = "minh họa"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


def facts(query=""):
    return Facts(read_selection(QueryDict(query), Archive()))


def text(query=""):
    return wording.whole_text(facts(query))


def line_with(found, words):
    return next(line for line in found.splitlines() if words in line)


def test_report_cites_the_document_behind_a_published_number():
    said = text()
    assert "65/181" in said
    assert "35,91%" in said
    assert "BC NQ 20" in line_with(said, "65/181")
    assert MADE_UP not in said


def test_report_compares_published_numbers_of_one_basis():
    assert "49" in line_with(text(), "65/181")
    line = tables.level_lines(facts(), level_labels())[0]
    assert line.changes[0].startswith("+16")


def test_report_under_other_units_does_not_compare_with_their_published_number():
    said = text("ms=2019-12-31")
    assert "74/207" in said
    assert "65/181" not in said


def test_report_names_figures_that_documents_print_differently():
    assert "77" in line_with(text("ms=2019-12-31"), "74/207")


def test_report_marks_every_made_up_number_inside_the_text():
    reports(date(2023, 12, 31), dict.fromkeys(communes_on(date(2023, 12, 31)), range(1, 12)), illustration=True)
    decide(communes_on(date(2023, 12, 31))[:3], 2023, illustration=True)
    said = text("ky=2023-12-31")
    counted = [line for line in said.splitlines() if re.search(r"\d+/181", line)]
    assert len(counted) >= 19
    assert [line for line in counted if MADE_UP not in line] == []
    assert MADE_UP.upper() in said.splitlines()[1] or "ILLUSTRATION" in said.splitlines()[1]


def test_report_says_that_an_earlier_set_is_not_compared():
    commune = communes_on(date(2022, 12, 31))[0]
    report(commune, date(2021, 12, 31), range(1, 10))
    report(commune, date(2022, 12, 31), range(1, 5))
    found = facts("ky=2022-12-31")
    assert found.change("avg_criteria_per_commune", date(2021, 12, 31)) is None
    assert len(wording.average(found)) == 2
    assert len(wording.lost(found)) == 1


def test_report_names_lost_criteria_with_their_communes():
    commune = communes_on(END_2020)[0]
    report(commune, JUNE_2020, [1, 2, 3])
    report(commune, END_2020, [3])
    assert f"{commune.name} (" in line_with(text(), "1, 2)")


def test_report_names_the_newly_recognised():
    first, second, *_ = communes_on(END_2020)
    for commune in (first, second):
        report(commune, JUNE_2020, [1])
        report(commune, END_2020, [1])
    decide([first], 2018)
    decide([second], 2020)
    said = wording.recognised(facts())
    assert any(second.name in line for line in said)
    assert not any(f": {first.name}" in line for line in said)


def test_report_names_carried_and_missing_communes():
    first, second, third, *_ = communes_on(END_2020, district__slug="dinh-lap")
    report(first, END_2020, [1])
    report(second, JUNE_2020, [1])
    said = wording.coverage(facts("pv=huyen-dinh-lap"))
    assert any(second.name in line for line in said)
    assert third.name in said[-1]
    assert f": {first.name}" not in " ".join(said)


def test_report_names_criteria_without_data():
    commune = communes_on(END_2020)[0]
    report(commune, END_2020, [1], no_data=[4])
    assert any(commune.name in line and "4" in line for line in wording.basis(facts()))


@pytest.mark.parametrize("query", ["", "ky=2015-12-31", "ky=2011-12-31"])
def test_report_bands_sum_to_the_universe(query):
    reports(END_2020, dict.fromkeys(communes_on(END_2020)[:50], range(1, 15)))
    found = facts(query)
    counts, result = found.bands
    assert sum(communes for _band, communes in counts) == found.now.universe
    assert (result.printed is None) == (query == "")


@pytest.mark.parametrize("on", [END_2019, JUNE_2020, END_2020, date(2021, 12, 31), date(2023, 12, 31)])
@pytest.mark.parametrize("units", [None, END_2019, END_2020])
def test_report_counts_are_those_of_the_standing(on, units):
    reports(on, dict.fromkeys(communes_on(on)[:30], range(1, 10)))
    found = facts(f"ky={on}" + (f"&ms={units}" if units else ""))
    standing = Register().standing(on, units or on)
    assert found.reports.value == standing.average
    counts = {n: found.result("communes_attained_criterion", criterion=n) for n in standing.criteria}
    computed = {n: int(one.value) for n, one in counts.items() if one and not one.printed}
    assert computed == {n: standing.by_criterion[n] for n in computed}
    assert len(computed) >= 3


def test_report_without_anything_says_no_data_and_no_zero():
    said = text("ky=2013-12-31")
    assert "0/207" not in said
    assert len(said.splitlines()) > 6


def test_report_takes_a_few_decisions_for_no_result():
    found = facts("ky=2018-12-31")
    assert found.result("communes_attained_standard") is None
    assert "2/207" not in wording.headline(found)
    assert found.change("communes_attained_standard", date(2017, 12, 31)) is None


@pytest.mark.parametrize(
    "query", ["", "?pv=nhom-pilots", "?pv=huyen-van-quan&ms=2019-12-31", "?bo=318", "?ky=%00&pv=x"]
)
def test_report_page_takes_few_queries_whatever_there_is(reader, django_assert_max_num_queries, query):
    gather("pilots", communes_on(END_2020)[:3])
    for commune in communes_on(END_2020)[:20]:
        report(commune, JUNE_2020, [1])
        report(commune, END_2020, [1, 2])
    with django_assert_max_num_queries(15):
        assert reader.get(reverse("quick_report") + query).status_code == 200


def test_report_page_shows_the_text_in_a_field_that_can_be_selected(reader):
    page = reader.get(reverse("quick_report")).content.decode()
    assert re.search(r'<textarea id="report-text" readonly[^>]*>[^<]*65/181', page)


def test_report_page_on_an_empty_database(empty_database, client):
    client.force_login(User.objects.create_user("nguoi-dau-tien"))
    assert client.get(reverse("quick_report")).status_code == 200


def test_report_rounds_an_average_so_that_its_sentence_adds_up():
    end_2022, end_2023 = date(2022, 12, 31), date(2023, 12, 31)
    places = list(enumerate(communes_on(end_2023)))
    reports(end_2022, {commune: range(1, 10 + (position < 1)) for position, commune in places})
    reports(end_2023, {commune: range(1, 10 + (position < 2)) for position, commune in places})
    found = facts("ky=2023-12-31")
    said = wording.average(found)[0]  # with two digits: 9,01 twice, and 0,01 apart
    assert re.findall(r"\d,\d+", said) == ["9,011", "0,0055", "9,0055"]


def test_report_about_a_made_up_group_is_marked():
    pilots = communes_on(END_2020)[:3]
    group = gather("pilots", pilots)
    group.memberships.update(illustration=True)
    reports(END_2020, dict.fromkeys(pilots, (1,)))
    assert [line for line in wording.criteria(facts("pv=nhom-pilots"))[1:] if MADE_UP not in line] == []
