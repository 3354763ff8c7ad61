"""A commune round by round and criterion by criterion, with a heavy rule wherever set or unit changed."""

from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.lineage import ONE_DAY
from communes.vietnamese import day, number
from ntm.dashboards.commune.criteria import when
from ntm.dashboards.commune.identity import Relative, named
from ntm.dashboards.entries import name_of
from ntm.progress.standing import CARRIED, INHERITED, MISSING

HELD, NOT, ABSENT, UNKNOWN = "y", "x", "na", "q"
SYMBOLS = {HELD: "●", NOT: "○", ABSENT: "–", UNKNOWN: "?"}


@dataclass(frozen=True)
class Column:
    """One round; `cut` where it cannot be compared with the one before."""

    label: str
    url: str
    total: str
    cut: bool
    carried: bool
    inherited: bool
    set_name: str


@dataclass(frozen=True)
class Cell:
    state: str
    css: str

    @property
    def symbol(self):
        return SYMBOLS[self.state]


@dataclass(frozen=True)
class History:
    title: str
    columns: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    spans: list = field(default_factory=list)
    predecessors: list = field(default_factory=list)
    began: object = None
    illustration: bool = False


def history_of(past):
    moments = past.moments
    if all(one.standing.coverage == MISSING for one in moments):
        return History("")
    columns = [column(past, before, one) for before, one in zip([None, *moments], moments, strict=False)]
    return History(
        title(moments, columns),
        columns,
        [(f"{number_}. {name}", cells(number_, moments, columns)) for number_, name in names(past)],
        [(name, len(list(same))) for name, same in groupby(columns, key=lambda one: one.set_name)],
        *predecessors(past),
        any(one.standing.illustration for one in moments),
    )


def column(past, before, moment):
    coverage = moment.standing.coverage
    return Column(
        when(moment.on),
        past.shown.selection.url(ky=f"{moment.on}", pv=""),
        number(None) if coverage == MISSING else number(moment.standing.count),
        before is not None and broken(past, before, moment),
        coverage == CARRIED,
        coverage == INHERITED,
        past.register.sets[moment.set_code].name,
    )


def broken(past, before, moment):
    """Another set, or the day on which the unit began or ended lies between the two rounds."""
    lineage, units = past.register.lineage, past.shown.units
    began, ended = lineage.began(past.unit, units), lineage.ended(past.unit, units)
    return (
        before.set_code != moment.set_code
        or before.on < began <= moment.on
        or (ended is not None and before.on <= ended < moment.on)
    )


def names(past):
    """[(number, name)]: names of the shown set, and the numbers that only an earlier set had."""
    found = {}
    for code in dict.fromkeys(moment.set_code for moment in past.moments):
        found |= {one.number: name_of(one) for one in past.register.criteria[code]}
    return sorted((found | {one.number: name_of(one) for one in past.criteria}).items())


def cells(numbered, moments, columns):
    return [cell(numbered, moment, column) for moment, column in zip(moments, columns, strict=True)]


def cell(numbered, moment, column):
    state = state_of(numbered, moment.standing)
    marks = [state, "cut" if column.cut else "", "carried" if column.carried else ""]
    return Cell(state, " ".join(filter(None, marks)))


def state_of(numbered, standing):
    if standing.coverage == MISSING or numbered in standing.no_data:
        return UNKNOWN
    if numbered in standing.not_applicable:
        return ABSENT
    return HELD if numbered in standing.holds else NOT


def title(moments, columns):
    """Từ 9 lên 17 tiêu chí, 2016–2020: only as far as nothing broke."""
    start = max((place for place, one in enumerate(columns) if one.cut), default=0)
    known = [one for one in moments[start:] if one.standing.coverage != MISSING]
    if len(known) < 2:
        return _("The criteria round by round")
    first, last = known[0].standing.count, known[-1].standing.count
    told = {"first": number(first), "last": number(last), "from": when(known[0].on), "to": when(known[-1].on)}
    if first == last:
        return _("%(last)s criteria, unchanged from %(from)s to %(to)s") % told
    words = _("From %(first)s to %(last)s criteria, %(from)s–%(to)s")
    return (words if last > first else _("Down from %(first)s to %(last)s criteria, %(from)s–%(to)s")) % told


def predecessors(past):
    """(units that spoke for it before it began, the day it began) where the table reaches back that far."""
    lineage, units = past.register.lineage, past.shown.units
    began = lineage.began(past.unit, units)
    if not past.moments or past.moments[0].on >= began:
        return [], None
    before = began - ONE_DAY
    voters = lineage.voters(past.unit, before, units)
    return [relative(past, voter, before) for voter in voters], day(began)


def relative(past, voter, last):
    place = past.register.communes[voter]
    return Relative("", named(place), f"{reverse('commune', args=[place.slug])}?ky={last}", last)
