"""Pages of recognition files: who reads which, conditions from the results, forms, refusals, papers with their file."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from criteria import recognition
from criteria.models import RecognitionFile, RecognitionRule
from tests.criteria.people import Role, browsing, rural, somebody
from tests.ntm.readings import gather, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
END_2024 = date(2024, 12, 31)
ALL = range(1, 20)
OFFICE = {Role.OFFICE, Role.ADMINISTRATOR}
READING = OFFICE | {Role.LEADER}
POSTS = ["facts", "paper", "step", "close"]


@pytest.fixture
def office():
    return somebody("tinh", Role.OFFICE)


@pytest.fixture
def file(office):
    return recognition.open_file(office, rural("van-quan", END_2024)[0], "basic", 2024)


def address(file, what=""):
    return reverse(f"recognition_file_{what}" if what else "recognition_file", args=[file.pk])


def conditions(client, file):
    return {one.key: one.met for one in client.get(address(file)).context["page"].conditions}


def test_first_condition_comes_from_the_approved_results(office, file):
    client = browsing(office)
    assert conditions(client, file) == {"criteria": None, "satisfied": None, "no_arrears": None, "security": None}
    report(file.commune, END_2024, set(ALL) - {3}, no_data={3})
    assert conditions(client, file)["criteria"] is None
    report(file.commune, END_2024, ALL, version=2)
    file.commune.reports.filter(version=1).update(superseded_at="2025-01-02T00:00:00Z")
    assert conditions(client, file)["criteria"] is True


def test_first_condition_is_not_met_by_less_than_all(office, file):
    report(file.commune, END_2024, set(ALL) - {3, 17}, illustration=True)
    response = browsing(office).get(address(file))
    assert response.context["page"].conditions[0].met is False
    assert "17. " in response.text
    assert 'class="mh"' in response.text


def test_file_of_a_period_without_rules_says_so(office):
    made = recognition.open_file(office, rural("van-quan", END_2024)[0], "basic", 2013)
    RecognitionRule.objects.filter(first_year__lte=2013).delete()
    response = browsing(office).get(address(made))
    assert response.context["page"].conditions == []
    assert response.status_code == 200


def test_values_that_nobody_verified_are_marked(office, file):
    assert "unverified" in browsing(office).get(address(file)).text


def test_facts_are_saved_as_typed_here_and_judged(office, file):
    client = browsing(office)
    said = {"households": "1.250", "households_asked": "1000", "households_satisfied": "900", "arrears": "0"}
    said |= {"security_confirmed": "True", "registered": "", "voted_on": "01/12/2024", "revision": "0"}
    assert client.post(address(file, "facts"), said).status_code == 302
    file.refresh_from_db()
    assert (file.households, file.arrears, file.security_confirmed, file.registered) == (1250, 0, True, None)
    found = conditions(client, file)
    assert (found["satisfied"], found["no_arrears"], found["security"]) == (True, True, True)
    shown = client.get(address(file)).text
    assert 'value="1250"' in shown


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("households", "một nghìn"),
        ("households", "12,5"),
        ("households", "-1"),
        ("arrears", "1.234"),
        ("arrears", "9" * 30),
        ("voted_on", "hôm qua"),
        ("security_confirmed", "maybe"),
    ],
)
def test_wrong_facts_are_said_at_their_field_and_nothing_is_written(office, file, field, text):
    response = browsing(office).post(address(file, "facts"), {field: text, "revision": "0"})
    assert response.status_code == 200
    assert field in response.context["facts"].errors
    assert text in response.text or field == "security_confirmed"
    file.refresh_from_db()
    assert file.revision == 0


def test_facts_that_contradict_are_said_at_the_part(office, file):
    said = {
        "households": "10",
        "households_asked": "11",
        "council_members": "3",
        "council_present": "4",
        "revision": "0",
    }
    response = browsing(office).post(address(file, "facts"), said)
    assert set(response.context["facts"].errors) == {"households_asked", "council_present"}


def test_facts_seen_before_somebody_changed_them_are_refused(office, file):
    client = browsing(office)
    client.post(address(file, "facts"), {"households": "10", "revision": "0"}, follow=True)
    response = client.post(address(file, "facts"), {"households": "11", "revision": "0"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    file.refresh_from_db()
    assert file.households == 10


def test_paper_comes_with_its_file_and_goes(office, file):
    client = browsing(office)
    pdf = SimpleUploadedFile("to-trinh.pdf", b"%PDF-1.4 to trinh")
    said = {"kind": "proposal", "dated": "01/10/2024", "number": "12/TTr-UBND", "file": pdf}
    assert client.post(address(file, "paper"), said).status_code == 302
    paper = file.papers.get()
    text = client.get(address(file)).text
    assert paper.evidence.address in text
    officer = browsing(somebody("vq", Role.DISTRICT, district="van-quan"))
    stranger = browsing(somebody("bs", Role.DISTRICT, district="bac-son"))
    assert officer.get(paper.evidence.address).status_code == 200
    assert stranger.get(paper.evidence.address).status_code == 403
    client.post(reverse("recognition_file_paper_off", args=[file.pk, paper.pk]))
    assert not file.papers.exists()


def test_wrong_paper_comes_back_with_its_file_kept(office, file):
    pdf = SimpleUploadedFile("to-trinh.pdf", b"%PDF-1.4 to trinh")
    client = browsing(office)
    response = client.post(address(file, "paper"), {"kind": "proposal", "dated": "x", "file": pdf})
    assert "dated" in response.context["paper"].errors
    kept = response.context["paper"].data["kept_file"]
    client.post(address(file, "paper"), {"kind": "proposal", "dated": "01/10/2024", "kept_file": kept})
    assert file.papers.get().evidence.name == "to-trinh.pdf"
    bad = SimpleUploadedFile("x.exe", b"MZ")
    response = client.post(address(file, "paper"), {"kind": "proposal", "dated": "01/10/2024", "file": bad})
    assert "file" in response.context["paper"].errors


def test_steps_show_their_days_and_go_back(office, file):
    client = browsing(office)
    client.post(address(file, "step"), {"step": "assessed", "reached_on": "01/09/2024", "revision": "0"})
    client.post(address(file, "step"), {"step": "verified", "reached_on": "11/09/2024", "revision": "1"})
    assert client.get(address(file)).context["page"].stays[0].days == 10
    client.get(address(file))
    response = client.post(
        address(file, "step"), {"step": "appraised", "reached_on": "1/1/2020", "revision": "2"}, follow=True
    )
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert "step" in client.post(address(file, "step"), {"step": "x", "reached_on": ""}).context["step"].errors
    client.post(reverse("recognition_file_step_off", args=[file.pk, "verified"]), {"revision": "2"})
    assert [one.kind for one in file.steps.all()] == ["assessed"]


def test_file_is_opened_from_a_name_and_once(office):
    client, opening = browsing(office), reverse("recognition_file_open")
    commune = rural("van-quan", END_2024)[0]
    assert commune.code in client.get(f"{opening}?xa={commune.slug}&cap=advanced&nam=2024").text
    assert (
        "commune"
        in client.post(opening, {"commune": "Không Có", "level": "basic", "year": "2024"}).context["form"].errors
    )
    doubt = client.post(opening, {"commune": "Hòa Bình", "level": "basic", "year": "2024"})
    assert doubt.context["form"].errors["commune"][0].count("Huyện") == 4
    said = {"commune": commune.name.lower(), "level": "basic", "year": "2024"}
    assert client.post(opening, said).status_code == 302
    assert client.post(opening, said).context["form"].non_field_errors()
    assert RecognitionFile.objects.get(commune=commune).opened_by == office


def test_file_of_a_commune_that_ended_within_the_year_is_opened(office):
    ended = rural("van-quan", date(2025, 6, 30))[0]
    said = {"commune": f"{ended.code} {ended.name}", "level": "basic", "year": "2025"}
    assert browsing(office).post(reverse("recognition_file_open"), said).status_code == 302
    assert RecognitionFile.objects.get().commune == ended


def test_closed_file_is_shown_without_forms(office, file):
    client = browsing(office)
    assert "why" in client.post(address(file, "close"), {"close-why": "", "revision": "0"}).context["closing"].errors
    client.post(address(file, "close"), {"close-why": "xã rút", "revision": "0"})
    response = client.get(address(file))
    assert "xã rút" in response.text
    assert "facts" not in response.context
    late = client.post(address(file, "facts"), {"households": "1", "revision": "1"}, follow=True)
    assert [message.level_tag for message in late.context["messages"]] == ["error"]


def client_of(role, commune):
    """Somebody with that role, whose territory is the commune where the role has one."""
    more = {"district": "van-quan"} if role == Role.DISTRICT else {}
    more |= {"communes": [commune]} if role == Role.COMMUNE else {}
    more |= {"group": gather("area-x", [commune], area=True)} if role == Role.AREA else {}
    return browsing(somebody("ai", role, **more))


@pytest.mark.parametrize("role", [*Role, None])
def test_files_are_read_by_role_and_territory(office, file, role):
    other = recognition.open_file(office, rural("bac-son", END_2024)[0], "basic", 2024)
    client = client_of(role, file.commune)
    own, strange, listing = (client.get(one) for one in (address(file), address(other), reverse("recognition_files")))
    local = role in {Role.DISTRICT, Role.COMMUNE, Role.AREA}
    assert own.status_code == (200 if role in READING or local else 403)
    assert strange.status_code == (200 if role in READING else 403)
    assert listing.status_code == (200 if role in READING or local else 403)
    if local:
        assert [one.file.pk for one in listing.context["page"].shown] == [file.pk]


@pytest.mark.parametrize("role", [role for role in [*Role, None] if role not in OFFICE])
def test_files_are_written_by_the_office_alone(office, file, role):
    client = client_of(role, file.commune)
    assert client.post(reverse("recognition_file_open"), {}).status_code == 403
    for what in POSTS:
        assert client.post(address(file, what), {"revision": "0"}).status_code == 403
    assert client.post(reverse("recognition_file_paper_off", args=[file.pk, 1])).status_code == 403
    assert client.post(reverse("recognition_file_step_off", args=[file.pk, "assessed"])).status_code == 403
    file.refresh_from_db()
    assert (file.revision, file.state) == (0, "open")


def asked(client):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("recognition_files"))
    return len(queries), response.context["page"]


def test_list_queries_do_not_grow_with_files(office):
    clients = [browsing(office), browsing(somebody("vq", Role.DISTRICT, district="van-quan"))]
    communes = [*rural("van-quan", END_2024), *rural("bac-son", END_2024)]
    for commune in communes[::10]:
        recognition.open_file(office, commune, "basic", 2024)
    report(communes[0], END_2024, ALL)
    few = [asked(client)[0] for client in clients]
    for commune in set(communes) - set(communes[::10]):
        recognition.open_file(office, commune, "basic", 2024)
    many = [asked(client) for client in clients]
    assert [number for number, _page in many] == few
    assert [len(page.shown) for _number, page in many] == [len(communes), 14]


def test_list_of_nothing_is_clear(office):
    response = browsing(office).get(reverse("recognition_files"))
    assert response.context["page"].shown == []
    assert 'class="empty"' in response.text
