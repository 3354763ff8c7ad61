"""Dated roles: granted, ended, handed over with the territory's open work; the last administrator stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from communes.accounts import people, roles
from communes.accounts.checks import Overtaken
from communes.models import Change, Commune, Department, Group, Membership, Officer
from communes.rights import entered_by_nobody, holds, territory
from tests.communes.people import Role, district, person, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ENDED, MERGED = date(2025, 6, 30), date(2025, 7, 1)
A_DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def new_communes(count=1):
    return list(Commune.objects.rural().in_force(MERGED).order_by("code")[:count])


@pytest.fixture
def office():
    return person("tinh", Role.OFFICE)


@pytest.fixture
def lan(office):
    return person("lan", Role.DISTRICT, district=district("van-quan"))


@pytest.fixture
def hung(office):
    return person("hung")


def grant(office, account, role, valid_from=MERGED, **fields):
    return roles.grant(office, account, seen(account), role=role, valid_from=valid_from, **fields)


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        (Role.DISTRICT, lambda: {"district": district("bac-son")}),
        (Role.COMMUNE, lambda: {"communes": new_communes(2)}),
        (Role.AREA, lambda: {"group": Group.objects.create(slug="area-1", name="Địa bàn 1", area=True)}),
        (Role.DEPARTMENT, lambda: {"department": Department.objects.get(slug="so-y-te")}),
        (Role.LEADER, dict),
        (Role.OFFICE, dict),
    ],
)
def test_grant_gives_the_role_with_its_territory_and_keeps_it(office, hung, role, fields):
    held = grant(office, hung, role, **fields())
    assert holds(hung, role)
    kept = Change.objects.in_order().last()
    assert (kept.action, kept.object_id, kept.subject, kept.after["role"]) == ("role.granted", held.pk, "Hung", role)


def test_grant_of_one_commune_stands_in_the_communes_history(office, hung):
    grant(office, hung, Role.COMMUNE, communes=new_communes(1))
    assert Change.objects.in_order().last().place == new_communes(1)[0]


def test_grant_of_an_administrator_is_refused_to_the_office(office, hung):
    with pytest.raises(PermissionDenied):
        grant(office, hung, Role.ADMINISTRATOR)
    assert not hung.roles.exists()


def test_grant_to_oneself_of_an_administrator_is_refused(office):
    with pytest.raises(PermissionDenied):
        grant(office, office, Role.ADMINISTRATOR)


def test_grant_to_an_administrator_is_refused_to_the_office(office):
    with pytest.raises(PermissionDenied):
        grant(office, person("quantri", Role.ADMINISTRATOR), Role.LEADER)


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.COMMUNE, Role.AREA, Role.DEPARTMENT, Role.LEADER, None])
def test_grant_is_refused_to_everybody_else(hung, role):
    with pytest.raises(PermissionDenied):
        grant(person("khac", role), hung, Role.LEADER)


def test_grant_twice_for_one_territory_is_refused(office, lan):
    with pytest.raises(ValidationError):
        grant(office, lan, Role.DISTRICT, district=district("van-quan"))
    grant(office, lan, Role.DISTRICT, district=district("bac-son"))
    assert lan.roles.count() == 2


def test_grant_after_the_role_ended_is_allowed(office, lan):
    roles.end(office, lan, seen(lan), lan.roles.get(), today())
    grant(office, lan, Role.DISTRICT, today() + A_DAY, district=district("van-quan"))
    assert lan.roles.count() == 2


def test_grant_of_communes_that_overlap_is_refused(office, hung):
    grant(office, hung, Role.COMMUNE, communes=new_communes(2))
    with pytest.raises(ValidationError):
        grant(office, hung, Role.COMMUNE, communes=new_communes(1))


def test_end_yesterday_takes_the_role_away_at_once(office, lan):
    roles.end(office, lan, seen(lan), lan.roles.get(), today() - A_DAY, "điều động")
    assert not holds(lan, Role.DISTRICT)
    kept = Change.objects.in_order().last()
    assert (kept.action, kept.why, kept.before) == ("role.ended", "điều động", {"valid_to": None})


def test_end_earlier_than_yesterday_is_refused(office, lan):
    with pytest.raises(ValidationError):
        roles.end(office, lan, seen(lan), lan.roles.get(), today() - 2 * A_DAY)


def test_end_before_the_first_day_takes_the_role_back(office, hung):
    held = grant(office, hung, Role.LEADER, today() + 3 * A_DAY)
    roles.end(office, hung, seen(hung), held, today())
    held.refresh_from_db()
    assert held.void
    assert not hung.roles.not_over(today()).exists()
    assert not hung.roles.in_force(today() + 3 * A_DAY).exists()


def test_end_of_a_role_that_is_over_is_refused(office, lan):
    held = lan.roles.get()
    roles.end(office, lan, seen(lan), held, today() - A_DAY)
    with pytest.raises(ValidationError):
        roles.end(office, lan, seen(lan), held, today())


def test_end_that_somebody_overtook_says_so_and_changes_nothing(office, lan):
    shown, held = seen(lan), lan.roles.get()
    grant(office, lan, Role.LEADER)
    with pytest.raises(Overtaken):
        roles.end(office, lan, shown, held, today())
    held.refresh_from_db()
    assert held.valid_to is None


def test_hand_over_moves_the_territory_on_its_day(office, lan, hung, time_machine):
    time_machine.move_to("2025-07-05 09:00:00+07:00")
    roles.hand_over(office, lan, seen(lan), lan.roles.get(), hung, date(2025, 7, 10))
    mine = set(Commune.objects.in_force(ENDED).filter(district__slug="van-quan"))
    assert (set(territory(lan, ENDED)), set(territory(hung, ENDED))) == (mine, set())
    time_machine.move_to("2025-07-10 00:10:00+07:00")
    assert (set(territory(lan, ENDED)), set(territory(hung, ENDED))) == (set(), mine)


def test_hand_over_is_kept_for_both(office, lan, hung):
    roles.hand_over(office, lan, seen(lan), lan.roles.get(), hung, today(), "luân chuyển")
    taken, handed = Change.objects.in_order().order_by("id")[:2]
    assert (taken.action, taken.subject, taken.after["predecessor"]) == ("role.taken_over", "Hung", "Lan")
    assert (handed.action, handed.subject, handed.after["successor"]) == ("role.handed_over", "Lan", "Hung")
    assert {taken.why, handed.why} == {"luân chuyển"}
    assert seen(hung) == taken.pk


def test_hand_over_of_communes_an_area_and_a_department(office, lan, hung):
    group = Group.objects.create(slug="area-1", name="Địa bàn 1", area=True)
    Membership.objects.create(group=group, commune=new_communes()[0], valid_from=MERGED)
    for role, fields in [
        (Role.COMMUNE, {"communes": new_communes(3)[1:]}),
        (Role.AREA, {"group": group}),
        (Role.DEPARTMENT, {"department": Department.objects.get(slug="so-y-te")}),
    ]:
        held = grant(office, lan, role, **fields)
        roles.hand_over(office, lan, seen(lan), held, hung, today())
        assert holds(hung, role)
        assert not holds(lan, role)
    assert set(territory(hung, MERGED, {Role.COMMUNE, Role.AREA})) == set(new_communes(3))


def test_hand_over_keeps_the_end_of_the_role(office, hung):
    until = today() + 30 * A_DAY
    other = person("mai", Role.LEADER, valid_to=until)
    made = roles.hand_over(office, other, seen(other), other.roles.get(), hung, today())
    assert made.valid_to == until


def test_hand_over_of_two_districts_to_one_person_on_one_day(office, lan, hung):
    mai = person("mai", Role.DISTRICT, district=district("bac-son"))
    for account in (lan, mai):
        roles.hand_over(office, account, seen(account), account.roles.get(), hung, today())
    assert set(territory(hung, ENDED)) == set(
        Commune.objects.in_force(ENDED).filter(district__slug__in=["van-quan", "bac-son"])
    )


@pytest.mark.parametrize("days", [-1, 400])
def test_hand_over_on_a_wrong_day_is_refused(office, hung, days):
    mai = person("mai", Role.LEADER, valid_to=today() + 300 * A_DAY)
    with pytest.raises(ValidationError):
        roles.hand_over(office, mai, seen(mai), mai.roles.get(), hung, today() + days * A_DAY)
    assert not hung.roles.exists()


def test_hand_over_to_a_closed_account_or_to_oneself_is_refused(office, lan, hung):
    people.close(office, hung, 0)
    hung.refresh_from_db()
    for to in (hung, lan):
        with pytest.raises(ValidationError):
            roles.hand_over(office, lan, seen(lan), lan.roles.get(), to, today())


def test_hand_over_to_an_administrator_is_refused_to_the_office(office, lan):
    with pytest.raises(PermissionDenied):
        roles.hand_over(office, lan, seen(lan), lan.roles.get(), person("quantri", Role.ADMINISTRATOR), today())


@pytest.fixture
def administrator():
    return person("quantri", Role.ADMINISTRATOR)


def test_last_administrator_cannot_end_the_own_role(administrator):
    with pytest.raises(ValidationError):
        roles.end(administrator, administrator, 0, administrator.roles.get(), today())
    assert administrator.roles.get().valid_to is None


def test_last_administrator_counts_only_who_can_sign_in(administrator):
    role = {"role": Role.ADMINISTRATOR, "valid_from": today()}
    second, token = people.invite(administrator, "Quản trị 2", "quantri2", role)
    with pytest.raises(ValidationError):
        roles.end(administrator, administrator, seen(administrator), administrator.roles.get(), today())
    people.use_link(token, "Quản trị 2", "nui-mau-son-1541")
    roles.end(administrator, administrator, seen(administrator), administrator.roles.get(), today())
    assert holds(second, Role.ADMINISTRATOR)


def test_last_administrator_cannot_be_closed_by_another_whose_role_ends(administrator):
    other = person("quantri2", Role.ADMINISTRATOR, valid_to=today() + A_DAY)
    with pytest.raises(ValidationError):
        people.close(other, administrator, 0)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_last_administrator_may_hand_over_to_somebody_with_a_password(administrator, hung):
    roles.hand_over(administrator, administrator, 0, administrator.roles.get(), hung, today())
    assert holds(hung, Role.ADMINISTRATOR)
    assert not holds(administrator, Role.ADMINISTRATOR)


def test_last_administrator_cannot_hand_over_to_somebody_without_one(administrator):
    new, _token = people.invite(administrator, "Mới", "moi", {"role": Role.LEADER, "valid_from": today()})
    with pytest.raises(ValidationError):
        roles.hand_over(administrator, administrator, seen(administrator), administrator.roles.get(), new, today())


def test_entered_by_nobody_counts_commune_officers_after_the_districts(office, hung):
    assert entered_by_nobody(MERGED).count() == 61
    person("lan", Role.DISTRICT, district=district("van-quan"))
    assert entered_by_nobody(MERGED).count() == 61
    before = Commune.objects.rural().in_force(ENDED)
    left = entered_by_nobody(ENDED)
    assert set(before) - set(left) == set(before.filter(district__slug="van-quan"))
    held = grant(office, hung, Role.COMMUNE, communes=new_communes(2))
    assert entered_by_nobody(today()).count() == 59
    roles.end(office, hung, seen(hung), held, today() - A_DAY)
    assert entered_by_nobody(today()).count() == 61


def test_entered_by_nobody_forgets_closed_accounts(office, hung):
    grant(office, hung, Role.COMMUNE, communes=new_communes(2))
    people.close(office, hung, seen(hung))
    assert entered_by_nobody(today()).count() == 61


def test_officers_of_two_territories_may_begin_on_one_day(hung):
    for slug in ("van-quan", "bac-son"):
        Officer.objects.create(user=hung, role=Role.DISTRICT, valid_from=MERGED, district=district(slug))
    assert hung.roles.count() == 2
