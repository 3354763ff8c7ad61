"""What the last rearrangement did to recognition: inherited, to be recognised again, or not carried over (pure).

Source of the rule: design section 4, "Lineage" and "Recognised". Rows are communes of one day that began anew after
the first known day; one that has a decision of its own is told apart, one whose predecessors had none is in no list.
"""

from dataclasses import dataclass
from datetime import timedelta

from ntm.progress.recognition import is_year_end

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Carried:
    """One commune that began anew: who speaks for it, and which of them were recognised until then."""

    unit: int
    began: object
    voters: tuple
    recognised: tuple
    outcome: str  # inherited, again, own, not_carried


OUTCOMES = ("inherited", "again", "own", "not_carried")


def carried(recognitions, on):
    """[Carried] of the communes in force that day with a recognised predecessor, in the order of the universe."""
    lineage = recognitions.lineage
    found = (carried_one(recognitions, unit, on) for unit in lineage.universe(on))
    return [one for one in found if one]


def carried_one(recognitions, unit, on):
    lineage = recognitions.lineage
    began = lineage.began(unit, on)
    if not lineage.has_past(began):
        return None
    before = began - ONE_DAY
    voters = tuple(lineage.voters(unit, before, on))
    by_year = is_year_end(on)
    recognised = tuple(voter for voter in voters if recognitions.awards_for(voter, before, by_year))
    if not recognised:
        return None
    return Carried(unit, began, voters, recognised, outcome_of(recognitions, unit, on, voters, recognised))


def outcome_of(recognitions, unit, on, voters, recognised):
    if recognitions.own(unit, on):
        return "own"
    if recognitions.must_again(unit, on):
        return "again"
    return "inherited" if len(recognised) == len(voters) else "not_carried"
