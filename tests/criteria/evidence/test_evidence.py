"""Evidence through HTTP: in pieces and at once, kept once, cited, used again, taken off, opened."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communes.models import Change
from criteria import workflow
from criteria.evidence import store, uploading
from criteria.models import Evidence, EvidenceLink, Report
from tests.criteria.evidence import files
from tests.criteria.people import Role, browsing, open_round, rural, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def officer():
    return somebody("vanquan", Role.DISTRICT, district="van-quan")


@pytest.fixture
def report(officer):
    return workflow.begin(officer, open_round(), rural("van-quan")[0])


def address(report, name="evidence_file", number=3, **more):
    place = {"of_round": report.round.slug, "slug": report.commune.slug, "number": number}
    return reverse(name, kwargs=place | more)


def send(client, report, data=files.PDF, name="bien-ban.pdf", number=3):
    return client.post(address(report, number=number), {"file": SimpleUploadedFile(name, data)})


def announce(client, data, name="anh.jpg"):
    return client.post(reverse("upload_begin"), {"name": name, "size": len(data)}).json()["id"]


def piece(client, token, start, data):
    return client.put(f"{place(token)}&from={start}", data, content_type="application/octet-stream")


def place(token):
    return f"{reverse('upload_piece')}?{urlencode({'id': token})}"


def test_file_is_attached_with_an_ordinary_form(officer, report):
    response = send(browsing(officer), report)
    link = EvidenceLink.objects.get()
    assert response["Location"] == address(report, "evidence")
    assert (link.criterion.number, link.evidence.name, link.evidence.size) == (3, "bien-ban.pdf", len(files.PDF))
    assert store.path_of(link.evidence).read_bytes() == files.PDF
    assert set(Change.objects.values_list("action", flat=True)) >= {"evidence.added", "evidence.linked"}


def test_file_that_arrives_in_pieces_goes_on_after_a_cut(officer, report):
    client, data = browsing(officer), files.JPEG
    token = announce(client, data)
    assert piece(client, token, 0, data[:20]).json() == {"received": 20}
    assert client.get(place(token)).json() == {"received": 20}
    again = piece(client, token, 0, data[:20])  # its answer was lost, it is sent again
    assert (again.status_code, again.json()["received"]) == (409, 20)
    early = client.post(address(report), {"upload": token})
    assert (early.status_code, early.json()["received"]) == (409, 20)
    assert piece(client, token, 20, data[20:]).json() == {"received": len(data)}
    done = client.post(address(report), {"upload": token})
    assert done.status_code == 200
    assert client.post(address(report), {"upload": token}).json() == done.json()
    assert EvidenceLink.objects.get().evidence.content_type == "image/jpeg"


def test_piece_beyond_what_was_announced_is_refused(officer):
    client = browsing(officer)
    token = announce(client, b"12345")
    assert piece(client, token, 0, b"123456").status_code == 409
    assert client.get(place(token)).json() == {"received": 0}


def test_arrival_of_somebody_else_is_refused(officer):
    token = announce(browsing(officer), files.PDF)
    other = browsing(somebody("bacson", Role.DISTRICT, district="bac-son"))
    assert piece(other, token, 0, files.PDF).status_code == 403
    assert piece(browsing(officer), token[:-2] + "xx", 0, files.PDF).status_code == 403


@pytest.mark.parametrize("size", ["0", "10485761", "-5", "x", ""])
def test_file_too_large_or_empty_is_refused_before_it_is_sent(officer, size):
    response = browsing(officer).post(reverse("upload_begin"), {"name": "a.pdf", "size": size})
    assert response.status_code == 400
    assert "10 MB" in response.json()["error"]


def test_file_of_another_kind_is_refused_and_nothing_is_kept(officer, report):
    response = send(browsing(officer), report, b"<script>alert(1)</script>", "anh.pdf")
    assert response.status_code == 200
    assert "file" in response.context["file"].errors
    assert not Evidence.objects.exists()


def test_same_content_is_kept_once_and_serves_several_communes(officer, report):
    client = browsing(officer)
    other = workflow.begin(officer, report.round, rural("van-quan")[1])
    send(client, report, name="mot.pdf")
    send(client, other, name="hai.pdf", number=5)
    assert Evidence.objects.count() == 1
    assert EvidenceLink.objects.count() == 2
    third = workflow.begin(officer, report.round, rural("van-quan")[2])
    page = client.get(address(third, "evidence")).context["page"]
    [(found, names)] = page.elsewhere
    assert set(names) == {report.commune.name, other.commune.name}
    client.post(address(third, "evidence_again"), {"piece": [found.pk]})
    assert third.evidence_links.count() == 1


def test_evidence_is_not_used_again_once_the_report_was_sent(officer, report):
    """A page that stood open meanwhile: a sentence, and nothing is attached."""
    client = browsing(officer)
    send(client, report)
    Report.objects.filter(pk=report.pk).update(state=Report.State.SUBMITTED)
    piece = Evidence.objects.get()
    response = client.post(address(report, "evidence_again", number=4), {"piece": [piece.pk]}, follow=True)
    assert response.status_code == 200
    assert "messages" in response.text
    assert report.evidence_links.count() == 1


def test_document_is_cited_once(officer, report):
    client, said = browsing(officer), {"number": "12/BC", "issued_on": "15/06/2025", "issuer": "UBND xã"}
    client.post(address(report, "evidence_citation"), said)
    client.post(address(report, "evidence_citation", number=4), said)
    client.post(address(report, "evidence_citation", number=4), said)
    assert Evidence.objects.count() == 1
    assert EvidenceLink.objects.count() == 2


def test_citation_without_a_number_keeps_what_was_typed(officer, report):
    response = browsing(officer).post(
        address(report, "evidence_citation"), {"issuer": "UBND xã", "issued_on": "hôm qua"}
    )
    assert response.context["citation"].errors.keys() == {"number", "issued_on"}
    assert "UBND xã" in response.text


def test_evidence_is_taken_off_and_the_piece_kept(officer, report):
    client = browsing(officer)
    send(client, report)
    link = EvidenceLink.objects.get()
    client.post(address(report, "evidence_off", link=link.pk))
    assert not EvidenceLink.objects.exists()
    assert Evidence.objects.count() == 1
    assert client.post(address(report, "evidence_off", link=link.pk), follow=True).status_code == 200


def test_submitted_report_takes_no_evidence(officer, report):
    Report.objects.filter(pk=report.pk).update(state="submitted")
    response = send(browsing(officer), report)
    assert response.status_code == 200
    assert not EvidenceLink.objects.exists()


def test_file_opens_as_a_download_for_whom_the_report_concerns(officer, report):
    send(browsing(officer), report, b"%PDF-1.4 <script>", "tên có dấu.pdf")
    place = Evidence.objects.get().address
    response = browsing(officer).get(place)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == b"%PDF-1.4 <script>"
    elsewhere = somebody("bacson", Role.DISTRICT, district="bac-son")
    assert browsing(elsewhere).get(place).status_code == 403
    assert browsing(somebody("tinh", Role.OFFICE)).get(place).status_code == 200
    leader = browsing(somebody("lanhdao", Role.LEADER))
    assert leader.get(place).status_code == 403
    Report.objects.filter(pk=report.pk).update(state="approved")
    assert leader.get(place).status_code == 200


@pytest.mark.parametrize("role", [role for role in [*Role, None] if role not in {Role.DISTRICT, Role.COMMUNE}])
def test_evidence_is_brought_by_those_who_enter(role, report):
    client = browsing(somebody("ai", role))
    assert send(client, report).status_code == 403
    assert client.get(address(report, "evidence")).status_code == 403
    assert client.post(reverse("upload_begin"), {"name": "a.pdf", "size": 5}).status_code == 403
    assert not Evidence.objects.exists()


def test_evidence_of_another_district_is_refused(report):
    client = browsing(somebody("bacson", Role.DISTRICT, district="bac-son"))
    assert send(client, report).status_code == 403
    assert client.get(address(report, "evidence")).status_code == 403


def test_what_never_arrived_makes_room(officer, monkeypatch):
    old = uploading.begin(officer, "a.pdf", 9)
    uploading.continue_with(old, 0, b"123")
    monkeypatch.setattr(uploading, "FORGOTTEN", -60)
    uploading.begin(officer, "b.pdf", 9)
    assert uploading.received(old) == 0


def test_file_that_another_district_sent_first_serves_whoever_sends_it_too(officer, report):
    send(browsing(officer), report)
    other = somebody("bacson", Role.DISTRICT, district="bac-son")
    theirs = workflow.begin(other, report.round, rural("bac-son")[0])
    assert send(browsing(other), theirs).status_code == 302
    assert theirs.evidence_links.get().evidence == report.evidence_links.get().evidence
    assert browsing(other).get(theirs.evidence_links.get().evidence.address).status_code == 200


@pytest.mark.parametrize("name", ["../../etc/bien-ban.pdf", "C:\\tep\\bien-ban.pdf", "bien\n-ban\0.pdf"])
def test_name_of_a_file_is_kept_without_folders_and_hidden_signs(officer, report, name):
    client = browsing(officer)
    token = announce(client, files.PDF, name)
    piece(client, token, 0, files.PDF)
    assert client.post(address(report), {"upload": token}).json()["name"] == "bien-ban.pdf"


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "-1", "²", "x"])
def test_numbers_that_nobody_sends_are_refused(officer, report, number):
    client = browsing(officer)
    token = announce(client, files.PDF)
    assert client.post(reverse("upload_begin"), {"name": "a", "size": number}).status_code == 400
    assert piece(client, token, number, files.PDF).status_code == 409
    client.post(address(report, "evidence_again"), {"piece": [number]})
    assert not EvidenceLink.objects.exists()
