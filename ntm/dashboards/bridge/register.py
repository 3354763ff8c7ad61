"""The register of the bridge: what its pure functions ask for, with reports as they were first approved too."""

from functools import cached_property

from criteria.models import Report
from criteria.models.standard import Level
from criteria.readings import Reading
from ntm.progress.bridge import bridge, points
from ntm.progress.bridge.world import World, Yardstick
from ntm.register import Register


class Crossing(Register):
    @cached_property
    def first_readings(self):
        """Readings as first approved: where a report was corrected, its first approved version."""
        first = {}
        for row in Report.objects.replaced(self.known_on):
            one = Reading(*row)
            first.setdefault(key(one), one)
        if not first:
            return self.readings
        return {commune: [first.get(key(one), one) for one in rows] for commune, rows in self.readings.items()}

    @cached_property
    def yardsticks(self):
        return [
            Yardstick(code, one.first_year, one.last_year, tuple(c.number for c in self.criteria[code]))
            for code, one in self.sets.items()
            if one.level == Level.BASIC
        ]

    @cached_property
    def world(self):
        return World(
            self.lineage,
            self.readings,
            self.first_readings,
            self.awards,
            self.renewals,
            self.yardsticks,
            self._outcomes,
        )

    def bridge(self, one, other, measure):
        """The bridge between two ends; what it needs of the reports is read in one query."""
        asked = points(self.world, one, other, measure.by_set)
        self._fetch(self.world.reports(asked) - self._outcomes.keys())
        return bridge(self.world, one, other, measure)


def key(reading):
    return reading.commune, reading.on, reading.criteria_set
