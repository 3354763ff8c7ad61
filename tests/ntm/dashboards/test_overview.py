"""Tổng quan: the verdict with its bases, marks on what is made up, every scope, hostile addresses, queries, weight."""

import gzip
import json
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from communes.models import User
from ntm.dashboards.overview.results import Results
from ntm.dashboards.overview.verdict import head
from ntm.dashboards.selection import read_selection
from ntm.register import Register
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, gather, report, reports

pytestmark = pytest.mark.django_db
END_2021, END_2024, MID_2020 = date(2021, 12, 31), date(2024, 12, 31), date(2020, 6, 30)
ALL = range(1, 20)
FIRST_VISIT, REPEAT_VISIT = 110_000, 30_000


@pytest.fixture
def show(client, reference):
    """show("ky=2020-12-31") → the page's text; English message ids, so that wording is not tested here."""
    client.force_login(User.objects.create_user("lanhdao"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    def get(query=""):
        answer = client.get(f"{reverse('overview')}?{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def plain(text):
    return " ".join(strip_tags(re.sub(r"<script.*?</script>", "", text, flags=re.S)).split())


def headline(query):
    results = Results(read_selection(query, Register()))
    results.prepare()
    with translation.override("en"):
        return head(results)


def of_criteria(text):
    return text.split('id="tieu-chi"', 1)[1].split("</section>", 1)[0]


def section(text, heading):
    """From a heading to the next one."""
    return re.split(r"<h2>", text.split(heading, 1)[1])[0]


# --- the verdict -----------------------------------------------------------------------------------------------


def test_overview_opens_on_the_published_headline(show):
    text = plain(show())
    assert "65/181 communes estimate" in text
    assert "65 communes attained the NTM standard (35.91%): as planned for the year" in text
    assert "still 50 communes short of the target of 2025" in text


def test_overview_keeps_the_bases_of_targets_apart(reference):
    lines = {line.source.code: line for line in headline({}).lines}
    assert lines["F475"].verdict == "met"
    assert lines["F017"].verdict == "exceeded"
    assert lines["F017"].sentence.startswith("Counted by the former 207 communes: 74/207, 2 communes more")
    assert "by the units of that day 65/181" in lines["F017"].sentence
    assert lines["F415"].verdict == "not_met"
    assert lines["F019"].verdict == "sources_disagree"
    assert lines["F426"].source.url.endswith("/van-ban/bc-nq20-2020/#F426")


def test_overview_tells_one_target_of_three_setters_once(reference):
    lines = [line for line in headline({}).lines if "target of 72 communes" in line.sentence]
    assert len(lines) == 1
    assert "QĐ 1865" in lines[0].sentence
    assert "Đại hội" in lines[0].sentence


def test_overview_under_the_old_units_shows_74_of_207_and_the_other_printed_figure(reference):
    found = headline({"ms": "2019-12-31"})
    assert (found.number, found.whole) == ("74", "207")
    assert "35.74%" in found.title
    assert "181" not in found.title
    assert "77" in found.disputed


def test_overview_in_mid_2020_prints_one_decimal_as_its_source_does(reference):
    found = headline({"ky": "2020-06-30"})
    assert (found.number, found.whole) == ("49", "181")
    assert "27.1%" in found.title


def test_overview_marks_a_computed_headline(reference):
    communes = communes_on(END_2021)
    reports(END_2021, dict.fromkeys(communes, ALL), illustration=True)
    decide(communes[:70], 2015, illustration=True)
    found = headline({"ky": "2021-12-31"})
    assert found.illustration
    assert not found.estimate
    assert found.number == str(json_of("--as-of", "2021-12-31")["recognised"])


def json_of(*options):
    out = StringIO()
    call_command("standing", *options, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_overview_after_2020_says_that_only_illustration_exists(show):
    said = "No figures have been published for 2021–2024"
    assert said not in show("ky=2021-12-31")
    report(communes_on(END_2021)[0], END_2021, ALL, illustration=True)
    assert said in show("ky=2021-12-31")
    assert said not in show("ky=2020-12-31")


def test_overview_has_no_data_where_nothing_is_known(show):
    text = plain(show("ky=2013-12-31"))
    assert "No data on communes that attained the NTM standard by 31/12/2013 yet" in text
    assert "– /207 communes" in text or "–/207 communes" in text


# --- the sections ----------------------------------------------------------------------------------------------


def test_overview_ranks_criteria_against_the_next_target(show):
    text = show()
    rows = re.findall(r"<th scope=\"row\" role=\"rowheader\"><a href=\"[^\"]*\">(\d+)\. ", of_criteria(text))
    assert rows[:4] == ["5", "6", "2", "10"]
    assert rows[-3:] == ["1", "9", "12"]
    assert "9 criteria are held by fewer than 115 communes" in text
    assert "printed: 40.33%" in text


def test_overview_sorts_criteria_by_number_on_request(show):
    rows = re.findall(r"<th scope=\"row\" role=\"rowheader\"><a href=\"[^\"]*\">(\d+)\. ", of_criteria(show("xep=so")))
    assert rows == [str(number) for number in ALL]


def test_overview_does_not_hold_criteria_of_old_units_against_a_target_of_new_ones(show):
    text = show("ms=2019-12-31")
    assert "counts by 181 communes, so it is not compared here" in text
    assert "block the next target" not in text


def test_overview_names_the_nearest_communes_and_what_they_lack(show):
    near, far, done = communes_on(END_2020)[:3]
    report(near, END_2020, range(1, 19))
    report(far, END_2020, range(1, 11))
    report(done, END_2020, ALL)
    decide([done], 2020)
    listed = section(show(), "Communes nearest to the standard")
    assert listed.index(f">{near.name}</a>") < listed.index(f">{far.name}</a>")
    assert "19. National defence and security" in listed
    assert f">{done.name}</a>" not in listed


def test_overview_lists_lost_criteria_since_the_round_before(show):
    commune = communes_on(END_2020)[0]
    report(commune, MID_2020, [1, 2, 3])
    report(commune, END_2020, [1, 3, 4])
    assert f"1 commune lost criteria since 30/06/2020: {commune.name} (2)" in plain(show())


def test_overview_ranks_districts_and_says_when_they_have_ended(show):
    place = communes_on(END_2020, district__slug="van-quan")
    reports(END_2020, dict.fromkeys(place, ALL))
    decide(place, 2020)
    districts = section(show(), "11 districts and cities compared")
    assert re.findall(r"pv=huyen-([a-z-]+)", districts)[0] == "van-quan"
    assert f"{len(place)}/{len(place)}" in districts
    assert "Districts ended on 30/06/2025" in show("ky=2025-12-31")


def test_overview_groups_show_published_averages_with_their_year(show):
    groups = plain(section(show("ky=2019-12-31"), "Priority groups of communes"))
    assert "10.6" in groups
    assert "17.2" in groups


def test_overview_of_2015_draws_the_printed_bands(show):
    text = plain(show("ky=2015-12-31"))
    assert "By 31/12/2015 13 communes hold all criteria, 159 hold fewer than 10" in text


def test_overview_path_table_reads_the_same_as_the_command(show):
    reports(END_2021, dict.fromkeys(communes_on(END_2021), ALL), illustration=True)
    decide(communes_on(END_2021)[:80], 2015, illustration=True)
    found = json_of("--as-of", "2021-12-31")
    rows = plain(show("ky=2021-12-31"))
    assert f"31/12/2021 {found['recognised']} {found['universe']}" in rows


def test_overview_without_illustration_draws_no_point_from_a_few_decisions(show):
    """Two decisions of 2018 are public; two of 207 is not where the province stood."""
    assert "31/12/2018 2 207" not in plain(show())


@pytest.mark.parametrize("scope", ["huyen-van-quan", "huyen-lang-son", "nhom-border"])
@pytest.mark.parametrize("on", ["2011-12-31", "2020-12-31", "2024-12-31", "2025-12-31"])
def test_overview_of_a_scope_counts_only_that_scope(show, scope, on):
    reports(END_2020, dict.fromkeys(communes_on(END_2020), (1, 2)))
    kind, slug = scope.split("-", 1)
    option = {"huyen": "--district", "nhom": "--group"}[kind]
    found = json_of("--as-of", on, option, slug)
    assert f"/{found['universe']} communes" in plain(show(f"pv={scope}&ky={on}"))


def test_overview_leads_only_to_pages_that_exist(show, client):
    links = {link.split("#")[0] for link in re.findall(r'href="(/[^"]*|\?[^"]*)"', show())}
    assert len(links) > 10
    for link in links:
        address = link if link.startswith("/") else f"/{link}"
        if not link.startswith(settings.STATIC_URL):
            assert client.get(address.replace("&amp;", "&")).status_code == 200, link


# --- what must never break it ----------------------------------------------------------------------------------

HOSTILE = [
    "ky=1900-01-01&ms=1900-01-01&bo=zz&pv=huyen-khong",
    "ky=9999-99-99&ms='\"><script>alert(1)</script>&pv=nhom-%00&bo=%F0%9F%98%80",
    "ky=2025-12-31&ms=2004-08-31",
    "ky=2011-12-31&ms=2025-07-01",
    "bo=51-2025",
    "bo=318-nc&ky=2024-12-31",
    "xep[]=so&ky=&ms=&bo=&pv=",
    "ky=" + "9" * 5000,
]


@pytest.mark.parametrize("query", HOSTILE)
def test_overview_answers_a_hostile_address(show, query):
    text = show(query)
    assert "<h1>" in text
    assert "<script>alert" not in text


def test_overview_of_an_empty_database(client, empty_database):
    client.force_login(User.objects.create_user("lanhdao"))
    for query in ["", *HOSTILE]:
        assert client.get(f"{reverse('overview')}?{query}").status_code == 200


def test_overview_needs_a_sign_in(client):
    assert client.get(reverse("overview")).status_code == 302


def test_overview_queries_do_not_grow(show, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        show()
    for day in (END_2019, END_2020, END_2021, END_2024):
        reports(day, dict.fromkeys(communes_on(day)[::3], (1, 2, 3)), illustration=True)
    gather("dbkk-pilot", communes_on(END_2019)[:5])
    decide(communes_on(END_2021)[:9], 2021)
    for query in ["", "ky=2024-12-31", "ky=2024-12-31&ms=2004-08-31", "pv=nhom-border", "pv=huyen-van-quan&bo=318"]:
        with django_assert_max_num_queries(15):
            show(query)


def test_overview_weighs_little_on_a_slow_line(client, reference):
    """Bytes over the wire without the charts' library: everything once, then the page alone."""
    client.force_login(User.objects.create_user("lanhdao"))
    for day in (END_2019, END_2020, END_2021):
        reports(day, {one: (one.id % 19 + 1, 2, 3) for one in communes_on(day)}, illustration=True)
    answer = client.get(f"{reverse('overview')}?ky=2021-12-31", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.content).decode()
    assert len(answer.content) <= REPEAT_VISIT
    assert len(answer.content) + sum(weight(path) for path in assets(page)) <= FIRST_VISIT


def assets(page):
    """Files of static/ that the page fetches at once; Plotly comes later and is named only in data- attributes."""
    named = re.findall(rf'(?<!data-)(?:href|src)="{settings.STATIC_URL}([^"]+)"', page)
    return {*named, "css/chevron.svg"}


def weight(path):
    content = Path(finders.find(path)).read_bytes()
    return len(content) if path.endswith(".woff2") else len(gzip.compress(content))
