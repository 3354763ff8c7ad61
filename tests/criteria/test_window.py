"""The end of a window: until midnight everything is taken, from then on every way of writing is refused in words."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext

from communes.models import Change
from criteria.models import EvidenceLink, Report
from criteria.workflow import WindowClosed, approve, begin, submit
from criteria.workflow.door import admit_window
from tests.criteria.evidence import files
from tests.criteria.life import Role, commune_of, fill, person
from tests.criteria.people import browsing, open_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LAST, OVER = "2026-12-10 23:59:58+07:00", "2026-12-11 00:00:01+07:00"
ROUND = "2025-06-30"


@pytest.fixture
def officer(time_machine):
    time_machine.move_to(LAST, tick=False)
    open_round(opens_on=date(2026, 11, 1), closes_on=date(2026, 12, 10))
    return person("van", Role.DISTRICT, district="van-quan")


@pytest.fixture
def report(officer):
    """Begun, with one piece of evidence at criterion 3, which another commune could use too."""
    made = begin(officer, open_round(opens_on=date(2026, 11, 1), closes_on=date(2026, 12, 10)), commune_of())
    fill(made, officer)
    said = {"number": "12/BC", "issuer": "UBND", "issued_on": "01/12/2026"}
    browsing(officer).post(evidence(made, "evidence_citation"), said)
    return Report.objects.get(pk=made.pk)


def step(name, commune=None):
    return reverse(name, args=[ROUND, (commune or commune_of()).slug])


def evidence(report, name, number=3, **more):
    return reverse(name, kwargs={"of_round": ROUND, "slug": report.commune.slug, "number": number, **more})


def form(report):
    seen = json.dumps({"c1.note": "vì bão"})
    return {"seen": seen, "c1.note": "sau nửa đêm", "revision": report.revision}


def batch(client, report):
    body = {"cells": {"c1.note": "sau nửa đêm"}, "seen": {"c1.note": "vì bão"}, "revision": report.revision}
    return client.post(step("report_save"), json.dumps(body), content_type="application/json")


def grid(client, report):
    name = f"{report.commune.slug}|c1.outcome"
    said = {"do": "save", "seen": json.dumps({report.commune.slug: {"c1.outcome": "attained"}}), name: "not_attained"}
    return client.post(f"{reverse('grid', args=[ROUND])}?tc=1", said)


def file(client, report):
    said = {"file": SimpleUploadedFile("bien-ban.pdf", files.PDF)}
    return client.post(evidence(report, "evidence_file"), said, follow=True)


def again(client, report):
    piece = EvidenceLink.objects.get().evidence_id
    return client.post(evidence(report, "evidence_again", number=4), {"piece": piece}, follow=True)


def off(client, report):
    link = EvidenceLink.objects.get().pk
    return client.post(evidence(report, "evidence_off", link=link), follow=True)


def cite(client, report):
    said = {"number": "13/BC", "issuer": "UBND", "issued_on": "01/12/2026"}
    return client.post(evidence(report, "evidence_citation"), said, follow=True)


WAYS = {
    "begin": lambda client, report: client.post(step("report_begin", commune_of(place=1)), follow=True),
    "save the form": lambda client, report: client.post(step("report"), form(report), follow=True),
    "save in batches": batch,
    "submit": lambda client, report: client.post(step("report_submit"), form(report), follow=True),
    "keep as before": lambda client, report: client.post(step("report_reaffirm"), form(report), follow=True),
    "keep all": lambda client, report: client.post(reverse("entry_reaffirm", args=[ROUND]), follow=True),
    "submit together": lambda client, report: client.post(
        reverse("entry_send", args=[ROUND]), {"report": f"{report.pk}:{report.revision}"}, follow=True
    ),
    "grid": grid,
    "cite": cite,
    "file": file,
    "use again": again,
    "take off": off,
}


def sentence_of(report):
    with pytest.raises(WindowClosed) as refused:
        admit_window(report.round, report.commune)
    return refused.value.sentence


@pytest.mark.parametrize("way", WAYS)
def test_window_that_is_over_refuses_every_way_of_writing_with_its_day(officer, report, time_machine, way):
    time_machine.move_to(OVER, tick=False)
    before = Change.objects.count()
    response = WAYS[way](browsing(officer), report)
    said = response.json()["error"] if "json" in response["Content-Type"] else response.text
    assert "10/12/2026" in said
    told = gettext("Closed at the end of %(day)s. Ask the coordination office to open it again.")
    assert sentence_of(report) in said or told % {"day": "10/12/2026"} in said
    assert (Change.objects.count(), Report.objects.get(pk=report.pk).revision) == (before, report.revision)
    assert EvidenceLink.objects.count() == 1
    assert response.status_code in {200, 409, 422}


@pytest.mark.parametrize("way", [way for way in WAYS if way not in {"keep all", "keep as before"}])
def test_window_takes_everything_until_the_last_second_of_its_day(officer, report, way):
    before = Change.objects.count()
    response = WAYS[way](browsing(officer), report)
    assert (response.status_code in {200, 302}, Change.objects.count() > before) == (True, True)


def test_window_that_is_over_takes_nothing_back_and_corrects_nothing(officer, report, time_machine):
    client, sent = browsing(officer), submit(officer, report, report.revision)
    time_machine.move_to(OVER, tick=False)
    client = browsing(officer)
    assert sentence_of(report) in client.post(step("report_withdraw"), follow=True).text
    assert Report.objects.get(pk=report.pk).state == "submitted"
    approve(person("tinh", Role.OFFICE), sent, sent.revision)
    assert sentence_of(report) in client.post(step("report_correct"), {"reason": "nhầm"}, follow=True).text
    assert Report.objects.count() == 1


def test_form_of_a_window_that_closed_gives_back_what_was_typed(officer, report, time_machine):
    time_machine.move_to(OVER, tick=False)
    response = browsing(officer).post(step("report"), form(report))
    assert response.status_code == 422
    assert "sau nửa đêm" in response.text


def test_citation_of_a_window_that_closed_gives_back_what_was_typed(officer, report, time_machine):
    time_machine.move_to(OVER, tick=False)
    response = cite(browsing(officer), report)
    assert 'value="13/BC"' in response.text


def test_all_kept_too_late_says_that_it_is_over(officer, report, time_machine):
    time_machine.move_to(OVER, tick=False)
    [told] = WAYS["keep all"](browsing(officer), report).context["messages"]
    assert "10/12/2026" in str(told)
