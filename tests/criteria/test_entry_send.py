"""All complete reports of one's communes in one action: whose, which of them, and what is said of the others."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from criteria.models import Extension, Report, Round
from criteria.saving import save
from criteria.workflow import begin, submit, withdraw
from tests.criteria.life import JUNE, WEEK, Role, close, commune_of, fill, in_state, life, opened, person  # noqa: F401
from tests.criteria.people import browsing
from tests.ntm.readings import reports

pytestmark = pytest.mark.django_db
SEND = reverse("entry_send", args=["2025-06-30"])


@pytest.fixture
def officers(life):  # noqa: F811
    return life.people["district own"], life.people["commune own"]


@pytest.fixture
def officer(officers):
    return officers[0]


def complete(officer, place=0, district="van-quan", **outcomes):
    report = begin(officer, opened(), commune_of(district, place))
    fill(report, officer, **outcomes)
    return report


def listed(*found):
    return {"report": [f"{one.pk}:{one.revision}" for one in found]}


def state(report):
    return Report.objects.get(pk=report.pk).state


def told(response):
    return [str(one) for one in response.context["messages"]]


def send(user, *found):
    return browsing(user).post(SEND, listed(*found), follow=True)


# --- who ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_sending_together_is_for_those_who_enter(life, method):  # noqa: F811
    codes = {name: getattr(life.browsing(name), method)(SEND).status_code for name in life.people}
    inside = {name for name, code in codes.items() if code != 403}
    assert inside == {"district own", "district other", "commune own", "commune other"}


@pytest.mark.parametrize("who", ["district other", "commune other", "office", "administrator", "leader", "area own"])
def test_sending_together_leaves_another_territory_untouched_and_unnamed(life, who):  # noqa: F811
    report = life.report("draft")
    response = life.browsing(who).post(SEND, listed(report), follow=True)
    assert state(report) == "draft"
    assert response.status_code == 403 or report.commune.name not in "".join(told(response))


def test_a_commune_officer_sends_the_own_report_and_no_other(officers):
    own, other = complete(officers[0]), complete(officers[0], 1)
    send(officers[1], own, other)
    assert (state(own), state(other)) == ("submitted", "draft")


def test_a_report_of_another_round_is_left_out(officer):
    report = complete(officer)
    Report.objects.filter(pk=report.pk).update(round=opened(date(2024, 12, 31)))
    response = send(officer, report)
    assert state(report) == "draft"
    assert len(told(response)) == 1


# --- which -------------------------------------------------------------------------------------------------------


def test_start_offers_what_is_complete_as_it_was_seen(officer):
    ready, begun = complete(officer), begin(officer, opened(), commune_of(place=1))
    page = browsing(officer).get(reverse("entry"))
    assert [one.sheet.report.pk for one in page.context["page"].complete] == [ready.pk]
    assert f'value="{ready.pk}:{ready.revision}"' in page.text
    assert f'value="{begun.pk}:' not in page.text
    assert SEND in page.text


def test_start_offers_nothing_where_nothing_is_complete(officer):
    begin(officer, opened(), commune_of())
    assert 'id="send-all"' not in browsing(officer).get(reverse("entry")).text


def test_sending_together_sends_what_is_complete_and_lists_the_rest_with_links(officer):
    ready, lost = [complete(officer, 0), complete(officer, 1)], complete(officer, 2)
    reports(date(2024, 12, 31), {lost.commune: range(1, 20)})
    lost.assessments.filter(criterion__number=3).update(outcome="not_attained", note="")
    lost.assessments.filter(criterion__number=8).delete()
    response = send(officer, *ready)
    assert [state(one) for one in ready] == ["submitted", "submitted"]
    assert "2" in told(response)[0]
    assert all(one.commune.name in told(response)[0] for one in ready)
    form = reverse("report", args=["2025-06-30", lost.commune.slug])
    assert response.redirect_chain[-1][0] == SEND
    assert f'{form}#c8"' in response.text
    assert f'{form}?mo=3#c3.note"' in response.text
    owed = [one.commune for one in response.context["page"].lacking]
    assert lost.commune in owed
    assert commune_of(place=5) in owed
    assert ready[0].commune not in owed


def test_what_lacks_something_is_refused_though_it_is_listed(officer):
    report = begin(officer, opened(), commune_of())
    response = send(officer, report)
    assert state(report) == "draft"
    assert report.commune.name in told(response)[0]


def test_missing_evidence_is_said_and_does_not_block(officer):
    report = complete(officer)
    reports(date(2024, 12, 31), {report.commune: [1, 2]})
    page = browsing(officer).get(reverse("entry")).context["page"]
    assert [one.commune for one in page.unproven] == [report.commune]
    send(officer, report)
    assert state(report) == "submitted"


def test_all_sent_leads_back_to_the_start_page(officers):
    report = complete(officers[0])
    response = send(officers[1], report)
    assert response.redirect_chain[-1][0] == f"{reverse('entry')}?ky=2025-06-30"


def test_the_page_of_what_is_missing_says_when_nothing_is(officers):
    report = complete(officers[0])
    submit(officers[0], report, report.revision)
    page = browsing(officers[1]).get(SEND)
    assert 'id="send-all"' not in page.text
    assert page.context["page"].lacking == []


# --- changed meanwhile, twice, late --------------------------------------------------------------------------------


def test_a_report_changed_meanwhile_is_not_sent_unseen_and_holds_up_no_other(officer):
    changed, other = complete(officer, 0), complete(officer, 1)
    save(officer, changed, {"c1.note": "đã xem lại"}, {"c1.note": "vì bão"})
    response = send(officer, changed, other)
    assert (state(changed), state(other)) == ("draft", "submitted")
    assert [changed.commune.name in one for one in told(response)] == [False, True]
    again = response.context["page"].complete
    assert [one.sheet.report.revision for one in again] == [changed.revision + 1]


def test_a_second_click_sends_nothing_twice_and_does_not_frighten(officer):
    report = complete(officer)
    send(officer, report)
    events = report.events.count()
    response = send(officer, report)
    assert (state(report), report.events.count()) == ("submitted", events)
    assert [one.level_tag for one in response.context["messages"]] == ["info"]


def test_what_was_sent_and_taken_back_is_not_sent_again_by_an_old_page(officer):
    report = complete(officer)
    sent = submit(officer, report, report.revision)
    withdraw(officer, sent, sent.revision)
    send(officer, report)
    assert state(report) == "draft"


def test_a_closed_window_refuses_all_with_the_day(officer):
    report = complete(officer)
    close(opened())
    page = browsing(officer).get(SEND)
    assert page.context["page"].complete == []
    response = send(officer, report)
    assert state(report) == "draft"
    assert f"{Round.objects.official().get(date=JUNE).closes_on:%d/%m/%Y}" in told(response)[0]


def test_an_extension_of_one_commune_sends_that_one_alone(officer):
    longer, late = complete(officer, 0), complete(officer, 1)
    close(opened())
    found = Report.objects.get(pk=longer.pk).round
    until = found.closes_on + 3 * WEEK
    Extension.objects.create(round=found, commune=longer.commune, closes_on=until, reason="bão", granted_by=officer)
    page = browsing(officer).get(SEND).context["page"]
    assert [one.commune for one in page.complete] == [longer.commune]
    send(officer, longer, late)
    assert (state(longer), state(late)) == ("submitted", "draft")


@pytest.mark.parametrize("value", ["", "x:y", "12", "1:2:3", "٣:1", "9999999999:1", "\0", "-1:1", "999999:0"])
def test_a_list_that_no_page_made_sends_nothing_and_answers_with_a_sentence(officer, value):
    report = complete(officer)
    response = browsing(officer).post(SEND, {"report": [value]}, follow=True)
    assert (response.status_code, state(report), len(told(response))) == (200, "draft", 1)


@pytest.mark.parametrize(("slug", "code"), [("2025-13-01", 404), ("khong", 404), ("1999-12-31", 404)])
def test_a_round_that_does_not_exist_is_a_404(officer, slug, code):
    assert browsing(officer).post(reverse("entry_send", args=[slug])).status_code == code


def test_a_returned_report_with_an_open_comment_is_not_offered(officer):
    office = person("tinh", Role.OFFICE)
    report = in_state("returned", officer, office, commune_of(), opened())
    page = browsing(officer).get(SEND).context["page"]
    assert (page.complete, report.commune in [one.commune for one in page.lacking]) == ([], True)


# --- what it costs -------------------------------------------------------------------------------------------------


def queries(call):
    with CaptureQueriesContext(connection) as found:
        call()
    return len(found)


def test_sending_together_costs_a_bounded_number_of_queries_a_report(officer):
    client = browsing(officer)
    one = complete(officer, 0)
    showing, sending = queries(lambda: client.get(SEND)), queries(lambda: client.post(SEND, listed(one)))
    more = [complete(officer, place) for place in range(1, 6)]
    assert queries(lambda: client.get(SEND)) <= showing
    each = (queries(lambda: client.post(SEND, listed(*more))) - sending) / 4
    assert each <= 45  # each passes the door by itself; the verdicts that it states are one statement
