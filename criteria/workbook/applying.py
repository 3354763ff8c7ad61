"""Writes what a confirmed file says: all clean communes in one transaction, or all or nothing."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from communes.history import writing
from criteria.batch import Batch
from criteria.saving import tell
from criteria.workbook import keeping
from criteria.workbook.filling import filled, layout_of
from criteria.workbook.judging import judge
from criteria.workbook.weighing import weigh
from criteria.workflow.door import Passage, Refused
from criteria.workflow.steps import start, under_way
from criteria.workflow.transitions import TRANSITIONS


@dataclass
class Applied:
    """What was written: {slug: {key: text}}, cells and communes; and what was left out."""

    written: dict = field(default_factory=dict)
    cells: int = 0
    reaffirmed: int = 0
    refused: int = 0
    stale: int = 0

    @property
    def communes(self):
        return len(self.written)


@dataclass(frozen=True)
class Choice:
    """How the officer confirms: all or nothing, unchanged criteria said again, and which stale cells to overwrite."""

    everything: bool = False
    again: bool = False
    overwrite: frozenset = frozenset()  # {(slug, key, fingerprint of what stood there)}


def weigh_all(actor, of_round, contents, written, choice=None):
    """(Judged, [Weighed]) of a file against what stands now; rights, windows and states are asked anew."""
    choice = choice or Choice()
    judged = judge(contents, layout_of(of_round), filled(actor, of_round), of_round, written)
    claims = judged.claims.values()
    return judged, [weigh(one, actor, choice.overwrite, choice.again) for one in claims]


def apply_all(actor, of_round, contents, written, choice):
    """One transaction. With `everything`, raises Refused and writes nothing where anything is wrong or stale."""
    with writing(actor) as book:
        judged, weighed = weigh_all(actor, of_round, contents, written, choice)
        stale = sum(len(one.saved.conflicts) for one in weighed)
        if choice.everything and (judged.refused or stale):
            raise Refused(_("Nothing was saved: the file still has refused cells or cells that others changed."))
        applied = Applied(refused=len(judged.refused), stale=stale)
        write(actor, [one for one in weighed if one.clean and one.something], applied, book)
        return applied


def confirm(actor, upload, contents, choice):
    """What the file says and that it was confirmed, both or neither."""
    token = contents.keys.token if contents.keys else ""
    written = keeping.written_before(actor, upload.round, token)
    with transaction.atomic():
        applied = apply_all(actor, upload.round, contents, written, choice)
        keeping.applied(upload, applied.written)
    return applied


def write(actor, weighed, applied, book):
    """Begins what was not begun, writes all rows with two statements, and keeps one change a report."""
    batch = Batch()
    for one in weighed:
        if one.filled.report.pk is None:
            begin(actor, one.filled.report, book)
            batch.join(one.filled.batch)
        batch.join(one.batch)
    batch.write(book)
    for one in weighed:
        keep(actor, one, applied, book)


def begin(actor, report, book):
    """What `workflow.begin` does, for a report that was laid out already; an illustration's draft gives way."""
    under_way(report, book)
    passage = Passage(report, actor, book, TRANSITIONS["begin"])
    start(report, passage)
    passage.add_author()


def keep(actor, one, applied, book):
    passage = Passage(one.filled.report, actor, book, TRANSITIONS["save"])
    tell(passage, one.before, one.saved)
    applied.written[one.filled.slug] = one.saved.applied
    applied.cells += len(one.changes)
    applied.reaffirmed += len(one.reaffirmed)
