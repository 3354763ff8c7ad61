"""Accounts: invited by a one-time link, closed and opened again; what was kept of it, and who may not."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from communes.accounts import people, roles
from communes.accounts.checks import Overtaken
from communes.history import verify
from communes.models import Change, Invitation, User
from tests.communes.people import PASSWORD, Role, person, seen, signed_in

pytestmark = pytest.mark.django_db
LEADER = {"role": Role.LEADER, "valid_from": date(2025, 1, 1)}


@pytest.fixture
def office():
    return person("tinh", Role.OFFICE)


@pytest.fixture
def administrator():
    return person("quantri", Role.ADMINISTRATOR)


def invited(office, username="lan", role=LEADER):
    return people.invite(office, "Hoàng Thị Lan", username, role)


def test_invite_makes_an_account_that_cannot_sign_in_yet(office):
    account, token = invited(office)
    assert not account.has_usable_password()
    assert [held.role for held in account.roles.all()] == [Role.LEADER]
    assert people.invitation_of(token).user == account


def test_invite_keeps_only_the_hash_of_the_link(office):
    _account, token = invited(office)
    invitation = Invitation.objects.get()
    assert token not in str(Invitation.objects.values().get())
    assert token not in str(list(Change.objects.values()))
    assert (invitation.made_by, len(invitation.hash)) == (office, 64)


def test_invite_is_kept_in_the_history(office):
    account, _token = invited(office)
    actions = list(Change.objects.in_order().values_list("action", flat=True))
    assert actions == ["account.invited", "role.granted", "account.reset"]
    assert set(Change.objects.values_list("who", flat=True)) == {office.pk}
    assert seen(account) == Change.objects.in_order().last().pk
    assert list(verify()) == []


def test_invite_refuses_a_user_name_that_is_taken_in_any_case(office):
    with pytest.raises(ValidationError, match="username"):
        invited(office, "TINH")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.COMMUNE, Role.AREA, Role.DEPARTMENT, Role.LEADER, None])
def test_invite_is_refused_to_everybody_else(role):
    with pytest.raises(PermissionDenied):
        invited(person("khac", role))
    assert User.objects.count() == 1


def test_invite_of_an_administrator_is_the_administrators(office, administrator):
    role = {"role": Role.ADMINISTRATOR, "valid_from": date(2025, 1, 1)}
    with pytest.raises(PermissionDenied):
        invited(office, role=role)
    assert invited(administrator, role=role)[0].roles.get().role == Role.ADMINISTRATOR


def test_link_works_once(office):
    _account, token = invited(office)
    account = people.use_link(token, "Hoàng Lan", PASSWORD)
    assert account.check_password(PASSWORD)
    assert (account.first_name, Change.objects.in_order().last().who) == ("Hoàng Lan", account)
    assert people.use_link(token, "Kẻ Gian", "mat-khau-khac-1") is None
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_link_ends_after_its_days(office, time_machine):
    time_machine.move_to("2025-07-10 08:00:00+07:00")
    _account, token = invited(office)
    time_machine.move_to("2025-07-17 07:59:00+07:00")
    assert people.invitation_of(token)
    time_machine.move_to("2025-07-17 08:01:00+07:00")
    assert people.invitation_of(token) is None
    assert people.use_link(token, "Lan", PASSWORD) is None


def test_link_for_a_forgotten_password_lasts_a_day_and_leaves_the_old_one_until_used(office):
    account = person("lan", Role.LEADER)
    people.make_link(office, account, seen(account))
    until = Invitation.objects.get().expires_at
    assert timedelta(hours=23) < until - timezone.now() <= timedelta(days=1)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_link_made_anew_ends_the_one_before(office):
    account, first = invited(office)
    second = people.make_link(office, account, seen(account))
    assert people.invitation_of(first) is None
    assert people.invitation_of(second).user == account


def test_link_of_an_administrator_is_no_business_of_the_office(office, administrator):
    with pytest.raises(PermissionDenied):
        people.make_link(office, administrator, 0)
    assert not Invitation.objects.exists()


def test_link_of_the_office_opens_no_account_that_became_an_administrators(office, administrator):
    account, token = invited(office)
    roles.grant(administrator, account, seen(account), role=Role.ADMINISTRATOR, valid_from=date(2025, 1, 1))
    assert people.invitation_of(token) is None


def test_link_used_ends_the_lock_after_wrong_passwords(office, client, settings):
    account = person("lan", Role.LEADER)
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        client.post("/dang-nhap/", {"username": "lan", "password": "sai"})
    people.use_link(people.make_link(office, account, 0), "Lan", "mat-khau-moi-1541")
    answer = client.post("/dang-nhap/", {"username": "lan", "password": "mat-khau-moi-1541"})
    assert answer.status_code == 302


def test_close_ends_sessions_for_good_and_opens_again(office):
    account = person("lan", Role.LEADER)
    client, other = signed_in(account), signed_in(office)
    people.close(office, account, seen(account), "nghỉ hưu")
    assert client.get("/mat-khau/").status_code == 302
    people.reopen(office, account, seen(account))
    assert client.get("/mat-khau/").status_code == 302
    assert other.get("/mat-khau/").status_code == 200
    assert Session.objects.count() == 1
    assert Change.objects.filter(action="account.deactivated", why="nghỉ hưu").exists()


def test_close_ends_an_open_link(office):
    account, token = invited(office)
    people.close(office, account, seen(account))
    people.reopen(office, account, seen(account))
    assert people.invitation_of(token) is None


def test_close_never_deletes(office):
    account = person("lan", Role.LEADER)
    people.close(office, account, 0)
    assert account.roles.count() == 1
    assert User.objects.filter(pk=account.pk, is_active=False).exists()


def test_close_of_ones_own_account_is_refused(office):
    with pytest.raises(ValidationError):
        people.close(office, office, 0)


@pytest.mark.parametrize("change", [people.close, people.reopen])
def test_change_of_an_administrators_account_is_refused_to_the_office(office, administrator, change):
    person("quantri2", Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        change(office, administrator, 0)
    with pytest.raises(PermissionDenied):
        people.rename(office, administrator, 0, "Ai Đó", "aido")


def test_change_of_a_future_administrator_is_refused_to_the_office_too(office):
    account = person("mai", Role.ADMINISTRATOR, valid_from=timezone.localdate() + timedelta(days=5))
    with pytest.raises(PermissionDenied):
        people.make_link(office, account, 0)


def test_change_of_a_former_administrator_is_the_offices(office):
    account = person("cu", Role.ADMINISTRATOR, valid_to=date(2024, 12, 31))
    assert people.make_link(office, account, 0)


def test_later_writer_is_told_what_the_first_one_did(office):
    account = person("lan", Role.LEADER)
    shown = seen(account)
    people.rename(office, account, shown, "Hoàng Thị Lan", "lan")
    with pytest.raises(Overtaken) as conflict:
        people.close(office, account, shown)
    assert [change.action for change in conflict.value.missed] == ["account.changed"]
    account.refresh_from_db()
    assert account.is_active


def test_search_finds_names_without_diacritics(office):
    invited(office)
    assert [one.username for one in User.objects.search("hoang thi LAN")] == ["lan"]
    assert [one.username for one in User.objects.search("Tinh")] == ["tinh"]
