"""What a plan will do, before it is done: units, reports, roles, groups, recognition and the map (pure).

The lineage that would follow is made beside the one that is, and asked by the rules that every page asks. A new row
has the number -1, -2 … in it, in the order of the plan.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from communes.lineage import Lineage, Link, Unit
from communes.models import Commune
from criteria.models.standard import Level
from criteria.rearrangement.items import groups_of, recognitions_of, roles_of
from criteria.rules.recognition import Recognitions

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class AReport:
    """A report of a unit that ends or begins anew: of which round, and how far it is."""

    slug: str
    name: str
    round: str
    on: date
    state: str
    words: str = ""


@dataclass(frozen=True)
class ARole:
    """A commune officer's role that names units which end."""

    id: int
    person: str
    communes: tuple


@dataclass(frozen=True)
class AMembership:
    """A unit's time in a group or an assigned area that reaches to the day or beyond."""

    id: int
    group: int
    name: str
    area: bool
    commune: int


@dataclass(frozen=True)
class AFile:
    """A recognition file under way of a unit that ends."""

    name: str
    year: int
    level: str


@dataclass
class Facts:
    """What the database knows about the units of a plan."""

    reports: list = field(default_factory=list)
    roles: list = field(default_factory=list)
    memberships: list = field(default_factory=list)
    files: list = field(default_factory=list)
    awards: list = field(default_factory=list)
    renewals: list = field(default_factory=list)
    tiles: dict = field(default_factory=dict)  # {unit: (column, row)} of the state before


def number_of(plan, new):
    """The number of a new unit in the lineage that would follow: its own where it stays the same row."""
    return new.kept.id if new.kept else -1 - next(place for place, one in enumerate(plan.new) if one is new)


def following(lineage, plan):
    """The lineage as it would be with the plan."""
    ends = {one.id for one in plan.ends}
    last, day = plan.effective_on - ONE_DAY, plan.effective_on
    units = [replace(one, valid_to=last) if one.id in ends else one for one in lineage.units.values()]
    units += [
        Unit(number_of(plan, one), one.code, one.name, one.rural, None, day) for one in plan.new if one.kept is None
    ]
    links = [Link(step.old.id, number_of(plan, one), day, step.kind) for one, step in plan.steps]
    return Lineage(units, [*lineage.links, *links])


@dataclass
class Outlook:
    """Everything that a plan would do. `places`: units in force the day before; `choices`: {key of an item: value}."""

    plan: object
    lineage: Lineage
    places: list
    facts: Facts
    choices: dict = field(default_factory=dict)

    @cached_property
    def after(self):
        return following(self.lineage, self.plan)

    @cached_property
    def counts(self):
        """[(kind of unit, how many the day before, how many on the day)]."""
        gone = {one.id for one in self.plan.ends}
        going_on = [one.kind for one in self.places if one.id not in gone]
        kinds = going_on + [one.kind for one in self.plan.new if one.kept is None]
        before = [one.kind for one in self.places]
        return [(label, before.count(kind), kinds.count(kind)) for kind, label in Commune.Kind.choices]

    @property
    def rural_before(self):
        return len(self.lineage.universe(self.plan.effective_on - ONE_DAY))

    @property
    def rural_after(self):
        return len(self.after.universe(self.plan.effective_on))

    # --- reports and files ------------------------------------------------------------------------------------

    @property
    def closing(self):
        """Open reports of rounds on or after the day: kept, and nobody goes on with them."""
        return [one for one in self.facts.reports if one.state != "approved" and one.on >= self.plan.effective_on]

    @property
    def going_on(self):
        """Open reports of rounds before the day: the unit was in force on their date, so they are finished."""
        return [one for one in self.facts.reports if one.state != "approved" and one.on < self.plan.effective_on]

    @property
    def past_their_end(self):
        """Approved reports about a date on which the unit was no more: kept, and not counted from then on."""
        return [one for one in self.facts.reports if one.state == "approved"]

    # --- what continues, with a choice ------------------------------------------------------------------------

    @cached_property
    def recognised(self):
        """{level: Recognitions} under the lineage that would follow."""
        given = self.facts.awards, self.facts.renewals
        return {level.value: Recognitions(self.after, *given, level.value) for level in Level}

    @cached_property
    def roles(self):
        return roles_of(self.plan, self.facts.roles, self.choices)

    @cached_property
    def groups(self):
        return groups_of(self.plan, self.facts.memberships, self.choices)

    @cached_property
    def recognitions(self):
        numbers = {id(one): number_of(self.plan, one) for one in self.plan.new}
        return recognitions_of(self.plan, self.recognised, numbers, self.choices)

    @property
    def items(self):
        return [*self.roles, *self.groups, *self.recognitions]

    @property
    def without_officer(self):
        """Rural units with a new row for which no commune officer is proposed."""
        taken = {id(one) for item in self.roles if item.chosen == "take" for one in item.new}
        return [one for one in self.plan.new if one.rural and one.kept is None and id(one) not in taken]

    @property
    def twice_in_areas(self):
        """New units that the choices put into more than one assigned area."""
        joined = [id(item.new) for item in self.groups if item.area and item.chosen == "join"]
        return [one for one in self.plan.new if joined.count(id(one)) > 1]

    # --- the map ----------------------------------------------------------------------------------------------

    @cached_property
    def squares(self):
        """{number of a rural unit: its square on the map of the new state}."""
        tiles, rural = self.facts.tiles, self.after.universe(self.plan.effective_on)
        found = {unit: tiles[unit] for unit in rural if unit in tiles}
        for one in self.plan.new:
            square = next((tiles[old] for old in nearest(one) if tiles.get(old) not in (None, *found.values())), None)
            if one.rural and one.kept is None and square:
                found[number_of(self.plan, one)] = square
        return found

    @property
    def unplaced(self):
        """Rural units of the new state without a square."""
        on = self.plan.effective_on
        return [self.after.units[unit].name for unit in self.after.universe(on) if unit not in self.squares]


def nearest(new):
    """The predecessors of a unit, the one of its name first, then those that go into it whole."""
    found = sorted(new.steps, key=lambda step: (step.old.name != new.name, step.part))
    return [step.old.id for step in found]
