"""Results and targets judged: the one place where published figures and computed ones meet.

Every page and command that shows a result of a measure, or a verdict on a target, asks here.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from criteria.models import Measure
from ntm.progress import goals
from ntm.progress.measures import RECOGNITION, Question, computed, free_of_sets, level_recognised, years_before
from ntm.progress.published import ESTIMATE, answers, first_year, latest
from ntm.progress.restatement import restated_awards

PUBLISHED, ENTERED, COMPUTED, ILLUSTRATION = "published", "entered", "computed", "illustration"
YEARS_BACK = (3, 2, 1)
HEADLINE = "communes_attained_standard"
WHOLE = "province"
LAST_RESORT = date(2020, 12, 31)  # an empty database opens where the documents end


@dataclass(frozen=True)
class Result:
    """The value of a measure with its source; `competing` are all published figures for the same question."""

    value: Fraction
    source: str
    criteria_set: str | None = None
    competing: tuple = ()
    standing: object = None

    @property
    def printed(self):
        """The published figure that is shown; None for a computed result."""
        return self.competing[0] if self.competing else None

    @property
    def estimate(self):
        return bool(self.printed and self.printed.estimate)

    @property
    def values(self):
        return [Fraction(one.value) for one in self.competing] or [self.value]

    @property
    def disputed(self):
        return len(set(self.values)) > 1


@dataclass(frozen=True)
class Judgement:
    """One target with its result, its verdict and the pace toward it."""

    target: object
    basis: date
    base: int | None
    on: date
    ahead: bool
    verdict: str
    result: Result | None = None
    required: Fraction | None = None
    recent: Fraction | None = None
    recent_years: int | None = None
    start: Result | None = field(default=None, repr=False)

    @property
    def aim(self):
        return aim_of(self.target)

    @property
    def projected(self):
        """The year in which the recent pace reaches the target; None without a pace, or with one that never does."""
        if self.result is None or self.recent is None:
            return None
        return goals.projected_year(self.aim, self.result.value, self.recent, self.on)

    @property
    def difference(self):
        """Result minus the near end of the target, in the target's unit; None without a result."""
        return None if self.result is None else self.result.value - self.aim.near


class Judge:
    """Judges targets with the register of one request."""

    def __init__(self, register):
        self.register = register
        self._counted = {}

    # --- bases -----------------------------------------------------------------------------------------------

    def basis(self, figure, otherwise):
        """Unit state that has the figure's `base` communes in its scope, else the units of `otherwise`."""
        lineage, base = self.register.lineage, figure.base
        states = [lineage.state_start(otherwise), *lineage.state_starts()]
        fitting = (s for s in states if base and base == str(self._size(figure.scope, figure.date, s)))
        return next(fitting, otherwise)

    def _size(self, scope, on, units):
        found = self.register.scope(scope, on, units)
        return None if found is None else len(found)

    def target_basis(self, target):
        """Step 1: the printed base, else the units of 1 January of the period's first year."""
        return self.basis(target, date(first_year(target.period), 1, 1))

    def result_basis(self, figure):
        """A result without a base that fits counts the units of its own date."""
        return self.basis(figure, figure.date)

    # --- results ---------------------------------------------------------------------------------------------

    def result(self, question, scope, basis):
        """Step 3, for measures from communes: the published result, else the computed one; None without data."""
        found = answers(
            self.register.published_at(scope, question.date), question, scope, lambda f: self._same_basis(f, basis)
        )
        return self._published(found) if found else self.counted(question, scope, basis)

    def counted(self, question, scope, basis):
        """The same from the communes alone, whatever is printed; None where too few decisions are known."""
        level = level_recognised(question.measure) if scope == WHOLE else None
        unknown = level and not self.decisions_known(level, question.date)
        return None if unknown else self.computed(question, scope, basis)

    def _same_basis(self, figure, basis):
        state = self.register.lineage.state_start
        return state(self.result_basis(figure)) == state(basis)

    def _published(self, found):
        return Result(Fraction(found[0].value), PUBLISHED, self._set_of(found[0].figure), tuple(found))

    def _set_of(self, figure):
        """The set a published result was counted under; None where no set matters."""
        if figure.criteria_set:
            return figure.criteria_set.code
        if free_of_sets(figure.measure.key) or not from_communes(figure):
            return None
        in_force = self.register.set_in_force(figure.date)
        return in_force and in_force.code

    def computed(self, question, scope, basis):
        """The value from the communes restated to the basis, marked where any of it is illustration."""
        found = computed(question, lambda on, level="basic": self.scoped(scope, on, basis, level))
        if found is None or found.standing is None:
            return None
        made_up = found.illustration or self.register.made_up_scope(scope)
        source = ILLUSTRATION if made_up else COMPUTED
        return Result(found.value, source, found.criteria_set, standing=found.standing)

    def decisions_known(self, level, on):
        """Whether the decisions in hand reach the latest published count: fewer are missing, not a result."""
        printed = [f for f in self.register.published if is_count(f, level) and f.date <= on]
        latest_printed = max(printed, key=lambda figure: figure.date, default=None)
        return latest_printed is None or self._decided(level, latest_printed) >= latest_printed.low

    def _decided(self, level, figure):
        if (level, figure.code) not in self._counted:
            awards = restated_awards(self.register.recognitions[level], figure.date, self.result_basis(figure))
            self._counted[level, figure.code] = len(awards)
        return self._counted[level, figure.code]

    def scoped(self, scope, on, basis, level="basic"):
        """The standing of a printed scope on a basis; empty where it names no communes or no such set was in force."""
        in_force = self.register.set_in_force(on, level)
        standing = self.register.standing(on, basis, in_force and in_force.code)
        named = self.register.scope(scope, on, basis) if in_force or level == "basic" else None
        return standing.within(named or set())

    # --- targets ---------------------------------------------------------------------------------------------

    def judge(self, target, as_of):
        """Steps 1 to 5 for one target on the date asked for."""
        basis = self.target_basis(target)
        lies_ahead = target.date > as_of
        on = as_of if lies_ahead else target.date
        result = self._result(target, on, basis, lies_ahead)
        base = self._size(target.scope, on, basis) if from_communes(target) else None
        judged = {"target": target, "basis": basis, "base": base, "on": on, "ahead": lies_ahead, "result": result}
        if result is None:
            return Judgement(**judged, verdict=goals.NO_DATA)
        if target.criteria_set and target.criteria_set.code != result.criteria_set:
            return Judgement(**judged, verdict=goals.NOT_COMPARABLE)
        return self._toward(judged) if lies_ahead else self._reached(judged)

    def _result(self, target, on, basis, lies_ahead):
        if from_communes(target):
            return self.result(question_of(target, on), target.scope, basis)
        found = latest(
            self.register.published,
            target,
            on if lies_ahead else year_end(target.date.year),
            None if lies_ahead else target.date.year,
        )
        return self._published(found) if found else None

    def _reached(self, judged):
        aim, values = aim_of(judged["target"]), judged["result"].values
        return Judgement(**judged, verdict=goals.agreed(goals.reached(aim, value) for value in values))

    def _toward(self, judged):
        target, result, on = judged["target"], judged["result"], judged["on"]
        aim, start = aim_of(target), self._earlier(judged)
        required = goals.required_pace(aim, result.value, goals.years_between(on, target.date))
        years = start and start[1]
        recent = start and goals.recent_pace(aim, result.value, start[0].value, years)
        verdict = goals.agreed(goals.ahead(aim, value, required, recent) for value in result.values)
        return Judgement(
            **judged, verdict=verdict, required=required, recent=recent, recent_years=years, start=start and start[0]
        )

    def _earlier(self, judged):
        """(result, years before) of the earliest point of the last three years on the same base and set.

        A figure of a document counts from its own date, so that it is never its own earlier point.
        """
        target, result = judged["target"], judged["result"]
        on = judged["on"] if from_communes(target) else result.printed.figure.date
        for years in YEARS_BACK:
            found = self.point(target, years_before(on, years), judged["basis"])
            if found and found.criteria_set == result.criteria_set:
                return found, years
        return None

    def point(self, target, day, basis):
        """The result of the target's measure on an earlier or later day, on the target's base; None without data."""
        if from_communes(target):
            return self.result(question_of(target, day), target.scope, basis)
        found = latest(self.register.published, target, day, day.year)
        return self._published(found) if found else None

    def judge_all(self, as_of, targets=None):
        """All targets on a date; what they need of the communes is fetched in one query."""
        chosen = self.register.targets if targets is None else targets
        self.register.prepare(self.needed(as_of, chosen))
        return [self.judge(target, as_of) for target in chosen]

    def needed(self, as_of, targets):
        """(date, units, set) of every standing that judging these targets asks for."""
        keys = set()
        for target in filter(from_communes, targets):
            on, basis = min(target.date, as_of), self.target_basis(target)
            back = range(4) if target.date > as_of else range(2)
            for day in (years_before(on, years) for years in back):
                in_force = self.register.set_in_force(day)
                keys.add((day, basis, in_force and in_force.code))
        return keys


def from_communes(figure):
    return figure.measure.origin == Measure.Origin.COMMUNES


def aim_of(target):
    """A range, or for a single value the value itself; an open end stays open."""
    return goals.Aim(exact(target.low), exact(target.high), target.measure.better)


def exact(value):
    return None if value is None else Fraction(value)


def question_of(figure, on):
    return Question(figure.measure.key, on, figure.variant, figure.criterion, first_year(figure.period))


def year_end(year):
    return date(year, 12, 31)


def default_date(register):
    """Latest round where at least half of the universe has an entered, approved report; else the latest headline.

    Illustration never moves it: a made-up year must not become the day that the product opens on.
    """
    entered = Counter(r.on for found in register.readings.values() for r in found if not r.illustration)
    for one in reversed(register.rounds):
        if entered[one.date] and 2 * entered[one.date] >= len(register.lineage.universe(one.date)):
            return one.date
    reported = [one.date for one in register.rounds if register.known_on and one.date <= register.known_on]
    last_resort = max(reported, default=LAST_RESORT)
    return max((f.date for f in register.published if is_headline(f)), default=last_resort)


def is_headline(figure):
    return is_count(figure, "basic")


def is_count(figure, level):
    """A printed count of all communes of the province recognised at a level, not an estimate."""
    whole = figure.scope == WHOLE and not figure.variant and figure.kind != ESTIMATE
    return whole and RECOGNITION.get(figure.measure.key) == level
