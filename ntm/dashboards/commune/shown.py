"""Which date a commune's page is about: the bar's, or the nearest round of the commune's life."""

from dataclasses import dataclass
from datetime import date

from communes.vietnamese import day
from ntm.dashboards.selection import Selection, known_words
from ntm.judgement import default_date

BEFORE, AFTER, TOWN = "before", "after", "town"


@dataclass(frozen=True)
class Shown:
    """Date, units and set of the page; `outside` where the bar's units do not know the commune (or it is urban)."""

    as_of: date
    units: date
    set_code: str | None
    outside: str = ""
    selection: Selection | None = None

    @property
    def made_up(self):
        """Whether the date lies after the last one with published or entered results."""
        return self.as_of > default_date(self.selection.register)

    @property
    def restated(self):
        """Whether the units counted by are not those of the date."""
        state = self.selection.register.lineage.state_start
        return state(self.as_of) != state(self.units)


@dataclass(frozen=True)
class Bar:
    """The bar of a commune's page: no scope to choose, and no numbers of the province, which cost a query."""

    selection: Selection
    place: str
    shown: Shown
    hidden: tuple = ()
    scopes: tuple = ()

    @property
    def rounds(self):
        return self.selection.rounds

    @property
    def sets(self):
        return self.selection.sets

    @property
    def unit_states(self):
        return self.selection.unit_states

    @property
    def known_on(self):
        return self.selection.known_on

    @property
    def state_text(self):
        return self.selection.state_text

    @property
    def print_line(self):
        used = self.selection.register.sets.get(self.shown.set_code)
        named = [self.place, day(self.shown.as_of), used and used.name, *known_words(self)]
        return " · ".join(filter(None, named))


def shown_on(register, place, selection):
    unit = register.lineage.units[place.id]
    if not unit.rural:
        return Shown(selection.as_of, selection.units, None, TOWN, selection)
    if unit.in_force(selection.units):
        return Shown(selection.as_of, selection.units, selection.set_code, "", selection)
    on = nearest_round(register, unit, selection.units)
    in_force = register.set_in_force(on)
    outside = BEFORE if selection.units < unit.valid_from else AFTER
    return Shown(on, on, in_force and in_force.code, outside, selection)


def nearest_round(register, unit, on):
    """The round of the unit's life that lies nearest to the date; its first or last day where it saw none."""
    days = [one.date for one in register.rounds if unit.in_force(one.date)]
    if on < unit.valid_from:
        return min(days, default=unit.valid_from)
    return max(days, default=unit.valid_to)
