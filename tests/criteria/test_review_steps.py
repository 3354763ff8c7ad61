"""Duyệt: every step through HTTP, for whom it is, with what was seen, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from communes.models import Change
from criteria.models import Evidence, Opinion, Report
from criteria.workflow import correct, opine, submit
from tests.criteria.life import close, commune_of, life, measure  # noqa: F401

pytestmark = pytest.mark.django_db
EVERY = range(1, 20)
STEPS = {
    "review_begin": {"administrator", "office"},
    "review_return": {"administrator", "office"},
    "review_approve": {"administrator", "office"},
}


def sent(life, step, revision, **more):  # noqa: F811
    data = {"revision": revision}
    if step == "review_return":
        data |= {"tra-10": "on", "y-10": "gửi phiếu điều tra"}
    return data | more


def told(response):
    return " ".join(str(one) for one in response.context["messages"])


@pytest.mark.parametrize("step", STEPS)
def test_review_steps_are_refused_to_everybody_else_and_change_nothing(life, step):  # noqa: F811
    report = life.report("submitted")
    kept = Change.objects.count()
    for name in set(life.people) - STEPS[step]:
        response = life.browsing(name).post(life.address(step), sent(life, step, report.revision))
        assert response.status_code == 403, name
    report.refresh_from_db()
    assert (report.state, report.review_begun_at) == ("submitted", None)
    assert Change.objects.count() == kept


@pytest.mark.parametrize("step", ["begin", "return", "approve", "opine", "answer", "correct"])
def test_review_steps_lead_back_to_the_report_whoever_does_not_post_them(life, step):  # noqa: F811
    report = life.report("submitted")
    response = life.browsing("office").get(life.address(f"review_{step}"))
    assert (response.status_code, response["Location"]) == (302, life.address("review_report"))
    assert life.browsing("area other").get(life.address(f"review_{step}")).status_code == 403
    report.refresh_from_db()
    assert report.state == "submitted"


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["administrator", "office"])
def test_review_steps_are_taken_by_the_office(life, step, name):  # noqa: F811
    report = life.report("submitted")
    assert life.browsing(name).post(life.address(step), sent(life, step, report.revision)).status_code == 302
    report.refresh_from_db()
    assert report.state == {"review_return": "returned", "review_approve": "approved"}.get(step, "submitted")
    assert bool(report.review_begun_at) == (step == "review_begin")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("seen", ["old", "none", "not a number"])
def test_review_a_step_on_another_version_is_refused_with_the_page_as_it_is_now(life, step, seen):  # noqa: F811
    report = life.report("submitted")
    data = sent(life, step, {"old": report.revision - 1, "none": "", "not a number": "x"}[seen])
    response = life.browsing("office").post(life.address(step), data)
    assert response.status_code in {409, 422}
    report.refresh_from_db()
    assert (report.state, report.review_begun_at) == ("submitted", None)


def test_review_a_full_life_through_the_pages(life):  # noqa: F811
    report = life.report("submitted")
    officer, office = life.browsing("commune own"), life.browsing("office")
    data = {"revision": report.revision, "tra-10": "on", "y-10": "Gửi phiếu điều tra thu nhập"}
    answer = office.post(life.address("review_return"), data, follow=True)
    assert answer.redirect_chain[0][0] == f"{reverse('review')}?ky={life.round.slug}"
    form = officer.get(reverse("report", args=[life.round.slug, life.commune.slug]))
    assert "Gửi phiếu điều tra thu nhập" in form.text.partition('id="c10"')[2].partition('id="c11"')[0]
    assert "Gửi phiếu điều tra thu nhập" not in form.text.partition('id="c11"')[2]
    report.refresh_from_db()
    assert set(report.assessments.values_list("outcome", flat=True)) == {"attained"}  # the rest stays as it is
    cells = {"c10.note": "đã gửi phiếu", "_revision": report.revision}
    saved = officer.post(
        reverse("report_save", args=[life.round.slug, life.commune.slug]),
        {"cells": {"c10.note": "đã gửi phiếu"}, "seen": {"c10.note": "vì bão"}} | cells,
        content_type="application/json",
    )
    assert saved.status_code == 200
    report.refresh_from_db()
    submit(life.people["commune own"], report, report.revision)
    report.refresh_from_db()
    office.post(life.address("review_approve"), {"revision": report.revision})
    report.refresh_from_db()
    assert (report.state, report.approved_by) == ("approved", life.office)
    assert list(Report.objects.readings().values_list("id", flat=True)) == [report.pk]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"tra-10": "on", "y-10": "  "},
        {"y-10": "quên đánh dấu"},
        {"tra-10": "on", "y-10": "được", "tra-12": "on", "y-12": ""},
        {"tra-99": "on", "y-99": "không có"},
        {"tra-10": "on", "y-10": "x" * 2001},
    ],
)
def test_review_returning_wrongly_is_said_and_keeps_what_was_typed(life, wrong):  # noqa: F811
    report = life.report("submitted")
    response = life.browsing("office").post(life.address("review_return"), {"revision": report.revision} | wrong)
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert all(words.strip() in response.text for name, words in wrong.items() if name in {"y-10", "y-12"})
    report.refresh_from_db()
    assert report.state == "submitted"


def test_review_a_stale_return_keeps_the_comments_and_can_be_sent_again(life):  # noqa: F811
    report = life.report("submitted")
    client, data = life.browsing("office"), {"revision": report.revision, "tra-10": "on", "y-10": "gửi phiếu"}
    opine(life.people["area own"], report, life.criterion(), "comments", "xem")
    response = client.post(life.address("review_return"), data)
    assert response.status_code == 409
    assert "gửi phiếu" in response.text
    again = response.context["page"].comments["revision"].value()
    client.post(life.address("review_return"), data | {"revision": again})
    report.refresh_from_db()
    assert report.state == "returned"


def test_review_returns_after_the_window_closed(life):  # noqa: F811
    report = life.report("submitted")
    close(life.round)
    data = {"revision": report.revision, "tra-10": "on", "y-10": "gửi phiếu"}
    life.browsing("office").post(life.address("review_return"), data)
    assert life.round.extensions.get(commune=life.commune)


def test_review_nobody_approves_what_they_entered(life):  # noqa: F811
    report = life.report("submitted")
    report.authors.add(life.office)
    response = life.browsing("office").post(life.address("review_approve"), {"revision": report.revision})
    assert response.status_code == 403
    report.refresh_from_db()
    assert report.state == "submitted"


def test_review_a_disputed_report_is_approved_once_the_dispute_is_answered(life):  # noqa: F811
    report, office = life.report("submitted"), life.browsing("office")
    department = life.browsing("department own")
    said = {"criterion": life.criterion().pk, "stance": "disputes", "text": "thiếu bác sĩ"}
    department.post(life.address("review_opine"), said)
    report.refresh_from_db()
    assert office.post(life.address("review_approve"), {"revision": report.revision}).status_code == 409
    dispute = Opinion.objects.get(stance="disputes")
    for name in ("department other", "district own", "area own", "commune own"):
        life.browsing(name).post(life.address("review_answer"), {"opinion": dispute.pk, "text": "xong"})
    dispute.refresh_from_db()
    assert dispute.settled_at is None
    office.post(life.address("review_answer"), {"opinion": dispute.pk, "text": "đã bổ sung"})
    report.refresh_from_db()
    assert office.post(life.address("review_approve"), {"revision": report.revision}).status_code == 302


def test_review_an_answer_to_another_report_s_dispute_is_refused(life):  # noqa: F811
    report, other = life.report("submitted"), life.sent(2, EVERY)
    dispute = opine(life.people["department own"], other, life.criterion(), "disputes", "thiếu")
    life.browsing("office").post(life.address("review_answer", report.commune), {"opinion": dispute.pk, "text": "xong"})
    dispute.refresh_from_db()
    assert dispute.settled_at is None


@pytest.mark.parametrize(
    "name, stance, kept",
    [
        ("department own", "agrees", True),
        ("department other", "agrees", False),
        ("area own", "flags", True),
        ("area own", "disputes", False),
        ("area other", "flags", False),
        ("district own", "disputes", True),
        ("district other", "agrees", False),
        ("commune own", "agrees", False),
        ("leader", "comments", False),
        ("department own", "returns", False),
        ("department own", "states", False),
    ],
)
def test_review_opinions_are_kept_at_the_stage_that_is_one_s_own(life, name, stance, kept):  # noqa: F811
    life.report("submitted")
    given = {"criterion": life.criterion().pk, "stance": stance, "text": "ý kiến"}
    response = life.browsing(name).post(life.address("review_opine"), given)
    assert response.status_code == 302 if kept else response.status_code in {403, 422}
    assert Opinion.objects.filter(text="ý kiến").exists() == kept


@pytest.mark.parametrize(("seconds", "kept"), [(-1, False), (1, True)])
def test_review_nobody_speaks_about_what_was_sent_again_since(life, seconds, kept):  # noqa: F811
    sent = life.report("submitted").submitted_at
    given = {"criterion": life.criterion().pk, "stance": "agrees", "text": "ý kiến"}
    given["shown_at"] = (sent + timedelta(seconds=seconds)).isoformat()
    response = life.browsing("department own").post(life.address("review_opine"), given)
    assert (response.status_code == 302) == kept
    assert Opinion.objects.filter(text="ý kiến").exists() == kept


def test_review_a_correction_is_begun_with_a_reason(life):  # noqa: F811
    life.report("approved")
    client = life.browsing("office")
    assert client.post(life.address("review_correct"), {"reason": " "}).status_code == 422
    assert client.post(life.address("review_correct"), {"reason": "nhập sai"}).status_code == 302
    assert Report.objects.get(state="draft").reason == "nhập sai"
    assert life.browsing("leader").post(life.address("review_correct"), {"reason": "nhập sai"}).status_code == 403


# --- all clean ones together ---------------------------------------------------------------------------------


def chosen(*reports):
    return [f"{report.pk}:{report.revision}" for report in reports]


def together(life, *versions, client="office"):  # noqa: F811
    data = {"ky": life.round.slug, "report": list(versions)}
    return life.browsing(client).post(reverse("approve_clean"), data, follow=True)


def test_review_lists_the_clean_ones_before_they_are_approved(life):  # noqa: F811
    clean, lost = life.sent(2, EVERY), life.sent(3, EVERY, c3="not_attained")
    page = life.browsing("office").get(f"{reverse('approve_clean')}?ky={life.round.slug}")
    assert f'value="{clean.pk}:{clean.revision}"' in page.text
    assert f'value="{lost.pk}:' not in page.text
    clean.refresh_from_db()
    assert clean.state == "submitted"


def test_review_approves_the_clean_ones_together_and_names_them(life):  # noqa: F811
    reports = [life.sent(place, EVERY) for place in (2, 3, 4)]
    response = together(life, *chosen(*reports[:2]))
    assert all(report.commune.name in told(response) for report in reports[:2])
    states = list(
        Report.objects.filter(pk__in=[one.pk for one in reports]).order_by("pk").values_list("state", flat=True)
    )
    assert states == ["approved", "approved", "submitted"]  # what was not ticked waits on


def test_review_names_what_changed_meanwhile_and_approves_the_rest(life):  # noqa: F811
    first, second = life.sent(2, EVERY), life.sent(3, EVERY)
    versions = chosen(first, second)
    opine(life.people["department own"], second, life.criterion(), "comments", "xem lại")
    response = together(life, *versions)
    assert second.commune.name in told(response)
    assert dict(Report.objects.filter(pk__in=[first.pk, second.pk]).values_list("pk", "state")) == {
        first.pk: "approved",
        second.pk: "submitted",
    }


def test_review_together_never_approves_what_must_be_looked_at(life):  # noqa: F811
    lost = life.sent(2, EVERY, c3="not_attained")
    own = life.sent(3, EVERY)
    own.authors.add(life.office)
    disputed = life.sent(4, EVERY)
    opine(life.people["department own"], disputed, life.criterion(), "disputes", "thiếu")
    disputed.refresh_from_db()
    together(life, *chosen(lost, own, disputed))
    assert set(Report.objects.filter(round=life.round).values_list("state", flat=True)) == {"submitted"}


@pytest.mark.parametrize("versions", [[], ["x"], ["1:2:3"], ["999999:1"], [":"], ["-1:-1"], ["٣:٤"]])
def test_review_together_survives_what_no_form_sends(life, versions):  # noqa: F811
    assert together(life, *versions).status_code == 200


def test_review_together_is_the_office_s_alone(life):  # noqa: F811
    clean = life.sent(2, EVERY)
    for name in set(life.people) - {"office", "administrator"}:
        assert together(life, *chosen(clean), client=name).status_code == 403
    clean.refresh_from_db()
    assert clean.state == "submitted"


# --- departments ---------------------------------------------------------------------------------------------


def give(life, **given):  # noqa: F811
    data = {"ky": life.round.slug, "tc": "15", "stance": "agrees", "text": ""} | given
    return life.browsing(given.pop("client", "department own")).post(reverse("opinions"), data, follow=True)


def spoken():
    return set(Opinion.objects.filter(stage="department").values_list("report__commune__name", flat=True))


def test_opinions_of_a_pasted_list_rest_on_one_decision(life):  # noqa: F811
    reports = [life.sent(place, EVERY) for place in (2, 3, 4)]
    names = f"1. xã {reports[0].commune.name.upper()}, Văn Quan\n{reports[1].commune.code}"
    decision = {"number": "12/BC-SYT", "issued_on": "30/6/2025", "issuer": "Sở Y tế"}
    response = give(life, names=names, reports=[reports[2].pk], **decision)
    assert response.status_code == 200, response.context["page"].form.errors
    assert spoken() == {report.commune.name for report in reports}
    evidence = Evidence.objects.get()
    assert (evidence.number, f"{evidence.issued_on}") == ("12/BC-SYT", "2025-06-30")
    assert Opinion.objects.filter(stage="department", evidence=evidence).count() == 3


def test_opinions_show_the_evidence_and_what_rests_on_illustration(life):  # noqa: F811
    report = life.sent(2, EVERY)
    cited = Evidence.objects.create(number="77/TYT", issuer="Trạm Y tế", added_by=life.writer)
    report.evidence_links.create(evidence=cited, criterion=life.criterion(15), added_by=life.writer)
    address, client = f"{reverse('opinions')}?ky={life.round.slug}&tc=15", life.browsing("department own")
    page = client.get(address).text
    assert "77/TYT, Trạm Y tế" in page
    marked = page.count("minh họa</span>")
    Report.objects.filter(pk=report.pk).update(rests_on_illustration=True)
    assert client.get(address).text.count("minh họa</span>") == marked + 1


def test_opinions_leave_out_what_was_sent_again_since(life):  # noqa: F811
    old, new = (life.sent(place, EVERY) for place in (2, 3))
    between = old.submitted_at + (new.submitted_at - old.submitted_at) / 2
    give(life, reports=[old.pk, new.pk], shown_at=between.isoformat())
    assert spoken() == {old.commune.name}


def test_opinions_with_an_unclear_name_keep_nothing_and_lose_nothing(life):  # noqa: F811
    report, absent = life.sent(2, EVERY), commune_of(place=9)
    names = f"{report.commune.name}\nKhông Có Xã Này\n{absent.name}"
    response = give(life, names=names, text="theo báo cáo")
    assert response.status_code == 422
    assert spoken() == set()
    page = response.text
    assert all(words in page for words in ("Không Có Xã Này", absent.name, "theo báo cáo", names.partition("\n")[0]))
    found = response.context["page"].found
    assert found.unknown == ["Không Có Xã Này"]
    assert [commune.pk for commune in response.context["page"].not_sent()] == [absent.pk]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"stance": "disputes"},
        {"stance": "returns", "text": "x"},
        {"number": "12/BC"},
        {"issuer": "Sở Y tế", "issued_on": "30/06/2025"},
        {"number": "12/BC", "issued_on": "31/31/2025", "issuer": "Sở Y tế"},
    ],
)
def test_opinions_that_are_not_complete_are_refused(life, wrong):  # noqa: F811
    report = life.sent(2, EVERY)
    chosen_one = {} if not wrong else {"reports": [report.pk]}
    assert give(life, **chosen_one, **wrong).status_code == 422
    assert spoken() == set()


def test_opinions_on_another_department_s_criterion_fall_back_to_one_s_own(life):  # noqa: F811
    report = life.sent(2, EVERY)
    give(life, tc="1", reports=[report.pk])
    assert set(Opinion.objects.filter(stage="department").values_list("criterion__number", flat=True)) != {1}


def test_opinions_reach_no_report_that_does_not_wait(life):  # noqa: F811
    draft = life.report("draft")
    assert give(life, reports=[draft.pk]).status_code == 422
    assert spoken() == set()


# --- the printed table ---------------------------------------------------------------------------------------


def test_appraisal_says_who_said_what_on_each_criterion(life):  # noqa: F811
    report = life.report("submitted")
    measure(report, **{"15.1": (951, 1000)})
    opine(life.people["district own"], report, life.criterion(), "agrees")
    opine(life.people["department own"], report, life.criterion(), "comments", "đủ thuốc")
    rows = {row.number: row for row in life.browsing("office").get(life.address("appraisal")).context["rows"]}
    assert list(rows) == list(EVERY)
    health = rows[15]
    assert [part.result for part in health.parts if part.code == "15.1"] == ["95,1%"]
    said = (health.commune, health.district, health.department, health.province)
    assert said[0].lower() in {"attained", "đạt"}
    assert "đủ thuốc" in said[2]
    assert said[3] == ""
    assert (rows[3].district, rows[3].department) == ("", "")
    report.refresh_from_db()
    life.browsing("office").post(life.address("review_approve"), {"revision": report.revision})
    rows = life.browsing("leader").get(life.address("appraisal")).context["rows"]
    assert {row.province for row in rows} == {said[0]}


def test_appraisal_of_what_is_approved_is_printed_while_it_is_corrected(life):  # noqa: F811
    correct(life.office, life.report("approved"), "nhập sai tiêu chí 3")
    client, address = life.browsing("office"), life.address("appraisal")
    assert client.get(address).context["report"].version == 2
    shown = client.get(f"{address}?da-duyet=1").context
    assert (shown["report"].version, shown["report"].state) == (1, "approved")
    assert {row.province for row in shown["rows"]} == {"Đạt"}
    assert f"{address}?da-duyet=1" in client.get(life.address("review_report")).text


def test_appraisal_entered_by_the_district_is_the_district_s_word(life):  # noqa: F811
    report = life.sent(2, EVERY)
    rows = life.browsing("office").get(life.address("appraisal", report.commune)).context["rows"]
    assert {row.commune for row in rows} == {""}
    assert "" not in {row.district for row in rows}
