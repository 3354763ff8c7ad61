"""The cheapest communes that reach what is wanted, under caps by district and by department (pure).

A row is a commune that does not yet hold what is wanted, with the criteria it lacks as tasks. Points are those of
ntm.progress.closeness; what nothing is known about has to be given points by whoever asks, it is never 0 by itself.
Without caps by department communes do not touch each other; with them this is a small whole-number programme, which
HiGHS solves exactly. Two plans nearer than a millionth of a point are the same.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

SECONDS = 1.4  # after that the best plan found is given, with how far it may be from the cheapest
TOO_MANY_MUST, NOT_AVAILABLE, TOO_FEW, DISTRICTS, CAPS = "must", "not_available", "few", "districts", "caps"


class Impossible(ValueError):
    """No choice does it; `why` is one of the words above, `communes` how many could be reached at most."""

    def __init__(self, why, communes=None):
        super().__init__(why)
        self.why, self.communes = why, communes


class Undecided(RuntimeError):
    """The time was over before any plan was found, or shown to be impossible."""


@dataclass(frozen=True)
class Task:
    """One criterion that a commune lacks: its points, and who leads it (each has a task more)."""

    number: int
    points: Fraction
    departments: tuple = ()


@dataclass(frozen=True)
class Candidate:
    """A commune; it reaches what is wanted with `need` of its tasks."""

    unit: int
    tasks: tuple
    need: int
    district: str = ""


@dataclass(frozen=True)
class Limits:
    """Communes of a district and tasks of a department at most (absent: no cap); communes that must be in."""

    districts: dict = field(default_factory=dict)
    departments: dict = field(default_factory=dict)
    must: frozenset = frozenset()


@dataclass(frozen=True)
class Plan:
    """{commune: criteria}; `gap`: points that a cheaper plan could save at most, 0 where there is none."""

    chosen: dict
    points: Fraction
    gap: float = 0.0


def cheapest(candidates, wanted, limits=None, seconds=SECONDS):
    """The Plan of exactly `wanted` communes with the fewest points.

    Raises Impossible where no choice does it, Undecided where the time was too short to tell.
    """
    limits = limits or Limits()
    refuse(candidates, wanted, limits)
    programme = Programme(candidates, wanted, limits)
    marks, gap = solved(programme, seconds)
    return programme.plan(marks, gap)


def refuse(candidates, wanted, limits):
    """What can be told without solving anything."""
    known = {one.unit for one in candidates}
    if not limits.must <= known:
        raise Impossible(NOT_AVAILABLE)
    if len(limits.must) > wanted:
        raise Impossible(TOO_MANY_MUST, len(limits.must))
    if len(known) < wanted:
        raise Impossible(TOO_FEW, len(known))
    by_district = defaultdict(int)
    for one in candidates:
        by_district[one.district] += 1
    most = sum(min(n, limits.districts.get(district, n)) for district, n in by_district.items())
    if most < wanted:
        raise Impossible(DISTRICTS, most)


def cheapest_tasks(candidate):
    return sorted(candidate.tasks, key=lambda task: (task.points, task.number))[: candidate.need]


class Programme:
    """Columns (0 or 1) and rows of the whole-number programme: a column a commune, and one a task that may be left out.

    A commune whose tasks no cap touches takes its cheapest ones; one that needs all of them has no choice either.
    """

    def __init__(self, candidates, wanted, limits):
        self.columns, self.costs, self.rows = [], [], []
        self._led = defaultdict(list)
        communes = [(one, self._commune(one, limits)) for one in candidates]
        self._row([(column, 1) for _one, column in communes], wanted, wanted)
        for district, most in limits.districts.items():
            self._row([(column, 1) for one, column in communes if one.district == district], 0, most)
        for department, entries in self._led.items():
            self._row(entries, 0, limits.departments[department])
        for one, column in communes:
            if one.unit in limits.must:
                self._row([(column, 1)], 1, 1)

    def _commune(self, one, limits):
        capped = any(set(task.departments) & limits.departments.keys() for task in one.tasks)
        free = capped and one.need < len(one.tasks)
        taken = [] if free else cheapest_tasks(one)
        column = self._column(one.unit, taken)
        self._count(column, taken, limits)
        if free:
            tasks = [self._column(one.unit, [task]) for task in one.tasks]
            for task, place in zip(one.tasks, tasks, strict=True):
                self._count(place, [task], limits)
                self._row([(place, 1), (column, -1)], -1, 0)
            self._row([*((place, 1) for place in tasks), (column, -one.need)], 0, 0)
        return column

    def _column(self, unit, tasks):
        self.columns.append((unit, tasks))
        self.costs.append(sum((task.points for task in tasks), Fraction(0)))
        return len(self.columns) - 1

    def _count(self, column, tasks, limits):
        """What the column takes of each department that has a cap."""
        taken = defaultdict(int)
        for task in tasks:
            for department in task.departments:
                taken[department] += department in limits.departments
        for department, n in taken.items():
            if n:
                self._led[department].append((column, n))

    def _row(self, entries, least, most):
        if entries:
            self.rows.append((entries, least, most))

    def plan(self, marks, gap):
        chosen = defaultdict(list)
        for (unit, tasks), marked in zip(self.columns, marks, strict=True):
            if marked:
                chosen[unit] += [task.number for task in tasks]
        points = sum((cost for cost, marked in zip(self.costs, marks, strict=True) if marked), Fraction(0))
        return Plan({unit: tuple(sorted(numbers)) for unit, numbers in chosen.items()}, points, gap)


def solved(programme, seconds):
    """([whether each column is taken], gap in points)."""
    import highspy  # only who plans waits for it

    solver = highspy.Highs()
    for option, value in {**QUIET, "time_limit": float(seconds)}.items():
        solver.setOptionValue(option, value)
    solver.passModel(as_model(programme, highspy))
    solver.run()
    found, info = solver.getModelStatus(), solver.getInfo()
    if found == highspy.HighsModelStatus.kInfeasible:
        raise Impossible(CAPS)
    if info.primal_solution_status != SOLUTION_FOUND:
        raise Undecided
    proven = found == highspy.HighsModelStatus.kOptimal
    gap = 0.0 if proven else info.objective_function_value - info.mip_dual_bound
    return [value > 0.5 for value in solver.getSolution().col_value], gap


QUIET = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-6}
SOLUTION_FOUND = 2  # of HiGHS: the values satisfy every row


def as_model(programme, highspy):
    model = highspy.HighsLp()
    size = len(programme.columns)
    model.num_col_, model.num_row_ = size, len(programme.rows)
    model.col_cost_ = [float(cost) for cost in programme.costs]
    model.col_lower_, model.col_upper_ = [0.0] * size, [1.0] * size
    model.integrality_ = [highspy.HighsVarType.kInteger] * size
    model.row_lower_ = [float(least) for _entries, least, _most in programme.rows]
    model.row_upper_ = [float(most) for _entries, _least, most in programme.rows]
    starts = [0]
    for entries, _least, _most in programme.rows:
        starts.append(starts[-1] + len(entries))
    every = [entry for entries, _least, _most in programme.rows for entry in entries]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = [column for column, _value in every]
    model.a_matrix_.value_ = [float(value) for _column, value in every]
    return model
