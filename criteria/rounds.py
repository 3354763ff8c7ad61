"""Opening, changing, extending and closing a round: each in one transaction, checked against what was seen."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import differences, writing
from communes.models import Change
from criteria import rights
from criteria.models import Extension, Round
from criteria.workflow import NotYours, Stale

KEPT = ("opens_on", "closes_on", "criteria_set", "group")
ONE_DAY = timedelta(days=1)


def admit(actor):
    if not rights.is_office(actor):
        raise NotYours(_("Only the coordination office manages reporting rounds."))


def seen(of_round, revision):
    """The round as it is now, refused if somebody changed it since the form was shown."""
    found = Round.objects.select_related("criteria_set", "group").get(pk=of_round.pk)
    if revision is not None and revision != found.revision:
        raise Stale(_("Somebody changed this round in the meantime. What is stored now stands beside."), round=found)
    return found


def create(actor, **values):
    """A round for a date that has none of its kind."""
    with writing(actor) as book:
        admit(actor)
        made = Round.objects.create(source=_("entered by the coordination office"), **values)
        book.record(Change.Topic.ROUND, "round.opened", made, {}, {name: getattr(made, name) for name in KEPT})
        return made


def change(actor, of_round, revision, **values):
    """Another window, set or group of communes. The set stays once reports of the round exist."""
    with writing(actor) as book:
        admit(actor)
        found = seen(of_round, revision)
        before, after = differences({name: getattr(found, name) for name in values}, values)
        if after:
            keep(found, after, book)
            book.record(Change.Topic.ROUND, "round.changed", found, before, after)
        return found


def keep(found, values, book):
    for name, value in values.items():
        setattr(found, name, value)
    found.revision += 1
    found.save()


def close(actor, of_round, revision):
    """From now on nobody enters: yesterday was the last day, if the window was not over before; so for extensions."""
    with writing(actor) as book:
        admit(actor)
        found, yesterday = seen(of_round, revision), timezone.localdate() - ONE_DAY
        before, last = {"closes_on": found.closes_on}, min(found.closes_on or yesterday, yesterday)
        keep(found, {"closes_on": last}, book)
        for one in found.extensions.filter(closes_on__gt=yesterday):
            ended = {"closes_on": one.closes_on}
            one.closes_on = yesterday
            one.save()
            place = {"closes_on": yesterday, "place": str(one.district or one.commune)}
            book.record(Change.Topic.ROUND, "round.extended", one, ended, place, place=one.commune)
        book.record(Change.Topic.ROUND, "round.closed", found, before, {"closes_on": last})
        return found


def extend(actor, of_round, closes_on, reason, district=None, commune=None):
    """A later end for one district or one commune."""
    with writing(actor) as book:
        admit(actor)
        values = {"district": district, "commune": commune, "closes_on": closes_on, "reason": reason}
        made = Extension.objects.create(round=of_round, granted_by=actor, **values)
        after = {"closes_on": closes_on, "place": str(district or commune)}
        book.record(Change.Topic.ROUND, "round.extended", made, {}, after, why=reason, place=commune)
        return made
