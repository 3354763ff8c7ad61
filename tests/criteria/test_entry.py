"""The pages of data entry for every role and territory: what is shown, what is refused, and what it costs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communes.models import Commune
from criteria.cells import NEARLY
from criteria.entry.words import CALLED, verdict
from criteria.models import Extension, Report, Round
from criteria.saving import save
from criteria.sheet import laid_out
from criteria.workflow import begin, correct
from tests.criteria.life import (
    DECEMBER,
    JUNE,
    WEEK,
    Role,
    area_of,
    close,
    commune_of,
    in_state,
    leading,
    opened,
    person,
)
from tests.illustrated import shared
from tests.ntm.readings import report as reported
from tests.ntm.readings import reports

pytestmark = pytest.mark.django_db
LAST_YEAR = date(2024, 12, 31)
STEPS = ["save", "begin", "submit", "withdraw", "reaffirm", "correct"]


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """One person a role, with and without the commune in their territory."""
    with shared(django_db_blocker):
        of_round, mine, other = opened(), commune_of(), commune_of("cao-loc")
        yield {
            "district own": person("van", Role.DISTRICT, district="van-quan"),
            "district other": person("cao", Role.DISTRICT, district="cao-loc"),
            "commune own": person("xa", Role.COMMUNE, communes=[mine]),
            "commune other": person("xa-khac", Role.COMMUNE, communes=[other]),
            "area own": person("dia", Role.AREA, group=area_of(mine)),
            "department": person("so", Role.DEPARTMENT, department=leading(3, of_round)),
            "leader": person("lanh", Role.LEADER),
            "office": person("tinh", Role.OFFICE),
            "administrator": person("quan", Role.ADMINISTRATOR),
            "nobody": person("khong"),
        }


ENTERS = {"district own", "commune own"}
LOOKS_ON = {"office", "administrator"}
PEOPLE = [
    *sorted(ENTERS),
    *sorted(LOOKS_ON),
    "district other",
    "commune other",
    "area own",
    "department",
    "leader",
    "nobody",
]


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def address(step="", commune=None, on=JUNE):
    name = f"report_{step}" if step else "report"
    return reverse(name, args=[on.isoformat(), (commune or commune_of()).slug])


# --- who -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", PEOPLE)
def test_start_page_is_for_those_who_enter(people, who):
    response = browser(people[who]).get(reverse("entry"))
    enters = who.split()[0] in {"district", "commune"}
    assert response.status_code == (200 if enters else 403)
    assert (commune_of().name in response.text) == (who in ENTERS)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", ["none", "draft", "approved"])
def test_form_is_for_its_officers_and_the_office(people, who, state):
    in_state(state, people["district own"], people["office"], commune_of(), opened())
    response = browser(people[who]).get(address())
    assert response.status_code == (200 if who in ENTERS | LOOKS_ON else 403)
    assert ("data-save" in response.text) == (who in ENTERS and state == "draft")


@pytest.mark.parametrize("who", PEOPLE)
def test_steps_are_refused_to_all_others(people, who):
    report, client = begin(people["district own"], opened(), commune_of()), browser(people[who])
    said = {"reason": "x", "c1.outcome": "attained", "seen": "{}"}
    codes = {step: client.post(address(step), said).status_code for step in STEPS}
    found = Report.objects.get(pk=report.pk)
    assert (set(codes.values()) == {403}) == (who not in ENTERS | LOOKS_ON)
    if who not in ENTERS:
        assert (found.revision, found.state, found.assessments.filter(criterion__number=1).count()) == (1, "draft", 0)


def test_a_district_never_sees_another_on_any_page(people):
    client = browser(people["district own"])
    for one in Commune.objects.rural().in_force(JUNE).filter(district__slug="cao-loc"):
        assert client.get(address(commune=one)).status_code == 403
    shown = {one.commune for one in client.get(reverse("entry")).context["page"].communes}
    assert {one.district.slug for one in shown} == {"van-quan"}
    assert len(shown) == 14


def test_refusal_says_why_in_a_sentence(people):
    response = browser(people["district other"]).get(address())
    assert "báo cáo của xã này" in response.text or "report of this commune" in response.text


def test_unknown_rounds_and_communes_are_404(people):
    client = browser(people["district own"])
    for path in [
        "2025-06-30/99999-2020",
        "2025-06-31/06298-2020",
        "1999-12-31/06298-2020",
        "2025-06-30-uoc/06298-2020",
    ]:
        assert client.get(f"/nhap-lieu/{path}/").status_code == 404


def test_a_commune_officer_enters_the_round_after_the_districts(people):
    before = Commune.objects.rural().in_force(LAST_YEAR).filter(district__slug="van-quan")
    reports(LAST_YEAR, {one: [1] for one in before})
    mine = Commune.objects.get(code="06253", valid_from__year=2025)
    user = person("moi", Role.COMMUNE, communes=[mine])
    opened(DECEMBER)
    page = browser(user).get(reverse("entry")).context["page"]
    assert ([one.commune for one in page.communes], page.round.date, page.can_keep) == ([mine], DECEMBER, [])
    assert (page.communes[0].earlier.coverage, len(page.communes[0].notes)) == ("inherited", 1)
    begin(user, page.round, mine)
    shown = browser(user).get(address(commune=mine, on=DECEMBER))
    assert {(row.inherited, row.reaffirmable) for row in shown.context["form"].rows} == {(True, False)}


# --- the start page -----------------------------------------------------------------------------------------------


def start(user, query=""):
    return browser(user).get(reverse("entry") + query).context["page"]


def test_start_lists_each_state_with_what_is_due(people):
    officer, office, of_round = people["district own"], people["office"], opened()
    for place, state in enumerate(["draft", "submitted", "returned", "approved"]):
        in_state(state, officer, office, commune_of(place=place), of_round)
    page = start(officer)
    states = [one.state for one in page.shown]
    assert states == ["returned", "draft", *["not_begun"] * 10, "submitted", "approved"]
    assert [bool(one.action) for one in page.shown] == [True] * 12 + [False] * 2
    assert (page.sent, page.owed, page.days_left) == (2, 12, 8)  # today is one of them
    assert "thiếu biểu" in page.shown[0].notes[0]
    assert [n for _state, _words, n in page.chips] == [14, 1, 1, 10, 1, 1]


def test_start_filters_by_state_and_forgives_an_unknown_one(people):
    begin(people["district own"], opened(), commune_of())
    assert [one.state for one in start(people["district own"], "?loc=draft").shown] == ["draft"]
    assert start(people["district own"], "?loc=khong-co").shown == []


def test_start_counts_the_round_before_and_this_one(people):
    reported(commune_of(), LAST_YEAR, [1, 2, 3])
    report = begin(people["district own"], opened(), commune_of())
    save(people["district own"], report, {"c1.outcome": "attained", "c2.outcome": "not_attained"})
    one = next(one for one in start(people["district own"]).communes if one.commune == commune_of())
    assert (one.before, one.now) == ("3", str(report.assessments.filter(outcome="attained").count()))
    assert "2. " in one.notes[0]


def test_start_treats_illustration_as_not_begun(people):
    drafted, approved = commune_of(), commune_of(place=1)
    reported(drafted, JUNE, [1], illustration=True, state="draft")
    reported(approved, JUNE, [1], illustration=True)
    found = {one.commune: one for one in start(people["district own"]).communes}
    assert {found[one].state for one in (drafted, approved)} == {"not_begun"}
    assert found[drafted].made_up
    begin(people["district own"], opened(), approved)
    entered = next(one for one in start(people["district own"]).communes if one.commune == approved)
    assert (entered.state, entered.made_up) == ("draft", False)


def test_start_says_why_an_approved_report_is_open_again(people):
    of_round = opened()
    in_state("approved", people["district own"], people["office"], commune_of(), of_round)
    correct(people["office"], Report.objects.get(round=of_round, commune=commune_of()), "ghi nhầm tiêu chí 3")
    told = [note for one in start(people["district own"]).communes for note in one.notes]
    assert [note for note in told if "ghi nhầm tiêu chí 3" in note]


def test_start_marks_a_round_before_that_is_made_up(people):
    assert not start(people["district own"]).illustration
    reported(commune_of(), LAST_YEAR, [1], illustration=True)
    assert start(people["district own"]).illustration


def test_form_says_that_a_criterion_was_nearly_attained_before(people):
    before = reported(commune_of(), LAST_YEAR, [1])
    before.assessments.filter(criterion__number=2).update(nearly=True)
    row = laid_out([begin(people["district own"], opened(), commune_of())])[0].row(2)
    assert (row.nearly_before, verdict(row.before, row.nearly_before)) == (True, f"○ {CALLED[NEARLY]}")


def test_start_chooses_among_several_open_rounds(people):
    opened(LAST_YEAR)
    page = start(people["district own"])
    assert [one.date for one in page.rounds] == [JUNE, LAST_YEAR]
    assert start(people["district own"], "?ky=2024-12-31").round.date == LAST_YEAR
    assert start(people["district own"], "?ky=1999-01-01").round == page.round


def test_start_finds_an_open_round_however_old(people):
    for one in Round.objects.filter(date__gt="2016-12-31"):
        close(one)
    opened(date(2016, 12, 31))
    rounds = start(people["district own"]).rounds
    assert (rounds[0].date, rounds[1].date) == (date(2016, 12, 31), JUNE)


def test_start_of_a_closed_round_says_when_and_whom_to_ask(people):
    close(opened())
    client = browser(people["district own"])
    response = client.get(reverse("entry"))
    page = response.context["page"]
    assert page.closed
    assert not any(one.action for one in page.communes)
    assert f"{timezone.localdate() - WEEK:%d/%m/%Y}" in response.text
    assert f"{timezone.localdate() - WEEK:%d/%m/%Y}" in client.get(address()).text


def test_start_shows_the_extension_of_one_commune(people):
    of_round = opened()
    close(of_round)
    until = timezone.localdate() + timedelta(days=3)
    Extension.objects.create(
        round=of_round, commune=commune_of(), closes_on=until, reason="x", granted_by=people["office"]
    )
    page = start(people["district own"])
    one = next(one for one in page.communes if one.commune == commune_of())
    assert (one.extended_to, bool(one.action), page.closed) == (until, True, False)
    assert sum(bool(one.action) for one in page.communes) == 1


def test_start_names_the_first_end_where_one_commune_has_a_later_one(people):
    of_round, today = opened(), timezone.localdate()
    later = {"commune": commune_of(), "closes_on": today + 2 * WEEK, "reason": "x", "granted_by": people["office"]}
    Extension.objects.create(round=of_round, **later)
    page = start(people["district own"])
    assert (page.last_day, page.days_left) == (today + WEEK, 8)


def test_start_without_a_round_says_so(people):
    Round.objects.update(opens_on=None, closes_on=None)
    response = browser(people["district own"]).get(reverse("entry"))
    assert response.status_code == 200
    assert "page" not in response.context


# --- what it costs ------------------------------------------------------------------------------------------------


def test_start_asks_no_more_for_many_communes_than_for_few(people, django_assert_max_num_queries):
    communes = [commune_of(place=place) for place in range(14)]
    reports(LAST_YEAR, {key: [1, 2] for key in communes})
    client = browser(people["district own"])
    begin(people["district own"], opened(), communes[0])
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("entry"))
    for one in communes[1:]:
        begin(people["district own"], opened(), one)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("entry"))
    assert len(few) < 50


def test_form_is_light_and_cheap(people, django_assert_max_num_queries):
    begin(people["district own"], opened(), commune_of())
    client = browser(people["district own"])
    with django_assert_max_num_queries(35):
        response = client.get(address(), headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 30_000
