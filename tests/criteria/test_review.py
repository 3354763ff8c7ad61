"""Duyệt: who sees which report, exceptions first, differences only, and the log."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communes.models import Commune
from criteria.models import Report
from criteria.reviewing.queue import queue, waiting
from criteria.saving import save
from criteria.views.review.found import find_place
from criteria.workflow import approve, begin, correct, opine, submit
from tests.criteria.life import approved_before, commune_of, fill, life, measure  # noqa: F401

pytestmark = pytest.mark.django_db
EVERY = range(1, 20)
EXCEPT_3 = [number for number in EVERY if number != 3]
QUEUE = {"administrator", "office", "district own", "district other", "area own", "area other"}
QUEUE |= {"department own", "department other"}
WORKING = {"administrator", "office", "district own", "commune own", "area own", "department own", "department other"}
SEEING = WORKING | {"leader"}  # who only reads


def codes(life, path):  # noqa: F811
    return {name: life.browsing(name).get(path).status_code for name in life.people}


def let_in(found):
    assert set(found.values()) <= {200, 403}
    return {name for name, code in found.items() if code == 200}


def text(response):
    return " ".join(response.content.decode().partition("<main")[2].split())


# --- who sees what -----------------------------------------------------------------------------------------------


def test_review_queue_is_for_reviewers_and_districts(life):  # noqa: F811
    assert let_in(codes(life, reverse("review"))) == QUEUE


def test_review_approving_together_is_for_the_office(life):  # noqa: F811
    assert let_in(codes(life, reverse("approve_clean"))) == {"administrator", "office"}


def test_review_opinions_across_communes_are_for_departments(life):  # noqa: F811
    assert let_in(codes(life, reverse("opinions"))) == {"department own", "department other"}


@pytest.mark.parametrize("name", ["review_report", "appraisal"])
def test_review_a_submitted_report_is_seen_by_its_territory_and_by_leaders(life, name):  # noqa: F811
    life.report("submitted")
    assert let_in(codes(life, life.address(name))) == SEEING


def shown_to(life):  # noqa: F811
    """{person: the report that the pages of the commune show them}, without those who are refused."""
    found = {}
    for name, user in life.people.items():
        with suppress(PermissionDenied):
            found[name] = find_place(user, life.round.slug, life.commune.slug).report
    return found


def test_review_a_draft_is_its_officers_and_the_office_s_business(life):  # noqa: F811
    life.report("draft")
    assert set(shown_to(life)) == {"administrator", "office", "district own", "commune own"}


def test_review_what_is_approved_is_everybody_s(life):  # noqa: F811
    life.report("approved")
    assert set(shown_to(life)) == set(life.people)
    assert life.browsing("leader").get(life.address("review_report")).status_code == 200


def test_review_what_is_approved_stays_everybody_s_while_it_is_corrected(life):  # noqa: F811
    first = life.report("approved")
    second = correct(life.office, first, "nhập sai")
    inside = {"administrator", "office", "district own", "commune own"}
    assert shown_to(life) == {name: second if name in inside else first for name in life.people}


def test_review_the_queue_holds_what_lies_in_one_s_territory(life):  # noqa: F811
    life.report("submitted")
    found = {name: len(queue(actor, life.round)) for name, actor in life.people.items()}
    assert {name for name, count in found.items() if count} == WORKING - {"commune own"}


def test_review_a_district_checks_what_communes_stated_and_not_what_it_entered(life):  # noqa: F811
    life.report("submitted")
    life.sent(2, EVERY)
    page = life.browsing("district own").get(f"{reverse('check')}?ky={life.round.slug}").context["page"]
    assert [one.report.commune for one in page.waiting] == [life.commune]
    assert page.together == []


def test_review_leads_back_to_one_s_own_queue(life):  # noqa: F811
    life.report("submitted")
    pages = {name: life.browsing(name).get(life.address("review_report")).text for name in SEEING}
    assert {name for name, page in pages.items() if f'href="{reverse("check")}?ky=' in page} == {"district own"}
    assert f'href="{reverse("review")}?ky=' not in pages["district own"] + pages["commune own"]


def test_review_nobody_is_shown_a_button_that_is_not_theirs(life):  # noqa: F811
    life.report("submitted")
    steps = {
        "review_approve": {"administrator", "office"},
        "review_return": {"administrator", "office"},
        "review_begin": {"administrator", "office"},
        "review_opine": {"administrator", "office", "district own", "area own", "department own", "department other"},
    }
    shown = {step: set() for step in steps}
    for name in SEEING:
        page = life.browsing(name).get(life.address("review_report")).text
        for step in steps:
            if f'action="{life.address(step)}"' in page:
                shown[step].add(name)
    assert shown == steps


def test_review_whoever_entered_is_offered_no_approval(life):  # noqa: F811
    report = life.report("submitted")
    report.authors.add(life.office)
    page = life.browsing("office").get(life.address("review_report"))
    assert f'action="{life.address("review_approve")}"' not in page.text
    assert f'action="{life.address("review_return")}"' in page.text


def test_review_a_commune_without_a_report_says_so(life):  # noqa: F811
    page = life.browsing("office").get(life.address("review_report", commune_of(place=5)))
    assert page.status_code == 200
    assert commune_of(place=5).name in text(page)


@pytest.mark.parametrize(
    "path", ["/duyet/2025-06-30/06298/", "/duyet/2025-06-30/06298-9999/", "/duyet/2025-06-30/x-2020/"]
)
def test_review_a_commune_that_does_not_exist_is_a_404(life, path):  # noqa: F811
    assert life.browsing("office").get(path).status_code == 404


def test_review_a_commune_of_another_date_is_a_404(life):  # noqa: F811
    later = Commune.objects.rural().in_force(timezone.localdate()).filter(valid_from__year=2025).first()
    assert life.browsing("office").get(life.address("review_report", later)).status_code == 404


# --- exceptions first ----------------------------------------------------------------------------------------


def points_of(life, report):  # noqa: F811
    found = next(one for one in queue(life.office, life.round) if one.report.pk == report.pk)
    return [(point.kind, point.number) for point in found.points]


def test_review_puts_what_is_grave_before_what_is_clean(life):  # noqa: F811
    clean = life.sent(2, EVERY)
    gained = life.sent(3, EXCEPT_3)
    lost = life.sent(4, EVERY, c3="not_attained")
    disputed = life.sent(5, EVERY)
    opine(life.people["department own"], disputed, life.criterion(), "disputes", "thiếu bác sĩ")
    found = [one.report.pk for one in queue(life.office, life.round)]
    assert found == [disputed.pk, lost.pk, gained.pk, clean.pk]
    assert points_of(life, lost) == [("lost", 3)]
    assert points_of(life, gained) == [("no_evidence", 3)]
    assert points_of(life, clean) == []


def test_review_names_jumps_thresholds_and_verdicts_against_the_values(life):  # noqa: F811
    commune, officer = commune_of(place=2), life.people["district own"]
    approved_before(commune, EVERY, **{"10": 40, "12.1": 75, "16": 90})
    report = begin(officer, life.round, commune)
    fill(report, officer)
    measure(report, **{"10": "50.5", "12.1": 70, "16": "60"})
    report = submit(officer, report, report.revision)
    assert points_of(life, report) == [("jump", 10), ("jump", 16), ("differs", 16), ("on_threshold", 12)]
    page = text(life.browsing("office").get(life.address("review_report", commune)))
    assert "26,3%" in page
    assert "33,3%" in page


def test_review_names_the_commune_that_has_the_same_block(life):  # noqa: F811
    same = {"4.2": "97.31", "10": "51.07", "12.1": "73.63", "15.1": "95.77"}
    reports = []
    for place in (2, 3):
        commune, officer = commune_of(place=place), life.people["district own"]
        approved_before(commune, EVERY)
        report = begin(officer, life.round, commune)
        fill(report, officer)
        measure(report, **same)
        reports.append(submit(officer, report, report.revision))
    assert [kind for kind, _number in points_of(life, reports[0])] == ["copied"]
    page = text(life.browsing("office").get(f"{reverse('review')}?ky={life.round.slug}"))
    assert commune_of(place=3).name in page.partition(commune_of(place=2).name)[2].partition("</tr>")[0]


def test_review_a_block_copied_from_an_approved_report_is_found_too(life):  # noqa: F811
    same = {"4.2": "97.31", "10": "51.07", "12.1": "73.63", "15.1": "95.77"}
    first, second = life.sent(2, EVERY), life.sent(3, EVERY)
    measure(first, **same)
    measure(second, **same)
    approve(life.office, first, first.revision)
    assert [kind for kind, _number in points_of(life, second)] == ["copied"]


@override_settings(OPINION_DAYS=10)
def test_review_a_department_is_silent_after_so_many_days_and_it_stays_clean(life):  # noqa: F811
    report = life.sent(2, EVERY)
    Report.objects.filter(pk=report.pk).update(submitted_at=timezone.now() - timedelta(days=9))
    assert points_of(life, report) == []
    Report.objects.filter(pk=report.pk).update(submitted_at=timezone.now() - timedelta(days=11))
    found = queue(life.office, life.round)[0]
    assert [point.kind for point in found.points] == ["silent"]
    assert found.clean
    before = len(found.silent)
    opine(life.people["department own"], report, life.criterion(), "agrees")
    assert len(queue(life.office, life.round)[0].silent) == before - 1


def test_review_filters_by_kind_of_exception(life):  # noqa: F811
    clean, lost = life.sent(2, EVERY), life.sent(3, EVERY, c3="not_attained")
    client = life.browsing("office")
    for kind, report in (("lost", lost), ("sach", clean)):
        rows = client.get(f"{reverse('review')}?ky={life.round.slug}&loc={kind}").context["page"].rows
        assert [one.report.pk for one, _tags in rows] == [report.pk]
    assert "none-found" in client.get(f"{reverse('review')}?ky={life.round.slug}&loc=khong-co").text


def test_review_counts_what_waits_for_whom(life):  # noqa: F811
    report = life.report("submitted")
    life.sent(2, EVERY)
    found = {name: waiting(actor) for name, actor in life.people.items()}
    assert (found["office"], found["area own"], found["area other"]) == (2, 1, 0)
    assert found["department own"] == 2
    assert found["leader"] is found["district own"] is None
    for criterion in life.round.criteria_set.criteria.all():
        if criterion.leads.filter(department=life.people["department own"].roles.get().department).exists():
            opine(life.people["department own"], report, criterion, "agrees")
    assert waiting(life.people["department own"]) == 1


# --- one report ----------------------------------------------------------------------------------------------


def numbers_shown(response):
    return [row.number for row in response.context["page"].rows]


def test_review_shows_only_differences_and_all_on_request(life):  # noqa: F811
    report = life.sent(2, EXCEPT_3, c5="not_attained")
    client, path = life.browsing("office"), life.address("review_report", report.commune)
    assert numbers_shown(client.get(path)) == [3, 5]
    assert numbers_shown(client.get(f"{path}?tat-ca=1")) == list(EVERY)


def test_review_shows_reason_margin_and_evidence(life):  # noqa: F811
    commune, officer = commune_of(place=2), life.people["district own"]
    approved_before(commune, EVERY, **{"12.1": 71})
    report = begin(officer, life.round, commune)
    fill(report, officer, c12="not_attained")
    measure(report, **{"12.1": "68.4"})
    report = submit(officer, report, report.revision)
    page = text(life.browsing("office").get(life.address("review_report", commune)))
    assert all(words in page for words in ("71%", "68,4%", "70%", "1,6", "vì bão"))


def test_review_shows_the_values_behind_a_verdict_that_moved_without_them(life):  # noqa: F811
    """Nothing but the verdict was changed: what it rests on is what the reviewer asks for."""
    commune, officer = commune_of(place=2), life.people["district own"]
    approved_before(commune, [number for number in EVERY if number != 12], **{"12.1": 61})
    report = begin(officer, life.round, commune)
    fill(report, officer)
    measure(report, **{"12.1": 61})
    submit(officer, report, report.revision)
    page = text(life.browsing("office").get(life.address("review_report", commune)))
    assert all(words in page for words in ("12.1", "61%", "≥ 70%"))


def test_review_of_a_draft_does_not_call_lost_what_nobody_has_entered(life):  # noqa: F811
    commune = commune_of(place=2)
    approved_before(commune, EVERY)
    begin(life.people["district own"], life.round, commune)
    rows = life.browsing("office").get(life.address("review_report", commune)).context["page"].rows
    assert rows
    assert {row.css for row in rows} == {""}


def test_review_of_a_correction_shows_what_differs_from_the_version_approved(life):  # noqa: F811
    first = life.report("approved")
    second = correct(life.office, first, "nhập sai tiêu chí 3")
    seen = {"c3.outcome": "attained", "c3.note": "vì bão"}
    save(life.writer, second, {"c3.outcome": "not_attained", "c3.note": "nhầm"}, seen)
    second.refresh_from_db()
    submit(life.writer, second, second.revision)
    response = life.browsing("office").get(life.address("review_report"))
    assert numbers_shown(response) == [3]
    assert "nhập sai tiêu chí 3" in text(response)


def test_review_log_tells_every_version_and_keeps_drafts_from_who_has_no_business_there(life):  # noqa: F811
    first = life.report("approved")
    second = correct(life.writer, first, "nhập sai")
    save(life.writer, second, {"c3.note": "đã sửa"}, {"c3.note": "vì bão"})
    second.refresh_from_db()
    submit(life.writer, second, second.revision)
    logs = {name: life.browsing(name).get(life.address("review_report")).context["page"].log for name in SEEING}
    assert len(logs["office"]["steps"]) == 5  # begun, submitted, approved, correction begun, submitted
    assert logs["office"]["entries"]
    assert logs["area own"]["entries"] == logs["department own"]["entries"] == []


def test_review_escapes_what_people_wrote(life):  # noqa: F811
    report = life.sent(2, EVERY, c3="not_attained")
    report.assessments.filter(criterion__number=3).update(note="<script>alert(1)</script>")
    opine(life.people["department own"], report, life.criterion(), "comments", "<b>đậm</b>")
    page = life.browsing("office").get(life.address("review_report", report.commune)).text
    assert "<script>alert" not in page
    assert "<b>đậm" not in page


# --- how much it costs ---------------------------------------------------------------------------------------


def queries(call):
    with CaptureQueriesContext(connection) as found:
        call()
    return len(found)


def test_review_queries_do_not_grow_with_the_reports(life):  # noqa: F811
    client = life.browsing("office")
    pages = [f"{reverse('review')}?ky={life.round.slug}", f"{reverse('approve_clean')}?ky={life.round.slug}"]
    department = life.browsing("department own")
    first = life.sent(2, EVERY)
    opinions = f"{reverse('opinions')}?ky={life.round.slug}"
    pages.append(life.address("review_report", first.commune))
    few = [queries(lambda page=page: client.get(page)) for page in pages]
    few.append(queries(lambda: department.get(opinions)))
    for place in range(3, 9):
        report = life.sent(place, EXCEPT_3)
        opine(life.people["department own"], report, life.criterion(), "agrees")
    many = [queries(lambda page=page: client.get(page)) for page in pages]
    many.append(queries(lambda: department.get(opinions)))
    assert [more - less for more, less in zip(many, few, strict=True) if more - less > 1] == []
    assert max(many) < 50
