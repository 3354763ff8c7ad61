"""The sections of the bridge's page: its two ends, its parts with the communes behind them, the way step by step."""

from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from ntm import units
from ntm.dashboards.bridge import words
from ntm.dashboards.bridge.choice import PRINTED
from ntm.judgement import PUBLISHED
from ntm.progress.bridge.measures import RECOGNISED
from ntm.progress.bridge.parts import AGAIN, LEFT
from ntm.progress.measures import Question

# --- the two ends ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """One end: the number, its day and units, what documents print for it, and the page it stands on."""

    text: str
    day: str
    size: str
    url: str
    printed: str = ""
    place: str = ""
    source: str = ""
    differs: bool = False
    illustration: bool = False
    printable: bool = True


def shown(choice, judge, end, scene, value):
    url = reverse("overview") + f"?ky={end.as_of}" + (f"&ms={end.units}" if end.units != end.as_of else "")
    reported = any(one.date == end.as_of for one in choice.register.rounds)
    size = units.amount(scene.standing.universe, units.COMMUNE)
    text = words.of_whole(choice.measure, value, scene.standing.universe)
    made_up = illustrated(choice.measure, scene) and value is not None
    told, printable = printed(choice, judge, end), choice.measure.kind in PRINTED
    differs = told is not None and value is not None and not agrees(told.printed.value, value)
    if told is None:
        return Shown(text, day(end.as_of), size, url if reported else "", illustration=made_up, printable=printable)
    made_up = made_up and differs  # a number that a document prints is not made up, only who is behind it
    figure = told.printed.figure
    place = f"{figure.document.short_name}, {figure.section}"
    source = f"{reverse('document', args=[figure.document.slug])}#{figure.code}"
    said = words.of_whole(choice.measure, told.value, scene.standing.universe)
    return Shown(text, day(end.as_of), size, url if reported else "", said, place, source, differs, made_up)


def agrees(told, value):
    """Whether the exact value is what is printed, rounded to the digits that are printed."""
    digits = max(0, -told.normalize().as_tuple().exponent)
    return units.rounded(units.as_decimal(Fraction(value)), digits) == told


def printed(choice, judge, end):
    """The published result of the measure on that day and basis, None without one."""
    measure = PRINTED.get(choice.measure.kind)
    if measure is None:
        return None
    result = judge.result(Question(measure, end.as_of, "", choice.measure.criterion), "province", end.units)
    return result if result and result.source == PUBLISHED else None


def illustrated(measure, scene):
    """Whether made-up reports, or for recognition made-up decisions, are in the number."""
    if measure.by_set:
        return any(row.illustration for row in scene.standing.rows.values())
    return measure.kind == RECOGNISED and bool(scene.standing.illustrated_awards)


# --- the parts -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    name: str
    district: str
    url: str


@dataclass(frozen=True)
class Behind:
    """One commune, or communes and what they became, with their number before and after."""

    older: list
    newer: list
    change: str
    span: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    name: str
    amount: str
    meaning: str
    behind: list
    zero: bool


def rows(choice, found):
    """A row a part, also those that are zero; only a recognition can be waited for."""
    corrected = choice.register.world.corrected
    return [
        Row(
            words.NAMES[one.name],
            words.amount_text(choice.measure, one.amount),
            words.meaning(one.name, choice.measure, corrected),
            behind(choice, one),
            not one.amount,
        )
        for one in found.parts
        if one.name != AGAIN or choice.measure.kind == RECOGNISED
    ]


def behind(choice, part):
    register = choice.register
    ordered = sorted(
        part.effects, key=lambda one: (one.change < 0, register.communes[(one.older or one.newer)[0]].sort_key)
    )
    return [behind_one(register, choice.measure, one) for one in ordered]


def behind_one(register, measure, one):
    newer = [] if one.newer == one.older else places(register, one.newer)
    told = f"{number(one.before)} → {number(one.after)}" if measure.averaged or len(one.older) > 1 else ""
    note = became(register, one) if one.part == LEFT else ""
    return Behind(places(register, one.older), newer, words.signed(one.change), told, note)


def places(register, unit_ids):
    found = sorted((register.communes[unit] for unit in unit_ids), key=lambda one: one.sort_key)
    return [
        Place(one.name, one.district.name if one.district else "", reverse("commune", args=[one.slug])) for one in found
    ]


def became(register, one):
    """Phường Hoàng Văn Thụ, thị trấn Cao Lộc: what the territory of a commune went to on the day."""
    relation = register.lineage.relation(register.communes[one.older[0]].valid_from, one.event)
    heirs = [register.communes[new] for old, new in relation if old == one.older[0]]
    return ", ".join(sorted(f"{heir.get_kind_display()} {heir.name}" for heir in heirs))


# --- step by step ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StepRow:
    text: str
    value: str
    parts: str


def steps(choice, found):
    """Each step of the way that changes something, with the number it leads to."""
    return [step_row(choice, one) for one in found.steps if one.shares]


def step_row(choice, one):
    size = len(choice.register.lineage.universe(one.leg.after.units))
    parts = [f"{words.lower(words.NAMES[s.part])} {words.amount_text(choice.measure, s.amount)}" for s in one.shares]
    return StepRow(
        STEPS[one.leg.kind](choice, one.leg), words.of_whole(choice.measure, one.after, size), ", ".join(parts)
    )


def over_units(choice, leg):
    told = {"day": day(leg.after.as_of), "event": day(leg.event)}
    told["n"] = units.amount(len(choice.register.lineage.universe(leg.after.units)), units.COMMUNE)
    return _("%(day)s counted by the units of %(n)s (rearrangement of %(event)s)") % told


def through_time(choice, leg):
    return _("From %(from)s to %(to)s") % {"from": day(leg.before.as_of), "to": day(leg.after.as_of)}


def over_event(choice, leg):
    return _("On %(day)s the new units come into force") % {"day": day(leg.event)}


def over_sets(choice, leg):
    names = choice.register.sets
    told = {"old": names.get(leg.before.criteria_set, "–"), "new": names.get(leg.after.criteria_set, "–")}
    return _("“%(old)s” gives way to “%(new)s”, first reported on %(day)s") % {**told, "day": day(leg.after.as_of)}


def over_corrections(choice, leg):
    return _("Reports of %(day)s and before, as first approved and as known now") % {"day": day(leg.after.as_of)}


STEPS = {
    "basis": over_units,
    "time": through_time,
    "event": over_event,
    "set": over_sets,
    "correction": over_corrections,
}
