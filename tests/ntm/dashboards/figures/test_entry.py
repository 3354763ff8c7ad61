"""Số liệu: the office adds and corrects figures as printed, told at once what does not go together."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from communes.models import Change, Officer, User
from criteria import figure_entry
from criteria.models import CriteriaSet, Document, Measure, PublishedFigure, Target
from ntm.archive import Archive
from ntm.dashboards.figures.form import given
from ntm.findings import Examined

pytestmark = pytest.mark.django_db
Role = Officer.Role
MAY = {Role.OFFICE, Role.ADMINISTRATOR}


def person(role, name="nguoi-dung"):
    user = User.objects.create_user(name)
    if role:
        Officer.objects.create(user=user, role=role, valid_from=date(2011, 1, 1))
    client = Client()
    client.force_login(user)
    return user, client


@pytest.fixture
def office(reference):
    return person(Role.OFFICE)[1]


def typed_in(**fields):
    """A form of criterion 9 at the end of 2020, as the ten-year report might have printed it."""
    return {
        "kind": "actual",
        "document": Document.objects.get(code="BC-NQ20-2020").pk,
        "section": "P1.III.2 Nhà ở",
        "line": "100",
        "quote": "có 120/181 xã đạt tiêu chí, chiếm tỷ lệ 66,30%",
        "measure": Measure.objects.get(key="communes_attained_criterion").pk,
        "scope": "province",
        "criteria_set": CriteriaSet.objects.get(code="1980").pk,
        "criterion": "9",
        "year": "2020",
        "period": "2011-2020",
        "comparator": "=",
        "value": "120",
        "numerator": "120",
        "denominator": "181",
        "stated_percent": "66,30",
        "base": "181",
        **fields,
    }


def corrected(code, **fields):
    """The form of a figure as it stands, with what is changed."""
    archive = Archive()
    figure = next(one for one in [*archive.targets, *archive.figures] if one.code == code)
    shown = {name: "" if value is None else value for name, value in given(figure).items() if value is not False}
    return {**shown, "why": "Đối chiếu bản gốc", "seen": "0", **fields}


def test_figure_added_is_kept_as_printed(office):
    answer = office.post(reverse("figure_new"), typed_in())
    made = PublishedFigure.objects.get(code="S001")
    assert answer["Location"] == reverse("figure", args=["S001"])
    assert (made.low, made.high, made.stated_percent, made.base) == (120, 120, "66.30", "181")
    assert (made.date, made.unit, made.kind) == (date(2020, 12, 31), "commune", "actual")
    change = Change.objects.get()
    assert (change.action, change.object_id, change.after["stated_percent"]) == ("figure.added", made.pk, "66.30")


def test_figure_page_offers_to_save_and_not_to_leave_as_it_was(office):
    for page in (reverse("figure_new"), reverse("figure_edit", args=["F347"])):
        office.cookies["django_language"] = "vi"
        shown = office.get(page).content.decode()
        assert "Lưu số liệu</button>" in shown
        assert "Giữ nguyên</button>" not in shown


def test_figure_added_takes_part_in_the_rules(office):
    office.post(reverse("figure_new"), typed_in())
    weighed = [one for one in Examined(Archive()).checks if one.rule == "average_and_criteria"]
    assert any("S001" in {row.code for row in one.rows} for one in weighed)
    assert "S001" in Examined(Archive()).coverage


def test_figure_codes_of_the_office_run_on(office):
    office.post(reverse("figure_new"), typed_in())
    target = typed_in(kind="target", year="2025", period="2021-2025", set_by="UBND tỉnh")
    office.post(reverse("figure_new"), target)
    assert Target.objects.get(code="S002").set_by == "UBND tỉnh"
    assert [change.action for change in Change.objects.in_order()] == ["figure.added", "target.added"]


def test_figure_that_does_not_go_together_is_asked_back_and_may_be_kept(office):
    wrong = typed_in(stated_percent="67,30")
    answer = office.post(reverse("figure_new"), wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "66,3" in text
    assert "122/181" not in text
    assert not PublishedFigure.objects.filter(code="S001").exists()
    assert office.post(reverse("figure_new"), {**wrong, "knowing": "on"}).status_code == 302
    assert PublishedFigure.objects.get(code="S001").stated_percent == "67.30"


def test_figure_is_checked_while_typed_and_nothing_is_kept(office):
    found = office.post(reverse("figure_check"), typed_in(stated_percent="67,30")).content.decode()
    assert 'data-doubts="1"' in found
    assert "67,30%" in found
    fine = office.post(reverse("figure_check"), typed_in()).content.decode()
    assert "data-doubts" not in fine
    half = office.post(reverse("figure_check"), typed_in(value="")).content.decode()
    assert "data-doubts" not in half
    assert not PublishedFigure.objects.filter(code__startswith="S").exists()
    assert not Change.objects.exists()


def test_figure_check_of_a_correction_replaces_the_row(office):
    known = {**corrected("F347"), "code": "F347"}
    assert "data-doubts" not in office.post(reverse("figure_check"), known).content.decode()
    assert "data-doubts" in office.post(reverse("figure_check"), {**known, "denominator": "118"}).content.decode()
    assert office.post(reverse("figure_check"), {**known, "code": "F999"}).status_code == 404


def test_figure_corrected_keeps_what_was_there_and_stays_corrected(office):
    answer = office.post(reverse("figure_edit", args=["F347"]), corrected("F347", stated_percent="39,78"))
    assert answer.status_code == 302
    assert not [one for one in Examined(Archive()).findings if one.codes == ["F347"]]
    change = Change.objects.get()
    assert (change.before, change.after) == ({"stated_percent": "40.33"}, {"stated_percent": "39.78"})
    assert change.why == "Đối chiếu bản gốc"
    call_command("load_reference", stdout=StringIO())
    assert PublishedFigure.objects.get(code="F347").stated_percent == "39.78"


def test_figure_sent_unchanged_is_no_change(office):
    """Every kind of row survives its own form: nothing differs, nothing is recorded."""
    for code in ("F347", "F021", "F153", "F251", "F001", "F399", "F010", "F407", "F309"):
        answer = office.post(reverse("figure_edit", args=[code]), corrected(code))
        assert answer.status_code == 302, (code, answer.status_code)
    assert not Change.objects.exists()


def test_figure_correction_needs_a_reason(office):
    answer = office.post(reverse("figure_edit", args=["F347"]), corrected("F347", stated_percent="39,78", why=" "))
    assert answer.status_code == 200
    assert PublishedFigure.objects.get(code="F347").stated_percent == "40.33"


def test_figure_corrected_by_another_meanwhile_is_not_overwritten(office):
    office.post(reverse("figure_edit", args=["F347"]), corrected("F347", stated_percent="39,78"))
    _user, other = person(Role.ADMINISTRATOR, "khac")
    late = corrected("F347", section="P1.III.5")
    answer = other.post(reverse("figure_edit", args=["F347"]), late)
    assert answer.status_code == 409
    assert "40,33" in answer.content.decode()
    assert PublishedFigure.objects.get(code="F347").section != "P1.III.5"
    seen = Change.objects.latest("id").pk
    assert other.post(reverse("figure_edit", args=["F347"]), {**late, "seen": seen}).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": ""},
        {"value": "nhiều"},
        {"value": "1.234"},
        {"value": "1234567890123"},
        {"value": "1,23456"},
        {"year": "31/12/2020"},
        {"year": "2020-13"},
        {"period": "2020-2011"},
        {"period": "mười năm"},
        {"comparator": "range", "upper": ""},
        {"comparator": "range", "upper": "100"},
        {"part_of": "F999"},
        {"scope": "province' OR 1=1"},
        {"document": "0"},
        {"line": "0"},
        {"criteria_set": ""},
        {"base": "-1"},
        {"kind": "rumour"},
        {"quote": ""},
    ],
)
def test_figure_refused_names_the_field_and_keeps_what_was_typed(office, wrong):
    answer = office.post(reverse("figure_new"), typed_in(**wrong))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in text
    assert "P1.III.2 Nhà ở" in text
    assert not PublishedFigure.objects.filter(code="S001").exists()


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({"comparator": ">=", "value": "1.097,5"}, Decimal("1097.5"), None),
        ({"comparator": "<=", "value": "500"}, None, 500),
        ({"comparator": "range", "value": "15,5", "upper": "16"}, Decimal("15.5"), 16),
    ],
)
def test_figure_open_ends_and_ranges(office, fields, low, high):
    free = {"numerator": "", "denominator": "", "stated_percent": "", "criterion": "", "knowing": "on"}
    office.post(reverse("figure_new"), typed_in(**free, **fields))
    made = PublishedFigure.objects.get(code="S001")
    assert (made.low, made.high) == (low, high)


def test_figure_of_a_month_is_dated_by_its_last_day(office):
    office.post(reverse("figure_new"), typed_in(year="6/2020", period="", knowing="on"))
    made = PublishedFigure.objects.get(code="S001")
    assert (made.year, made.date, made.period) == ("2020-06", date(2020, 6, 30), "2020")


def test_figure_of_a_measure_in_several_units_asks_for_the_unit(office):
    funds = Measure.objects.get(key="funding_total").pk
    free = {"measure": funds, "numerator": "", "denominator": "", "stated_percent": "", "criterion": "", "base": ""}
    assert office.post(reverse("figure_new"), typed_in(**free)).status_code == 200
    assert office.post(reverse("figure_new"), typed_in(**free, unit="billion_vnd", knowing="on")).status_code == 302


def test_figure_target_stays_a_target(office):
    page = office.get(reverse("figure_edit", args=["F017"])).content.decode()
    assert 'value="target"' in page
    assert 'value="baseline"' not in page
    assert office.post(reverse("figure_edit", args=["F017"]), corrected("F017", kind="actual")).status_code == 200
    assert Target.objects.filter(code="F017").exists()


@pytest.mark.parametrize("role", [*Role, None])
def test_figures_are_written_by_the_office_only(reference, role):
    user, client = person(role)
    allowed = role in MAY
    assert client.get(reverse("figure_new")).status_code == (200 if allowed else 403)
    assert client.get(reverse("figure_edit", args=["F347"])).status_code == (200 if allowed else 403)
    assert client.post(reverse("figure_check"), typed_in()).status_code == (200 if allowed else 403)
    assert client.post(reverse("figure_new"), typed_in()).status_code == (302 if allowed else 403)
    assert PublishedFigure.objects.filter(code="S001").exists() == allowed
    listed = client.get(reverse("figures")).content.decode()
    one = client.get(reverse("figure", args=["F347"])).content.decode()
    assert (reverse("figure_new") in listed) == allowed
    assert (reverse("figure_edit", args=["F347"]) in one) == allowed
    if not allowed:
        with pytest.raises(PermissionDenied):
            figure_entry.add(user, PublishedFigure, {})
