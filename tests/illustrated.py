"""Rows that all tests of a module read, written once and rolled back after them; mark its tests django_db."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import transaction


@contextmanager
def shared(django_db_blocker):
    """What is written here stands for a whole module; each of its tests is still rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def illustrated(django_db_setup, django_db_blocker):
    with shared(django_db_blocker):
        call_command("load_illustration", verbosity=0)
        yield
