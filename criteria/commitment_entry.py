"""How the office adds a sentence of a plan as a condition and corrects one: kept, never over what another changed."""

from django.core.exceptions import PermissionDenied

from communes.accounts.checks import refuse_if_overtaken
from communes.history import differences, writing
from communes.models import Change
from criteria.models import Commitment
from criteria.rights import is_office

OWN = "K"  # codes of those that the office adds; the file numbers its own C01, C02 …
FIELDS = (
    *("title", "document", "section", "line", "quote", "scope", "per", "counts", "least", "including", "level"),
    *("criteria_set", "comparator", "low", "high", "date"),
)


def log_of(commitment):
    """Every change kept of a commitment, the newest first."""
    return Change.objects.about(commitment)


def next_code():
    """K01, K02 …: the first number after those that are taken."""
    taken = [int(code[len(OWN) :]) for code in Commitment.objects.own_codes(OWN) if code[len(OWN) :].isdigit()]
    return f"{OWN}{max(taken, default=0) + 1:02}"


def add(actor, values):
    """A commitment that no file has, under a code of its own."""
    with writing(actor) as book:
        permitted(actor)
        made = Commitment(code=next_code(), **values)
        made.save()
        book.record(Change.Topic.FIGURE, "commitment.added", made, after=values)
        return made


def correct(actor, commitment, values, seen, why):
    """The commitment as it stands now with these values; once corrected it no longer follows its file."""
    with writing(actor, why) as book:
        permitted(actor)
        refuse_if_overtaken(log_of(commitment), seen)
        now = Commitment.objects.select_related("document", "criteria_set").get(pk=commitment.pk)
        before, after = differences({name: getattr(now, name) for name in FIELDS}, values)
        for name, value in values.items():
            setattr(now, name, value)
        if after:
            now.save()
            book.record(Change.Topic.FIGURE, "commitment.corrected", now, before=before, after=after)
        return now


def permitted(actor):
    if not is_office(actor):
        raise PermissionDenied
