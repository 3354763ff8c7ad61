"""What one leg of the way is made of: each part computed from the communes behind it, none as what is left over."""

from dataclasses import dataclass
from fractions import Fraction

from ntm.progress.bridge.walk import BASIS, CORRECTION, EVENT, SET, TIME

PROGRESS, MERGERS, AGAIN = "progress", "mergers", "again"
CRITERIA_SET, CORRECTIONS, LEFT, ENTERED = "criteria_set", "corrections", "left", "entered"
PARTS = (PROGRESS, MERGERS, AGAIN, CRITERIA_SET, CORRECTIONS, LEFT, ENTERED)
OF_LEG = {TIME: PROGRESS, SET: CRITERIA_SET, CORRECTION: CORRECTIONS}


@dataclass(frozen=True)
class Effect:
    """Communes behind a part: those of the older units and what they are in the newer ones, and their worth.

    `before` and `after` are the worth of the two sides in the direction of the bridge, in whole communes or
    criteria; on one basis `older` and `newer` are the same commune. `event` is the day of the rearrangement.
    """

    part: str
    older: tuple
    newer: tuple
    before: int
    after: int
    event: object = None

    @property
    def change(self):
        return self.after - self.before

    @property
    def key(self):
        return self.part, self.event, self.older, self.newer


@dataclass(frozen=True)
class Share:
    """One part of one leg: its exact amount in the measure's unit, and who is behind it."""

    part: str
    amount: Fraction
    effects: tuple = ()


def shares(measure, lineage, leg, before, after):
    """[Share] of a leg between two scenes; they add up to what the leg changes."""
    if leg.kind == BASIS:
        found = over_units(measure, lineage, leg, before, after)
    else:
        found = on_one_basis(measure, leg, before, after)
    return [*found, *again(measure, leg, before, after)]


# --- on one basis ----------------------------------------------------------------------------------------------


def on_one_basis(measure, leg, before, after):
    """Each commune's own change; on a mean it weighs one n-th. The communes are the same before and after."""
    was, now = measure.worth(before), measure.worth(after)
    weight = len(was) if measure.averaged else 1
    changed = [
        Effect(part_of(leg, unit, before, after), (unit,), (unit,), was[unit], now[unit], leg.event)
        for unit in was
        if was[unit] != now[unit]
    ]
    return [
        Share(part, Fraction(sum(one.change for one in some), weight), tuple(some))
        for part in PARTS
        if (some := [one for one in changed if one.part == part])
    ]


def part_of(leg, unit, before, after):
    """On a day of rearrangement who left or entered is told apart from who was joined."""
    if leg.kind != EVENT:
        return OF_LEG[leg.kind]
    was, now = before.standing.rows[unit].left, after.standing.rows[unit].left
    return MERGERS if was == now else LEFT if now else ENTERED


def again(measure, leg, before, after):
    """Communes that begin (−1) or cease (+1) to wait for being recognised again."""
    was, now = measure.waiting(before), measure.waiting(after)
    found = [Effect(AGAIN, (unit,), (unit,), 1, 0, leg.event) for unit in sorted(now - was)]
    found += [Effect(AGAIN, (unit,), (unit,), 0, 1, leg.event) for unit in sorted(was - now)]
    return [Share(AGAIN, Fraction(sum(one.change for one in found)), tuple(found))] if found else []


# --- from one unit state to the next ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Joined:
    """Communes of two neighbouring states that pass territory to each other; one side may be empty."""

    older: tuple
    newer: tuple


def joined(lineage, earlier, later):
    """The two universes cut into the smallest pieces that have nothing to do with each other."""
    piece = {("old", unit): {("old", unit)} for unit in lineage.universe(earlier)}
    piece |= {("new", unit): {("new", unit)} for unit in lineage.universe(later)}
    for old in lineage.universe(earlier):
        for new in lineage.successors(old, earlier, later):
            together = piece["old", old] | piece["new", new]
            piece |= dict.fromkeys(together, together)
    pieces = {id(one): one for one in piece.values()}.values()
    return sorted((as_joined(one) for one in pieces), key=lambda one: (one.older, one.newer))


def as_joined(piece):
    sides = {side: tuple(sorted(unit for name, unit in piece if name == side)) for side in ("old", "new")}
    return Joined(sides["old"], sides["new"])


def over_units(measure, lineage, leg, before, after):
    """Told from the older state to the newer one: some leave, the rest are joined, others enter.

    The other direction is the same with every sign turned.
    """
    older, newer = (before, after) if leg.before.units < leg.after.units else (after, before)
    turned = older is after
    pieces = joined(lineage, older.standing.units, newer.standing.units)
    was, now = measure.worth(older), measure.worth(newer)
    found = [share_of(measure, part, some, was, now, leg.event) for part, some in sorted_out(pieces)]
    amounts = universe_steps(measure, pieces, was, now)
    return [told(part, amounts[part], effects, turned) for part, effects in found if effects or amounts[part]]


def sorted_out(pieces):
    yield LEFT, [one for one in pieces if not one.newer]
    yield MERGERS, [one for one in pieces if one.older and one.newer]
    yield ENTERED, [one for one in pieces if not one.older]


def universe_steps(measure, pieces, was, now):
    """{part: amount}: all before, without those that left, joined, with those that entered."""
    stay = [one for one in pieces if one.older and one.newer]
    staying = measure.together(was[unit] for one in stay for unit in one.older)
    at_once = measure.together(now[unit] for one in stay for unit in one.newer)
    return {
        LEFT: staying - measure.together(was.values()),
        MERGERS: at_once - staying,
        ENTERED: measure.together(now.values()) - at_once,
    }


def share_of(measure, part, pieces, was, now, event):
    found = []
    for one in pieces:
        before, after = sum(was[unit] for unit in one.older), sum(now[unit] for unit in one.newer)
        if before != after or (measure.averaged and len(one.older) != len(one.newer)):
            found.append(Effect(part, one.older, one.newer, before, after, event))
    return part, found


def told(part, amount, effects, turned):
    if not turned:
        return Share(part, Fraction(amount), tuple(effects))
    back = (Effect(one.part, one.older, one.newer, one.after, one.before, one.event) for one in effects)
    return Share(part, Fraction(-amount), tuple(back))
