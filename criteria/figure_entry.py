"""How the office adds a printed figure and corrects one: kept in the history, never over what another changed."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from communes.accounts.checks import refuse_if_overtaken
from communes.history import differences, writing
from communes.models import Change
from criteria.models import PublishedFigure, Target
from criteria.rights import is_office

OWN = "S"  # codes of figures that the office adds; the files number theirs F001, F002 …
FIELDS = (
    *("document", "section", "line", "year", "date", "period", "scope", "measure", "variant", "criteria_set"),
    *("criterion", "low", "high", "comparator", "unit", "numerator", "denominator", "stated_percent"),
    *("base", "part_of", "set_by", "quote"),
)
OF_RESULTS = ("kind", "estimate")


def fields_of(model):
    return FIELDS if model is Target else (*FIELDS, *OF_RESULTS)


def log_of(figure):
    """Every change kept of a figure, the newest first."""
    return Change.objects.about(figure)


def values_of(figure):
    return {name: getattr(figure, name) for name in fields_of(type(figure))}


def next_code():
    """S001, S002 …: the first number after those that are taken."""
    codes = [code for model in (Target, PublishedFigure) for code in model.objects.own_codes(OWN)]
    taken = [int(code[len(OWN) :]) for code in codes if code[len(OWN) :].isdigit()]
    return f"{OWN}{max(taken, default=0) + 1:03}"


def add(actor, model, values, why=""):
    """A figure of a document that no file has, under a code of its own."""
    with writing(actor, why) as book:
        permitted(actor)
        return added(book, model, values)


def added(book, model, values):
    """Makes the row and keeps that it was made; whoever asks has been permitted to."""
    figure = model(code=next_code(), **values)
    figure.save()
    action = "target.added" if model is Target else "figure.added"
    book.record(Change.Topic.FIGURE, action, figure, after=kept(values))
    return figure


def correct(actor, figure, values, seen, why):
    """The figure as it stands now with these values; a row that people corrected no longer follows its file."""
    with writing(actor, why) as book:
        permitted(actor)
        refuse_if_overtaken(log_of(figure), seen)
        now = type(figure).objects.select_related("document", "measure", "criteria_set").get(pk=figure.pk)
        before, after = differences(kept(values_of(now)), kept(values))
        for name, value in values.items():
            setattr(now, name, value)
        if after:
            now.save()
            action = "target.corrected" if isinstance(now, Target) else "figure.corrected"
            book.record(Change.Topic.FIGURE, action, now, before=before, after=after)
        return now


def kept(values):
    """Numbers without the zeros that one database adds: 72.0000 is no change of 72."""
    return {name: plain(value) for name, value in values.items()}


def plain(value):
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def permitted(actor):
    if not is_office(actor):
        raise PermissionDenied
