"""Mục tiêu: all targets with their verdicts, filters by address, and a number of queries that does not grow."""

import json
import re
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from communes.models import User
from criteria.models import Target
from ntm.dashboards.goals.choice import SLUGS
from ntm.judgement import Judge
from ntm.progress import goals
from ntm.register import Register
from tests.ntm.readings import END_2019, END_2020, communes_on, gather, reports

pytestmark = pytest.mark.django_db
END_2018 = date(2018, 12, 31)


@pytest.fixture
def show(client, reference):
    """show("kl=dat") → the page's text."""
    client.force_login(User.objects.create_user("lanhdao"))

    def get(query=""):
        answer = client.get(f"{reverse('goals')}?{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def listed(text):
    return set(re.findall(r'<tr id="(F\d+)"', text))


def of_verdict(verdict, as_of=END_2020):
    return {one.target.code for one in Judge(Register()).judge_all(as_of) if one.verdict == verdict}


def test_goals_lists_every_target(show):
    codes = set(Target.objects.values_list("code", flat=True))
    assert len(codes) == 116
    assert listed(show()) == codes


def test_goals_shows_the_goal_of_2025(show):
    text = show()
    assert "115/181" in text
    assert "63,54%" in text


def test_goals_shows_every_quote_and_links_to_its_figure(show):
    text = show()
    for target in Target.objects.select_related("document"):
        assert f"{reverse('document', args=[target.document.slug])}#{target.code}" in text
    assert "đến năm 2020 có 72 xã" in text


def test_goals_filters_by_verdict(show):
    for verdict in (goals.MET, goals.EXCEEDED, goals.NOT_MET, goals.SOURCES_DISAGREE):
        expected = of_verdict(verdict)
        assert expected
        assert listed(show(f"kl={SLUGS[verdict]}")) == expected


def test_goals_filters_by_year_and_period(show):
    assert listed(show("nam=2018")) == {one.code for one in Target.objects.filter(date__year=2018)}
    assert listed(show("nam=2021-2025")) == {one.code for one in Target.objects.filter(date__year__gte=2021)}


def test_goals_filters_by_scope(show):
    of_van_quan = listed(show("pv=huyen-van-quan"))
    assert {"F441", "F442", "F446", "F478"} <= of_van_quan
    assert "F426" not in of_van_quan
    assert listed(show("pv=nhom-border")) == {"F051", "F052", "F108", "F434", "F477", "F494", "F495"}


def test_goals_keeps_the_filter_in_the_bar(show):
    text = show("kl=dat&nam=2020")
    assert '<input type="hidden" name="kl" value="dat">' in text
    assert '<input type="hidden" name="nam" value="2020">' in text


def test_goals_before_a_target_is_due(show):
    """At the end of 2019 the plan of 2020 lies ahead: its rows tell the pace."""
    verdicts = {one.target.code: one.ahead for one in Judge(Register()).judge_all(END_2019)}
    assert verdicts["F475"]
    assert not verdicts["F041"]
    assert listed(show("ky=2019-12-31")) == set(verdicts)


def test_goals_by_criterion_derives_2017_from_the_plan(show):
    """Criterion 2: 58 to reach less 11 to add are 47 of 207; 76 of 181 are 42,0 %, 14,0 points more than 28,0 %."""
    table = show().split('id="theo-tieu-chi"')[1]
    row = next(part for part in table.split("<tr>") if "2. Giao thông" in part)
    cells = [re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.S)]
    assert cells[:7] == ["47", "58", "28,0%", "72/207", "76", "42,0%", "+14,0"]


def test_goals_by_criterion_shows_a_percent_that_does_not_fit_its_count(show):
    table = show().split('id="theo-tieu-chi"')[1]
    assert "40,33%" in table
    assert "39,8%" in table


def test_goals_marks_illustration(show):
    reports(END_2018, dict.fromkeys(communes_on(END_2018), range(1, 11)), illustration=True)
    assert 'class="mh"' in show("kl=vuot&nam=2018").split("<footer>")[0]


def test_goals_not_comparable_names_both_sets(show):
    reports(END_2020, dict.fromkeys(communes_on(END_2020), range(1, 11)))
    text = show("kl=khong-so-sanh")
    assert {"F024", "F031", "F038"} <= listed(text)
    assert "Xã NTM 2013–2015" in text
    assert "Xã NTM 2016–2020" in text


def test_goals_queries_do_not_grow(show, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        show()
    reports(END_2020, dict.fromkeys(communes_on(END_2020), (1, 2, 3)))
    reports(END_2018, dict.fromkeys(communes_on(END_2018), (1, 2)))
    gather("dbkk-pilot", communes_on(END_2018)[:5])
    with django_assert_max_num_queries(15):
        show()
    with django_assert_max_num_queries(15):
        show("ky=2019-12-31&ms=2025-07-01")


@pytest.mark.parametrize("query", ["kl=khong-co", "nam=0", "nam=20x0", "nam=9999", "kl=%00&nam=%00", "nam=２０２０"])
def test_goals_answers_a_hostile_filter(show, query):
    assert "<h1>" in show(query)


def test_goals_of_an_empty_database(client, empty_database):
    client.force_login(User.objects.create_user("lanhdao"))
    assert client.get(reverse("goals")).status_code == 200


def test_goals_needs_a_sign_in(client):
    assert client.get(reverse("goals")).status_code == 302


def test_goals_says_the_same_as_the_command(show, capsys):
    call_command("targets", "--year", "2020", "--json")
    told = {one["id"]: one["verdict"] for one in json.loads(capsys.readouterr().out)}
    text = show("nam=2020")
    assert listed(text) == set(told)
    for row in text.split('<tr id="')[1:]:
        assert f'class="v {told[row[:4]]}"' in row.split("</tr>")[0]
