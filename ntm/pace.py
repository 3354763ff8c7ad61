"""The communes' own histories behind a target: what a fan of paths starts from, and what it can be tried on."""

from dataclasses import dataclass
from datetime import date

from ntm.judgement import from_communes, year_end
from ntm.progress.fan import Counted, State, back_test, fan
from ntm.progress.measures import BANDS, RECOGNITION, free_of_sets

CRITERION, SHARE = "communes_attained_criterion", "_share"


@dataclass(frozen=True)
class Histories:
    """Where every commune of the province stood at the end of each year, under one set and on one base.

    `among` are the communes that the target is about.
    """

    counted: Counted
    top: int
    years: dict
    among: frozenset
    illustration: bool

    def fan(self, last):
        return fan(self.years, self.counted, self.top, last, self.among)

    def back_test(self):
        return back_test(self.years, self.counted, self.top, self.among)


def counted_by(measure):
    """How a measure counts communes; None where it does not count them one by one."""
    plain, percent = measure.removesuffix(SHARE), measure.endswith(SHARE)
    if plain in RECOGNITION or plain == CRITERION:
        return Counted("members", percent=percent)
    if plain in BANDS:
        return Counted("between", *BANDS[plain], percent=percent)
    return Counted("average") if plain == "avg_criteria_per_commune" else None


def years_of(register, target, on):
    """Year-ends up to a day that were judged by the set of the latest of them."""
    if not from_communes(target) or counted_by(target.measure.key) is None:
        return []
    days = [one.date for one in register.rounds if one.date == year_end(one.date.year) and one.date <= on]
    last = days and register.set_in_force(days[-1])
    return [day for day in days if last and register.set_in_force(day) == last]


def histories(judge, judgement):
    """Histories of the communes that a target ahead is about; None where no commune's history can say anything."""
    target, register = judgement.target, judge.register
    days = years_of(register, target, judgement.on)
    if not judgement.ahead or not days:
        return None
    known = [one for one in (register.standing(day, judgement.basis) for day in days) if one.has_data]
    among = register.scope(target.scope, judgement.on, judgement.basis)
    if not among or not known or known[-1].as_of != days[-1] or not known[-1].within(among).has_data:
        return None
    years = {one.as_of.year: states(one, target) for one in known}
    made_up = any(one.illustration for one in known) or register.made_up_scope(target.scope)
    return Histories(counted_by(target.measure.key), len(known[-1].criteria), years, frozenset(among), made_up)


def states(standing, target):
    """{commune: State} of one year-end."""
    members = members_of(standing, target)
    return {unit: State(row.count, unit in members) for unit, row in standing.rows.items()}


def members_of(standing, target):
    measure = target.measure.key.removesuffix(SHARE)
    if measure in RECOGNITION:
        return standing.recognised_by_level.get(RECOGNITION[measure], frozenset())
    if measure == CRITERION:
        return {unit for unit, row in standing.rows.items() if target.criterion in row.holds}
    return frozenset()


def recorded(judge, judgement):
    """[(year-end, result)] up to the day of the judgement on the target's base, and that day itself."""
    days = [*earlier_days(judge.register, judgement), judgement.on]
    found = [(day, judge.point(judgement.target, day, judgement.basis)) for day in dict.fromkeys(days)]
    return [(day, result) for day, result in found if result is not None]


def earlier_days(register, judgement):
    """Year-ends of the rounds before the judgement's day; no further back than where its period began."""
    first = int(judgement.target.period[:4]) - 1
    days = {one.date for one in register.rounds if one.date == year_end(one.date.year)}
    if not from_communes(judgement.target):
        days = {year_end(year) for year in range(first, judgement.on.year)}
    return sorted(day for day in days if first - 4 <= day.year and day < judgement.on)


def needed(judge, judgement):
    """(date, units, set) of every standing that the path and the fan of a target ask for."""
    register, target = judge.register, judgement.target
    if not from_communes(target):
        return set()
    days = {*earlier_days(register, judgement), *years_of(register, target, judgement.on), judgement.on}
    return {(day, judgement.basis, getattr(register.set_in_force(day), "code", None)) for day in days}


def same_set(target, one, other):
    """Whether two results can be joined by a line."""
    return free_of_sets(target.measure.key) or not from_communes(target) or one.criteria_set == other.criteria_set


def as_year(day):
    """31/12/2020 is 2020; 30/06/2025 is 2024,5."""
    return (
        day.year if (day.month, day.day) == (12, 31) else day.year - 1 + (day - date(day.year - 1, 12, 31)).days / 365
    )
