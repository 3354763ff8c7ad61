"""A new value of a measure: by the office it counts at once, by a department once the office has confirmed it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communes.models import Change, Officer
from criteria import measure_entry, rights
from criteria.models import Document, Evidence, Measure, PublishedFigure, StatedValue
from ntm.archive import Archive
from ntm.judgement import Judge
from tests.criteria.people import browsing, somebody

pytestmark = pytest.mark.django_db
Role = Officer.Role
ENTRY = reverse("measure_entry", args=["health_insurance_share"])


def typed_in(**fields):
    """The share of people insured at the end of 2023, as a department might report it."""
    return {
        **{"year": "2023", "comparator": "=", "value": "95,2", "unit": "percent", "kind": "actual"},
        **{"scope": "province", "section": "mục 2", "line": "3", "quote": "tỷ lệ tham gia đạt 95,2%"},
        **{"number": "12/BC-SYT", "issued_on": "15/01/2024", "issuer": "Sở Y tế", **fields},
    }


@pytest.fixture
def office(reference):
    return somebody("van-phong", Role.OFFICE)


@pytest.fixture
def health(reference):
    return somebody("so-y-te", Role.DEPARTMENT, department="so-y-te")


def insured(on=date(2024, 6, 30)):
    """The verdict's own result for the target of 2025."""
    judge = Judge(Archive())
    target = next(one for one in judge.register.targets if one.code == "F435")
    return judge.judge(target, on).result.value


def test_value_of_the_office_counts_at_once(office):
    answer = browsing(office).post(ENTRY, typed_in())
    made = PublishedFigure.objects.get(code="S001")
    assert answer["Location"] == reverse("measure", args=["health_insurance_share"])
    assert (made.low, made.date, made.criterion, made.document.number) == (
        Decimal("95.2"),
        date(2023, 12, 31),
        15,
        "12/BC-SYT",
    )
    assert float(insured()) == 95.2
    assert [one.action for one in Change.objects.in_order()] == ["document.added", "figure.added"]


def test_value_of_a_department_does_not_count_until_confirmed(health, office):
    before = insured()
    browsing(health).post(ENTRY, typed_in())
    stated = StatedValue.objects.get()
    assert (stated.state, stated.department.slug, PublishedFigure.objects.filter(code="S001").count()) == (
        StatedValue.State.WAITING,
        "so-y-te",
        0,
    )
    assert insured() == before
    assert not Document.objects.filter(number="12/BC-SYT").exists()
    browsing(office).post(reverse("stated_confirm", args=[stated.pk]))
    assert float(insured()) == 95.2
    actions = ["value.stated", "document.added", "figure.added", "value.confirmed"]
    assert [one.action for one in Change.objects.in_order()] == actions


def test_value_that_waits_is_shown_to_its_department_and_the_office_only(health, office):
    browsing(health).post(ENTRY, typed_in())
    page = reverse("measure", args=["health_insurance_share"])
    leader = browsing(somebody("lanh-dao", Role.LEADER)).get(page).text
    assert "12/BC-SYT" in browsing(health).get(page).text
    assert "12/BC-SYT" in browsing(office).get(page).text
    assert "12/BC-SYT" not in leader
    assert ENTRY not in leader


def test_value_sent_back_never_counts_and_says_why(health, office):
    browsing(health).post(ENTRY, typed_in())
    number = StatedValue.objects.get().pk
    browsing(office).post(reverse("stated_send_back", args=[number]), {"why": " "})
    assert StatedValue.objects.get().state == StatedValue.State.WAITING
    browsing(office).post(reverse("stated_send_back", args=[number]), {"why": "Thiếu số hộ"})
    assert "Thiếu số hộ" in browsing(health).get(reverse("stated_values")).text
    assert not PublishedFigure.objects.filter(code="S001").exists()


def test_value_is_decided_on_once(health, office):
    measure = Measure.objects.get(key="health_insurance_share")
    browsing(health).post(ENTRY, typed_in())
    stated = StatedValue.objects.get()
    measure_entry.confirm(office, stated)
    with pytest.raises(ValidationError):
        measure_entry.send_back(office, stated, "Nhầm")
    assert PublishedFigure.objects.filter(measure=measure, code__startswith="S").count() == 1


def test_nobody_confirms_what_they_stated(health, office):
    browsing(health).post(ENTRY, typed_in())
    Officer.objects.create(user=health, role=Role.OFFICE, valid_from=date(2011, 1, 1))
    with pytest.raises(PermissionDenied):
        measure_entry.confirm(health, StatedValue.objects.get())


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.COMMUNE, Role.AREA, Role.LEADER, Role.DEPARTMENT, None])
def test_others_may_neither_state_nor_decide(role, reference):
    """A department that leads another criterion is one of them."""
    person = somebody("nguoi-khac", role, department="so-giao-duc-dao-tao" if role == Role.DEPARTMENT else None)
    guest, measure = browsing(person), Measure.objects.get(key="health_insurance_share")
    for address in [ENTRY, reverse("measure_check", args=[measure.key]), reverse("stated_confirm", args=[1])]:
        assert guest.post(address, typed_in()).status_code == 403
    assert guest.get(reverse("stated_values")).status_code == (200 if role == Role.DEPARTMENT else 403)
    with pytest.raises(PermissionDenied):
        measure_entry.state(person, measure, {})


def test_department_leads_what_its_criterion_names(health):
    mine = {one.key for one in Measure.objects.all() if rights.department_for(health, one)}
    assert {"health_insurance_share", "stunting_rate"} <= mine
    assert not mine & {"poverty_rate", "funding_total", "ocop_products"}


def test_value_that_contradicts_others_is_asked_about_once_more(office):
    wrong = typed_in(year="06/2020", issued_on="01/07/2020", period="2011-2020", value="12,1", quote="đạt 12,1%")
    answer = browsing(office).post(ENTRY, wrong)
    assert answer.status_code == 422
    assert not StatedValue.objects.exists()
    assert browsing(office).post(ENTRY, {**wrong, "knowing": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("value", "nhiều"),
        ("value", "1.234"),
        ("year", "sang năm"),
        ("year", "2030"),
        ("issued_on", "2024-13-45"),
        ("number", ""),
        ("issuer", ""),
        ("quote", ""),
        ("scope", "Mars"),
        ("kind", "target"),
        ("period", "2023-2011"),
    ],
)
def test_wrong_input_is_named_and_kept_out(field, text, office):
    answer = browsing(office).post(ENTRY, typed_in(**{field: text}))
    assert (answer.status_code, field in answer.context["form"].errors) == (200, True)
    assert not StatedValue.objects.exists()


def test_file_goes_along_and_opens_for_those_who_may_see_the_value(health, office):
    bad = SimpleUploadedFile("so.exe", b"MZ")
    assert "file" in browsing(office).post(ENTRY, {**typed_in(), "file": bad}).context["form"].errors
    browsing(health).post(ENTRY, {**typed_in(), "file": SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.4 x")})
    stated, leader = StatedValue.objects.get(), browsing(somebody("lanh-dao", Role.LEADER))
    assert stated.evidence == Evidence.objects.get()
    assert leader.get(stated.evidence.address).status_code == 403
    measure_entry.confirm(office, stated)
    assert leader.get(stated.evidence.address).status_code == 200


def test_document_cited_again_is_the_same_document(office):
    browsing(office).post(ENTRY, typed_in())
    browsing(office).post(ENTRY, typed_in(year="2022", value="94,6", number="12/bc-syt", quote="năm 2022 đạt 94,6%"))
    assert Document.objects.filter(number__iexact="12/BC-SYT").count() == 1
    browsing(office).post(ENTRY, typed_in(year="2021", value="94,1", issued_on="15/01/2022", quote="đạt 94,1%"))
    assert Document.objects.filter(number="12/BC-SYT").count() == 2


def test_check_while_typing_keeps_nothing(health):
    said = browsing(health).post(reverse("measure_check", args=["health_insurance_share"]), typed_in())
    assert said.status_code == 200
    assert not StatedValue.objects.exists()


def test_list_of_stated_values_asks_no_more_with_more_of_them(health, office, django_assert_max_num_queries):
    values = {"kind": "actual", "scope": "province", "year": "2023", "date": date(2023, 12, 31), "period": "2023"}
    values |= {"comparator": "=", "low": 95, "high": 95, "unit": "percent", "number": "1/BC", "issuer": "Sở Y tế"}
    values |= {"issued_on": date(2024, 1, 1), "section": "1", "line": 1, "quote": "95%"}
    measure = Measure.objects.get(key="health_insurance_share")
    for low in range(90, 98):
        measure_entry.state(health, measure, {**values, "low": low, "high": low})
    reader = browsing(office)
    with django_assert_max_num_queries(24):
        reader.get(reverse("stated_values"))
