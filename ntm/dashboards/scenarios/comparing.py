"""Two scenarios side by side: what each asks for, takes and would change, and the communes that only one has."""

from dataclasses import dataclass
from functools import cached_property

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from communes.vietnamese import number
from criteria.models import Scenario
from ntm.dashboards.scenarios.form import in_order
from ntm.dashboards.scenarios.page import Page
from ntm.dashboards.scenarios.reading import reading

DIGITS = 9


@require_GET
@never_cache
def scenario_compare(request):
    """GET /phuong-an/so-sanh/ with `a` and `b`: the numbers of two scenarios."""
    reading(request)
    every = list(Scenario.objects.listed())
    chosen = [asked(every, request.GET.get(name, "")) for name in ("a", "b")]
    both = Both(*map(Page, chosen)) if all(chosen) and chosen[0] != chosen[1] else None
    return render(request, "dashboards/scenarios/compare.html", {"found": every, "chosen": chosen, "both": both})


def asked(every, text):
    wanted = text[:DIGITS]
    return next((one for one in every if str(one.pk) == wanted), None)


@dataclass(frozen=True)
class Beside:
    """One line of the comparison."""

    label: str
    first: str
    second: str

    @property
    def differs(self):
        return self.first != self.second


class Both:
    def __init__(self, first, second):
        self.pages = first, second

    @property
    def comparable(self):
        """Numbers of communes of different rounds, units or sets do not stand against each other."""
        first, second = (page.planning.key for page in self.pages)
        return first == second

    @cached_property
    def lines(self):
        told = [
            (_("Asked for"), lambda page: page.asked),
            (_("Starts from"), lambda page: page.basis_words),
            (_("Communes chosen"), lambda page: number(len(page.planning.pairs))),
            (_("Criteria to attain"), lambda page: number(len(page.planning.chosen))),
            (_("Effort in points, as far as known"), lambda page: page.effort[0]),
            (_("Points assumed"), lambda page: page.effort[1] or number(None)),
            (_("Criteria not known, or not whole"), lambda page: number(page.effort[2])),
            (_("Targets ahead that would newly be reached"), lambda page: number(page.effects.newly)),
        ]
        return [Beside(label, *(say(page) for page in self.pages)) for label, say in told] + self._numbers()

    def _numbers(self):
        """The numbers of the province under the units that each counts by: before → after."""
        sides = [page.effects.bases[0].numbers for page in self.pages]
        return [
            Beside(one.name, *(arrow(line.shifts[0]) for line in (one, other)))
            for one, other in zip(*sides, strict=True)
        ]

    @cached_property
    def communes(self):
        """(only in the first, in both, only in the second): names with their criteria."""
        first, second = (page.planning.pairs for page in self.pages)
        parts = [first.keys() - second.keys(), first.keys() & second.keys(), second.keys() - first.keys()]
        return [[self._told(unit) for unit in sorted(part, key=self._place)] for part in parts]

    def _place(self, unit):
        return in_order(self.pages[0].register.communes[unit])

    def _told(self, unit):
        """(name, criteria of the first, criteria of the second)."""
        numbers = [", ".join(map(str, sorted(page.planning.pairs.get(unit, ())))) or "–" for page in self.pages]
        return self.pages[0].register.communes[unit], *numbers

    @property
    def illustration(self):
        return any(page.illustration for page in self.pages)


def arrow(one):
    return f"{one.before} → {one.after}"
