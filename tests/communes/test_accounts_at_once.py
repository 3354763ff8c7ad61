"""Two people of the office at one account at once, in threads with connections of their own."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from communes.accounts import people, roles
from communes.accounts.checks import Overtaken
from communes.history import verify
from communes.models import Change, Officer, User
from tests.at_once import at_once, shared_database  # noqa: F401
from tests.communes.people import PASSWORD, Role, person, seen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared_database")]


REFUSALS = (Overtaken, ValidationError)


def test_two_writers_of_one_account_are_one_change_and_one_conflict():
    offices = [person("tinh1", Role.OFFICE), person("tinh2", Role.OFFICE)]
    lan = person("lan", Role.LEADER)
    shown = seen(lan)
    found = at_once(
        *(lambda who=who: people.rename(who, lan, shown, f"Lan {who.pk}", "lan") for who in offices), refusals=REFUSALS
    )
    assert [type(one) for one in found].count(Overtaken) == 1
    winner = Change.objects.get(action="account.changed").who
    assert User.objects.get(pk=lan.pk).first_name == f"Lan {winner.pk}"
    assert list(verify()) == []


def test_two_administrators_cannot_end_each_other():
    first, second = person("quantri1", Role.ADMINISTRATOR), person("quantri2", Role.ADMINISTRATOR)
    today = timezone.localdate()
    found = at_once(
        lambda: roles.end(first, second, seen(second), second.roles.get(), today),
        lambda: roles.end(second, first, seen(first), first.roles.get(), today),
        refusals=REFUSALS,
    )
    assert [type(one) for one in found].count(ValidationError) == 1
    assert Officer.objects.filter(role=Role.ADMINISTRATOR, valid_to__isnull=True).count() == 1


def test_one_link_opened_twice_at_once_is_used_once():
    office = person("tinh", Role.OFFICE)
    role = {"role": Role.LEADER, "valid_from": timezone.localdate()}
    _account, token = people.invite(office, "Lan", "lan", role)
    found = at_once(*(lambda n=n: people.use_link(token, f"Lan {n}", PASSWORD) for n in range(2)), refusals=REFUSALS)
    assert found.count(None) == 1
    assert Change.objects.filter(action="account.entered").count() == 1


def test_one_user_name_invited_twice_at_once_is_one_account():
    office = person("tinh", Role.OFFICE)
    role = {"role": Role.LEADER, "valid_from": timezone.localdate()}
    found = at_once(*(lambda: people.invite(office, "Lan", "lan", role) for _time in range(2)), refusals=REFUSALS)
    assert [type(one) for one in found].count(ValidationError) == 1
    assert User.objects.filter(username="lan").count() == 1
