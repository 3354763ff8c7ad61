"""One date under the units of another (pure; design section 4, "Lineage" and "Unit basis").

Towards newer units a commune holds, or is recognised, if it has a voter and all voters do. Towards older units
it holds if it has a rural successor and all of them hold; without one it "left the rural universe".
"""

from datetime import timedelta

from criteria.readings import Trace, inherit, trace
from ntm.progress.recognition import is_year_end

ONE_DAY = timedelta(days=1)


def speakers(lineage, unit, as_of, units):
    """Units in force on `as_of` that speak for `unit` of the basis `units`; [] when nobody does."""
    if units >= as_of:
        return lineage.voters(unit, as_of, units)
    return lineage.successors(unit, units, as_of)


def same(lineage, unit, found, as_of, units):
    """Whether the unit of the basis is itself on the date, and not only by name."""
    return found == [unit] and lineage.same_self(unit, min(as_of, units), max(as_of, units))


def restated_traces(lineage, readings, as_of, units, criteria_set):
    """{unit of the basis: Trace} for the universe of `units`."""
    known = {u: trace(lineage, readings, u, as_of, criteria_set) for u in lineage.universe(as_of)}
    if lineage.same_state(as_of, units):
        return known
    return {unit: _restated(lineage, known, unit, as_of, units) for unit in lineage.universe(units)}


def restated_trace(lineage, readings, unit, as_of, units, criteria_set):
    """The trace of one unit of the basis, as `restated_traces` has it, without computing the others."""
    asked = {unit, *speakers(lineage, unit, as_of, units)}
    in_force = [u for u in asked if lineage.units[u].in_force(as_of)]
    known = {u: trace(lineage, readings, u, as_of, criteria_set) for u in in_force}
    return _restated(lineage, known, unit, as_of, units)


def _restated(lineage, known, unit, as_of, units):
    found = speakers(lineage, unit, as_of, units)
    if same(lineage, unit, found, as_of, units):
        return known[unit]
    if not found and units < as_of:
        return Trace(left=True)
    return inherit([known[speaker] for speaker in found])


def restated_awards(recognitions, as_of, units):
    """{unit of the basis: awards that make it recognised} (only those that are)."""
    if not recognitions:
        return {}
    if recognitions.lineage.same_state(as_of, units):
        restated = _as_it_is
    else:
        restated = _towards_newer if units >= as_of else _towards_older
    found = {unit: restated(recognitions, unit, as_of, units) for unit in recognitions.lineage.universe(units)}
    return {unit: awards for unit, awards in found.items() if awards}


def _as_it_is(recognitions, unit, as_of, units):
    return recognitions.awards_for(unit, as_of)


def _towards_newer(recognitions, unit, as_of, units):
    found = [recognitions.awards_for(v, as_of) for v in recognitions.lineage.voters(unit, as_of, units)]
    return [award for awards in found for award in awards] if found and all(found) else []


def _towards_older(recognitions, unit, as_of, units):
    """Its own decision stood when it ended (or stands), or each rural successor has a decision of its own."""
    lineage = recognitions.lineage
    successors = lineage.successors(unit, units, as_of)
    if same(lineage, unit, successors, as_of, units):
        return recognitions.awards_for(unit, as_of)
    ended = min(filter(None, [lineage.ended(unit, units), as_of]))
    own = recognitions.own(unit, ended, by_year=is_year_end(as_of))
    awards = [recognitions.own(successor, as_of) for successor in successors]
    return [own] if own else awards if awards and all(awards) else []
