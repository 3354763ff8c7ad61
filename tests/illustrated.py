"""Rows that all tests of a module read, written once and rolled back after them; mark its tests django_db."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.rows import differences, everything, insert, stand_reference, update


@contextmanager
def shared(django_db_blocker):
    """What is written here stands for a whole module; each of its tests is still rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        stand_reference()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def illustration(django_db_setup, django_db_blocker):
    """What load_illustration adds and changes, as rows of the tables: the command itself takes seconds."""
    with shared(django_db_blocker):
        before = everything()
        call_command("load_illustration", verbosity=0)
        brought = {model: differences(before[model], rows) for model, rows in everything().items()}
    return brought


@pytest.fixture(scope="module")
def illustrated(illustration, django_db_blocker):
    with shared(django_db_blocker):
        for model, (added, changed) in illustration.items():
            update(model, changed)
            insert(model, added)
        yield
