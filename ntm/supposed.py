"""The province as it would stand if communes attained criteria more: a second reading of what was read, never kept.

Only the date that is supposed for is another; every other date, and everything that is read, is the register's own.
A commune that comes to hold all criteria of the set is supposed to be recognised for that year.
"""

from dataclasses import replace
from functools import cached_property

from criteria.models.standard import Level
from ntm.progress.recognition import Award, Recognitions
from ntm.progress.restatement import speakers
from ntm.progress.standing import Outcome, commune_standing
from ntm.register import Register


class Supposed(Register):
    """`pairs`: {commune of the basis `units`: criterion numbers that it attains, none where it waits for its decision}.

    What a commune attains, every report that speaks for it attains; under other units it follows from there by the
    rules of any standing (ntm.progress.restatement), so it counts once whatever units are asked for.
    """

    def __init__(self, register, as_of, units, set_code, pairs):
        super().__init__(register.known_on)
        self.__dict__.update(register.__dict__)
        self.__dict__.pop("recognitions", None)
        self._standings = {}
        self.as_of, self.units, self.set_code, self.pairs = as_of, units, set_code, pairs

    @cached_property
    def gained(self):
        """{report: criterion numbers that it is supposed to hold more}."""
        found = {}
        traces = self.traces(self.as_of, self.units, self.set_code)
        for unit, numbers in self.pairs.items():
            for reading in traces[unit].readings if unit in traces else ():
                found[reading.report] = found.get(reading.report, frozenset()) | frozenset(numbers)
        return found

    @cached_property
    def recognitions(self):
        awards = [*self.awards, *self.supposed_awards]
        return {level.value: Recognitions(self.lineage, awards, self.renewals, level.value) for level in Level}

    @cached_property
    def supposed_awards(self):
        """A decision for each unit of the date that speaks for a chosen commune which comes to hold everything."""
        everything = frozenset(criterion.number for criterion in self.criteria.get(self.set_code, ()))
        rows = self._rows(self.as_of, self.units, self.set_code)
        full = [unit for unit in self.pairs if unit in rows and everything and rows[unit].holds >= everything]
        return [self._award(speaker) for unit in full for speaker in self._speakers(unit)]

    def _speakers(self, unit):
        if self.lineage.same_state(self.as_of, self.units):
            return [unit]
        return speakers(self.lineage, unit, self.as_of, self.units)

    def _award(self, unit):
        return Award(unit, self.sets[self.set_code].level, self.as_of.year, self.as_of)

    def _stand(self, as_of, units, set_code):
        found = super()._stand(as_of, units, set_code)
        if (as_of, set_code) != (self.as_of, self.set_code):
            return found
        return replace(found, rows=self._rows(as_of, units, set_code))

    def _rows(self, as_of, units, set_code):
        """{commune: its standing} with what is supposed."""
        self.prepare([(as_of, units, set_code)])
        said = {**self._outcomes, **{report: self._more(report) for report in self.gained}}
        return {unit: commune_standing(unit, one, said) for unit, one in self.traces(as_of, units, set_code).items()}

    def _more(self, report):
        known, numbers = self._outcomes.get(report, Outcome()), self.gained[report]
        return replace(known, holds=known.holds | numbers, no_data=known.no_data - numbers)
