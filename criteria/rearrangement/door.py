"""Who may do what with a rearrangement, and what they had seen when they did."""

from django.utils.translation import gettext as _

from communes.models import Change
from criteria import rights
from criteria.models import Rearrangement
from criteria.workflow import NotYours, Refused, Stale, WrongState

PLACE = Change.Topic.PLACE
State = Rearrangement.State


class NotReady(Refused):
    """The text has problems, or the units have changed since it was proposed."""


class BuiltOn(Refused):
    """Undoing: somebody built on what was made."""


def admit(actor):
    if not rights.is_office(actor):
        raise NotYours(_("Only the coordination office manages rearrangements of units."))


def seen(rearrangement, revision, *states):
    """The rearrangement as it is now, refused if it changed since it was shown, or is in none of the states."""
    found = Rearrangement.objects.select_related("author", "approver").get(pk=rearrangement.pk)
    if revision is not None and revision != found.revision:
        raise Stale(_("Somebody changed this rearrangement in the meantime. Look at it as it is now."))
    if found.state not in states:
        raise WrongState(
            _("This rearrangement is “%(state)s”; the step is not possible.") % {"state": found.get_state_display()}
        )
    return found


def keep(book, found, action, before, after, **values):
    """The rearrangement with new values, a new revision and a kept change."""
    for name, value in values.items():
        setattr(found, name, value)
    found.revision += 1
    found.save()
    book.record(PLACE, action, found, before, after)
    return found


def may_approve(user, found):
    """A second person: nobody approves what they wrote."""
    return found.state == State.PROPOSED and rights.is_office(user) and not found.authors.filter(pk=user.pk).exists()
