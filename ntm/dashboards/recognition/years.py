"""All decisions by year and level, with their communes; withdrawn ones stay and say so."""

from collections import defaultdict
from dataclasses import dataclass, field

from criteria.models.standard import Level
from ntm.dashboards.recognition.place import in_order, place_of


@dataclass
class Year:
    """Decisions for one year: [(level, [Signed])], and how many recognitions they hold."""

    year: int
    levels: list = field(default_factory=list)

    @property
    def count(self):
        return sum(one.standing for _label, signed in self.levels for one in signed)


@dataclass(frozen=True)
class Signed:
    """One decision with the communes of the page's scope: (place, recognition)."""

    decision: object
    communes: list

    @property
    def standing(self):
        return sum(not one.withdrawn_on for _place, one in self.communes)


def years(selection):
    """[Year], the newest first; a district names the communes that lay in it."""
    found = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    scope = selection.communes()
    for one in selection.register.decided:
        if scope is None or speaks_for(selection, one.commune_id, scope):
            found[one.decision.year][one.decision.level][one.decision_id][one.commune_id] = one
    return [Year(year, levels(selection, found[year])) for year in sorted(found, reverse=True)]


def speaks_for(selection, unit, scope):
    """A commune of the scope, or one that went into it."""
    if unit in scope:
        return True
    ended = selection.register.communes[unit].valid_to
    after = selection.register.lineage.successors(unit, ended, selection.units) if ended else ()
    return ended is not None and ended < selection.units and bool(scope & set(after))


def levels(selection, by_level):
    order = [level.value for level in Level]
    return [
        (Level(level).label, [signed(selection, rows) for rows in in_signing_order(by_level[level])])
        for level in sorted(by_level, key=order.index)
    ]


def in_signing_order(by_decision):
    return sorted(by_decision.values(), key=lambda rows: first(rows).decision.signed_on)


def first(rows):
    return next(iter(rows.values()))


def signed(selection, rows):
    return Signed(first(rows).decision, [(place_of(selection, unit), rows[unit]) for unit in in_order(selection, rows)])
