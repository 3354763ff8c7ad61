"""The history: what is kept of a change, and that a tampered, missing or cut-off row is found and located."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from communes.history import differences, plain, verify, writing
from communes.models import Change, Commune, Group, HistoryIsKept, LastChange, User

pytestmark = pytest.mark.django_db
Topic = Change.Topic


@pytest.fixture
def officer():
    return User.objects.create_user("lan")


def kept(officer, count=3):
    group = Group.objects.create(slug="thu", name="Thử", source="test")
    with writing(officer, why="rà soát") as book:
        for place in range(count):
            book.record(Topic.PLACE, "group.renamed", group, {"name": place}, {"name": place + 1})
    return list(Change.objects.in_order())


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_change_says_who_what_when_before_after_and_why(officer):
    change = kept(officer, 1)[0]
    assert (change.who, change.subject, change.why) == (officer, "Thử", "rà soát")
    assert (change.before, change.after) == ({"name": 0}, {"name": 1})
    assert change.at.tzinfo


def test_changes_form_a_chain(officer):
    first, second, third = kept(officer)
    assert first.previous == ""
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert list(verify()) == []


def fail(officer):
    with writing(officer) as book:
        book.record(Topic.PLACE, "group.renamed", officer)
        raise ZeroDivisionError


def test_writing_keeps_nothing_of_what_failed(officer):
    with pytest.raises(ZeroDivisionError):
        fail(officer)
    assert Change.objects.count() == 0
    assert not LastChange.objects.filter(length__gt=0).exists()


def test_change_is_never_altered_or_deleted(officer):
    change = kept(officer, 1)[0]
    change.why = "khác"
    for attempt in (change.save, change.delete, Change.objects.all().delete):
        with pytest.raises(HistoryIsKept):
            attempt()
    with pytest.raises(HistoryIsKept):
        Change.objects.update(why="khác")


@pytest.mark.parametrize("column", ["why", "subject", "action", "topic"])
def test_verify_locates_an_altered_row(officer, column):
    second = kept(officer)[1]
    tamper(f"UPDATE communes_change SET {column} = %s WHERE id = %s", "khác", second.pk)
    assert list(verify()) == [(second.pk, "altered")]


def test_verify_locates_a_missing_row(officer):
    _, second, third = kept(officer)
    tamper("DELETE FROM communes_change WHERE id = %s", second.pk)
    assert (third.pk, "missing") in list(verify())


def test_verify_notices_a_cut_off_end(officer):
    third = kept(officer)[2]
    tamper("DELETE FROM communes_change WHERE id = %s", third.pk)
    assert list(verify()) == [(None, "cut off")]


def test_plain_values_are_the_same_on_every_database():
    said = {"a": Decimal("1.500"), "b": date(2025, 6, 30), "c": {3, 1}, "d": None, "e": True, "f": Decimal("100")}
    assert plain(said) == {"a": "1.5", "b": "2025-06-30", "c": [1, 3], "d": None, "e": True, "f": "100"}


def test_differences_name_only_what_differs():
    before, after = differences({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
    assert (before, after) == ({"b": 2, "c": None}, {"b": 3, "c": 4})


@pytest.mark.django_db
def test_history_changes_written_together_stand_in_one_chain(reference):
    actor, places = User.objects.create_user("lan"), list(Commune.objects.all()[:120])
    with writing(actor) as book:
        book.record(Change.Topic.PLACE, "place.changed", places[0], {}, {"name": "một"})
        with book.together():
            for number, place in enumerate(places):
                book.record(Change.Topic.PLACE, "place.changed", place, {}, {"name": str(number)})
        book.record(Change.Topic.PLACE, "place.changed", places[0], {}, {"name": "hai"})
    assert Change.objects.count() == len(places) + 2
    assert [one.object_id for one in Change.objects.in_order()][1:-1] == [place.pk for place in places]
    assert list(verify()) == []
