"""Rows of all tables as the database holds them, taken once and written again, where loading anew takes long."""

from django.apps import apps
from django.db import connection, transaction

from communes.models import Commune

DJANGO_OWN = {"auth", "contenttypes"}  # made anew by Django itself when a database is emptied
REFERENCE = {}


def keep_reference():
    """What stands in the test database now is what `stand_reference` writes again."""
    REFERENCE.update(everything())


def stand_reference():
    """The reference data again, with their keys, where a transactional test has emptied the database."""
    if Commune.objects.exists():
        return
    with transaction.atomic():
        for model, rows in REFERENCE.items():
            insert(model, rows.values())


def everything():
    """Each model in the order of apps, and {key: row} as the database holds it."""
    models = apps.get_models(include_auto_created=True)
    return {model: dict(rows_of(model)) for model in models if model._meta.app_label not in DJANGO_OWN}


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
            cursor.executemany(f"{into} ({', '.join(['%s'] * len(columns(model)))})", list(rows))


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
