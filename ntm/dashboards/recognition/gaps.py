"""Where results and decisions differ, level by level, with what to do next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.vietnamese import day
from criteria.models.standard import Level
from ntm.dashboards.entries import name_of
from ntm.dashboards.recognition.place import Place, in_order, place_of
from ntm.progress.differences import differences


@dataclass(frozen=True)
class Line:
    """One commune that differs. `criteria`: (number, name) it lacks; `decisions`: those it is recognised by."""

    place: Place
    reported: str
    next_step: str
    criteria: list
    decisions: list
    inherited: bool = False
    illustration: bool = False


@dataclass(frozen=True)
class Gap:
    """One level under the set in force: who has no decision, who lost the standard, how many say nothing."""

    level: str
    label: str
    criteria_set: object
    recognised: int
    universe: int
    complete: list
    lost: list
    silent: int

    @property
    def count(self):
        return len(self.complete) + len(self.lost)


def levels_in_force(register, on):
    """{level: set} of the levels that have a set with known criteria on that day."""
    found = {level.value: register.set_in_force(on, level) for level in Level}
    return {level: one for level, one in found.items() if one}


def gaps(selection, proposed=frozenset()):
    """One Gap a level; `proposed`: (level, unit) whose recognition may be considered for withdrawal."""
    in_force = levels_in_force(selection.register, selection.as_of)
    return [gap(selection, level, one, proposed) for level, one in in_force.items()]


def gap(selection, level, criteria_set, proposed):
    standing = standing_of(selection, criteria_set.code)
    found = differences(standing, level)
    lines = Lines(selection, level, criteria_set, standing, found, proposed)
    return Gap(
        level,
        Level(level).label,
        criteria_set,
        len(standing.recognised_by_level.get(level, ())),
        standing.universe,
        [lines.complete(unit) for unit in in_order(selection, found.complete)],
        [lines.lost(unit) for unit in in_order(selection, found.lost)],
        len(found.silent),
    )


def standing_of(selection, set_code):
    """The standing under that set in the page's scope."""
    found = selection.register.standing(selection.as_of, selection.units, set_code)
    communes = selection.communes()
    return found if communes is None else found.within(communes)


class Lines:
    """Makes the lines of one level."""

    def __init__(self, selection, level, criteria_set, standing, found, proposed):
        self.selection, self.level, self.found, self.proposed = selection, level, found, proposed
        self.register, self.standing = selection.register, standing
        self.recognitions = selection.register.recognitions[level]
        self.names = {one.number: name_of(one) for one in self.register.criteria[criteria_set.code]}

    def complete(self, unit):
        row = self.standing.rows[unit]
        again = self.recognitions.must_again(unit, self.selection.as_of)
        step = _("Recognise again: open a file, or record the decision that was signed.")
        step = step if again else _("Open a file, or record the decision that was signed.")
        return Line(place_of(self.selection, unit), day(row.on), step, [], [], illustration=row.illustration)

    def lost(self, unit):
        row, awards = self.standing.rows[unit], self.recognitions.awards_for(unit, self.selection.as_of)
        inherited = unit not in {award.commune for award in awards}
        return Line(
            place_of(self.selection, unit),
            day(row.on),
            self._next(unit, inherited),
            [(number, self.names[number]) for number in sorted(self.found.lost[unit])],
            self.register.behind(awards),
            inherited,
            row.illustration or any(award.illustration for award in awards),
        )

    def _next(self, unit, inherited):
        if self.found.lost[unit] == self.found.unknown[unit]:
            return _("Enter the criteria without data first.")
        if inherited:
            return _("Review what was inherited: mend the criteria or recognise again.")
        if (self.level, unit) in self.proposed:
            return _("Consider withdrawal: see below.")
        return _("Mend the criteria by the next round.")
