"""Predecessors and successors between two dates, and who votes (pure; design section 4, "Lineage").

A unit is one row of a place's life. On the receiving side of a `merge` it begins anew that day even if it
keeps its row, so a unit together with a date names one self. `boundary` and `rename` change nothing.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

MERGE, SPLIT = "merge", "split"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Unit:
    id: int
    code: str
    name: str
    rural: bool
    district: str | None
    valid_from: date
    valid_to: date | None = None

    def in_force(self, on):
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Link:
    """What `predecessor` became on a day; only `split` means a part of it."""

    predecessor: int
    successor: int
    effective_on: date
    kind: str


class Lineage:
    """All units and links of the province; answers for any pair of dates, in any order of rows."""

    def __init__(self, units, links):
        self.units = {unit.id: unit for unit in sorted(units, key=lambda unit: unit.id)}
        self.links = sorted(links, key=lambda link: (link.effective_on, link.predecessor, link.successor))
        self._known, self._universes = {}, {}

    @cached_property
    def event_days(self):
        """The days on which units changed."""
        return sorted({link.effective_on for link in self.links})

    @cached_property
    def _outgoing(self):
        outgoing = defaultdict(list)
        for link in self.links:
            outgoing[link.effective_on, link.predecessor].append(link)
        return outgoing

    @cached_property
    def _merged_on(self):
        days = defaultdict(list)
        for link in self.links:
            if link.kind == MERGE:
                days[link.successor].append(link.effective_on)
        return days

    def universe(self, on):
        """Ids of the rural communes (kind xã) in force that day."""
        state = self.state_start(on)
        if state not in self._universes:
            self._universes[state] = [unit.id for unit in self.units.values() if unit.rural and unit.in_force(on)]
        return list(self._universes[state])

    def began(self, unit, on):
        """First day of the self that `unit` is on that day: its row's start, or its last merger."""
        merged = [day for day in self._merged_on[unit] if day <= on]
        return max([self.units[unit].valid_from, *merged])

    def ended(self, unit, on):
        """Last day of the self that `unit` is on that day; None while nothing is known to end it."""
        later = [day - ONE_DAY for day in self._merged_on[unit] if day > on]
        ends = [*later, *filter(None, [self.units[unit].valid_to])]
        return min(ends, default=None)

    @cached_property
    def _starts(self):
        """Every day on which a unit begins, has just ended, or changes."""
        ended = {unit.valid_to + ONE_DAY for unit in self.units.values() if unit.valid_to}
        return sorted({unit.valid_from for unit in self.units.values()} | ended | set(self.event_days))

    def state_start(self, on):
        """First day of the unit state in force that day; `date.min` before anything is known."""
        position = bisect_right(self._starts, on)
        return self._starts[position - 1] if position else date.min

    def same_state(self, one, other):
        """Whether no rearrangement lies between two dates."""
        return self.state_start(one) == self.state_start(other)

    def has_past(self, began):
        """Whether any units are known before that day: without them nothing can have been inherited."""
        return bool(self._starts) and began > self._starts[0]

    def state_starts(self):
        """First days of all unit states, the oldest first."""
        return list(self._starts)

    def relation(self, earlier, later):
        """{(old unit, new unit): whole} by composing the successions in (earlier, later], through towns too."""
        return self._between(self._compose, earlier, later)

    def _between(self, compute, earlier, later):
        """Remembers per pair of unit states: nothing changes between two rearrangements."""
        key = compute.__name__, self.state_start(earlier), self.state_start(later)
        if key not in self._known:
            self._known[key] = compute(earlier, later)
        return self._known[key]

    def _compose(self, earlier, later):
        relation = {(unit.id, unit.id): True for unit in self.units.values() if unit.in_force(earlier)}
        for day in self.event_days:
            if earlier < day <= later:
                relation = self._advance(relation, day)
        return relation

    def _advance(self, relation, day):
        composed = {}
        for (old, middle), whole in relation.items():
            for new, step_whole in self._step(middle, day):
                composed[old, new] = composed.get((old, new), False) or (whole and step_whole)
        return composed

    def _step(self, unit, day):
        """[(successor, whole)] of one unit over one day."""
        links = self._outgoing.get((day, unit))
        if links:
            return [(link.successor, link.kind != SPLIT) for link in links]
        return [(unit, True)] if self.units[unit].in_force(day) else []

    def voters(self, new, earlier, later):
        """Rural units of `earlier` that speak for `new`: its whole predecessors, else the parts."""
        found = self._between(self._predecessors, earlier, later).get(new, {})
        return sorted(u for u, whole in found.items() if whole) or sorted(found)

    def successors(self, old, earlier, later):
        """Rural units of `later` that `old` went into, whole or in part; none: it left the rural universe."""
        return self._between(self._successors, earlier, later).get(old, [])

    def _predecessors(self, earlier, later):
        found = defaultdict(dict)
        for (old, new), whole in self.relation(earlier, later).items():
            if self.units[old].rural:
                found[new][old] = whole
        return found

    def _successors(self, earlier, later):
        found = defaultdict(list)
        for old, new in sorted(self.relation(earlier, later)):
            if self.units[new].rural:
                found[old].append(new)
        return found

    def same_self(self, unit, earlier, later):
        """Whether the row is one and the same self on both days."""
        return self.began(unit, later) <= earlier and self.units[unit].in_force(later)
