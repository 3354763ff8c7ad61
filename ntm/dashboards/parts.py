"""A part of the province on its own page (a district, a group): key figures, bands, criteria, communes, targets."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import number
from ntm import units
from ntm.dashboards.entries import entries, name_of
from ntm.dashboards.goals.rows import Goal
from ntm.dashboards.goals.sections import tables
from ntm.dashboards.selection import read_selection
from ntm.judgement import HEADLINE, PUBLISHED, Judge
from ntm.progress.measures import Question
from ntm.progress.standing import MISSING
from ntm.rows import band_slug, commune_rows
from ntm.verdicts import own_units_result

AVERAGE = "avg_criteria_per_commune"
BELOW = 10  # what the documents count as a commune that needs most


def selection_of(query, register, scope):
    """The selection of a page whose scope is its address: the bar offers no other."""
    asked = query.copy()
    asked["pv"] = scope
    selection = read_selection(asked, register)
    selection.scopes = []
    return selection


@dataclass(frozen=True)
class Counted:
    """A number with the list that has as many rows; `whole` for the bar beside it."""

    label: str
    communes: int
    whole: int
    url: str
    kind: str = ""
    number: int | None = None
    share: str = ""


@dataclass
class Numbers:
    """Key figures of some communes, ready for a page; None is written "–"."""

    standing: object
    gained: int | None = None
    lost: int | None = None

    @property
    def size(self):
        return self.standing.universe

    @property
    def recognised(self):
        return len(self.standing.recognised)

    @property
    def share(self):
        return 100 * self.recognised / self.size if self.size else 0.0

    @property
    def share_text(self):
        return f"{number(self.share, 1)}%" if self.size else number(None)

    @property
    def average(self):
        return self.standing.average

    @property
    def average_text(self):
        return number(None) if self.average is None else number(units.as_decimal(self.average), 2)

    @property
    def missing(self):
        return self.standing.coverage[MISSING]

    @property
    def all_criteria(self):
        return len(self.standing.all_criteria) if self.standing.has_data else None

    @property
    def below(self):
        """Communes with a reading and fewer than ten criteria: without a reading the count is unknown."""
        if not self.standing.has_data:
            return None
        return sum(row.count < BELOW and row.coverage != MISSING for row in self.standing.rows.values())

    @property
    def levels(self):
        found = self.standing.recognised_by_level
        return [len(found.get("advanced", ())), len(found.get("model", ()))]

    @property
    def illustration(self):
        return self.standing.illustration

    @property
    def kind(self):
        return "illustration" if self.illustration else ""


def numbers_of(standing, moved):
    """`moved`: (gained, lost) pairs of the whole selection, None where the sets cannot be compared."""
    if moved is None:
        return Numbers(standing)
    gained, lost = (sum(unit in standing.rows for unit, _criterion in pairs) for pairs in moved)
    return Numbers(standing, gained, lost)


@dataclass
class Part:
    """Everything a page about one part shows."""

    selection: object
    numbers: Numbers
    bands: list
    criteria: list
    entries: list
    goal_tables: list
    published: list = field(default_factory=list)


def part_of(selection):
    register, judge = selection.register, Judge(selection.register)
    targets = [one for one in register.targets if one.scope == selection.printed_scope]
    in_force = register.set_in_force(selection.as_of)
    own = (selection.as_of, selection.units, in_force and in_force.code)
    register.prepare({own, *register.keys_with_movement(selection), *judge.needed(selection.as_of, targets)})
    rows = commune_rows(selection)
    moved = register.movement(selection.as_of, selection.units, selection.set_code)
    listed = sorted(entries(rows, selection), key=lambda one: (-one.held, one.name_key))
    return Part(
        selection,
        numbers_of(selection.standing, moved),
        bands_of(selection, rows),
        criteria_of(selection),
        listed,
        tables([goal(judge, one) for one in judge.judge_all(selection.as_of, targets)]),
        published(judge, selection),
    )


def goal(judge, judgement):
    return Goal(judgement, judge.register, own_units_result(judge, judgement))


def crumbs_to(selection, listing, label, one):
    """The way to one district or group: from the whole province over the list of its kind."""
    every = selection.url(pv="")
    return [
        (_("Whole province"), reverse("communes") + every),
        (label, reverse(listing) + every),
        (one.name, ""),
    ]


def list_url(selection, **filters):
    return reverse("communes") + selection.url(**filters)


def bands_of(selection, rows):
    """Bands as the standing has them, summing to the universe; who has no reading is told apart beside them."""
    standing, found = selection.standing, []
    kind = "illustration" if standing.illustration else ""
    for band, communes in standing.bands() if standing.has_data else []:
        label = _("%(band)s criteria") % {"band": band.label}
        found.append(Counted(label, communes, len(rows), list_url(selection, muc=band_slug(band)), kind))
    missing = standing.coverage[MISSING]
    if missing:
        found.append(Counted(_("No data yet"), missing, len(rows), list_url(selection, nguon=MISSING)))
    return found


def criteria_of(selection):
    """Communes that hold each criterion; the link leads to those that do."""
    standing = selection.standing
    if not standing.has_data:
        return []
    kind = "illustration" if standing.illustration else ""
    return [
        Counted(
            f"{one.number}. {name_of(one)}",
            standing.by_criterion[one.number],
            standing.universe,
            list_url(selection, dat=str(one.number)),
            kind,
            one.number,
            f"{number(100 * standing.by_criterion[one.number] / standing.universe, 1)}%",
        )
        for one in selection.register.criteria[selection.set_code]
    ]


def published(judge, selection):
    """[(label, value, place, address)] of what documents print about this part, date and units."""
    found = []
    for key, label in ((HEADLINE, _("NTM communes")), (AVERAGE, _("Average criteria per commune"))):
        result = judge.result(Question(key, selection.as_of), selection.printed_scope, selection.units)
        if result and result.source == PUBLISHED:
            figure = result.printed.figure
            place = f"{figure.document.short_name}, {figure.section}"
            url = f"{reverse('document', args=[figure.document.slug])}#{figure.code}"
            found.append((label, units.plain(result.value), place, url))
    return found
