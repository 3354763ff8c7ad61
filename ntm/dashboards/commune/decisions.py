"""Recognition of a commune: its decisions, those it inherits, and what is still awaited, in words."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import day
from criteria.models.standard import Level

TWO_TIER_SINCE = (2025, 7, 1)  # from then on everything inherited is provisional (design section 4)


@dataclass(frozen=True)
class Line:
    """One decision with this commune, or with a unit before it, in it."""

    number: str
    level: str
    year: int
    signed_on: object
    withdrawn_on: object
    withdrawal: str
    illustration: bool
    of: str = ""
    of_url: str = ""
    url: str = ""


@dataclass(frozen=True)
class Decisions:
    sentence: str
    lines: list = field(default_factory=list)
    recognised: bool = False
    illustration: bool = False


def decisions_of(past):
    register, unit = past.register, past.unit
    awards = past.awards.get(Level.BASIC, [])
    inherited = {award.commune for awards in past.awards.values() for award in awards} - {unit}
    found = [one for one in register.decided if one.commune_id == unit or one.commune_id in inherited]
    found = sorted(found, key=lambda one: (one.decision.year, one.decision.signed_on, one.decision.number))
    lines = [line(register, one, unit) for one in found]
    return Decisions(sentence(past, awards), lines, bool(awards), any(award.illustration for award in awards))


def line(register, one, unit):
    decision, other = one.decision, one.commune_id != unit
    place = register.communes[one.commune_id]
    return Line(
        decision.number,
        decision.get_level_display(),
        decision.year,
        decision.signed_on,
        one.withdrawn_on,
        one.withdrawal_decision,
        decision.illustration,
        place.name if other else "",
        reverse("commune", args=[place.slug]) if other else "",
        reverse("decision", args=[decision.pk]),
    )


def sentence(past, awards):
    """Whether it is recognised on the shown date, and by what; three facts that are told apart."""
    if awards:
        return _own(past, awards) if past.unit in {award.commune for award in awards} else _inherited(past)
    waiting = awaited(past)
    if waiting:
        return _("Must be recognised again after the rearrangement of units, since %(day)s.") % {"day": day(waiting)}
    if any(one.commune_id == past.unit and one.withdrawn_on for one in past.register.decided):
        return _("Its recognition was withdrawn.")
    return _("There is no decision yet that recognises it.")


def _own(past, awards):
    award = next(award for award in awards if award.commune == past.unit)
    told = {"year": award.year, "day": day(award.signed_on)}
    return _("Recognised as an NTM commune for the year %(year)s, decision signed on %(day)s.") % told


def _inherited(past):
    lineage, shown = past.register.lineage, past.shown
    began = lineage.began(past.unit, shown.units)
    if (began.year, began.month, began.day) >= TWO_TIER_SINCE:
        return _("Recognised provisionally: inherited from all units before the rearrangement, waiting for a review.")
    return _("Counted as recognised: all units it was made from had been recognised.")


def awaited(past):
    """The day since which it must be recognised again, None where nothing says so."""
    began = past.register.lineage.began(past.unit, past.shown.units)
    days = [
        one.since
        for one in past.register.renewals
        if one.commune == past.unit and one.level == Level.BASIC and began <= one.since <= past.shown.as_of
    ]
    return min(days, default=None)
