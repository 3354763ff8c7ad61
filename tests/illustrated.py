"""Rows that all tests of a module read, written once and rolled back after them; mark its tests django_db."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from communes.models import Commune
from criteria.reference import load_all


@contextmanager
def shared(django_db_blocker):
    """What is written here stands for a whole module; each of its tests is still rolled back to it.

    Yields whether a transactional test of another file had emptied the database: the reference data are there again.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield stand_reference()
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
    with shared(django_db_blocker) as emptied:
        if emptied:
            call_command("load_illustration", verbosity=0)  # the rows would name keys that are no more
        else:
            for model, (added, changed) in illustration.items():
                update(model, changed)
                insert(model, added)
        yield


def stand_reference():
    """Loads the reference data where a transactional test of another file has emptied the database; whether it did."""
    emptied = not Commune.objects.exists()
    if emptied:
        load_all(settings.FIXTURES)
    return emptied


def everything():
    """Each model in the order of apps, and {key: row} as the database holds it."""
    return {model: dict(rows_of(model)) for model in apps.get_models(include_auto_created=True)}


def rows_of(model):
    key = columns(model).index(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quoted, columns(model)))} FROM {quoted(model._meta.db_table)}")
        return [(row[key], row) for row in cursor.fetchall()]


def differences(before, now):
    """The rows that came, and those that are no longer what they were."""
    added = [row for key, row in now.items() if key not in before]
    return added, [row for key, row in now.items() if before.get(key, row) != row]


def insert(model, rows):
    into = f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(map(quoted, columns(model)))}) VALUES"
    with connection.cursor() as cursor:
        if rows and connection.vendor == "postgresql":
            connection.Database.extras.execute_values(cursor.cursor, f"{into} %s", rows, page_size=2000)
        elif rows:
            cursor.executemany(f"{into} ({', '.join(['%s'] * len(rows[0]))})", rows)


def update(model, rows):
    """The few that the command changes in place, written over."""
    names, key = columns(model), model._meta.pk.column
    place, told = names.index(key), ", ".join(f"{quoted(name)} = %s" for name in names)
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(
                f"UPDATE {quoted(model._meta.db_table)} SET {told} WHERE {quoted(key)} = %s", [*row, row[place]]
            )


def columns(model):
    return [field.column for field in model._meta.concrete_fields]


def quoted(name):
    return connection.ops.quote_name(name)
