"""What all tests share: the reference data, loaded once a test database, and an empty database for who needs one."""

import os
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from hypothesis import settings as hypothesis

from criteria.reference import load_all
from tests.illustrated import illustration  # noqa: F401  (for every module with `illustrated`)
from tests.rows import keep_reference, stand_reference

SOURCES = Path(os.environ.get("SOURCES_DIR") or settings.BASE_DIR.parent / "shared" / "sources")

# No deadline: a loaded machine is no defect. As many examples as find what there is to find; a run draws new ones.
hypothesis.register_profile("suite", deadline=None, max_examples=50)
hypothesis.load_profile("suite")

LONGEST = "tests/test_pages"


def pytest_collection_modifyitems(items):
    """The longest files first, each to a worker of its own: at the end one would run long after all others stopped."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The reference data stand in every test database; a test that writes is rolled back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_all(settings.FIXTURES)
        keep_reference()
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


def end_other_sessions():
    """PostgreSQL drops no database in use, and the live server's threads may outlast the browser that they answered."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def reference(db):
    """The reference data, there again where a transactional test has emptied the database."""
    stand_reference()


@pytest.fixture(autouse=True)
def evidence_root(settings, tmp_path):
    """Files that a test keeps go with it."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


@pytest.fixture
def empty_database(db):
    """A database with tables and no rows, for this test only."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    connection.check_constraints()  # PostgreSQL empties no table that a wider fixture left checks open on
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=False))


@pytest.fixture(scope="session")
def sources():
    """The folder with the texts of the five documents; it is no part of the project."""
    if not SOURCES.is_dir():
        pytest.skip(f"the documents' texts are not here: set SOURCES_DIR (looked in {SOURCES.name})")
    return SOURCES
