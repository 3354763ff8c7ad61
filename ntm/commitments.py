"""Commitments of plans judged on a date: which communes a condition is about, and what documents print of them."""

from fractions import Fraction

from criteria.models import Commitment
from ntm.judgement import PUBLISHED, exact
from ntm.progress import goals
from ntm.progress.commitments import AVERAGE, COMMUNES, WHOLE, Condition, evaluate
from ntm.progress.measures import RECOGNITION, Question

Per = Commitment.Per
MEASURES = {level: measure for measure, level in RECOGNITION.items()}
CITY = "Thành phố "


def condition_of(commitment):
    """The sentence as a pure condition: at most asks for little, everything else for much."""
    better = "lower" if commitment.comparator == Commitment.Comparator.AT_MOST else "higher"
    return Condition(
        commitment.counts,
        goals.Aim(exact(commitment.low), exact(commitment.high), better),
        commitment.least,
        frozenset(commitment.numbers),
        commitment.level,
        commitment.criteria_set and commitment.criteria_set.code,
    )


def evaluated(judge, commitment, as_of, units):
    """The commitment on a date, counted by the units of another date or of the same."""
    condition, standing = condition_of(commitment), communes_of(judge.register, commitment, as_of, units)
    return evaluate(
        condition,
        parts_of(judge.register, commitment, standing),
        printed=printed_value(judge, commitment, condition, as_of, units),
        decisions_known=not condition.level or judge.decisions_known(condition.level, as_of),
    )


def communes_of(register, commitment, as_of, units):
    """The standing of the communes that the commitment names; empty where nobody says which they are."""
    named = register.scope(commitment.scope, as_of, units)
    return register.standing(as_of, units).within(named or set())


def parts_of(register, commitment, standing):
    """{part: standing}: the whole, or each district of the units, those without any such commune too."""
    if commitment.per not in (Per.DISTRICT, Per.DISTRICT_OR_CITY) or not standing.universe:
        return {WHOLE: standing}
    found = {}
    for slug, one in register.districts.items():
        communes = register.district_communes(slug, standing.units)
        if communes and (commitment.per == Per.DISTRICT_OR_CITY or not one.name.startswith(CITY)):
            found[slug] = standing.within(communes)
    return found


def printed_value(judge, commitment, condition, as_of, units):
    """What a document prints of the scope as a whole, None where none does: it precedes what is computed."""
    measure = measure_of(commitment, condition)
    if measure is None:
        return None
    result = judge.result(Question(measure, as_of), commitment.scope, units)
    return Fraction(result.value) if result and result.source == PUBLISHED else None


def measure_of(commitment, condition):
    """The measure that documents print for it, None where they print none."""
    if commitment.per != Per.WHOLE:
        return None
    if condition.counts == AVERAGE:
        return "avg_criteria_per_commune"
    by_level = condition.counts == COMMUNES and not (condition.least or condition.including)
    return MEASURES.get(condition.level) if by_level else None


def needed(register, days, units=None):
    """(date, units, set) of every standing that evaluating on these days asks for; the units of each day by default."""
    return {(on, units or on, getattr(register.set_in_force(on), "code", None)) for on in days}
