"""People of the tests of accounts: somebody with a role, signed in or not."""

from datetime import date

from django.test import Client

from communes.accounts.checks import log_of, newest
from communes.models import District, Officer, User

Role = Officer.Role
PASSWORD = "nui-mau-son-1541"


def person(username, role=None, valid_from=date(2020, 1, 1), valid_to=None, **territory):
    """An account with a password; hashing is cheap in tests."""
    user = User.objects.create_user(username, password=PASSWORD, first_name=username.title())
    if role:
        Officer.objects.create(user=user, role=role, valid_from=valid_from, valid_to=valid_to, **territory)
    return user


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def seen(account):
    return newest(log_of(account))


def district(slug):
    return District.objects.get(slug=slug)
