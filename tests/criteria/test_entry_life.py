"""A report's life on the officer's side through HTTP: form, batches, conflicts, submitting, correcting."""

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from criteria.cells import cells_of
from criteria.models import Assessment, Measurement, Report
from criteria.saving import save
from criteria.sheet import sheet
from criteria.workflow import approve, begin, begin_review, return_criteria
from tests.criteria.life import JUNE, Role, close, commune_of, fill, in_state, measure, opened, person
from tests.illustrated import shared
from tests.ntm.readings import report as reported
from tests.ntm.readings import reports

pytestmark = pytest.mark.django_db
LAST_YEAR = date(2024, 12, 31)


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with shared(django_db_blocker):
        yield person("van", Role.DISTRICT, district="van-quan"), person("tinh", Role.OFFICE)


@pytest.fixture
def officer(people):
    return people[0]


@pytest.fixture
def office(people):
    return people[1]


@pytest.fixture
def report(officer):
    before = reported(commune_of(), LAST_YEAR, range(1, 20))
    measure(before, **{"15.1": (95, 100)})
    return begin(officer, opened(), commune_of())


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer)
    return client


def address(step=""):
    return reverse(f"report_{step}" if step else "report", args=[JUNE.isoformat(), commune_of().slug])


def kept(report, key):
    return cells_of(sheet(Report.objects.get(pk=report.pk)))[key]


def form(report, **values):
    """What a browser sends: the fields that were changed, with what the page showed."""
    shown = {key: text for key, text in cells_of(sheet(report)).items() if text}
    revision = Report.objects.get(pk=report.pk).revision
    said = {key.replace("_", ".", 1) if key[0] == "c" else key: text for key, text in values.items()}
    return shown | {"seen": json.dumps(shown), "revision": revision} | said


def batch(client, cells, seen=None, **more):
    sent = {"cells": cells, "seen": seen or {}} | more
    return client.post(address("save"), json.dumps(sent), content_type="application/json")


# --- the ordinary form --------------------------------------------------------------------------------------------


def test_form_shows_what_was_before_and_the_thresholds(client, report):
    page = client.get(address() + "?mo=2,15,x,99999999999")
    row = page.context["form"].rows[14]
    assert (row.opened, row.lines[0].before, row.lines[0].threshold) == (True, "95% (95/100)", "≥\N{NO-BREAK SPACE}90%")
    assert len(page.context["form"].rows) == report.criteria_set.criteria_count
    assert [row.number for row in page.context["form"].rows if row.opened] == [2, 15]


def test_form_says_what_is_not_due_and_keeps_last_year(client, report):
    row = client.get(address()).context["form"].rows[9]
    assert (row.state, row.said["outcome"].text) == ("not_due", "attained")


def test_form_saves_what_was_changed_and_leads_back(client, report):
    response = client.post(address(), form(report, c1_outcome="attained", c1_note="đủ\r\nhồ sơ"))
    assert (response.status_code, response["Location"]) == (302, address())
    assert kept(report, "c1.note") == "đủ\nhồ sơ"
    again = client.post(address(), form(report, c1_note="đủ\r\nhồ sơ"))
    assert again.status_code == 302


def test_form_keeps_what_was_typed_wrongly_and_says_where(client, report):
    response = client.post(
        address(), form(report, c1_outcome="attained") | {"i4.2.value": "112", "i17.4.value": "1.234"}
    )
    page = response.context["form"]
    assert response.status_code == 422
    assert [key for key, _row, _sentence in page.problems] == ["i4.2.value", "i17.4.value"]
    assert 'href="#i4.2.value"' in response.text
    assert 'value="112" aria-invalid="true"' in response.text
    assert [row.number for row in page.rows if row.opened] == [4, 17]
    assert (kept(report, "c1.outcome"), kept(report, "i4.2.value")) == ("attained", "")


def test_form_shows_a_conflict_and_takes_either_value(client, officer, report):
    sent = form(report) | {"i4.2.value": "96"}
    save(officer, report, {"i4.2.value": "48"})
    asked = client.post(address(), sent)
    assert (asked.status_code, asked.context["form"].theirs) == (422, {"i4.2.value": "48"})
    assert 'value="96" aria-invalid="true"' in asked.text
    assert client.post(address(), sent).status_code == 422  # nothing chosen: asked again, nothing overwritten
    assert kept(report, "i4.2.value") == "48"
    chosen = sent | {"theirs": json.dumps({"i4.2.value": "48"}), "take-i4.2.value": "theirs"}
    assert client.post(address(), chosen).status_code == 302
    assert kept(report, "i4.2.value") == "48"
    assert client.post(address(), chosen | {"take-i4.2.value": "mine"}).status_code == 302
    assert kept(report, "i4.2.value") == "96"


def test_form_of_a_closed_window_keeps_what_was_typed(client, report):
    close(report.round)
    response = client.post(address(), form(report, c1_outcome="attained"))
    assert response.status_code == 422
    assert response.context["trouble"].typed == {"c1.outcome": "attained"}
    assert kept(report, "c1.outcome") == ""


@pytest.mark.parametrize("seen", ["", "[]", "nonsense", '{"c1.outcome": 5}', "null"])
def test_form_survives_a_broken_memory_of_what_was_seen(client, report, seen):
    response = client.post(address(), {"c1.outcome": "attained", "seen": seen, "revision": "x", "c1.note": "\0"})
    assert response.status_code in {302, 422}


# --- batches ------------------------------------------------------------------------------------------------------


def test_batch_answers_what_became_of_each_cell(client, report):
    said = batch(client, {"i15.1.numerator": "80", "i15.1.denominator": "100", "i4.2.value": "x"}, revision=1).json()
    assert said["applied"]["i15.1.value"] == "80"
    assert said["applied"]["c15.outcome"] == "not_attained"
    assert list(said["refused"]) == ["i4.2.value"]
    assert (said["revision"], said["others"], said["conflicts"]) == (2, {}, [])
    assert said["rows"]["15"]["state"] == "mend"
    assert (15 in said["missing"], said["looked_at"]) == (True, report.assessments.count())


def test_batch_sent_twice_because_its_answer_was_lost_is_answered_alike(client, report):
    sent = {"i4.2.value": "96.5", "c1.outcome": "attained", "c1.note": " x "}
    first, second = batch(client, sent).json(), batch(client, sent).json()
    assert second["conflicts"] == []
    assert second["revision"] == first["revision"]
    assert {key: second["applied"][key] for key in sent} == {
        "i4.2.value": "96,5",
        "c1.outcome": "attained",
        "c1.note": "x",
    }


def test_batch_tells_of_a_conflict_and_of_what_others_changed(client, officer, report):
    save(officer, report, {"i4.2.value": "48", "c6.outcome": "attained"})
    said = batch(client, {"i4.2.value": "96"}, {"i4.2.value": ""}, revision=1).json()
    assert said["conflicts"] == [{"key": "i4.2.value", "mine": "96", "theirs": "48"}]
    assert said["others"]["c6.outcome"] == "attained"
    assert "i4.2.value" not in said["applied"]


def test_batch_of_somebody_who_signed_in_meanwhile_is_refused(client, office, report):
    response = batch(client, {"c1.outcome": "attained"}, user=office.pk)
    assert (response.status_code, response.json()["other"]) == (409, True)
    assert kept(report, "c1.outcome") == ""


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", "null", '{"cells": []}', '{"cells": {"c1.note": 5}}', "\\xff", "[" * 5000]
)
def test_batch_that_is_none_is_refused(client, report, body):
    response = client.post(address("save"), body, content_type="application/json")
    assert (response.status_code, bool(response.json()["error"])) == (400, True)


def test_batch_after_submitting_or_closing_is_refused_with_a_sentence(client, report):
    close(report.round)
    response = batch(client, {"c1.outcome": "attained"})
    assert (response.status_code, bool(response.json()["error"])) == (409, True)
    opened()
    Report.objects.filter(pk=report.pk).update(state="submitted")
    assert batch(client, {"c1.outcome": "attained"}).status_code == 409


def test_batch_of_nobody_signed_in_leads_to_the_sign_in(report):
    response = batch(Client(), {"c1.outcome": "attained"})
    assert (response.status_code, response["Location"].startswith("/dang-nhap/")) == (302, True)


def test_batch_needs_the_token_of_the_session(officer, report):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)
    assert batch(strict, {"c1.outcome": "attained"}).status_code == 403


# --- steps --------------------------------------------------------------------------------------------------------


def test_begin_opens_the_form_once(client, officer):
    opened()
    assert client.get(address()).context["report"] is None
    for _time in range(2):
        assert client.post(address("begin"))["Location"] == address()
    assert Report.objects.filter(commune=commune_of(), round__date=JUNE).count() == 1


def test_begin_replaces_a_made_up_draft(client, officer):
    opened()
    made_up = reported(commune_of(), JUNE, [1], illustration=True, state="draft")
    client.post(address("begin"))
    assert not Report.objects.filter(pk=made_up.pk).exists()
    assert not Report.objects.get(commune=commune_of(), round__date=JUNE).illustration


def test_submit_lists_what_is_missing_with_links(client, report):
    response = client.post(address("submit"), form(report, c1_outcome="not_attained"))
    problems = [key for key, _row, _sentence in response.context["form"].problems]
    assert response.status_code == 422
    assert problems[:2] == ["c1.note", "c2.outcome"]
    assert kept(report, "c1.outcome") == "not_attained"
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_submit_saves_the_form_and_does_not_wait_for_evidence(client, officer, report):
    fill(report, officer)
    response = client.post(address("submit"), form(report, c3_outcome="not_attained", c3_note="vỡ mương"))
    assert response["Location"] == "/nhap-lieu/?ky=2025-06-30"
    found = Report.objects.get(pk=report.pk)
    assert (found.state, found.assessments.get(criterion__number=3).note) == ("submitted", "vỡ mương")


def test_submit_of_something_others_have_changed_since_is_asked_again(client, officer, report):
    fill(report, officer)
    sent = form(report)
    save(officer, report, {"c5.note": "đã sửa"}, {"c5.note": "vì bão"})
    assert client.post(address("submit"), sent).status_code == 422
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_submit_refuses_wrong_cells_and_stays_a_draft(client, officer, report):
    fill(report, officer)
    sent = form(report, c5_outcome="nearly") | {"i4.2.value": "112"}
    response = client.post(address("submit"), sent)
    problems = [(key, label) for key, label, _sentence in response.context["form"].problems]
    assert response.status_code == 422
    assert problems == [("i4.2.value", "4.2 Điện"), ("c5.work_done", "5. Trường học")]
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_submit_unfolds_only_where_something_is_mended_inside(client, report):
    rows = client.post(address("submit"), form(report, c1_outcome="not_attained")).context["form"].rows
    assert [row.number for row in rows if row.opened] == [1]


def test_submit_says_once_what_both_counts_of_a_share_have_wrong(client, report):
    sent = form(report) | {"i15.1.numerator": "120", "i15.1.denominator": "100"}
    response = client.post(address("submit"), sent)
    found = response.context["form"]
    assert [key for key, label, _sentence in found.problems if label == "15.1 Y tế"] == ["i15.1.numerator"]
    line = next(one for one in found.rows[14].lines if one.code == "15.1")
    assert [(one.key, bool(one.error), repeated) for one, repeated in line.told] == [
        ("i15.1.numerator", True, False),
        ("i15.1.denominator", True, True),
        ("i15.1.value", False, False),
    ]


def test_withdraw_until_the_review_has_begun(client, officer, office, report):
    fill(report, officer)
    client.post(address("submit"), form(report))
    client.post(address("withdraw"))
    assert Report.objects.get(pk=report.pk).state == "draft"
    client.post(address("submit"), form(report))
    begin_review(office, report)
    client.post(address("withdraw"))
    assert Report.objects.get(pk=report.pk).state == "submitted"


def test_reaffirm_of_an_old_page_does_not_write_over_another_person(client, officer, report):
    sent = form(report) | {"criterion": "2"}
    save(officer, report, {"c2.outcome": "not_attained", "c2.note": "mất vì bão"})
    assert client.post(address("reaffirm"), sent).status_code == 422
    assert kept(report, "c2.note") == "mất vì bão"
    assert client.post(address("reaffirm"), form(report) | {"criterion": "2"}).status_code == 302
    assert kept(report, "c2.outcome") == "attained"


def test_reaffirm_one_criterion_or_all_with_what_was_typed(client, report):
    response = client.post(
        address("reaffirm"), form(report, c1_outcome="not_attained", c1_note="hỏng") | {"criterion": "2"}
    )
    assert response["Location"] == f"{address()}?mo=2#c2"
    bases = dict(Assessment.objects.filter(report=report).values_list("criterion__number", "basis"))
    assert (bases[1], bases[2], 3 in bases) == ("entered", "reaffirmed", False)
    client.post(address("reaffirm"), form(report))
    assert (
        report.assessments.filter(basis="reaffirmed").count() + report.assessments.filter(basis="not_due").count() == 18
    )
    assert kept(report, "c1.note") == "hỏng"


def test_reaffirm_for_all_communes_leaves_the_exceptions(client, officer):
    communes = [commune_of(place=place) for place in range(3)]
    reports(LAST_YEAR, dict.fromkeys(communes, range(1, 15)))
    response = client.post(reverse("entry_reaffirm", args=[opened().slug]), follow=True)
    made = Report.objects.filter(round__date=JUNE)
    assert (made.count(), response.status_code) == (3, 200)
    assert {one.assessments.count() for one in made} == {19}
    assert not sheet(made.first()).missing
    assert client.post(reverse("entry_reaffirm", args=["2025-06-30"])).status_code == 302
    assert Report.objects.filter(round__date=JUNE).count() == 3


def test_reaffirm_for_all_is_refused_to_the_office(office):
    opened()
    client = Client()
    client.force_login(office)
    assert client.post(reverse("entry_reaffirm", args=["2025-06-30"])).status_code == 403


def test_a_returned_criterion_shows_its_comment_and_must_be_answered(client, officer, office, report):
    fill(report, officer)
    client.post(address("submit"), form(report))
    return_criteria(office, report, {3: "thiếu biểu 02"}, Report.objects.get(pk=report.pk).revision)
    page = client.get(address())
    assert "thiếu biểu 02" in page.text
    assert [row.number for row in page.context["form"].rows if row.opened] == [3]
    refused = client.post(address("submit"), form(report))
    assert [key for key, _row, _sentence in refused.context["form"].problems] == ["c3.note"]
    assert client.post(address("submit"), form(report, c3_note="đã gửi biểu 02")).status_code == 302
    assert not report.opinions.returned().exists()


def test_correction_asks_the_reason_and_keeps_the_approved_version(client, officer, office):
    of_round = opened()
    approved = in_state("approved", officer, office, commune_of(), of_round)
    assert 'name="reason"' in client.get(address()).text
    client.post(address("correct"), {"reason": " "})
    assert Report.objects.filter(commune=commune_of(), round=of_round).count() == 1
    client.post(address("correct"), {"reason": "nhầm hộ nghèo"})
    new = Report.objects.get(commune=commune_of(), version=2)
    assert (new.state, new.reason) == ("draft", "nhầm hộ nghèo")
    page = client.get(address())
    assert page.context["report"] == new
    client.post(address("submit"), form(new, c3_outcome="not_attained"))
    approve(office, new, Report.objects.get(pk=new.pk).revision)
    assert Report.objects.get(pk=approved.pk).superseded_at is not None
    assert Report.objects.get(pk=approved.pk).assessments.get(criterion__number=3).outcome == "attained"


@pytest.mark.parametrize("step", ["begin", "submit", "withdraw", "reaffirm", "correct"])
def test_a_step_that_is_not_posted_leads_back(client, report, step):
    assert client.get(address(step))["Location"] == address()


def test_a_step_without_a_report_leads_back(client):
    opened()
    for step in ("submit", "reaffirm", "withdraw"):
        assert client.post(address(step), {})["Location"] == address()
    assert batch(client, {"c1.outcome": "attained"}).status_code == 409
    assert Measurement.objects.filter(report__commune=commune_of()).count() == 0


def test_correct_where_nothing_was_begun_leads_back(client, officer):
    elsewhere = reverse("report_correct", args=[opened().date.isoformat(), commune_of(place=1).slug])
    assert client.post(elsewhere, {"reason": "nhập sai"}).status_code == 302


DIGITS = "9" * 5000  # more than Python turns into a number


@pytest.mark.parametrize(
    ("cells", "status"),
    [({f"c{DIGITS}.note": "x"}, 200), ({"c٢.note": "x"}, 200), ({"c1.note": "\ud800"}, 400), ({"c1.note": "\0"}, 400)],
)
def test_batch_of_strange_names_and_signs_is_refused_and_nothing_kept(client, report, cells, status):
    response = batch(client, cells)
    assert response.status_code == status
    assert list(response.json().get("refused", {})) == (list(cells) if status == 200 else [])
    assert kept(report, "c1.note") == ""


@pytest.mark.parametrize("seen", ["[" * 100_000, '{"c1.note": "\\ud800"}', "9" * 5000, "null", "[1]"])
def test_form_with_a_strange_record_of_what_was_seen_is_read_as_none(client, report, seen):
    sent = {"seen": seen, "theirs": seen, "take-c1.note": "theirs"}
    assert client.post(address(), sent).status_code in {302, 422}
    grid = f"{reverse('grid', args=[JUNE.isoformat()])}?tc=1"
    assert client.post(grid, {"seen": seen, "do": "check"}).status_code == 200
    assert kept(report, "c1.note") == ""
