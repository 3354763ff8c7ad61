"""One scenario as its page shows it: the plan by commune and criterion, the points, and what stands in the way."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm.dashboards.close.near import changes_of
from ntm.dashboards.commune.why import reason_url
from ntm.dashboards.entries import name_of
from ntm.dashboards.scenarios.effects import Effects
from ntm.dashboards.scenarios.form import in_order
from ntm.dashboards.selection import Selection, round_label, short_district
from ntm.planning import ASSUME, Planning
from ntm.progress import planner
from ntm.register import Register
from ntm.units import COMMUNE, CRITERIA, amount
from ntm.units import plain as written


@dataclass(frozen=True)
class WorkLine:
    """One criterion of one commune in words."""

    number: int
    criterion: str
    url: str
    changes: list
    points: str
    assumed: str
    departments: str
    note: str


@dataclass(frozen=True)
class CommuneLine:
    place: object
    url: str
    district: str
    before: str
    after: str
    works: list
    points: str
    recognised: bool
    illustration: bool


class Page:
    """Everything about one scenario; nothing of it is kept."""

    def __init__(self, scenario):
        self.scenario, self.register = scenario, Register()
        self.planning = Planning(scenario, self.register)
        self.effects = Effects(self.planning)
        as_of, units, set_code = self.planning.key
        given = {"ky": f"{as_of}", **({} if units == as_of else {"ms": f"{units}"})}
        self.selection = Selection(self.register, as_of, set_code, units, given=given)

    # --- the choice ------------------------------------------------------------------------------------------

    @cached_property
    def communes(self):
        """[CommuneLine] in Vietnamese order."""
        places = sorted((self.register.communes[unit] for unit in self.planning.pairs), key=in_order)
        return [self._commune(place) for place in places]

    def _commune(self, place):
        works = [work for work in self.planning.works[place.id] if work.number in self.planning.pairs[place.id]]
        before, after = (standing.rows[place.id] for standing in (self.planning.standing, self.after))
        return CommuneLine(
            place,
            reverse("commune", args=[place.slug]) + self.selection.query,
            short_district(place.district.name) if place.district else "",
            number(before.count),
            f"{number(after.count)}/{number(len(self.after.criteria))}",
            [self._work(place, work) for work in works],
            points_text(works),
            place.id in self.after.recognised and place.id not in self.planning.standing.recognised,
            before.illustration,
        )

    @property
    def has_districts(self):
        return any(one.district for one in self.communes)

    @property
    def after(self):
        return self.planning.supposed.standing(*self.planning.key)

    def _work(self, place, work):
        return WorkLine(
            work.number,
            f"{work.number}. {self.names[work.number]}",
            reason_url(self.selection, place, work.number),
            changes_of(work.effort),
            "" if work.effort.points is None else written(work.effort.points),
            written(work.assumed) if work.open and work.assumed is not None else "",
            ", ".join(self.departments[slug] for slug in work.departments),
            note_of(work),
        )

    @cached_property
    def names(self):
        return {one.number: name_of(one) for one in self.register.criteria[self.planning.key[-1]]}

    @cached_property
    def departments(self):
        return {one.slug: one.name for led in self.planning.led_by.values() for one in led}

    @property
    def by_department(self):
        """[(department, criteria that it would have to see through)], the most first."""
        found = self.planning.by_department.most_common()
        return [(self.departments[slug], amount(n, CRITERIA)) for slug, n in found]

    # --- what is said ----------------------------------------------------------------------------------------

    @property
    def title(self):
        if not self.scenario.pairs:
            words = _("%(name)s: no commune chosen yet")
            return words % {"name": self.scenario.name}
        basis = self.effects.bases[0]
        told = {
            "name": self.scenario.name,
            "before": number(len(basis.before.recognised)),
            "after": f"{number(len(basis.after.recognised))}/{number(basis.after.universe)}",
            "criteria": amount(len(self.planning.chosen), CRITERIA),
            "communes": amount(len(self.planning.pairs), COMMUNE),
        }
        if self.scenario.at_least is None:
            return _("%(name)s: with %(criteria)s in %(communes)s, %(before)s → %(after)s communes recognised") % told
        told["level"] = amount(self.scenario.at_least, CRITERIA)
        return _("%(name)s: with %(criteria)s, %(communes)s reach %(level)s or more") % {**told, "communes": self.reach}

    @property
    def reach(self):
        """Chosen communes that come to hold what was wanted."""
        needed = self.scenario.at_least or len(self.after.criteria)
        reached = sum(self.after.rows[unit].count >= needed for unit in self.planning.pairs)
        return amount(reached, COMMUNE)

    @property
    def asked(self):
        """What was asked for, in one sentence."""
        return asked_words(self.scenario)

    @property
    def basis_words(self):
        return " · ".join(start_words(self.scenario, self.register, len(self.planning.standing.rows)))

    @property
    def effort(self):
        """(points known, points assumed, criteria they are assumed for): kept apart on the page."""
        open_ = self.planning.open
        assumed = None if self.planning.assumed is None else self.planning.assumed * len(open_)
        return written(self.planning.points), None if assumed is None else written(assumed), len(open_)

    @property
    def assumption(self):
        return assumption_words(self.scenario)

    @property
    def short(self):
        """Communes still missing to what is wanted; 0 where there are enough."""
        needed = self.scenario.at_least or len(self.after.criteria)
        reached = sum(self.after.rows[unit].count >= needed for unit in self.planning.pairs)
        return max(self.scenario.wanted - reached, 0)

    @property
    def missing(self):
        """Communes without any report under the set: nothing can be planned for them."""
        return self.planning.standing.coverage["missing"]

    @property
    def illustration(self):
        return self.planning.standing.illustration


def points_text(works):
    """Points of some criteria: known, and apart from them what is assumed; how many are open where nothing is."""
    known, open_ = sum(work.known_points for work in works), [work for work in works if work.open]
    said = [written(known)] if known or not open_ else []
    if open_ and open_[0].assumed is not None:
        said.append(_("%(points)s assumed") % {"points": written(open_[0].assumed * len(open_))})
    elif open_:
        words = ngettext("%(n)s criterion not known", "%(n)s criteria not known", len(open_))
        said.append(words % {"n": number(len(open_))})
    return " + ".join(said)


def note_of(work):
    found = work.effort
    if not found.known:
        return _("no numbers to compute from yet")
    said = [_("at least; left to the officers: %(codes)s") % {"codes": ", ".join(found.open)}] if found.open else []
    stuck = [_("out of reach as counted: %(codes)s") % {"codes": ", ".join(found.stuck)}] if found.stuck else []
    return "; ".join([*said, *stuck])


def asked_words(scenario):
    told = {"communes": amount(scenario.wanted, COMMUNE), "due": day(scenario.due)}
    if scenario.at_least is None:
        return _("%(communes)s more are to attain the NTM standard by %(due)s.") % told
    told["level"] = amount(scenario.at_least, CRITERIA)
    return _("%(communes)s more are to hold %(level)s or more by %(due)s.") % told


def start_words(scenario, register, communes):
    """[round, set, units] that the scenario starts from."""
    of = next((one for one in register.rounds if one.date == scenario.as_of), None)
    label = round_label(of) if of else day(scenario.as_of)
    counted = amount(communes, COMMUNE)
    return [_("starts from: %(round)s") % {"round": label}, str(scenario.criteria_set), counted]


def assumption_words(scenario):
    if scenario.options.get("unknown") != ASSUME:
        return _("Communes with a criterion whose effort is not known, or not whole, are left out by the planner.")
    points = amount(Decimal(scenario.options["assumed"]), "point")
    words = _("Assumed: %(points)s for each criterion whose effort is not known, or not whole.")
    return words % {"points": points}


OBSTACLES = {
    planner.NOT_AVAILABLE: lambda n: _(
        "A commune that must be in cannot be planned: it already holds what is wanted, has no report, or needs a "
        "criterion whose effort is not known. Take it off the list, or assume points for such criteria."
    ),
    planner.TOO_MANY_MUST: lambda n: (
        _("%(n)s communes must be in: want as many, or leave some to the planner.") % {"n": n}
    ),
    planner.TOO_FEW: lambda n: (
        _(
            "The planner may choose from %(n)s communes only. Want fewer, or assume points for criteria whose effort "
            "is not known."
        )
        % {"n": n}
    ),
    planner.DISTRICTS: lambda n: _("The caps by district leave %(n)s communes. Raise them, or want fewer.") % {"n": n},
    planner.CAPS: lambda n: _("No choice of communes keeps all the caps. Raise one, or want fewer communes."),
}


def obstacle(refusal):
    """Why there is no plan, and what to do."""
    return OBSTACLES[refusal.why](number(refusal.communes))
