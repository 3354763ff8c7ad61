"""manage.py verify_history: says in a sentence what is broken and where, and ends with 1."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from communes.history import writing
from communes.models import Change, Group, LastChange, User
from tests.communes.test_history import fail, kept, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return User.objects.create_user("lan")


def verified(**options):
    """(lines, exit code) of the command."""
    out, code = StringIO(), 0
    with override("en"):
        try:
            call_command("verify_history", stdout=out, **options)
        except CommandError as error:
            out.write(str(error))
            code = error.returncode
    return out.getvalue(), code


def test_verify_history_of_nothing_is_fine():
    assert verified() == ("ok: the history is empty.\n", 0)


def test_verify_history_counts_and_gives_the_last_hash(officer):
    last = kept(officer)[-1]
    text, code = verified()
    assert code == 0
    assert "3 changes" in text
    assert last.hash in text


@pytest.mark.parametrize("column", ["why", "subject", "before", "after", "hash", "kind"])
def test_verify_history_locates_an_altered_row(officer, column):
    second = kept(officer)[1]
    tamper(f"UPDATE communes_change SET {column} = %s WHERE id = %s", '{"x": 1}', second.pk)
    text, code = verified()
    assert code == 1
    assert f"n°{second.pk}" in text.splitlines()[0]
    assert "altered" in text


def test_verify_history_locates_another_person_and_another_time(officer):
    first, second, _third = kept(officer)
    tamper("UPDATE communes_change SET who_id = NULL WHERE id = %s", first.pk)
    tamper("UPDATE communes_change SET at = %s WHERE id = %s", first.at.replace(year=2020), second.pk)
    text, code = verified()
    assert code == 1
    assert f"n°{first.pk}, {timezone.localtime(first.at):%d}" in text.splitlines()[0]
    assert f"n°{second.pk}" in text.splitlines()[1]


def test_verify_history_locates_an_altered_row_whose_hash_was_made_anew(officer):
    """Who recalculates one hash breaks the link to the change after it."""
    _first, second, third = kept(officer)
    second.why = "khác"
    tamper("UPDATE communes_change SET why = %s, hash = %s WHERE id = %s", "khác", second.fingerprint(), second.pk)
    text, code = verified()
    assert code == 1
    assert f"between n°{second.pk}" in text
    assert f"n°{third.pk}" in text


def test_verify_history_locates_a_missing_row_between_two_others(officer):
    first, second, third = kept(officer)
    tamper("DELETE FROM communes_change WHERE id = %s", second.pk)
    text, code = verified()
    assert code == 1
    assert f"between n°{first.pk}" in text
    assert f"and n°{third.pk}" in text


def test_verify_history_names_a_missing_row_alone(officer):
    """The end is still there: nothing is said to be missing after it."""
    tamper("DELETE FROM communes_change WHERE id = %s", kept(officer)[1].pk)
    assert "after the last one left" not in verified()[0]


def forged(last, **others):
    """A row put behind the last one past the product, its hash made as the product makes it."""
    values = {name.attname: getattr(last, name.attname) for name in Change._meta.concrete_fields if name.name != "id"}
    made = Change(**values | {"previous": last.hash, "why": "giả"} | others)
    made.hash = made.fingerprint()
    Change.objects.bulk_create([made])
    return Change.objects.get(hash=made.hash)


@pytest.mark.parametrize("others", [{}, {"previous": "0" * 64}])
def test_verify_history_locates_a_row_that_was_added_past_the_product(officer, others):
    last = kept(officer)[-1]
    made = forged(forged(last, **others))
    text, code = verified()
    assert code == 1
    assert f"added past the product: n°{made.pk - 1}," in text
    assert "after the last one left" not in text


def test_verify_history_locates_two_rows_that_changed_places(officer):
    _first, second, third = kept(officer)
    for old, new in ((second.pk, 10**6), (third.pk, second.pk), (10**6, third.pk)):
        tamper("UPDATE communes_change SET id = %s WHERE id = %s", new, old)
    text, code = verified()
    assert code == 1
    assert f"and n°{second.pk}," in text.splitlines()[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no such value")
@pytest.mark.parametrize(("column", "value"), [("at", "hôm qua"), ("at", ""), ("place_id", 10**6)])
def test_verify_history_locates_a_value_that_cannot_be_read(officer, column, value):
    second = kept(officer)[1]
    tamper(f"UPDATE communes_change SET {column} = %s WHERE id = %s", value, second.pk)
    text, code = verified()
    tamper("UPDATE communes_change SET place_id = NULL")
    assert code == 1
    assert f"n°{second.pk}" in text.splitlines()[0]


def test_verify_history_names_the_number_of_an_account_that_does_not_exist(officer):
    second = kept(officer)[1]
    tamper("UPDATE communes_change SET who_id = %s WHERE id = %s", 10**6, second.pk)
    text, code = verified()
    tamper("UPDATE communes_change SET who_id = NULL")
    assert code == 1
    assert f"n°{second.pk}, {timezone.localtime(second.at):%d}" in text.splitlines()[0]
    assert f"{10**6}: Thử" in text.splitlines()[0]


def test_verify_history_locates_a_missing_beginning(officer):
    first, second, _third = kept(officer)
    tamper("DELETE FROM communes_change WHERE id = %s", first.pk)
    text, code = verified()
    assert code == 1
    assert f"before the first one left: n°{second.pk}" in text


@pytest.mark.parametrize("end", ["DELETE FROM communes_lastchange", "SELECT 1"])
def test_verify_history_locates_a_cut_off_end(officer, end):
    _first, second, third = kept(officer)
    tamper("DELETE FROM communes_change WHERE id = %s", third.pk)
    tamper(end)
    text, code = verified()
    assert code == 1
    assert f"after the last one left: n°{second.pk}" in text


def test_verify_history_notices_that_everything_was_taken_away(officer):
    kept(officer)
    tamper("DELETE FROM communes_change")
    text, code = verified()
    assert code == 1
    assert text.startswith("FAILED: all changes were taken away.")


def test_verify_history_notices_a_history_written_anew_by_a_noted_hash(officer):
    noted = kept(officer)[-1].hash
    tamper("DELETE FROM communes_change")
    LastChange.objects.all().delete()
    with writing(officer) as book:
        book.record(Change.Topic.PLACE, "group.renamed", Group.objects.get(slug="thu"))
    assert verified()[1] == 0
    text, code = verified(expect=noted)
    assert code == 1
    assert "written anew" in text


def test_verify_history_takes_a_number_left_out_by_a_failed_writing_for_what_it_is(officer):
    kept(officer, 1)
    with pytest.raises(ZeroDivisionError):
        fail(officer)
    with writing(officer) as book:
        book.record(Change.Topic.PLACE, "group.renamed", officer)
    assert verified()[1] == 0
