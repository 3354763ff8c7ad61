"""Which reports speak for a commune on a date: its own latest one, else those of all it was merged from (pure).

One row an approved report. Design section 4, "Standing" and "Lineage": standings and the entry form ask alike.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

REPORTED, CARRIED, INHERITED, MISSING = "reported", "carried", "inherited", "missing"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reading:
    """One approved report: its commune, the date of its round and the set it was judged by."""

    report: int
    commune: int
    on: date
    criteria_set: str
    illustration: bool = False


@dataclass(frozen=True)
class Trace:
    """Where a commune's standing comes from: its own reading, or those of all who vote for it.

    `complete` is False when a voter has no reading: then nothing is held.
    """

    coverage: str = MISSING
    readings: tuple = ()
    complete: bool = False
    left: bool = False

    @property
    def on(self):
        """The oldest date among the readings, None without any."""
        return min((reading.on for reading in self.readings), default=None)

    @property
    def illustration(self):
        return any(reading.illustration for reading in self.readings)


def own_reading(lineage, readings, unit, on, criteria_set):
    """Latest reading of the self that `unit` is on that day, under this set, not after the day; None without one."""
    began = lineage.began(unit, on)
    found = [r for r in readings.get(unit, ()) if began <= r.on <= on and r.criteria_set == criteria_set]
    return max(found, key=lambda reading: (reading.on, reading.report), default=None)


def trace(lineage, readings, unit, on, criteria_set):
    """Own reading (reported, or carried from an earlier day), else inherited from all voters of the merger."""
    own = own_reading(lineage, readings, unit, on, criteria_set)
    if own:
        return Trace(REPORTED if own.on == on else CARRIED, (own,), complete=True)
    began = lineage.began(unit, on)
    if not lineage.has_past(began):
        return Trace()
    before = began - ONE_DAY
    return inherit([trace(lineage, readings, v, before, criteria_set) for v in lineage.voters(unit, before, on)])


def inherit(traces):
    """The trace of a unit for which these speak: complete only where each of them is."""
    readings = tuple(reading for one in traces for reading in one.readings)
    complete = bool(traces) and all(one.complete for one in traces)
    return Trace(INHERITED if readings else MISSING, readings, complete)


def by_commune(readings):
    found = defaultdict(list)
    for reading in readings:
        found[reading.commune].append(reading)
    return found
