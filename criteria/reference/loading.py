"""Bring one table in step with its fixture file, and leave alone what people or the illustration wrote.

A row that still is as the last load wrote it follows its file; a row somebody changed since then stays theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from communes.models import Commune
from criteria.models import LoadedTable
from criteria.reference.lines import Line, Refused, read_lines


@dataclass(frozen=True)
class Table:
    """Which file fills which model: what tells two rows apart, and how a line becomes the row's fields."""

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: Callable[[Line, "Known"], dict]
    file: str = ""
    takes: Callable[[Line], bool] = lambda line: True
    check: Callable[[list], None] = lambda rows: None

    def path(self, folder):
        return Path(folder) / (self.file or f"{self.name}.csv")


@dataclass
class Outcome:
    """What loading one table did."""

    name: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: list = field(default_factory=list)
    orphaned: int = 0


class Known:
    """What is already in the database, looked up by the names that fixture files use."""

    def __init__(self):
        self._indexes = {}

    def id(self, line, model, **values):
        """The key of the row with these values; refused where there is none."""
        index = self._index(model, tuple(values))
        wanted = tuple(values.values())
        if wanted not in index:
            named = " ".join(str(value) for value in wanted)
            line.refuse(_("unknown %(what)s: %(name)s") % {"what": model._meta.verbose_name, "name": named})
        return index[wanted]

    def _index(self, model, names):
        if (model, names) not in self._indexes:
            rows = model.objects.order_by().values_list("pk", *names)
            self._indexes[model, names] = {tuple(values): pk for pk, *values in rows}
        return self._indexes[model, names]

    def commune(self, line, code, on):
        """The unit that bore this code on a day: a code alone is not an identity."""
        found = [unit for unit in self._lives.get(code, []) if unit.valid_from <= on <= (unit.valid_to or date.max)]
        if len(found) != 1:
            told = {"code": code, "day": on.isoformat(), "count": len(found)}
            line.refuse(_("on %(day)s %(count)d units bear the code %(code)s, not one") % told)
        return found[0].pk

    def last_day(self, unit):
        """The last day of a unit; the end of time where none is known."""
        return self._units[unit].valid_to or date.max

    def people_changed(self, unit):
        """Whether the unit's row is not what its file made it."""
        memory = LoadedTable.objects.get(file="communes")
        return theirs(Commune.objects.get(pk=unit), memory)

    @cached_property
    def _units(self):
        return {unit.pk: unit for lives in self._lives.values() for unit in lives}

    @property
    def _lives(self):
        if "lives" not in self._indexes:
            lives = self._indexes["lives"] = {}
            for unit in Commune.objects.order_by("pk").only("code", "valid_from", "valid_to"):
                lives.setdefault(unit.code, []).append(unit)
        return self._indexes["lives"]


def load_table(table, folder):
    """One table, all of it or nothing: a bad line raises Refused."""
    rows = _wanted(table, folder)
    table.check(rows)
    names = list(rows[0][1]) if rows else []
    memory, _created = LoadedTable.objects.get_or_create(file=table.name)
    existing = {_key(table, row): row for row in table.model.objects.order_by("pk")}
    outcome, added, changed = Outcome(table.name), [], []
    digests = {str(row.pk): memory.rows[str(row.pk)] for row in existing.values() if str(row.pk) in memory.rows}
    outcome.orphaned = len(digests)
    for line, values in rows:
        row = existing.get(tuple(values[name] for name in table.key))
        outcome.orphaned -= row is not None and str(row.pk) in digests
        if row is None:
            added.append((line, table.model(**values)))
        elif all(getattr(row, name) == value for name, value in values.items()):
            outcome.unchanged += 1
            digests[str(row.pk)] = digest(row, names)
        elif theirs(row, memory):
            outcome.kept.append(f"{line.file}:{line.number}")
        else:
            changed.append((line, _assign(row, values)))
    outcome.added, outcome.changed = len(added), len(changed)
    _save(table, added, changed, names)
    _remember(memory, names, digests, [row for _line, row in [*added, *changed]])
    return outcome


def _wanted(table, folder):
    """[(line, fields)] of the file, each key once."""
    known, seen, rows = Known(), {}, []
    for line in read_lines(table.path(folder)):
        if not table.takes(line):
            continue
        values = table.fields(line, known)
        key = tuple(values[name] for name in table.key)
        if key in seen:
            line.refuse(_("the same row already stands on line %d") % seen[key])
        seen[key] = line.number
        rows.append((line, values))
    return rows


def _key(table, row):
    return tuple(getattr(row, name) for name in table.key)


def _assign(row, values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


def theirs(row, memory):
    """Whether people or the illustration made this row what it is: not what the last load wrote."""
    if getattr(row, "illustration", False):
        return True
    return memory.rows.get(str(row.pk)) != digest(row, memory.fields)


def digest(row, names):
    """A short fingerprint of some fields of a row, the same on every database."""
    text = "\x1f".join(f"{name}={_plain(getattr(row, name, None))}" for name in names)
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _plain(value):
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _save(table, added, changed, names):
    for line, row in [*added, *changed]:
        _validate(line, row)
    try:
        table.model.objects.bulk_create([row for _line, row in added], batch_size=500)
        table.model.objects.bulk_update([row for _line, row in changed], names, batch_size=100)
    except IntegrityError as error:
        told = {"table": table.name, "error": error}
        raise Refused(_("%(table)s contradicts rows that are already there: %(error)s") % told) from None


def _validate(line, row):
    """Lengths, choices and required fields; foreign keys were looked up, so they need no query."""
    keys = {f.name for f in row._meta.concrete_fields if f.is_relation}
    try:
        row.clean_fields(exclude=keys)
    except ValidationError as error:
        line.refuse("; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()))


def _remember(memory, names, digests, written):
    digests |= {str(row.pk): digest(row, names) for row in written}
    if (memory.fields, memory.rows) != (names, digests):
        memory.fields, memory.rows = names, digests
        memory.save()
