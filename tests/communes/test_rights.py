"""Roles are judged today; their territory is the units of the round's date."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from communes.models import Commune, Department, District, Group, Membership, Officer, User
from communes.rights import holds, may_read, roles_in_force, territory

pytestmark = pytest.mark.django_db
Role = Officer.Role
ENDED, MERGED = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def places(reference):
    """Two districts with the communes that lay in each when the districts ended."""
    return {slug: set(Commune.objects.in_force(ENDED).filter(district__slug=slug)) for slug in ["van-quan", "bac-son"]}


def district(slug):
    return District.objects.get(slug=slug)


def new_commune():
    return Commune.objects.get(code="06253", valid_from=MERGED)


def officer(role, valid_from=date(2020, 1, 1), valid_to=None, **territory):
    user = User.objects.create_user(f"{role}-{User.objects.count()}")
    return Officer.objects.create(user=user, role=role, valid_from=valid_from, valid_to=valid_to, **territory)


def test_roles_in_force_are_those_of_the_day():
    held = officer(Role.OFFICE, date(2020, 1, 1), date(2024, 12, 31))
    assert list(roles_in_force(held.user, date(2024, 12, 31))) == [held]
    assert not roles_in_force(held.user, date(2025, 1, 1))
    assert not roles_in_force(held.user, date(2019, 12, 31))


def test_roles_in_force_are_none_for_a_closed_account():
    held = officer(Role.OFFICE)
    held.user.is_active = False
    assert not roles_in_force(held.user, date(2024, 1, 1))


def test_roles_in_force_are_none_without_sign_in():
    assert not roles_in_force(AnonymousUser())
    assert not may_read(AnonymousUser())
    assert not holds(AnonymousUser(), *Role)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OFFICE, Role.DEPARTMENT, Role.LEADER])
def test_territory_of_the_province_is_all_units_of_the_date(places, role):
    user = officer(role).user
    assert territory(user, ENDED).count() == 194
    assert territory(user, ENDED).rural().count() == 175
    assert territory(user, MERGED).rural().count() == 61


def test_territory_of_a_district_lies_in_it_on_the_rounds_date(places):
    user = officer(Role.DISTRICT, district=district("van-quan")).user
    assert set(territory(user, ENDED)) == places["van-quan"]
    assert not territory(user, MERGED)


def test_territory_of_a_lapsed_district_role_is_empty(places, time_machine):
    user = officer(Role.DISTRICT, valid_to=ENDED, district=district("van-quan")).user
    time_machine.move_to("2025-06-30 12:00:00+07:00")
    assert set(territory(user, ENDED)) == places["van-quan"]
    time_machine.move_to("2025-07-01 00:30:00+07:00")
    assert not territory(user, ENDED)


def test_territory_of_a_prolonged_district_role_reaches_the_old_round(places, time_machine):
    user = officer(Role.DISTRICT, valid_to=date(2025, 8, 31), district=district("van-quan")).user
    time_machine.move_to("2025-08-15 12:00:00+07:00")
    assert set(territory(user, ENDED)) == places["van-quan"]


def test_territory_of_a_commune_officer_is_what_the_role_names(places):
    held = officer(Role.COMMUNE)
    held.communes.add(new_commune())
    assert list(territory(held.user, MERGED)) == [new_commune()]
    assert not territory(held.user, ENDED)


def test_territory_of_an_area_officer_is_the_group_on_that_date(places):
    group = Group.objects.create(slug="area-1", name="Địa bàn 1")
    one = min(places["bac-son"], key=lambda commune: commune.code)
    Membership.objects.create(group=group, commune=one, valid_from=date(2020, 1, 1), valid_to=date(2023, 12, 31))
    user = officer(Role.AREA, group=group).user
    assert list(territory(user, date(2022, 12, 31))) == [one]
    assert not territory(user, date(2024, 12, 31))


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.COMMUNE, Role.AREA])
def test_territory_of_a_role_that_names_nothing_is_empty(places, role):
    user = officer(role).user
    assert not territory(user, ENDED)
    assert not territory(user, MERGED)


def test_territory_adds_up_over_the_roles_and_narrows_to_the_ones_asked_for(places):
    held = officer(Role.DISTRICT, district=district("van-quan"))
    second = Officer.objects.create(user=held.user, role=Role.AREA, valid_from=date(2020, 1, 1))
    second.group = Group.objects.create(slug="area-1", name="Địa bàn 1")
    second.save()
    for commune in places["bac-son"]:
        Membership.objects.create(group=second.group, commune=commune, valid_from=date(2020, 1, 1))
    assert set(territory(held.user, ENDED)) == places["van-quan"] | places["bac-son"]
    assert set(territory(held.user, ENDED, roles={Role.DISTRICT})) == places["van-quan"]


def test_holds_asks_for_any_of_the_roles(reference):
    user = officer(Role.DEPARTMENT, department=Department.objects.get(slug="so-y-te")).user
    assert holds(user, Role.OFFICE, Role.DEPARTMENT)
    assert not holds(user, Role.OFFICE)
