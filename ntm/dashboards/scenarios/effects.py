"""What a scenario would change: by criterion, district and group under two unit bases, and for every target.

Both sides are counted from the communes alone, so that they differ by nothing but what is supposed.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from communes.vietnamese import number, signed
from ntm import units, verdicts
from ntm.dashboards.entries import name_of
from ntm.dashboards.goals.rows import Goal
from ntm.judgement import ILLUSTRATION, Judge, from_communes, question_of
from ntm.progress import goals

BELOW = 10  # what the documents count as a commune that needs most


@dataclass(frozen=True)
class Shift:
    """One number before and after, ready to be shown; `change` is "" where nothing changes."""

    before: str
    after: str
    change: str = ""


def shift(before, after, digits=None):
    """None is not known; a change is told with as many digits as its two numbers."""
    if before is None or after is None:
        return Shift(*(number(None if one is None else plain(one, digits)) for one in (before, after)))
    rounded = [plain(one, digits) for one in (before, after)]
    change = signed(rounded[1] - rounded[0], digits) if rounded[0] != rounded[1] else ""
    return Shift(number(rounded[0], digits), number(rounded[1], digits), change)


def plain(value, digits):
    return units.rounded(units.as_decimal(value), digits) if digits else value


@dataclass(frozen=True)
class Line:
    """One row of a table: what it is about, and its shifts in the order of the columns."""

    name: str
    shifts: list
    note: str = ""


@dataclass(frozen=True)
class TargetLine:
    """One target: where it stands by the communes, where it would stand, and what that is worth."""

    goal: Goal
    before: str
    after: str
    verdict: str
    tag: str
    reached: bool
    newly: bool
    moved: bool
    basis: str
    illustration: bool


@dataclass(frozen=True)
class Basis:
    """The two standings under the units of one day."""

    units: object
    name: str
    before: object
    after: object

    @property
    def numbers(self):
        below = [None if not one.has_data else one.communes_between(0, BELOW - 1) for one in self.sides]
        return [
            Line(_("NTM communes (recognised)"), [shift(*(len(one.recognised) for one in self.sides))]),
            Line(_("All criteria of the set"), [shift(*(len(one.all_criteria) for one in self.sides))]),
            Line(_("Average criteria per commune"), [shift(*(one.average for one in self.sides), 2)]),
            Line(_("Communes below 10 criteria"), [shift(*below)]),
        ]

    @property
    def sides(self):
        return self.before, self.after

    def of(self, communes):
        """[recognised, criteria on average] of some of the communes, before and after."""
        sides = [one.within(communes) for one in self.sides]
        return [shift(*(len(one.recognised) for one in sides)), shift(*(one.average for one in sides), 2)]


class Effects:
    """The consequences of one Planning's choice."""

    def __init__(self, planning):
        self.planning, self.register, self.supposed = planning, planning.register, planning.supposed
        self.as_of, self.units, self.set_code = planning.key
        self.judge, self.supposing = Judge(self.register), Judge(self.supposed)

    # --- unit bases ------------------------------------------------------------------------------------------

    @cached_property
    def bases(self):
        """The units that are counted by, then others: those of the targets ahead, else those before, or next."""
        lineage, found = self.register.lineage, {}
        whole = [one.basis for one in self.judgements if one.target.scope == "province" and one.base]
        for day in [self.units, *sorted(whole), *self._beside()]:
            found.setdefault(lineage.state_start(day), day)
        return [self._basis(day) for day in list(found.values())[:2]]

    def _beside(self):
        """The last day of the units before, and the first of the next ones."""
        lineage = self.register.lineage
        starts, own = lineage.state_starts(), lineage.state_start(self.units)
        before = [own - timedelta(1)] if lineage.has_past(own) else []
        return before + [day for day in starts if day > own][:1]

    def _basis(self, day):
        before, after = (one.standing(self.as_of, day, self.set_code) for one in (self.register, self.supposed))
        return Basis(day, units.amount(before.universe, units.COMMUNE), before, after)

    # --- tables ----------------------------------------------------------------------------------------------

    @cached_property
    def criteria(self):
        """A row a criterion: communes that hold it, by each basis."""
        return [
            Line(f"{one.number}. {name_of(one)}", [self._held(basis, one.number) for basis in self.bases])
            for one in self.register.criteria[self.set_code]
        ]

    def _held(self, basis, criterion):
        return shift(*(one.by_criterion[criterion] if one.has_data else None for one in basis.sides))

    @cached_property
    def districts(self):
        """(basis, rows): by the first basis that still has districts; None where none has."""
        for basis in self.bases:
            parts = [
                (one.name, self.register.district_communes(slug, basis.units))
                for slug, one in self.register.districts.items()
            ]
            if any(communes for _name, communes in parts):
                return basis, [Line(name, basis.of(communes)) for name, communes in parts if communes]
        return None

    @cached_property
    def groups(self):
        basis, found = self.bases[0], []
        for slug, one in self.register.groups.items():
            members = self.register.members(slug, self.as_of, basis.units)
            if members:
                found.append(Line(one.name, basis.of(members), units.amount(len(members), units.COMMUNE)))
        return found

    # --- targets ---------------------------------------------------------------------------------------------

    @cached_property
    def ahead(self):
        """Targets whose day lies after the round; once all are over, those of the last day."""
        last = max((one.date for one in self.register.targets), default=None)
        found = [one for one in self.register.targets if one.date > self.as_of]
        return found or [one for one in self.register.targets if one.date == last]

    @cached_property
    def judgements(self):
        """The targets that the communes decide, as the page of targets judges them."""
        return self.judge.judge_all(self.as_of, [one for one in self.ahead if from_communes(one)])

    @property
    def from_documents(self):
        """Targets that no commune's criteria decide: no scenario moves them."""
        return sum(not from_communes(one) for one in self.ahead)

    @cached_property
    def targets(self):
        return [self._target(one) for one in self.judgements]

    def _target(self, judgement):
        target = judgement.target
        asked = question_of(target, self.as_of), target.scope, judgement.basis
        before, after = (self._come(judgement, judge.counted(*asked)) for judge in (self.judge, self.supposing))
        reached = after.verdict in goals.ATTAINED
        return TargetLine(
            Goal(judgement, self.register),
            verdicts.result_text(before),
            verdicts.result_text(after),
            after.verdict,
            verdicts.tag(after),
            reached,
            reached and before.verdict not in goals.ATTAINED,
            (before.result and before.result.value) != (after.result and after.result.value),
            verdicts.basis_words(replace(after, on=self.as_of), self.register),
            bool(after.result) and after.result.source == ILLUSTRATION,
        )

    def _come(self, judgement, result):
        """The judgement as if its day had come with this result."""
        target = judgement.target
        if result is None:
            verdict = goals.NO_DATA
        elif target.criteria_set and target.criteria_set.code != result.criteria_set:
            verdict = goals.NOT_COMPARABLE
        else:
            verdict = goals.reached(judgement.aim, result.value)
        return replace(judgement, result=result, verdict=verdict, ahead=False)

    @property
    def newly(self):
        return sum(one.newly for one in self.targets)
