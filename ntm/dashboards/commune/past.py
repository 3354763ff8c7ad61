"""Every reading behind a commune's page: its own and its predecessors', round by round, fetched in one query."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from criteria.models import Assessment
from criteria.readings import Trace
from ntm.progress.restatement import restated_awards
from ntm.progress.standing import CommuneStanding, commune_standing
from ntm.register import as_outcome


@dataclass(frozen=True)
class Said:
    """What one report says about one criterion, beside the verdict itself."""

    outcome: str
    work_done: object = None
    expected_month: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Moment:
    """The commune on one round: the set it is judged by, where the standing comes from, what it is."""

    on: date
    set_code: str
    trace: Trace
    standing: CommuneStanding


class Past:
    """One commune of the shown basis through all rounds up to the shown date."""

    def __init__(self, register, unit, shown):
        self.register, self.unit, self.shown = register, unit, shown

    @property
    def place(self):
        return self.register.communes[self.unit]

    @property
    def criteria(self):
        """Criteria of the shown set."""
        return self.register.criteria[self.shown.set_code] if self.shown.set_code else []

    @cached_property
    def _dates(self):
        """[(date, set)]: the rounds up to the shown one under the sets of its level, then the shown date itself."""
        shown, sets = self.shown, self.register.sets
        if not shown.set_code:
            return []
        level = sets[shown.set_code].level
        found = [(one.date, self.register.set_in_force(one.date, level)) for one in self.register.rounds]
        earlier = [(on, in_force.code) for on, in_force in found if on < shown.as_of and in_force]
        return [*earlier, (shown.as_of, shown.set_code)]

    @cached_property
    def _traces(self):
        units = self.shown.units
        return [(on, code, self.register.trace(self.unit, on, units, code)) for on, code in self._dates]

    @cached_property
    def said(self):
        """{report: {criterion number: Said}} of every report that the page rests on."""
        reports = {reading.report for _on, _code, trace in self._traces for reading in trace.readings}
        found = defaultdict(dict)
        if reports:
            for report, number, *rest in Assessment.objects.said(reports):
                found[report][number] = Said(*rest)
        return found

    @cached_property
    def moments(self):
        """The commune round by round, the oldest first; the last one is what the page is about."""
        outcomes = {report: self._outcome(numbers) for report, numbers in self.said.items()}
        return [
            Moment(on, code, trace, commune_standing(self.unit, trace, outcomes)) for on, code, trace in self._traces
        ]

    @staticmethod
    def _outcome(numbers):
        by_outcome = defaultdict(set)
        for number, said in numbers.items():
            by_outcome[said.outcome].add(number)
        return as_outcome(by_outcome)

    @property
    def now(self):
        return self.moments[-1] if self.moments else None

    @cached_property
    def awards(self):
        """{level: awards that make it recognised on the shown date}."""
        shown, recognitions = self.shown, self.register.recognitions
        found = {level: restated_awards(one, shown.as_of, shown.units) for level, one in recognitions.items()}
        return {level: awards[self.unit] for level, awards in found.items() if self.unit in awards}

    @property
    def illustration(self):
        return bool(self.now) and self.now.standing.illustration
