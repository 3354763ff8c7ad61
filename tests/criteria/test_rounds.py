"""Reporting rounds: opening, changing, extending, closing, who may, and what the page says."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communes.models import Change
from criteria import rounds, workflow
from criteria.models import Extension, Round
from criteria.round_page import RoundPage, compared, in_words
from tests.criteria.people import Role, browsing, open_round, rural, somebody
from tests.ntm.readings import report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TODAY = timezone.localdate()


@pytest.fixture
def office():
    return somebody("tinh", Role.OFFICE)


def window(of_round, **values):
    said = {"opens_on": "01/11/2026", "closes_on": "31/12/2026", "criteria_set": of_round.criteria_set_id}
    return said | {"revision": of_round.revision, "group": ""} | values


def test_round_of_a_new_date_is_opened_and_kept(office):
    said = {"date": "30/09/2025", "kind": "nine_months", "opens_on": "01/10/2025", "closes_on": "15/10/2025"}
    said["criteria_set"] = Round.objects.get(date=date(2025, 12, 31)).criteria_set_id
    response = browsing(office).post(reverse("round_create"), said)
    made = Round.objects.get(date=date(2025, 9, 30))
    assert response["Location"] == reverse("round", args=[made.slug])
    assert (made.kind, made.closes_on) == ("nine_months", date(2025, 10, 15))
    assert Change.objects.about(made).first().action == "round.opened"


def test_round_of_a_date_that_has_one_is_refused_and_keeps_what_was_typed(office):
    response = browsing(office).post(
        reverse("round_create"), {"date": "31/12/2025", "kind": "quarter", "opens_on": "1/13/2026", "closes_on": "x"}
    )
    assert response.status_code == 200
    assert "31/12/2025" in response.text
    assert "1/13/2026" in response.text
    assert response.context["form"].errors.keys() == {"date", "opens_on", "closes_on", "criteria_set"}
    assert Round.objects.filter(date=date(2025, 12, 31)).count() == 1


def test_estimate_stands_beside_the_official_round(office):
    official = Round.objects.get(date=date(2025, 12, 31))
    said = {"date": "31/12/2025", "kind": "estimate", "criteria_set": official.criteria_set_id}
    browsing(office).post(reverse("round_create"), said | {"opens_on": "01/11/2025", "closes_on": "30/11/2025"})
    made = Round.objects.get(date=date(2025, 12, 31), kind=Round.Kind.ESTIMATE)
    assert made.slug == "2025-12-31-uoc"
    assert Round.objects.of_slug(made.slug) == made
    assert made.get_kind_display() in browsing(office).get(reverse("round", args=[made.slug])).text
    assert (official.called, made.called) == ("31/12/2025", f"31/12/2025 ({made.get_kind_display()})")


def test_estimate_and_official_result_are_compared(office):
    official = Round.objects.get(date=date(2024, 12, 31))
    commune = rural("van-quan", official.date)[0]
    guessed = report(commune, official.date, {1, 2, 3})
    report(commune, official.date, {2, 3, 4, 5}, version=2)
    said = {"criteria_set": official.criteria_set, "source": "test"}
    guessed.round = Round.objects.create(date=official.date, kind=Round.Kind.ESTIMATE, **said)
    guessed.save()
    [found] = compared(official)
    assert (found.estimate, found.official, found.difference) == (3, 4, 1)
    assert (found.only_estimate, found.only_official) == ([1], [4, 5])
    assert compared(Round.objects.get(date=date(2023, 12, 31))) is None
    assert in_words([found]) in browsing(office).get(reverse("round", args=[official.slug])).text
    assert re.findall(r"\d+", in_words([found])) == ["1", "1", "1", "0"]


def test_window_is_changed_with_its_history(office):
    found = open_round()
    response = browsing(office).post(reverse("round_change", args=[found.slug]), window(found), follow=True)
    assert response.status_code == 200
    found.refresh_from_db()
    assert (found.closes_on, found.revision) == (date(2026, 12, 31), 1)
    assert Change.objects.about(found).first().after["closes_on"] == "2026-12-31"


def test_window_that_somebody_changed_meanwhile_is_not_overwritten(office):
    found = open_round(closes_on=date(2026, 12, 1))
    old = window(found, closes_on="24/12/2026")
    rounds.change(office, found, found.revision, closes_on=date(2026, 12, 30))
    response = browsing(office).post(reverse("round_change", args=[found.slug]), old, follow=True)
    assert [one.level_tag for one in response.context["messages"]] == ["error"]
    assert Round.objects.get(pk=found.pk).closes_on == date(2026, 12, 30)


def test_window_that_ends_before_it_begins_is_refused(office):
    found = open_round()
    said = window(found, closes_on="01/10/2026")
    response = browsing(office).post(reverse("round_change", args=[found.slug]), said)
    assert "closes_on" in response.context["window"].errors
    assert Round.objects.get(pk=found.pk).closes_on is None


def test_window_of_a_round_with_reports_is_changed_and_opened_again(office):
    found = open_round(closes_on=TODAY - timedelta(days=9))
    report(rural("van-quan")[0], found.date, {1})
    said = window(found, closes_on="31/12/2026")
    del said["criteria_set"]  # a browser does not send what is greyed out
    browsing(office).post(reverse("round_change", args=[found.slug]), said)
    now = Round.objects.get(pk=found.pk)
    assert (now.closes_on, now.criteria_set_id) == (date(2026, 12, 31), found.criteria_set_id)


def test_criteria_set_stays_once_reports_exist(office):
    found = open_round()
    report(rural("van-quan")[0], found.date, {1})
    other = Round.objects.get(date=date(2020, 12, 31)).criteria_set_id
    browsing(office).post(reverse("round_change", args=[found.slug]), window(found, criteria_set=other))
    assert Round.objects.get(pk=found.pk).criteria_set_id == found.criteria_set_id


def test_closed_round_refuses_and_says_until_when_and_whom_to_ask(office):
    found, [commune, *_] = open_round(), rural("van-quan")
    officer = somebody("vanquan", Role.DISTRICT, district="van-quan")
    rounds.close(office, found, found.revision)
    with pytest.raises(workflow.WindowClosed) as refused:
        workflow.begin(officer, found, commune)
    yesterday = TODAY - timedelta(days=1)
    assert f"{yesterday:%d/%m/%Y}" in refused.value.sentence


@pytest.mark.parametrize("place", ["district", "commune"])
def test_extension_opens_for_its_place_alone(office, place):
    found = open_round(closes_on=TODAY - timedelta(days=3))
    [commune, *_], [elsewhere, *_] = rural("van-quan"), rural("bac-son")
    key = f"d{commune.district_id}" if place == "district" else f"c{commune.pk}"
    until = TODAY + timedelta(days=3)
    said = {"place": key, "until": f"{until:%d/%m/%Y}", "reason": "mưa lũ"}
    browsing(office).post(reverse("round_extend", args=[found.slug]), said)
    found = Round.objects.get(pk=found.pk)
    assert found.takes(commune, TODAY)
    assert not found.takes(elsewhere, TODAY)
    assert not found.takes(commune, until + timedelta(days=1))
    assert Change.objects.about(Extension.objects.get()).get().why == "mưa lũ"


def test_extension_needs_a_reason_and_a_later_day(office):
    found = open_round(closes_on=TODAY)
    said = {"place": f"c{rural('van-quan')[0].pk}", "until": f"{TODAY:%d/%m/%Y}", "reason": ""}
    response = browsing(office).post(reverse("round_extend", args=[found.slug]), said)
    assert response.context["extension"].errors.keys() == {"until", "reason"}
    assert not Extension.objects.exists()


def test_extension_to_a_day_that_is_over_is_refused(office):
    found = open_round(closes_on=TODAY - timedelta(days=9))
    until = TODAY - timedelta(days=1)
    said = {"place": f"c{rural('van-quan')[0].pk}", "until": f"{until:%d/%m/%Y}", "reason": "mưa"}
    response = browsing(office).post(reverse("round_extend", args=[found.slug]), said)
    assert response.context["extension"].errors.keys() == {"until"}
    assert not Extension.objects.exists()


def test_extension_tells_communes_of_the_same_name_apart(office):
    found = open_round(closes_on=TODAY)
    page = browsing(office).get(reverse("round", args=[found.slug]))
    shown = [words for _key, words in page.context["extension"].fields["place"].choices[2][1]]
    assert len(shown) == len(set(shown)) == 175
    commune = rural("van-quan")[0]
    rounds.extend(office, found, TODAY, "mưa", commune=commune)
    assert f"{commune} ({commune.district})</b>" in browsing(office).get(reverse("round", args=[found.slug])).text


def test_closing_ends_what_is_still_open_by_extension_and_leaves_the_earlier_end(office):
    over, [commune, *_] = TODAY - timedelta(days=9), rural("van-quan")
    found = open_round(closes_on=over)
    rounds.extend(office, found, TODAY + timedelta(days=5), "mưa", commune=commune)
    client = browsing(office)
    page = client.get(reverse("round", args=[found.slug]))
    assert page.context["page"].state == "extended"
    assert reverse("round_close", args=[found.slug]) in page.text
    [line] = [one for one in client.get(reverse("rounds")).context["page"] if one.round == found]
    assert line.state == "extended"
    client.post(reverse("round_close", args=[found.slug]), {"revision": found.revision})
    now = Round.objects.get(pk=found.pk)
    assert (now.closes_on, now.takes(commune, TODAY)) == (over, False)


def test_closing_ends_extensions_too(office):
    found, [commune, *_] = open_round(closes_on=TODAY), rural("van-quan")
    rounds.extend(office, found, TODAY + timedelta(days=5), "mưa", commune=commune)
    rounds.close(office, found, 0)
    assert not Round.objects.get(pk=found.pk).takes(commune, TODAY)
    kept = Change.objects.about(Extension.objects.get()).first()
    assert kept.before["closes_on"] == (TODAY + timedelta(days=5)).isoformat()


def test_page_counts_by_district_and_writes_the_reminder(office):
    found = open_round(closes_on=TODAY + timedelta(days=9))
    [first, second, *_] = rural("van-quan")
    report(first, found.date, {1})
    report(second, found.date, {1}, state="submitted")
    page = browsing(office).get(reverse("round", args=[found.slug])).context["page"]
    turnout = next(one for one, _days in page.districts if "Văn Quan" in one.name)
    assert (turnout.total, turnout.sent, turnout.counts["approved"], turnout.counts["submitted"]) == (14, 2, 1, 1)
    assert "Văn Quan" in page.reminder
    assert second.name not in page.reminder.split("Văn Quan")[1].split("\n")[0]


def test_reminder_gives_each_its_own_end_and_names_the_kind(office):
    found = open_round(closes_on=TODAY + timedelta(days=1))
    [late, other, *_] = rural("van-quan")
    rounds.extend(office, found, TODAY + timedelta(days=9), "mưa", commune=late)
    page = browsing(office).get(reverse("round", args=[found.slug])).context["page"]
    head, *lines = page.reminder.split("\n")
    assert found.get_kind_display() in head
    [first, second] = [line for line in lines if "Văn Quan" in line]
    assert other.name in first
    assert f"{TODAY + timedelta(days=1):%d/%m/%Y}" in first
    assert late.name in second
    assert f"{TODAY + timedelta(days=9):%d/%m/%Y}" in second
    assert next(days for one, days in page.districts if "Văn Quan" in one.name) == [2, 10]


def test_reminder_says_where_the_round_is_over(office):
    found = open_round(closes_on=TODAY - timedelta(days=2))
    page = browsing(office).get(reverse("round", args=[found.slug])).context["page"]
    assert f"{TODAY - timedelta(days=2):%d/%m/%Y}" in page.reminder
    assert page.reminder != RoundPage(found, TODAY - timedelta(days=2)).reminder


def test_what_is_made_up_is_still_owed_while_the_round_can_be_entered(office):
    found, commune = open_round(closes_on=TODAY), rural("van-quan")[0]
    report(commune, found.date, {1}, illustration=True)
    page = RoundPage(found, TODAY)
    assert (page.total.sent, commune.name in page.reminder) == (0, True)
    Round.objects.filter(pk=found.pk).update(opens_on=None, closes_on=None)
    assert RoundPage(Round.objects.get(pk=found.pk), TODAY).total.sent == 1


def test_list_counts_reports_of_the_rounds_own_set_and_marks_the_illustration(office):
    found, [first, second, *_] = open_round(), rural("van-quan")
    report(first, found.date, {1}, illustration=True)
    report(second, found.date, {1}, set_code="318-nc")
    [line] = [one for one in browsing(office).get(reverse("rounds")).context["page"] if one.round == found]
    assert (line.reports["approved"], line.reports["illustration"]) == (1, 1)


def test_draft_of_the_illustration_is_nobodys_beginning(office):
    found = open_round()
    report(rural("van-quan")[0], found.date, {1}, illustration=True, state="draft")
    page = browsing(office).get(reverse("round", args=[found.slug])).context["page"]
    assert page.total.counts["draft"] == 0


def test_page_queries_do_not_grow(office, django_assert_max_num_queries):
    found, client = open_round(), browsing(office)
    for commune in rural("van-quan") + rural("bac-son"):
        report(commune, found.date, {1})
    with django_assert_max_num_queries(24):
        client.get(reverse("round", args=[found.slug]))


@pytest.mark.parametrize("role", [role for role in [*Role, None] if role not in {Role.OFFICE, Role.ADMINISTRATOR}])
def test_rounds_are_the_offices_alone(role):
    client, found = browsing(somebody("ai", role)), open_round()
    before = (found.opens_on, found.closes_on, found.revision)
    for name, args in (("rounds", []), ("round", [found.slug])):
        assert client.get(reverse(name, args=args)).status_code == 403
    for name, args in (("round_create", []), ("round_change", [found.slug]), ("round_close", [found.slug])):
        assert client.post(reverse(name, args=args), window(found)).status_code == 403
    assert client.post(reverse("round_extend", args=[found.slug]), {}).status_code == 403
    found.refresh_from_db()
    assert (found.opens_on, found.closes_on, found.revision) == before
    with pytest.raises(workflow.NotYours):
        rounds.close(somebody("khac", role), found, 0)
