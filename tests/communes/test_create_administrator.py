"""The first administrator of a real installation, typed in twice."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.models import Officer, User
from communes.rights import holds

pytestmark = pytest.mark.django_db
COMMAND = "communes.management.commands.create_administrator"
GOOD = "nui-mau-son-1541"


@pytest.fixture
def typed(monkeypatch):
    def answer(username, *passwords):
        entered = iter(passwords)
        monkeypatch.setattr("builtins.input", lambda _prompt: username)
        monkeypatch.setattr(f"{COMMAND}.getpass", lambda _prompt: next(entered))

    return answer


def test_administrator_is_created_with_the_role(typed):
    typed("hoa", GOOD, GOOD)
    call_command("create_administrator", stdout=StringIO())
    user = User.objects.get(username="hoa")
    assert user.check_password(GOOD)
    assert holds(user, Officer.Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("username", "passwords"),
    [
        ("hoa", [GOOD, GOOD + "x"]),
        ("hoa", ["ngan", "ngan"]),
        ("hoa", ["1234567890123", "1234567890123"]),
        ("hoa mai", [GOOD, GOOD]),
        ("", [GOOD, GOOD]),
        ("daco", [GOOD, GOOD]),
    ],
)
def test_administrator_is_refused(typed, username, passwords):
    User.objects.create_user("daco")
    typed(username, *passwords)
    with pytest.raises(CommandError):
        call_command("create_administrator", stdout=StringIO())
    assert User.objects.count() == 1


def test_administrator_needs_an_answer(monkeypatch):
    def no_terminal(_prompt):
        raise EOFError

    monkeypatch.setattr("builtins.input", no_terminal)
    with pytest.raises(CommandError):
        call_command("create_administrator", stdout=StringIO())


def test_administrator_reminder_stops_once_there_is_one(typed):
    def reminder():
        out = StringIO()
        call_command("create_administrator", "--remind", stdout=out)
        return out.getvalue()

    assert "make administrator" in reminder()
    typed("hoa", GOOD, GOOD)
    call_command("create_administrator", stdout=StringIO())
    assert reminder() == ""
    User.objects.update(is_active=False)
    assert "make administrator" in reminder()
