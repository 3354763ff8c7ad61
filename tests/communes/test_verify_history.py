"""manage.py verify_history: says in a sentence what is broken and where, and ends with 1."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localtime
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
    assert f"n°{first.pk}, {localtime(first.at):%d}" in text.splitlines()[0]
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
