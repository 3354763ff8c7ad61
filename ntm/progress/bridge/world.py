"""What is known about the communes, for any point: a day, a unit basis, a criteria set, what was heard by then."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from ntm.progress.recognition import Recognitions, is_year_end
from ntm.progress.restatement import restated_awards, restated_traces
from ntm.progress.standing import Standing, commune_standing

BASIC = "basic"


@dataclass(frozen=True)
class Yardstick:
    """One criteria set of the basic level: the years it is in force and the numbers of its criteria."""

    code: str
    first_year: int
    last_year: int
    criteria: tuple


@dataclass(frozen=True)
class Point:
    """A place to count from.

    `units` is the first day of a unit state. `heard` is the last day whose reports and decisions count: the day
    itself, save on a day of rearrangement, where only what was known the evening before is counted.
    `first` takes reports as they were first approved, before any correction.
    """

    as_of: date
    units: date
    criteria_set: str | None
    heard: date
    first: bool = False


@dataclass(frozen=True)
class Scene:
    """The standing at a point; `free` are the communes that would be recognised if none had to wait for it again."""

    standing: Standing
    free: frozenset

    @property
    def waiting(self):
        return self.free - self.standing.recognised


@dataclass
class World:
    """All that a bridge is computed from; `outcomes` may be filled later, with what `reports` names.

    `readings` and `first`: {commune: [Reading]} as known now, and as first approved (the same where nothing was
    corrected). `awards` and `renewals` are those of the basic level or of all levels.
    """

    lineage: object
    readings: dict
    first: dict
    awards: list
    renewals: list
    yardsticks: list
    outcomes: dict = field(default_factory=dict)

    def __post_init__(self):
        self._traces, self._scenes, self._recognitions = {}, {}, {}

    @cached_property
    def corrected(self):
        return self.first is not self.readings and self.first != self.readings

    def set_in_force(self, on):
        found = (one for one in self.yardsticks if one.first_year <= on.year <= one.last_year)
        return next(found, None)

    @cached_property
    def reading_days(self):
        """{set code: days on which any commune was reported under it, in order}."""
        found = defaultdict(set)
        for rows in (*self.readings.values(), *self.first.values()):
            for one in rows:
                found[one.criteria_set].add(one.on)
        return {code: sorted(days) for code, days in found.items()}

    def reports(self, points):
        """Ids of the reports that the standings at these points rest on."""
        return {r.report for point in points for found in self._traced(point).values() for r in found.readings}

    def scene(self, point):
        if point not in self._scenes:
            self._scenes[point] = self._seen(point)
        return self._scenes[point]

    def _seen(self, point):
        rows = {unit: commune_standing(unit, one, self.outcomes) for unit, one in self._traced(point).items()}
        awarded = restated_awards(self._awarded(point, self.renewals), point.as_of, point.units)
        free = restated_awards(self._awarded(point, ()), point.as_of, point.units)
        made_up = frozenset(u for u, awards in awarded.items() if any(one.illustration for one in awards))
        criteria = next((one.criteria for one in self.yardsticks if one.code == point.criteria_set), ())
        levels = {BASIC: frozenset(awarded)}
        standing = Standing(point.as_of, point.units, point.criteria_set, criteria, rows, levels, made_up)
        return Scene(standing, frozenset(free))

    def _traced(self, point):
        if point not in self._traces:
            readings = self._heard(self.first if point.first else self.readings, point)
            found = restated_traces(self.lineage, readings, point.as_of, point.units, point.criteria_set)
            self._traces[point] = found
        return self._traces[point]

    def _heard(self, readings, point):
        if point.heard >= point.as_of:
            return readings
        return {commune: [one for one in rows if one.on <= point.heard] for commune, rows in readings.items()}

    def _awarded(self, point, renewals):
        heard = None if point.heard >= point.as_of else point.heard
        key = heard, bool(renewals)
        if key not in self._recognitions:
            awards = self.awards if heard is None else heard_awards(self.awards, heard)
            self._recognitions[key] = Recognitions(self.lineage, awards, renewals, BASIC)
        return self._recognitions[key]


def heard_awards(awards, on):
    """The decisions as they stood on a day, told so that the day after still takes them as they stood.

    On 31/12 a decision for the year counts although it is signed later: it is dated back to that day.
    """
    standing = [one for one in awards if one.stands(on, is_year_end(on))]
    return [replace(one, signed_on=min(one.signed_on, on), withdrawn_on=None) for one in standing]
