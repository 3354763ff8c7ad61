"""What every commune of a date still needs, and what it may lose: one reader of values for the whole province.

`effort(commune, criterion)` is the input of plans and scenarios: natural units and a comparable scale, as
ntm.progress.closeness has them. All values of all communes come in one query.
"""

from functools import cached_property

from criteria import rules
from criteria.gauges import class_of, gauges, ground, told, values_of
from ntm.progress import closeness

UNKNOWN = rules.Measured()


class Efforts:
    """The values behind one standing. `earlier`: dates before it whose readings are told too (for a drift)."""

    def __init__(self, register, as_of, units, set_code, earlier=()):
        self.register, self.as_of, self.set_code = register, as_of, set_code
        self._traces = register.traces(as_of, units, set_code) if set_code else {}
        self._before = [register.traces(on, units, set_code) for on in sorted(earlier)] if set_code else []

    @cached_property
    def gauges(self):
        return gauges(self.set_code) if self.set_code else {}

    @cached_property
    def _values(self):
        traces = [found for by_unit in (self._traces, *self._before) for found in by_unit.values()]
        return values_of(sorted({reading.report for found in traces for reading in found.readings}))

    def readings(self, unit):
        return self._traces[unit].readings

    def grounds(self, unit, number):
        """Every indicator of the criterion in every report that speaks for the commune."""
        readings = self.readings(unit)
        return [
            self._ground(unit, gauge, reading, len(readings) > 1)
            for gauge in self.gauges.get(number, ())
            for reading in readings
        ]

    def effort(self, unit, number):
        """The closeness.Effort that the criterion takes there; unknown where nothing was measured."""
        return closeness.effort(self.grounds(unit, number), len(self.readings(unit)))

    def history(self, unit, gauge, reading):
        """What earlier reports of the same commune gave for the indicator, the oldest first, each once."""
        found = {}
        for by_unit in self._before:
            for one in by_unit[unit].readings if unit in by_unit else ():
                if one.commune == reading.commune and one.on < reading.on:
                    found[one.on] = self._told(unit, gauge, one)
        return [found[on] for on in sorted(found)]

    def _ground(self, unit, gauge, reading, several):
        of = self.register.communes[reading.commune].name if several else ""
        return ground(gauge, self._told(unit, gauge, reading, self.as_of.year), of=of)

    def _told(self, unit, gauge, reading, year=None):
        measured = self._values.get((reading.report, gauge.id), UNKNOWN)
        return told(gauge, measured, class_of(unit), reading.on, year)
