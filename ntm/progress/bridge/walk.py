"""The way from one point to another: units first, on the earlier day, then the days between on the later units."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ntm.progress.bridge.world import Point

BASIS, TIME, EVENT, SET, CORRECTION = "basis", "time", "event", "set", "correction"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Leg:
    """One step of the way. `event` is the day of the rearrangement that a step over units is about."""

    kind: str
    before: Point
    after: Point
    event: date | None = None


@dataclass(frozen=True)
class End:
    """What a reader asks about: a day and the units it is counted by."""

    as_of: date
    units: date


def point_of(world, end, by_set, first=False):
    """The point of an end under its own set, as every page shows it."""
    in_force = world.set_in_force(end.as_of) if by_set else None
    return Point(end.as_of, world.lineage.state_start(end.units), in_force and in_force.code, end.as_of, first)


def way(world, earlier, later, by_set):
    """[Leg] from the earlier end to the later one; each leg begins where the one before ended."""
    first = world.corrected and by_set
    start, goal = point_of(world, earlier, by_set, first), point_of(world, later, by_set, first)
    legs = corrections(start, first, into_first=True)
    legs += over_units(world.lineage, start, goal.units)
    legs += through_time(world, replace(start, units=goal.units), goal, by_set)
    return legs + corrections(goal, first, into_first=False)


def corrections(point, first, into_first):
    """Between what is known now and what was first approved; no leg where nothing was corrected."""
    if not first:
        return []
    now = replace(point, first=False)
    return [Leg(CORRECTION, now, point) if into_first else Leg(CORRECTION, point, now)]


def over_units(lineage, point, units):
    """The same day, from one unit state to the next, until the basis is reached."""
    starts = sorted({*lineage.state_starts(), point.units, units})
    here, there = starts.index(point.units), starts.index(units)
    step, legs = (1 if there > here else -1), []
    for position in range(here, there, step):
        after = replace(point, units=starts[position + step])
        legs.append(Leg(BASIS, point, after, max(starts[position], starts[position + step])))
        point = after
    return legs


def through_time(world, start, goal, by_set):
    """The days between on one basis: time, broken by rearrangements and by changes of the criteria set."""
    legs, here = [], start
    for day, _order, code in sorted([*rearrangements(world, start, goal), *switches(world, start, goal, by_set)]):
        eve = day - ONE_DAY
        if (here.as_of, here.heard) < (eve, eve):
            legs.append(Leg(TIME, here, replace(here, as_of=eve, heard=eve)))
            here = legs[-1].after
        legs.append(over(here, day, eve, code))
        here = legs[-1].after
    last = TIME if here.criteria_set == goal.criteria_set else SET
    return [*legs, Leg(last, here, goal)] if here != goal else legs


def over(here, day, eve, code):
    """The leg over one break: units by what was heard the evening before, a set by the first reports under it."""
    if code is None:
        return Leg(EVENT, here, replace(here, as_of=day, heard=eve), day)
    return Leg(SET, here, replace(here, as_of=day, heard=day, criteria_set=code))


def rearrangements(world, start, goal):
    starts = world.lineage.state_starts()
    return [(day, 0, None) for day in starts if start.as_of < day <= goal.as_of]


def switches(world, start, goal, by_set):
    """(day, 1, code): the first day on which anybody was reported under the next set while it was in force."""
    if not by_set or start.criteria_set == goal.criteria_set:
        return []
    found = [(first_day(world, one, start, goal), 1, one.code) for one in world.yardsticks]
    return [one for one in found if one[0] is not None]


def first_day(world, yardstick, start, goal):
    """None for a set that nobody was reported under between the two days, or that was in force at the start."""
    days = world.reading_days.get(yardstick.code, ())
    within = (d for d in days if start.as_of < d <= goal.as_of and yardstick.first_year <= d.year)
    return next(within, None) if yardstick.code != start.criteria_set and passes(yardstick, start, goal) else None


def passes(yardstick, start, goal):
    return start.as_of.year < yardstick.first_year <= goal.as_of.year
