"""What a scenario can choose from: communes with the criteria they lack, in points, and the choice of the planner.

The rules of the choice stand in ntm/progress/planner.py, those of the points in ntm/progress/closeness.py.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median

from criteria.models import Lead
from ntm.efforts import Efforts
from ntm.progress import planner
from ntm.progress.closeness import Effort
from ntm.progress.standing import MISSING
from ntm.supposed import Supposed

LEAVE_OUT, ASSUME = "leave_out", "assume"


@dataclass(frozen=True)
class Work:
    """One criterion that a commune lacks; `assumed`: points to be added where the numbers do not say everything."""

    unit: int
    number: int
    effort: Effort
    assumed: Fraction | None
    departments: tuple = ()

    @property
    def open(self):
        """Whether some of it is not known: no number at all, or the numbers are only the least of it."""
        return self.effort.points is None or not self.effort.complete

    @property
    def known_points(self):
        return self.effort.points or Fraction(0)

    @property
    def assumed_points(self):
        """None where nothing is to be assumed and something would have to be."""
        return self.assumed if self.open else Fraction(0)

    @property
    def points(self):
        return None if self.assumed_points is None else self.known_points + self.assumed_points


class Planning:
    """What one scenario starts from; every table is read once."""

    def __init__(self, scenario, register):
        self.scenario, self.register, self.options = scenario, register, scenario.options
        self.key = scenario.as_of, scenario.units, scenario.criteria_set.code
        self.standing = register.standing(*self.key)

    # --- what is lacking -------------------------------------------------------------------------------------

    @property
    def assumed(self):
        """Points for a criterion that no number tells enough about; None leaves its commune to be chosen by hand."""
        given = self.options.get("assumed")
        return Fraction(given) if self.options.get("unknown") == ASSUME and given else None

    @cached_property
    def efforts(self):
        return Efforts(self.register, *self.key)

    @cached_property
    def led_by(self):
        """{criterion number: departments that lead it on the day by which it is to be attained}."""
        found = defaultdict(list)
        for lead in Lead.objects.of_set(self.key[-1]).in_force(self.scenario.due):
            found[lead.criterion.number].append(lead.department)
        return found

    @cached_property
    def open_units(self):
        """Communes that a report speaks for and that do not hold yet what is wanted."""
        reached = self.standing.recognised if self.scenario.at_least is None else frozenset()
        traces = self.register.traces(*self.key)
        return [
            unit
            for unit, row in self.standing.rows.items()
            if row.coverage != MISSING and traces[unit].complete and unit not in reached and self.needs(row) is not None
        ]

    def needs(self, row):
        """How many criteria more the commune needs; None where it already holds what is wanted."""
        if self.scenario.at_least is None:
            return len(self.standing.criteria) - row.count
        missing = min(self.scenario.at_least, len(self.standing.criteria)) - row.count
        return missing if missing > 0 else None

    @cached_property
    def works(self):
        """{commune: [Work]} of every commune with a report, for each criterion it lacks."""
        return {
            unit: [self._work(unit, number) for number in self.standing.criteria if number not in row.holds]
            for unit, row in self.standing.rows.items()
            if row.coverage != MISSING
        }

    def _work(self, unit, number):
        departments = tuple(department.slug for department in self.led_by.get(number, ()))
        return Work(unit, number, self.efforts.effort(unit, number), self.assumed, departments)

    @cached_property
    def usual(self):
        """The median of the points of all criteria lacking that are known whole; None without any."""
        known = [one.points for works in self.works.values() for one in works if not one.open]
        return median(known) if known else None

    # --- the planner -----------------------------------------------------------------------------------------

    @cached_property
    def slugs(self):
        """{commune as addresses write it: its row}."""
        return {self.register.communes[unit].slug: unit for unit in self.standing.rows}

    def named(self, slugs):
        return frozenset(self.slugs[slug] for slug in slugs if slug in self.slugs)

    @cached_property
    def candidates(self):
        """Communes the planner may take: enough of their criteria have points, and nobody ruled them out."""
        never = self.named(self.options.get("never", ()))
        found = [self._candidate(unit) for unit in self.open_units if unit not in never]
        return [one for one in found if len(one.tasks) >= one.need]

    def _candidate(self, unit):
        tasks = [
            planner.Task(work.number, work.points, work.departments)
            for work in self.works[unit]
            if work.points is not None
        ]
        district = self.register.communes[unit].district
        return planner.Candidate(
            unit, tuple(tasks), self.needs(self.standing.rows[unit]), district.slug if district else ""
        )

    @property
    def left_out(self):
        """Open communes that the planner may not take because nobody said what the unknown is worth."""
        never = self.named(self.options.get("never", ()))
        return len([unit for unit in self.open_units if unit not in never]) - len(self.candidates)

    @cached_property
    def limits(self):
        districts = {one.district for one in self.candidates if one.district}
        departments = {slug for one in self.candidates for task in one.tasks for slug in task.departments}
        return planner.Limits(
            caps(districts, self.options.get("per_district"), self.options.get("districts", {})),
            caps(departments, self.options.get("per_department"), self.options.get("departments", {})),
            self.named(self.options.get("must", ())),
        )

    def plan(self):
        """planner.Plan of the cheapest communes; raises as planner.cheapest does."""
        return planner.cheapest(self.candidates, self.scenario.wanted, self.limits)

    # --- what is chosen --------------------------------------------------------------------------------------

    @cached_property
    def pairs(self):
        """{commune: criterion numbers} of the scenario that are still to be attained on the date."""
        return {
            unit: frozenset(numbers) & frozenset(work.number for work in self.works.get(unit, ()))
            for unit, numbers in ((self.slugs.get(slug), numbers) for slug, numbers in self.scenario.pairs.items())
            if unit in self.works
        }

    @property
    def void(self):
        """Chosen criteria that count for nothing: attained meanwhile, or of a commune that is not of these units."""
        return self.scenario.criteria - sum(map(len, self.pairs.values()))

    @cached_property
    def chosen(self):
        """[Work] that is chosen, by commune and number."""
        return [work for unit in self.pairs for work in self.works[unit] if work.number in self.pairs[unit]]

    @cached_property
    def points(self):
        return sum((work.known_points for work in self.chosen), Fraction(0))

    @property
    def open(self):
        """Chosen criteria of which not everything is known."""
        return [work for work in self.chosen if work.open]

    @property
    def by_department(self):
        return Counter(slug for work in self.chosen for slug in work.departments)

    @cached_property
    def supposed(self):
        """The register as if the chosen criteria were attained."""
        return Supposed(self.register, *self.key, self.pairs)


def caps(slugs, general, own):
    """{slug: at most}; what is said of one goes before what is said of all."""
    found = dict.fromkeys(slugs, general) if general is not None else {}
    return found | {slug: most for slug, most in own.items() if slug in slugs}
