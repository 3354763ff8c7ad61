"""The one place where history is written: a transaction that keeps every change made in it, chained by hashes."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import models, transaction
from django.utils import timezone

from communes.models import Change, LastChange

ONE_DAY = timedelta(days=1)
ADDED = (".added", ".opened", ".recorded")  # actions that made a row


AT_ONCE = 50  # a change of a whole report is long


@contextmanager
def writing(actor, why=""):
    """A transaction in which somebody changes something; yields the book that keeps each change.

    Writers wait for each other at the end of the chain. Two of them therefore never see the same "before", none can
    overwrite the other unseen, and none can lock rows in an order that blocks both.
    """
    with transaction.atomic():
        end = last_change()
        yield Book(actor if getattr(actor, "pk", None) else None, why, end)


def last_change():
    """The end of the chain, locked until this transaction ends."""
    LastChange.objects.get_or_create(pk=1)
    return LastChange.objects.select_for_update().get(pk=1)


@dataclass
class Book:
    """Keeps the changes of one transaction."""

    actor: object
    why: str
    end: LastChange
    kept: list = field(default_factory=list)
    waiting: list | None = None  # changes of `together` that are not written yet

    @contextmanager
    def together(self):
        """Hundreds of changes recorded inside are written at the end with one statement, in their order."""
        self.waiting = []
        yield
        waiting, self.waiting = self.waiting, None
        Change.objects.bulk_create(waiting, AT_ONCE)
        self.end.save()

    def record(self, topic, action, row, before=None, after=None, why="", place=None, subject=""):
        """One change of one row. `before` and `after` name only what differs; `action` is the key of its sentence."""
        change = Change(
            at=timezone.now(),
            who=self.actor,
            topic=topic,
            action=action,
            kind=row._meta.label,
            object_id=row.pk,
            subject=(subject or str(row))[:300],
            place=place,
            before=plain(before or {}),
            after=plain(after or {}),
            why=why or self.why,
            previous=self.end.hash,
        )
        change.hash = change.fingerprint()
        self._append(change)
        return change

    def _append(self, change):
        self.kept.append(change)
        self.end.length, self.end.hash = self.end.length + 1, change.hash
        if self.waiting is None:
            change.save()
            self.end.save()
        else:
            self.waiting.append(change)


def differences(before, after):
    """(before, after) with only the keys whose values differ."""
    keys = [key for key in after if plain(before.get(key)) != plain(after[key])]
    return {key: before.get(key) for key in keys}, {key: after[key] for key in keys}


def plain(value):
    """What JSON holds alike on every database: texts, whole numbers, true, false, none, lists and dictionaries."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, models.Model):
        return value.pk
    return written(value) if not isinstance(value, int | None) else value


def written(value):
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def as_known(rows, day):
    """These rows of one model as they were at the end of that day; as they are for none.

    Rows that were added later are left out, and every later change of a field is taken back.
    """
    if day is None or not rows:
        return rows
    kind = rows[0]._meta.label
    later = list(Change.objects.filter(kind=kind).between(day + ONE_DAY, None).order_by("-id"))
    added = {change.object_id for change in later if change.action.endswith(ADDED)}
    kept = {row.pk: row for row in rows if row.pk not in added}
    for change in later:
        if change.object_id in kept:
            take_back(kept[change.object_id], change.before)
    return list(kept.values())


def take_back(row, before):
    """The fields of the row as the change found them; what is no field of it is another table's."""
    columns = {field.name: field for field in row._meta.concrete_fields}
    for name, value in before.items():
        if name in columns:
            setattr(row, columns[name].attname, columns[name].to_python(value))


def verify():
    """(number of the change, what is wrong) for every broken place of the chain, from the first to the last."""
    end = LastChange.objects.filter(pk=1).first() or LastChange()
    previous, length, explained = "", 0, False
    for change in Change.objects.in_order().iterator(chunk_size=2000):
        for wrong in faults(change, previous, end):
            yield change.pk, wrong
            explained |= wrong != "altered"
        previous, length = change.hash, length + 1
    kept = Change.objects.filter(hash=end.hash).exists() if explained else (end.length, end.hash) == (length, previous)
    if not kept:
        yield None, "cut off"


def faults(change, previous, end):
    """What is wrong with one change, held against the hash of the change before it and the end of the chain."""
    if previous and previous == end.hash:  # what was kept last was passed already
        yield "added"
    elif change.previous != previous:
        yield "missing"
    if change.hash != change.fingerprint():
        yield "altered"
