"""How the office keeps a scenario: made, changed, chosen for, dropped; in the history, never over another's change."""

from django.core.exceptions import PermissionDenied

from communes.accounts.checks import refuse_if_overtaken
from communes.history import differences, writing
from communes.models import Change
from criteria.models import Scenario
from criteria.rights import is_office

FIELDS = ("name", "as_of", "units", "criteria_set", "wanted", "at_least", "due", "options")
SCENARIO = Change.Topic.SCENARIO


def log_of(scenario):
    """Every change kept of a scenario, the newest first."""
    return Change.objects.about(scenario)


def make(actor, values):
    with writing(actor) as book:
        permitted(actor)
        made = Scenario.objects.create(author=actor, **values)
        book.record(SCENARIO, "scenario.made", made, after=values)
        return made


def change(actor, scenario, values, seen):
    """What was asked for; the communes that were chosen stay."""
    with writing(actor) as book:
        now = as_it_stands(actor, scenario, seen)
        before, after = differences({name: getattr(now, name) for name in FIELDS}, values)
        for name, value in values.items():
            setattr(now, name, value)
        if after:
            now.save()
            book.record(SCENARIO, "scenario.changed", now, before=before, after=after)
        return now


def choose(actor, scenario, pairs, seen, why=""):
    """Other communes and criteria, by hand or by the planner: {commune as in addresses: [criterion numbers]}.

    A commune without any lacks nothing and waits for its decision.
    """
    with writing(actor, why) as book:
        now = as_it_stands(actor, scenario, seen)
        before, now.pairs = now.pairs, {slug: sorted(pairs[slug]) for slug in sorted(pairs)}
        if now.pairs != before:
            now.save()
            book.record(SCENARIO, "scenario.chosen", now, before={"pairs": before}, after={"pairs": now.pairs})
        return now


def drop(actor, scenario, seen):
    with writing(actor) as book:
        now = as_it_stands(actor, scenario, seen)
        kept = {name: getattr(now, name) for name in (*FIELDS, "pairs")}
        book.record(SCENARIO, "scenario.dropped", now, before=kept)
        now.delete()


def as_it_stands(actor, scenario, seen):
    """The scenario now, if it is still what its writer saw; to be asked inside `writing`."""
    permitted(actor)
    refuse_if_overtaken(log_of(scenario), seen)
    return Scenario.objects.select_related("criteria_set").get(pk=scenario.pk)


def permitted(actor):
    if not is_office(actor):
        raise PermissionDenied
