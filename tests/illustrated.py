"""The illustration, loaded once for all tests of a module and rolled back after them; mark its tests django_db."""

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def illustrated(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_illustration", verbosity=0)
        yield
        transaction.set_rollback(True)
