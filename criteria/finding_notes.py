"""Where a finding stands: the office adds notes, and nobody writes over what another said meanwhile."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from communes.history import differences, writing
from communes.models import Change
from criteria.models import FindingNote
from criteria.rights import is_office


class Overtaken(Exception):
    """Somebody else added notes since this person last looked."""

    def __init__(self, notes):
        super().__init__()
        self.notes = notes


def add(actor, finding, subject, state, reason, seen):
    """A note on a finding (the id that check_figures prints); `seen`: the last note its writer knew, None for none."""
    with writing(actor) as book:
        if not is_office(actor):
            raise PermissionDenied
        before = list(FindingNote.objects.filter(finding=finding).select_related("author").order_by("id"))
        newer = [note for note in before if note.pk > (seen or 0)]
        if newer:
            raise Overtaken(newer)
        note = FindingNote(finding=finding, state=state, reason=reason, author=actor, at=timezone.now())
        note.save()
        was = {"state": before[-1].state if before else FindingNote.State.OPEN}
        changed = differences(was, {"state": state})
        said = {"reason": reason}
        book.record(
            Change.Topic.FIGURE,
            "finding.noted",
            note,
            before=changed[0],
            after=changed[1] | said,
            subject=subject,
        )
        return note
