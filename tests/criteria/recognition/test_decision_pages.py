"""Pages of decisions and rules through HTTP: roles, wrong input that comes back, doubts in names, files, conflicts."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communes.models import Commune
from criteria import recognition
from criteria.models import Decision, Evidence, RecogniseAgain, RecognitionRule
from criteria.views.recognition.asking import asked_communes
from tests.criteria.people import Role, browsing, rural, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
SIGNED = date(2024, 12, 20)
OTHERS = [role for role in [*Role, None] if role not in {Role.OFFICE, Role.ADMINISTRATOR}]


@pytest.fixture
def office():
    return somebody("tinh", Role.OFFICE)


@pytest.fixture
def decision(office):
    facts = {"number": "2101/QĐ-UBND", "signed_on": SIGNED, "year": 2024, "level": "basic"}
    return recognition.record(office, communes=rural("van-quan")[:2], **facts)


def typed(**values):
    said = {"number": "2102/QĐ-UBND", "signed_on": "20/12/2024", "year": "2024", "level": "basic"}
    return said | {"communes": "Văn Quan"} | values


def pdf(name="quyet-dinh.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4 quyet dinh", content_type="application/pdf")


def test_pasted_list_becomes_a_decision(office):
    communes = rural("van-quan")[:3]
    text = "\n".join(f"{place}. xã {one.name.upper()}, huyện Văn Quan" for place, one in enumerate(communes, 1))
    response = browsing(office).post(reverse("decision_new"), typed(communes=text, file=pdf()))
    made = Decision.objects.get(number="2102/QĐ-UBND")
    assert response["Location"] == reverse("decision", args=[made.pk])
    assert set(made.recognitions.values_list("commune", flat=True)) == {one.pk for one in communes}
    assert made.evidence.name == "quyet-dinh.pdf"


def test_names_in_doubt_come_back_with_everything_typed_and_the_file(office):
    communes = "Bình Phúc\nKhông Có Xã Này\nChi Lăng"
    client = browsing(office)
    response = client.post(
        reverse("decision_new"), typed(signed_on="20/12/2019", year="2019", communes=communes, file=pdf())
    )
    assert response.status_code == 200
    errors = " ".join(response.context["form"].errors["communes"])
    assert "Không Có Xã Này" in errors
    assert errors.count("(Huyện") == 2  # both communes called Chi Lăng
    assert communes in response.text
    kept = Evidence.objects.get()
    assert f'value="{kept.pk}"' in response.text
    assert not Decision.objects.filter(number="2102/QĐ-UBND").exists()
    again = typed(signed_on="20/12/2019", year="2019", communes="Chi Lăng (Tràng Định)", kept_file=str(kept.pk))
    client.post(reverse("decision_new"), again)
    made = Decision.objects.get(number="2102/QĐ-UBND")
    assert (made.evidence, made.recognitions.get().commune.district.slug) == (kept, "trang-dinh")


def test_names_are_read_at_the_day_of_signing_then_at_the_end_of_the_year(office):
    """Signed in January 2020 for 2019: communes that the merger of 01/01/2020 ended are still named."""
    ended = Commune.objects.rural().get(name="Vĩnh Lại", valid_to=date(2019, 12, 31))
    browsing(office).post(reverse("decision_new"), typed(signed_on="10/01/2020", year="2019", communes="Vĩnh Lại"))
    assert Decision.objects.get(number="2102/QĐ-UBND").recognitions.get().commune == ended


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": ""}, "number"),
        ({"signed_on": "31/13/2024"}, "signed_on"),
        ({"signed_on": "20/12/2099"}, "signed_on"),
        ({"year": "hai nghìn"}, "year"),
        ({"year": "2025"}, "year"),
        ({"level": "gold"}, "level"),
        ({"communes": "  "}, "communes"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ not a paper")}, "file"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "file"),
    ],
)
def test_wrong_input_is_said_at_its_field_and_nothing_is_written(office, values, field):
    response = browsing(office).post(reverse("decision_new"), typed(communes="Bình Phúc") | values)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Decision.objects.filter(number="2102/QĐ-UBND").exists()


def test_refusal_of_the_door_is_said_above_the_form(office, decision):
    name = decision.recognitions.first().commune.name
    response = browsing(office).post(reverse("decision_new"), typed(communes=name))
    assert name in response.context["form"].non_field_errors()[0]


def test_decision_is_read_by_everybody_with_its_history(decision):
    for role in OTHERS:
        response = browsing(somebody(f"ai-{role}", role)).get(reverse("decision", args=[decision.pk]))
        assert response.status_code == 200
        assert all(one.commune.name in response.text for one in decision.recognitions.all())
        assert reverse("decision_correct", args=[decision.pk]) not in response.text


def test_file_of_a_decision_is_opened_by_everybody_who_reads(office, decision):
    client = browsing(office)
    client.post(reverse("decision_new"), typed(communes=rural("bac-son")[0].name, file=pdf()))
    file = Decision.objects.get(number="2102/QĐ-UBND").evidence
    assert browsing(somebody("ai", Role.LEADER)).get(file.address).status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_writing_pages_are_the_offices_alone(role, decision):
    client, commune = browsing(somebody("ai", role)), decision.recognitions.first().commune
    again = RecogniseAgain.objects.create(commune=commune, since=commune.valid_from, source="test")
    rule = RecognitionRule.objects.first()
    addresses = [
        reverse("decision_new"),
        reverse("decision_correct", args=[decision.pk]),
        reverse("withdrawal", args=[decision.pk, commune.slug]),
        reverse("withdrawal_undo", args=[decision.pk, commune.slug]),
        reverse("recognise_again", args=[commune.slug]),
        reverse("recognise_again_drop", args=[again.pk]),
        reverse("recognition_rule", args=[rule.pk]),
        reverse("recognition_rule_new"),
    ]
    for address in addresses:
        assert client.get(address).status_code == 403
        assert client.post(address, typed(why="x", revision="0")).status_code == 403
    assert client.get(reverse("recognition_rules")).status_code == 200
    assert Decision.objects.filter(revision__gt=0).count() == 0


def test_correction_keeps_what_the_form_shows_and_refuses_what_changed(office, decision):
    client, address = browsing(office), reverse("decision_correct", args=[decision.pk])
    shown = client.get(address).context["form"].initial
    said = {name: shown[name] for name in ("number", "year", "level", "communes")}
    said |= {"signed_on": "20/12/2024", "why": "thêm tệp", "revision": "0", "file": pdf()}
    assert client.post(address, said)["Location"] == reverse("decision", args=[decision.pk])
    decision.refresh_from_db()
    assert (decision.revision, decision.evidence.name, decision.recognitions.count()) == (1, "quyet-dinh.pdf", 2)
    late = client.post(address, said | {"number": "khác", "file": pdf()})
    assert late.status_code == 200
    assert late.context["form"].non_field_errors()
    decision.refresh_from_db()
    assert decision.number == "2101/QĐ-UBND"


def test_correction_needs_a_reason(office, decision):
    said = typed(communes=rural("van-quan")[0].name, revision="0", why="")
    response = browsing(office).post(reverse("decision_correct", args=[decision.pk]), said)
    assert "why" in response.context["form"].errors


def test_withdrawal_through_the_form_and_back(office, decision):
    client, one = browsing(office), decision.recognitions.first()
    address = reverse("withdrawal", args=[decision.pk, one.commune.slug])
    said = {
        "withdrawal_decision": "9/QĐ-UBND",
        "withdrawn_on": "01/03/2025",
        "withdrawal_reason": "rớt",
        "revision": "0",
    }
    assert client.post(address, said | {"withdrawn_on": "01/03/2020"}).context["form"].non_field_errors()
    assert client.post(address, said | {"withdrawal_reason": ""}).context["form"].errors
    assert client.post(address, said | {"file": pdf("thu-hoi.pdf")}).status_code == 302
    one.refresh_from_db()
    assert (one.withdrawn_on, one.withdrawal_evidence.name) == (date(2025, 3, 1), "thu-hoi.pdf")
    text = client.get(reverse("decision", args=[decision.pk])).text
    assert "9/QĐ-UBND" in text
    assert "01/03/2025" in text
    undo = reverse("withdrawal_undo", args=[decision.pk, one.commune.slug])
    assert client.post(undo, {"why": "ghi nhầm", "revision": "0"}).context["form"].non_field_errors()
    assert client.post(undo, {"why": "ghi nhầm", "revision": "1"}).status_code == 302
    one.refresh_from_db()
    assert one.withdrawn_on is None


def test_recognise_again_through_the_form(office):
    commune, client = Commune.objects.get(code="06298", valid_from__year=2020), browsing(office)
    address = reverse("recognise_again", args=[commune.slug])
    assert client.post(address, {"since": "x", "level": "basic", "source": ""}).context["form"].errors
    said = {"since": "01/01/2020", "level": "basic", "source": "rà soát"}
    assert client.post(address, said)["Location"] == reverse("recognition")
    assert client.post(address, said).context["form"].non_field_errors()
    made = RecogniseAgain.objects.get(commune=commune)
    drop = reverse("recognise_again_drop", args=[made.pk])
    assert client.post(drop, {"why": ""}).context["form"].errors
    assert client.post(drop, {"why": "nhầm"}).status_code == 302
    assert not RecogniseAgain.objects.filter(pk=made.pk).exists()


def test_rule_is_changed_and_added_through_its_form(office):
    rule, client = RecognitionRule.objects.get(key="pass_mark", first_year=2022), browsing(office)
    address = reverse("recognition_rule", args=[rule.pk])
    said = {"comparison": ">=", "value": "85,5", "text": "", "source": "QĐ", "verified": "on", "why": "đối chiếu"}
    assert "value" in client.post(address, said | {"value": "tám mươi", "revision": "0"}).context["form"].errors
    assert client.post(address, said | {"revision": "0"}).status_code == 302
    rule.refresh_from_db()
    assert (str(rule.value), rule.verified, rule.revision) == ("85.50", True, 1)
    assert client.post(address, said | {"revision": "0", "value": "80"}).context["form"].non_field_errors()
    new = {"key": "lost", "first_year": "2026", "last_year": "2030", "comparison": ">=", "value": "50", "source": "QĐ"}
    assert (
        "last_year" in client.post(reverse("recognition_rule_new"), new | {"last_year": "2025"}).context["form"].errors
    )
    named = new | {"key": "named", "text": ""}
    assert "criteria_set" in client.post(reverse("recognition_rule_new"), named).context["form"].errors
    assert client.post(reverse("recognition_rule_new"), new).status_code == 302
    assert client.post(reverse("recognition_rule_new"), new).context["form"].non_field_errors()
    assert RecognitionRule.objects.filter(key="lost", first_year=2026).count() == 1


def test_communes_of_an_address_are_read_and_nonsense_is_left_out():
    commune = rural("van-quan")[0]
    assert asked_communes(f"{commune.slug},00000-1900,x'--") == [commune]
    assert asked_communes("") == []


def test_decision_page_queries_do_not_grow_with_its_communes(office, django_assert_max_num_queries):
    facts = {"number": "61/QĐ-UBND", "signed_on": date(2025, 12, 20), "year": 2025, "level": "basic"}
    every = list(Commune.objects.rural().in_force(date(2025, 12, 20)))
    assert len(every) == 61
    made, client = recognition.record(office, communes=every, **facts), browsing(office)
    with django_assert_max_num_queries(14):
        response = client.get(reverse("decision", args=[made.pk]))
    assert response.text.count(reverse("withdrawal", args=[made.pk, "x"])[:-2]) == 61
    with django_assert_max_num_queries(12):
        client.get(reverse("decision_correct", args=[made.pk]))
