"""How many communes hold each criterion of a set: printed results first, else counted from the communes."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from communes.vietnamese import number
from criteria.models.standard import Level
from ntm import units, verdicts
from ntm.judgement import COMPUTED, ILLUSTRATION, PUBLISHED, Judge, Result
from ntm.progress.measures import Question
from ntm.progress.standing import movement

HELD = {Level.BASIC: "communes_attained_criterion", Level.ADVANCED: "communes_attained_advanced_criterion"}
GAINED = "communes_newly_attained_criterion"


class Counts:
    """The criteria of the page's set in the page's scope; `judge` works with the register of the request."""

    def __init__(self, selection):
        self.selection, self.register = selection, selection.register
        self.judge = Judge(self.register)
        self.measure = HELD.get(selection.criteria_set and selection.criteria_set.level)

    @cached_property
    def before(self):
        """The round before, where it was judged by the same set; None where nothing can be compared."""
        found = self.register.previous_round(self.selection.as_of)
        of_set = self.selection.criteria_set
        return found if found and of_set and of_set.first_year <= found.date.year else None

    @cached_property
    def moved(self):
        """(gained, lost) pairs against the round before under the same units, None where not comparable."""
        if self.before is None:
            return None
        now = self.selection.standing
        before = self.register.standing(self.before.date, self.selection.units, self.selection.set_code)
        return movement(now, before.within(now.rows.keys()))

    def keys(self):
        """The standings these counts need, for one fetch."""
        chosen = self.selection
        days = [chosen.as_of, *([self.before.date] if self.before else [])]
        last = self.register.previous_round(chosen.as_of)
        of_rows = (
            {(last.date, chosen.units, last.criteria_set.code)} if last else set()
        )  # what commune_rows compares with
        return of_rows | {(on, chosen.units, chosen.set_code) for on in days}

    def result(self, criterion, on=None, basis=None):
        """The result for one criterion; None without data. Printed under another set: not this criterion's."""
        on, basis = on or self.selection.as_of, basis or self.selection.units
        if self._printed_on(criterion, on):
            question = Question(self.measure, on, criterion=criterion)
            found = self.judge.result(question, self.selection.printed_scope, basis)
            if found and found.source == PUBLISHED and found.criteria_set == self.selection.set_code:
                return found
        return counted(self.standing(on, basis), criterion, self.made_up_scope)

    @cached_property
    def made_up_scope(self):
        """Whether the communes of the scope are themselves made up (pilots, candidates ...)."""
        return self.register.made_up_scope(self.selection.printed_scope)

    def _printed_on(self, criterion, on):
        return any(f.date == on and f.criterion == criterion for f in self.register.published)

    def standing(self, on, basis):
        if (on, basis) == (self.selection.as_of, self.selection.units):
            return self.selection.standing
        found = self.register.standing(on, basis, self.selection.set_code)
        return found.within(self.register.scope(self.selection.printed_scope, on, basis) or set())

    def moves(self, criterion):
        """(communes that gained it, that lost it), (None, None) where not comparable."""
        if self.moved is None:
            return None, None
        return tuple({unit for unit, one in pairs if one == criterion} for pairs in self.moved)

    # --- targets ---------------------------------------------------------------------------------------------

    @cached_property
    def targets(self):
        """{criterion: targets for it in the page's scope that could be about the set's years}."""
        measures = {self.measure, f"{self.measure}_share"}
        of_set, found = self.selection.criteria_set, {}
        for target in self.register.targets:
            asks = target.measure.key in measures and target.scope == self.selection.printed_scope
            if asks and of_set.first_year <= target.date.year <= of_set.last_year:
                found.setdefault(target.criterion, []).append(target)
        return found

    def judged(self, criterion):
        """Judgements on the page's date, the year's own target first, then those ahead, then earlier ones."""
        found = [self.judge.judge(target, self.selection.as_of) for target in self.targets.get(criterion, [])]
        return sorted(found, key=lambda one: distance(one.target.date, self.selection.as_of))

    def target_keys(self):
        every = [target for found in self.targets.values() for target in found]
        return self.judge.needed(self.selection.as_of, every)


def distance(on, as_of):
    return (on.year != as_of.year, on < as_of, abs((on - as_of).days))


def counted(standing, criterion, made_up_scope=False):
    """Counted from the communes; None where nobody has reported or the set has no such criterion."""
    if not standing.has_data or criterion not in standing.by_criterion:
        return None
    made_up = made_up_scope or any(row.illustration for row in standing.rows.values())
    value = Fraction(standing.by_criterion[criterion])
    return Result(value, ILLUSTRATION if made_up else COMPUTED, standing.criteria_set, standing=standing)


@dataclass(frozen=True)
class Share:
    """A count of communes out of a whole, in words."""

    result: object
    whole: int

    @property
    def known(self):
        return self.result is not None and bool(self.whole)

    @property
    def count(self):
        return int(self.result.value) if self.known else None

    @property
    def lacking(self):
        return self.whole - self.count if self.known else None

    @property
    def fraction(self):
        return verdicts.of_whole(number(self.count), self.whole) if self.known else number(None)

    @property
    def exact(self):
        return Fraction(100 * self.count, self.whole) if self.known else None

    @property
    def percent(self):
        """Two digits where a document is the source, else one; never rounded up to all or down to none."""
        if not self.known:
            return number(None)
        return percent_text(self.exact, 2 if self.result.source == PUBLISHED else 1)

    @property
    def printed_otherwise(self):
        """The percent as printed where it is not that of the printed count (40,33% beside 72/181)."""
        figure = self.known and self.result.printed and self.result.printed.figure
        if not figure or not figure.stated_percent:
            return ""
        half = Fraction(1, 2 * 10 ** verdicts.digits_of(figure.stated_percent))
        apart = abs(self.exact - Fraction(figure.stated_percent)) > half
        return verdicts.percent_text(figure) if apart else ""

    @property
    def illustration(self):
        return self.known and self.result.source == ILLUSTRATION

    @property
    def figure(self):
        """The published figure behind it, None for a count of ours."""
        return self.result.printed.figure if self.known and self.result.printed else None


def percent_text(exact, digits):
    """All and none need no digits; a share that is neither is never rounded to look like one."""
    if exact in (0, 100):
        return units.amount(exact, units.PERCENT, 0)
    while round(exact, digits) in (0, 100) and digits < 6:
        digits += 1
    return units.amount(as_decimal(exact), units.PERCENT, digits)


def as_decimal(exact):
    return Decimal(exact.numerator) / Decimal(exact.denominator)
