"""The choice by hand: every criterion that a commune lacks, by district, with its points; and what was ticked."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communes.forms.fields import SeenForm
from communes.vietnamese import number
from ntm.dashboards.entries import name_of
from ntm.dashboards.scenarios.form import in_order
from ntm.units import plain

FIELD, WAITS = "chon", 0  # WAITS: the commune lacks nothing and waits for its decision


@dataclass(frozen=True)
class Tick:
    """One box: its value, what it stands for, how much it takes, whether it is chosen."""

    value: str
    number: int
    name: str
    points: str
    chosen: bool


@dataclass(frozen=True)
class Offer:
    place: object
    count: str
    ticks: list


class Picking:
    """What can be ticked for one scenario, with what is chosen; after a refusal, with what was ticked."""

    def __init__(self, planning):
        self.planning, self.ticked = planning, None

    @cached_property
    def values(self):
        """{value of a box: (commune as in addresses, criterion number)}."""
        offered = {self.place(unit).slug: [work.number for work in self.planning.works[unit]] for unit in self.units}
        return {
            f"{slug}:{numbered}": (slug, numbered)
            for slug, numbers in offered.items()
            for numbered in numbers or [WAITS]
        }

    @cached_property
    def units(self):
        """Communes with a report that lack a criterion, or hold all and wait for their decision."""
        waiting = set(self.planning.open_units)
        return [unit for unit, works in self.planning.works.items() if works or unit in waiting]

    def place(self, unit):
        return self.planning.register.communes[unit]

    @property
    def chosen(self):
        if self.ticked is not None:
            return self.ticked
        pairs = {self.place(unit).slug: numbers for unit, numbers in self.planning.pairs.items()}
        return {f"{slug}:{numbered}" for slug, numbers in pairs.items() for numbered in numbers or [WAITS]}

    @property
    def by_district(self):
        """[(district, [Offer], criteria ticked)]."""
        chosen, names, found = self.chosen, self.names, {}
        for place in sorted(map(self.place, self.units), key=in_order):
            district = place.district.name if place.district else ""
            found.setdefault(district, []).append(self._offer(place, chosen, names))
        return [(name, offers, sum(t.chosen for one in offers for t in one.ticks)) for name, offers in found.items()]

    def _offer(self, place, chosen, names):
        standing = self.planning.standing
        count = f"{number(standing.rows[place.id].count)}/{number(len(standing.criteria))}"
        works = self.planning.works[place.id]
        if not works:
            value = f"{place.slug}:{WAITS}"
            return Offer(place, count, [Tick(value, WAITS, _("waits for its decision"), "", value in chosen)])
        return Offer(place, count, [self._tick(place, work, chosen, names) for work in works])

    def _tick(self, place, work, chosen, names):
        value, points = f"{place.slug}:{work.number}", work.effort.points
        said = "?" if points is None else f"≥\N{NO-BREAK SPACE}{plain(points)}" if work.open else plain(points)
        return Tick(value, work.number, names[work.number], said, value in chosen)

    @property
    def names(self):
        return {one.number: name_of(one) for one in self.planning.register.criteria[self.planning.key[-1]]}


class PickForm(SeenForm):
    """What was ticked; a box that does not exist is refused, never dropped in silence."""

    def __init__(self, data=None, *, picking, seen):
        super().__init__(data, seen=seen)
        self.picking, self.pairs = picking, {}

    def clean(self):
        found, known = super().clean(), self.picking.values
        self.picking.ticked = set(self.data.getlist(FIELD))
        if not self.picking.ticked <= known.keys():
            raise ValidationError(
                _("Some of what was ticked cannot be chosen any more: it was attained meanwhile. Check the list.")
            )
        for slug, numbered in (known[value] for value in self.picking.ticked):
            self.pairs.setdefault(slug, []).extend([numbered] if numbered != WAITS else [])
        return found
