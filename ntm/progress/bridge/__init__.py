"""Why a headline number of one day and unit basis differs from another's: a bridge of parts that add up exactly (pure).

An end of the bridge is a day and a unit basis. The canonical order, from the earlier end to the later one:

1. *Units, on the earlier day.* The earlier end is restated to the units of the later one, one rearrangement after
   the other. Communes of two neighbouring unit states are cut into the smallest pieces that pass territory to each
   other. Pieces without a newer commune LEFT the rural universe, pieces without an older one ENTERED it, all others
   are MERGERS: what joining (or dividing) does to the number while no report and no decision changed. On a mean each
   of the three is the mean after that step minus the mean before it: first who left, then the joined, then who
   entered. Towards older units all signs turn.
2. *The days between, on the later end's units.* Each day on which units changed is a step of its own, counted with
   what was known the evening before: what it changes is MERGERS (or LEFT, ENTERED for communes of the basis that
   then have no rural successor, or have one again). So numbers of new units shown under old ones, where a commune
   holds a criterion only if the merged one does, fall by merger and not by loss.
   Where the criteria set changes, the step from the last day under the old set to the first reports under the new
   one is CRITERIA_SET: sets are not comparable, so nothing of that step is called progress.
   Everything else is PROGRESS: reports and decisions that were added (criteria gained and lost, communes
   recognised, decisions withdrawn) while units and set stayed.
3. AGAIN, beside all of these: communes that inherit a recognition by lineage and have to be recognised again first
   count as recognised in the other parts and are taken off here while they wait. Which do is our inference.
4. CORRECTIONS: where approved reports were corrected later, the steps above go by what was first approved, and the
   two ends are joined to them by what the corrections changed since, at either end. Zero where nothing was corrected.

A bridge from a later end to an earlier one is the other one with every sign turned. Amounts are Fractions in the
measure's unit (communes, or criteria a commune) and are never rounded here. Source: design section 4, "Lineage",
"Recognised", "Unit basis".
"""

from dataclasses import dataclass
from fractions import Fraction

from ntm.progress.bridge.measures import Measure
from ntm.progress.bridge.parts import AGAIN, PARTS, Effect, shares
from ntm.progress.bridge.walk import End, Leg, point_of, way

__all__ = ["Bridge", "End", "Measure", "Part", "Step", "bridge", "points"]


@dataclass(frozen=True)
class Part:
    """The amount of one part over the whole way, and the communes behind it, each told once."""

    name: str
    amount: Fraction
    effects: tuple


@dataclass(frozen=True)
class Step:
    """One leg with the number after it and the parts that led there."""

    leg: Leg
    before: Fraction
    after: Fraction
    shares: tuple


@dataclass(frozen=True)
class Bridge:
    """From `start` to `end`; both None and no parts where one of the two has no data.

    `before` and `after` are the scenes of the two ends as every page shows them.
    """

    before: object
    after: object
    start: Fraction | None
    end: Fraction | None
    parts: tuple = ()
    steps: tuple = ()

    @property
    def known(self):
        return self.start is not None and self.end is not None

    @property
    def difference(self):
        return self.end - self.start if self.known else None

    def part(self, name):
        return next(one for one in self.parts if one.name == name)


def points(world, one, other, by_set):
    """The points of a bridge: what `World.reports` has to know of before `bridge` is called."""
    earlier, later = in_order(one, other)
    legs = way(world, earlier, later, by_set)
    ends = [point_of(world, end, by_set) for end in (one, other)]
    return [*ends, *(point for leg in legs for point in (leg.before, leg.after))]


def bridge(world, one, other, measure):
    """The bridge from one End to another for a measure; never raises, an unknown end gives a bridge without parts."""
    before, after = (world.scene(point_of(world, end, measure.by_set)) for end in (one, other))
    start, end = measure.value(before), measure.value(after)
    if start is None or end is None:
        return Bridge(before, after, start, end)
    earlier, later = in_order(one, other)
    steps = [step(world, measure, leg) for leg in way(world, earlier, later, measure.by_set)]
    steps = steps if (earlier, later) == (one, other) else [turned(found) for found in reversed(steps)]
    found = [share for leg in steps for share in leg.shares]
    return Bridge(before, after, start, end, tuple(gathered(name, found) for name in PARTS), tuple(steps))


def in_order(one, other):
    """Of two ends on one day the older units come first."""
    return sorted([one, other], key=lambda end: (end.as_of, end.units))


def step(world, measure, leg):
    before, after = world.scene(leg.before), world.scene(leg.after)
    found = shares(measure, world.lineage, leg, before, after)
    return Step(leg, measure.total(before), measure.total(after), tuple(found))


def turned(found):
    leg = Leg(found.leg.kind, found.leg.after, found.leg.before, found.leg.event)
    back = tuple(type(one)(one.part, -one.amount, tuple(map(turned_effect, one.effects))) for one in found.shares)
    return Step(leg, found.after, found.before, back)


def turned_effect(one):
    return Effect(one.part, one.older, one.newer, one.after, one.before, one.event)


def gathered(name, found):
    """One part of all legs: amounts added, and of each commune's ups and downs what remains of them."""
    some = [one for one in found if one.part == name]
    by_key = {}
    for effect in (effect for one in some for effect in one.effects):
        by_key.setdefault(net_key(effect), []).append(effect)
    effects = [netted(one) for one in by_key.values()]
    return Part(name, sum((one.amount for one in some), Fraction(0)), tuple(one for one in effects if one.change))


def net_key(effect):
    """A commune's progress is one thing whatever the days it came on; a rearrangement is one of its day.

    Who waited is named even when the wait is over.
    """
    if effect.part == AGAIN:
        return effect.older, effect.before
    return effect.key if effect.older != effect.newer else (effect.part, effect.older)


def netted(effects):
    """`before` of the first and as much more as all of them changed."""
    first, change = effects[0], sum(one.change for one in effects)
    return Effect(first.part, first.older, first.newer, first.before, first.before + change, first.event)
