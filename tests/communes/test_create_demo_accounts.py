"""The seven demo accounts: one a role, printed, and never touched again."""

import stat
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.management.commands.create_demo_accounts import ACCOUNTS
from communes.models import Officer, User
from communes.rights import territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_directory(settings, tmp_path, monkeypatch):
    """The password is kept beside the database of this run, not in the clone."""
    settings.BASE_DIR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    return tmp_path


def run():
    out = StringIO()
    call_command("create_demo_accounts", stdout=out)
    return out.getvalue()


def test_demo_accounts_are_one_a_role(reference):
    run()
    assert set(Officer.objects.values_list("role", flat=True)) == set(Officer.Role.values)
    assert User.objects.count() == len(ACCOUNTS) == 7
    assert not User.objects.filter(is_superuser=True).exists()


def test_demo_accounts_reach_their_territories(reference):
    run()
    before, after = date(2025, 6, 30), date(2025, 12, 31)
    user = {user.username: user for user in User.objects.all()}
    district = territory(user["vanquan"], before).rural()
    assert len(district) == 14
    assert set(territory(user["diaban"], before)) == set(district)
    assert not territory(user["vanquan"], after)
    assert [str(commune) for commune in territory(user["xavanquan"], after)] == ["Văn Quan"]
    assert {"Văn Quan", "Điềm He", "Tri Lễ"} <= {commune.name for commune in territory(user["diaban"], after)}
    assert user["soyte"].roles.get().department.slug == "so-y-te"


def test_demo_password_is_random_kept_private_and_printed_each_time(reference, own_directory):
    first = run()
    kept = own_directory / ".demo_password"
    password = kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(password) == 12
    assert password in first
    assert password in run()
    assert all(user.check_password(password) for user in User.objects.all())


def test_demo_password_comes_from_the_environment(reference, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "hoi-va-cham-2020")
    assert "hoi-va-cham-2020" in run()
    monkeypatch.delenv("DEMO_PASSWORD")
    assert "hoi-va-cham-2020" in run()
    assert User.objects.get(username="lanhdao").check_password("hoi-va-cham-2020")


def test_demo_accounts_run_again_keep_what_people_changed(reference):
    run()
    user = User.objects.get(username="tinh")
    user.set_password("cua-rieng-toi-77")
    user.first_name = "Nông Thị Hoa"
    user.save()
    Officer.objects.filter(user=user).update(valid_to=date(2030, 1, 1))
    run()
    user.refresh_from_db()
    assert user.check_password("cua-rieng-toi-77")
    assert user.first_name == "Nông Thị Hoa"
    assert user.roles.get().valid_to == date(2030, 1, 1)


def test_demo_password_given_replaces_a_changed_one(reference, monkeypatch):
    run()
    user = User.objects.get(username="tinh")
    user.set_password("cua-rieng-toi-77")
    user.save()
    monkeypatch.setenv("DEMO_PASSWORD", "hoi-va-cham-2020")
    run()
    user.refresh_from_db()
    assert user.check_password("hoi-va-cham-2020")


def test_demo_password_that_is_lost_is_not_invented(reference, own_directory):
    password = (run(), (own_directory / ".demo_password").read_text())[1]
    (own_directory / ".demo_password").unlink()
    assert "DEMO_PASSWORD" in run()
    assert User.objects.get(username="tinh").check_password(password)


def test_demo_accounts_need_the_reference_data(empty_database):
    with pytest.raises(CommandError, match="load_reference"):
        run()
    assert not User.objects.exists()


def test_demo_area_stays_when_the_illustration_is_removed(reference):
    run()
    user = User.objects.get(username="diaban")
    before = set(territory(user, date(2025, 6, 30)))
    call_command("remove_illustration", stdout=StringIO())
    assert len(before) == 14
    assert set(territory(user, date(2025, 6, 30))) == before
