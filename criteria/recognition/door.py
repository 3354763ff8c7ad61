"""What every step of recognition checks inside its writing transaction: the right, and what the person has seen."""

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.vietnamese import day
from criteria import rights
from criteria.models import Decision, RecognitionFile
from criteria.workflow import NotYours, Refused, Stale


def admit(actor):
    if not rights.is_office(actor):
        raise NotYours(_("Only the coordination office records decisions and recognition files."))


def fresh(row, revision, sentence):
    """The row as it is now, refused if somebody changed it since the form was shown."""
    found = type(row).objects.get(pk=row.pk)
    if revision is not None and revision != found.revision:
        raise Stale(sentence, row=found)
    return found


def fresh_decision(decision, revision):
    found = fresh(decision, revision, _("Somebody changed this decision in the meantime. Look at it, then repeat."))
    return Decision.objects.select_related("evidence").get(pk=found.pk)


def fresh_file(file, revision):
    found = fresh(file, revision, _("Somebody changed this file in the meantime. Look at it again, then repeat."))
    if found.state != RecognitionFile.State.OPEN:
        raise Refused(_("This file has ended; nothing in it is changed any more."))
    return RecognitionFile.objects.select_related("commune", "criteria_set").get(pk=found.pk)


def not_ahead(on):
    """A day that has not come is nothing that happened."""
    if on > timezone.localdate():
        raise Refused(_("%(day)s has not come yet; write the day on which it happened.") % {"day": day(on)})


def keep(book, row, values):
    """New values and a new revision of the row; the book is the caller's, who records the change."""
    for name, value in values.items():
        setattr(row, name, value)
    row.revision += 1
    row.save()
