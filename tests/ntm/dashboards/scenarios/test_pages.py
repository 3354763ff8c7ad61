"""Phương án: who reads and who writes, wrong input, two people at once, and a province without any report."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from communes.models import Change, Officer, User
from criteria import scenario_keeping
from criteria.models import CriteriaSet, Scenario
from ntm.register import Register
from tests.illustrated import shared
from tests.ntm.readings import END_2020, communes_on, reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reported")]
Role = Officer.Role
WRITE, READ = {Role.OFFICE, Role.ADMINISTRATOR}, {Role.OFFICE, Role.ADMINISTRATOR, Role.LEADER}
STEPS = ["edit", "pick", "plan", "drop"]


@pytest.fixture(scope="module")
def reported(django_db_setup, django_db_blocker):
    """Four communes of Văn Quan with 17, 16, 5 and all criteria; no values, so no effort is known."""
    with shared(django_db_blocker):
        places = communes_on(END_2020, district__slug="van-quan")[:4]
        reports(END_2020, dict(zip(places, (range(1, 18), range(1, 17), range(1, 6), range(1, 20)), strict=True)))
        yield places


def person(role, name="nguoi-dung"):
    user = User.objects.create_user(name)
    if role:
        Officer.objects.create(user=user, role=role, valid_from=date(2011, 1, 1))
    client = Client()
    client.force_login(user)
    return user, client


@pytest.fixture
def office():
    return person(Role.OFFICE)[1]


@pytest.fixture
def made():
    facts = {"as_of": END_2020, "units": END_2020, "criteria_set": CriteriaSet.objects.get(code="1980")}
    told = {
        "name": "Thêm 2 xã",
        "wanted": 2,
        "due": date(2021, 12, 31),
        "options": {"unknown": "assume", "assumed": "20"},
    }
    return scenario_keeping.make(person(Role.OFFICE, "nguoi-lap")[0], {**facts, **told, "at_least": None})


def asked(**fields):
    told = {"name": "Thêm 2 xã", "as_of": "2020-12-31", "units": "", "wanted": "2", "level": "all", "at_least": ""}
    more = {"due": "31/12/2021", "unknown": "assume", "assumed": "20", "per_district": "", "per_department": ""}
    return {**told, **more, **fields}


def at(name, scenario):
    return reverse(name, args=[scenario.pk])


def seen(scenario):
    return Change.objects.about(scenario).first().pk


# --- who -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*Role, None])
def test_scenarios_are_read_by_office_and_leaders_and_written_by_the_office(made, role):
    user, client = person(role)
    for name in ("scenarios", "scenario_compare"):
        assert client.get(reverse(name)).status_code == (200 if role in READ else 403)
    for name in ("scenario", "scenario_csv"):
        assert client.get(at(name, made)).status_code == (200 if role in READ else 403)
    for name in ("scenario_edit", "scenario_pick"):
        assert client.get(at(name, made)).status_code == (200 if role in WRITE else 403)
    assert client.get(reverse("scenario_new")).status_code == (200 if role in WRITE else 403)
    assert (reverse("scenarios") in client.get("/mat-khau/").content.decode()) == (role in READ)
    if role not in WRITE:
        for step in STEPS:
            assert client.post(at(f"scenario_{step}", made), asked(seen=seen(made))).status_code == 403
        assert client.post(reverse("scenario_new"), asked()).status_code == 403
        with pytest.raises(PermissionDenied):
            scenario_keeping.choose(user, made, {}, seen(made))
    if role == Role.LEADER:
        page = client.get(at("scenario", made)).content.decode()
        assert not any(at(f"scenario_{step}", made) in page for step in STEPS)


@pytest.mark.parametrize("role, told", [(Role.LEADER, True), (Role.DEPARTMENT, False), (Role.AREA, False)])
def test_scenario_in_the_history_is_for_its_readers(made, role, told):
    page = person(role)[1].get(reverse("history")).content.decode()
    assert (made.name in page) == told


# --- making, planning, choosing, dropping ----------------------------------------------------------------------


def test_scenario_is_made_and_planned_at_once(office, reported):
    answer = office.post(reverse("scenario_new"), asked(plan="1"))
    made = Scenario.objects.get()
    assert answer["Location"] == at("scenario", made)
    assert made.pairs == {reported[3].slug: [], reported[0].slug: [18, 19]}
    assert [change.action for change in Change.objects.in_order()] == ["scenario.made", "scenario.chosen"]
    assert "3/181" in office.get(at("scenario", made)).context["page"].title


def test_scenario_by_hand(office, made, reported):
    picked = [f"{reported[2].slug}:7", f"{reported[2].slug}:9", f"{reported[3].slug}:0"]
    page = office.get(at("scenario_pick", made)).content.decode()
    assert all(f'value="{value}"' in page for value in picked)
    answer = office.post(at("scenario_pick", made), {"chon": picked, "seen": seen(made)})
    made.refresh_from_db()
    assert answer["Location"] == at("scenario", made)
    assert made.pairs == {reported[2].slug: [7, 9], reported[3].slug: []}
    again = office.get(at("scenario_pick", made)).content.decode()
    assert again.count(" checked") == 3


def test_scenario_by_hand_refuses_what_cannot_be_chosen(office, made, reported):
    held = f"{reported[0].slug}:1"
    answer = office.post(at("scenario_pick", made), {"chon": [held, f"{reported[0].slug}:18"], "seen": seen(made)})
    made.refresh_from_db()
    assert (answer.status_code, made.pairs) == (200, {})
    assert 'role="alert"' in answer.content.decode()
    assert answer.content.decode().count(" checked") == 1


def test_scenario_conditions_bind_the_planner(office, made, reported):
    told = asked(plan="1", seen=seen(made), **{f"xa_{reported[2].slug}": "must", f"xa_{reported[3].slug}": "never"})
    office.post(at("scenario_edit", made), {**told, "cap_huyen_van-quan": "5", "cap_so_so-y-te": "0"})
    made.refresh_from_db()
    assert made.options["must"] == [reported[2].slug]
    assert (made.options["districts"], made.options["departments"]) == ({"van-quan": 5}, {"so-y-te": 0})
    assert made.pairs == {}  # criterion 15 of the commune that must be in is led by that department
    page = office.get(at("scenario_edit", made)).content.decode()
    assert 'value="5"' in page
    told["seen"] = seen(made)
    office.post(at("scenario_edit", made), told)
    made.refresh_from_db()
    assert set(made.pairs) == {reported[2].slug, reported[0].slug}


@pytest.mark.parametrize("fields", [{"wanted": "9"}, {"per_district": "1"}, {"unknown": "leave_out"}])
def test_scenario_that_cannot_be_planned_says_why_and_stays(office, fields):
    answer = office.post(reverse("scenario_new"), asked(plan="1", **fields), follow=True)
    assert 'class="warning"' in answer.content.decode()
    assert Scenario.objects.get().pairs == {}


def test_scenario_dropped_stays_in_the_history(office, made):
    answer = office.post(at("scenario_drop", made), {"seen": seen(made)})
    assert answer["Location"] == reverse("scenarios")
    assert not Scenario.objects.exists()
    assert Change.objects.latest("id").before["name"] == made.name


@pytest.mark.parametrize("step", STEPS)
def test_scenario_changed_by_another_meanwhile_is_not_overwritten(office, made, reported, step):
    old = seen(made)
    other = person(Role.ADMINISTRATOR, "khac")[0]
    scenario_keeping.choose(other, made, {reported[0].slug: [18]}, old)
    answer = office.post(at(f"scenario_{step}", made), asked(seen=old, chon=f"{reported[1].slug}:17"))
    made.refresh_from_db()
    assert made.pairs == {reported[0].slug: [18]}
    if step in ("edit", "pick"):
        assert answer.status_code == 409
        late = {"seen": seen(made), "chon": f"{reported[1].slug}:17"}
        assert office.post(at(f"scenario_{step}", made), asked(**late)).status_code == 302
    else:
        assert 'class="warning"' in office.get(answer["Location"]).content.decode()


# --- wrong input -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"wanted": "0"},
        {"wanted": "nhiều"},
        {"wanted": "100000"},
        {"as_of": "1945-09-02"},
        {"as_of": "2019-12-31"},
        {"units": "2011-01-01"},
        {"level": "at_least"},
        {"level": "at_least", "at_least": "20"},
        {"due": "31/12/2020"},
        {"due": "2021"},
        {"assumed": "0"},
        {"assumed": ""},
        {"assumed": "-5"},
        {"assumed": "1.234"},
        {"per_district": "-1"},
        {"unknown": "guess"},
    ],
)
def test_scenario_refused_names_the_field_and_keeps_what_was_typed(office, wrong):
    answer = office.post(reverse("scenario_new"), asked(**wrong))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in text
    assert wrong.get("name") or 'value="Thêm 2 xã"' in text
    assert not Scenario.objects.exists()


def test_scenario_wants_no_fewer_than_must_be_in(office, made, reported):
    told = asked(wanted="1", seen=seen(made), **{f"xa_{place.slug}": "must" for place in reported[:2]})
    answer = office.post(at("scenario_edit", made), told)
    assert 'aria-invalid="true"' in answer.content.decode()
    made.refresh_from_db()
    assert made.wanted == 2


def test_scenario_begins_with_what_a_number_asks_for(office):
    page = office.get(reverse("scenario_new") + "?can=50&ky=2019-12-31").content.decode()
    assert 'value="50"' in page
    assert '<option value="2019-12-31" selected>' in page


@pytest.mark.parametrize("query", ["", "?a=1", "?a=x&b=y", "?a=99999999999999999999&b=0"])
def test_scenarios_compared_needs_two(office, made, query):
    assert office.get(reverse("scenario_compare") + query).context["both"] is None


def test_scenario_on_units_that_came_later(office, reported):
    office.post(reverse("scenario_new"), asked(units="2025-07-01"))
    made = Scenario.objects.get()
    assert made.units == date(2025, 7, 1)
    assert office.get(at("scenario", made)).status_code == 200
    assert len(Register().standing(made.as_of, made.units).rows) == 61
