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
from criteria.workbook.weighing import Gathering, weigh
from criteria.workflow.door import Refused
from criteria.workflow.many import begin_all
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
    """Begins what was not begun and writes all rows with few statements; keeps one change a report."""
    batch, new = Batch(), [one for one in weighed if one.filled.report.pk is None]
    with book.together():
        begin_all([one.filled.report for one in new], actor, book)
        for one in weighed:
            batch.join(one.batch)
        for one in new:
            batch.join(one.filled.batch)
        batch.write(book)
        for one in weighed:
            keep(Gathering(one.filled.report, actor, book, TRANSITIONS["save"], batch), one, applied)
        batch.write_reports(book)


def keep(passage, one, applied):
    """The change of one report; its author and new revision are gathered."""
    passage.add_author()
    tell(passage, one.before, one.saved)
    applied.written[one.filled.slug] = one.saved.applied
    applied.cells += len(one.changes)
    applied.reaffirmed += len(one.reaffirmed)
