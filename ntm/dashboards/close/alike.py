"""Communes alike that attained a criterion in the last years: found, and put in words."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from criteria import reasons, rules
from criteria.gauges import class_of, gauges, told, values_of
from criteria.models import Assessment
from ntm.dashboards.selection import short_district
from ntm.progress.alike import Gain, Profile, distance, most_alike, turned
from ntm.progress.standing import MISSING, commune_standing
from ntm.register import as_outcome
from ntm.rows import groups_of

UNKNOWN = rules.Measured()


@dataclass(frozen=True)
class Made:
    """One commune that made it, in words."""

    name: str
    url: str
    district: str
    on: str
    pace: str
    steps: list
    distance: int
    why: str


@dataclass(frozen=True)
class Alike:
    rows: list
    gained: int
    illustration: bool


def alike_of(past, numbered, why):
    """The communes nearest to this one that attained what it lacks; None where it lacks nothing."""
    if why.outcome != rules.NOT_ATTAINED:
        return None
    field = Field(past.register, past.shown)
    own = field.profile(past.unit, past.now.standing.count)
    gains = field.gains(numbered)
    chosen = most_alike(own, gains, past.shown.as_of)
    steps = field.steps(numbered, chosen)
    return Alike(
        [made(past, own, one, steps[one.profile.unit]) for one in chosen],
        len(gains),
        any(reading.illustration for one in chosen for reading in field.trace(one.on, one.profile.unit).readings),
    )


class Field:
    """Every commune of the shown basis through the rounds of the shown set."""

    def __init__(self, register, shown):
        self.register, self.shown = register, shown
        self.groups = groups_of(register, shown)
        found = [one.date for one in register.rounds if one.criteria_set.code == shown.set_code]
        self.dates = [on for on in found if on <= shown.as_of]
        self._traces = {on: register.traces(on, shown.units, shown.set_code) for on in self.dates}

    def trace(self, on, unit):
        return self._traces[on][unit]

    def profile(self, unit, count):
        district = self.register.lineage.units[unit].district
        return Profile(unit, count, frozenset(self.groups.get(unit, ())), district, class_of(unit))

    def gains(self, numbered):
        """[Gain] of every commune that lacked the criterion and now holds it; one query for its verdicts."""
        traces = [found for by_unit in self._traces.values() for found in by_unit.values()]
        reports = {one.report for found in traces for one in found.readings}
        outcomes = outcomes_of(Assessment.objects.counting(reports).filter(criterion__number=numbered))
        turns = {unit: self._turn(unit, numbered, outcomes) for unit in self._traces[self.dates[-1]]} if reports else {}
        turns = {unit: turn for unit, turn in turns.items() if turn}
        counts = self._counts({unit: before for unit, (_since, before, _on) in turns.items()})
        return [Gain(self.profile(unit, counts[unit]), *turn) for unit, turn in turns.items()]

    def _turn(self, unit, numbered, outcomes):
        found = ((on, commune_standing(unit, self.trace(on, unit), outcomes)) for on in self.dates)
        return turned([(on, None if one.coverage == MISSING else numbered in one.holds) for on, one in found])

    def _counts(self, asked):
        """{commune: criteria it held on its date}, one query for all."""
        traces = {unit: self.trace(on, unit) for unit, on in asked.items()}
        reports = {one.report for found in traces.values() for one in found.readings}
        outcomes = outcomes_of(Assessment.objects.counting(reports))
        return {unit: commune_standing(unit, found, outcomes).count for unit, found in traces.items()}

    def steps(self, numbered, gains):
        """{commune: [90% → 96% …]} of the indicators that missed their threshold when it last lacked the criterion.

        Values are not in every round: the last one before counts, and the first one after.
        """
        sides = {one.profile.unit: self._sides(one) for one in gains}
        reports = {reading.report for pair in sides.values() for side in pair for reading in side}
        values = values_of(sorted(reports))
        asked = gauges(self.shown.set_code)[numbered] if values else []
        return {
            unit: [step for gauge in asked for step in step_of(gauge, values, *pair)] for unit, pair in sides.items()
        }

    def _sides(self, gain):
        """Readings up to the last round that lacked it, the latest first, and from the round that attained it on."""
        before = [self._own(on, gain) for on in reversed(self.dates) if gain.lacked_since <= on <= gain.before]
        after = [self._own(on, gain) for on in self.dates if on >= gain.on]
        return list(filter(None, before)), list(filter(None, after))

    def _own(self, on, gain):
        """The one report that speaks for the commune that day; None where several do."""
        readings = self.trace(on, gain.profile.unit).readings
        return readings[0] if len(readings) == 1 else None


def outcomes_of(counting):
    """{report: Outcome} of (report, criterion number, outcome) rows."""
    found = defaultdict(lambda: defaultdict(set))
    for report, numbered, outcome in counting:
        found[report][outcome].add(numbered)
    return {report: as_outcome(said) for report, said in found.items()}


def step_of(gauge, values, before, after):
    """[its value then → when the criterion was attained] of an indicator that missed its threshold before, else []."""
    then, now = (first_told(gauge, values, side) for side in (before, after))
    if then is None or now is None:
        return []
    if rules.value_verdict(rules.exact(then.measured), then.limit, gauge.comparison) != rules.NOT_ATTAINED:
        return []
    first, last = (reasons.with_unit(reasons.short(rules.exact(one.measured)), gauge.unit) for one in (then, now))
    return [f"{gauge.code}: {first} → {last}"]


def first_told(gauge, values, readings):
    """What the first of these readings that has a value gave; None without one."""
    found = ((one, values.get((one.report, gauge.id), UNKNOWN)) for one in readings)
    known = ((one, measured) for one, measured in found if rules.exact(measured) is not None)
    return next((told(gauge, measured, class_of(one.commune), one.on) for one, measured in known), None)


# --- words -----------------------------------------------------------------------------------------------------


def made(past, own, gain, steps):
    place = past.register.communes[gain.profile.unit]
    return Made(
        place.name,
        reverse("commune", args=[place.slug]) + past.shown.selection.query,
        short_district(place.district.name) if place.district else "",
        day(gain.on),
        pace_text(gain),
        steps,
        distance(own, gain.profile),
        alike_text(own, gain.profile),
    )


def pace_text(gain):
    """Trong không quá 24 tháng: since the first round that is known to lack it."""
    months = number(gain.months)
    words = ngettext("%(n)s month after %(day)s", "%(n)s months after %(day)s", gain.months)
    return words % {"n": months, "day": day(gain.lacked_since)}


def alike_text(own, other):
    """Hơn 2 tiêu chí · cùng nhóm · khác huyện: the parts of the distance."""
    more = other.count - own.count
    if more:
        counted = _("%(n)s criteria more then") if more > 0 else _("%(n)s criteria fewer then")
        said = [counted % {"n": number(abs(more))}]
    else:
        said = [_("as many criteria then")]
    apart = len(own.groups ^ other.groups)
    said.append(_("the same groups") if not apart else _("%(n)s groups apart") % {"n": number(apart)})
    if own.district or other.district:  # there are none since 07/2025
        said.append(_("the same district") if own.district == other.district else _("another district"))
    return " · ".join(said)
