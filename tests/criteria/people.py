"""People with roles, for tests of the middle floor."""

from datetime import date

from django.test import Client

from communes.models import Commune, Department, District, Officer, User
from criteria.models import Round

Role = Officer.Role
SPRING = date(2025, 6, 30)  # the last round with districts
LONG_AGO = date(2011, 1, 1)


def somebody(username, role=None, communes=(), district=None, department=None, group=None):
    """A user who holds a role since long, with its territory."""
    user = User.objects.create_user(username, first_name=username.capitalize())
    if role:
        officer = Officer.objects.create(
            user=user,
            role=role,
            valid_from=LONG_AGO,
            district=district and District.objects.get(slug=district),
            department=department and Department.objects.get(slug=department),
            group=group,
        )
        officer.communes.set(communes)
    return user


def browsing(user):
    client = Client()
    client.force_login(user)
    return client


def open_round(on=SPRING, opens_on=LONG_AGO, closes_on=None, **values):
    """A round of the reference data with its window open."""
    found = Round.objects.official().get(date=on)
    Round.objects.filter(pk=found.pk).update(opens_on=opens_on, closes_on=closes_on, **values)
    return Round.objects.get(pk=found.pk)


def rural(district, on=SPRING):
    return list(Commune.objects.rural().in_force(on).filter(district__slug=district).order_by("code"))
