"""Communes whose recognition may be considered for withdrawal: each against the set that it was recognised under."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from communes.vietnamese import day
from criteria.models.standard import Level
from criteria.recognition.conditions import percent
from criteria.recognition.terms import Terms
from ntm.dashboards.recognition.place import Place, in_order, place_of
from ntm.progress.standing import MISSING
from ntm.progress.withdrawal import Limits, Verdict, proposal


@dataclass(frozen=True)
class Line:
    """One recognition that the rule applies to. `lost`, `named`, `unknown`: (number, name) of criteria of its set."""

    place: Place
    recognition: object
    level: str
    label: str
    set_name: str
    reported: str
    proposal: object
    share: str
    lost: list
    unknown: list
    illustration: bool

    @property
    def many(self):
        return self.proposal.verdict is Verdict.MANY


@dataclass(frozen=True)
class Withdrawals:
    """Proposals first; `unclear`: it depends on criteria without data; `rules` that were used, with their source."""

    proposed: list
    unclear: list
    rules: list
    year: int
    examined: int
    without_report: int

    @property
    def units(self):
        """(level, unit) of the proposals."""
        return frozenset((one.level, one.place.unit) for one in self.proposed)


def awards_of(selection):
    """[(level, unit, award)] of communes of the page with a decision of their own that stands."""
    register, on = selection.register, selection.as_of
    communes = selection.communes()
    units = [u for u in register.lineage.universe(on) if communes is None or u in communes]
    found = []
    for level, recognitions in register.recognitions.items():
        for unit in in_order(selection, units) if recognitions else ():
            award = recognitions.own(unit, on)
            if award:
                found.append((level, unit, award))
    return found


def set_of(register, award):
    """The set that was in force in the year the decision is for; None where none is known."""
    return register.set_in_force(date(award.year, 12, 31), award.level)


def keys(selection):
    """The standings that are needed, for `prepare`."""
    found = {set_of(selection.register, award) for _level, _unit, award in awards_of(selection)}
    return {(selection.as_of, selection.as_of, one.code) for one in found if one}


def withdrawals(selection, rules):
    year = selection.as_of.year
    terms = {level.value: Terms(rules, year, level.value) for level in Level}
    examined = [examine(selection, terms[level], unit, award) for level, unit, award in awards_of(selection)]
    lines = [one for one in examined if one]
    proposed = [one for one in lines if one.proposal.proposed]
    unclear = [one for one in lines if one.proposal.verdict is Verdict.NOT_KNOWN]
    proposed.sort(key=lambda one: -one.proposal.share)
    used = rules_used(selection, terms)
    return Withdrawals(proposed, unclear, used, year, len(lines), len(examined) - len(lines))


def rules_used(selection, terms):
    """The rules of the year on which a withdrawal may be based, each once; none where the period sets none."""
    found = {rule.pk: rule for one in terms.values() for rule in (one.get("lost_named"), one.get("lost")) if rule}
    sets = {(level, set_of(selection.register, award)) for level, _unit, award in awards_of(selection)} if found else ()
    named = [terms[level].named_rule(one.id) for level, one in sets if one]
    return [*found.values(), *{rule.pk: rule for rule in named if rule}.values()]


def limits_of(terms, criteria_set):
    named, alone = terms.get("lost_named"), terms.get("lost")
    return Limits(limit(named), limit(alone), terms.named(criteria_set.id))


def limit(rule):
    return Fraction(rule.value) if rule and rule.value is not None else None


def examine(selection, terms, unit, award):
    """The line of one recognition; None where no report under its set exists."""
    register, criteria_set = selection.register, set_of(selection.register, award)
    if criteria_set is None:
        return None
    row = register.standing(selection.as_of, selection.as_of, criteria_set.code).rows[unit]
    if row.coverage == MISSING:
        return None
    names = {one.number: one.name for one in register.criteria[criteria_set.code]}
    found = proposal(limits_of(terms, criteria_set), names, row.holds, row.no_data)
    return Line(
        place_of(selection, unit),
        next(iter(register.behind([award])), None),
        award.level,
        Level(award.level).label,
        criteria_set.name,
        day(row.on),
        found,
        percent(found.share),
        [(number, names[number], number in found.named) for number in sorted(found.lost)],
        [(number, names[number]) for number in sorted(found.unknown)],
        row.illustration or award.illustration,
    )
