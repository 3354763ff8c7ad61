"""The tables under the text: the same numbers with their changes, each leading to its rows or its document."""

from dataclasses import dataclass

from communes.vietnamese import number, signed
from ntm import units
from ntm.dashboards.criteria.attained import Share, percent_text
from ntm.dashboards.criteria.listing import named
from ntm.dashboards.quick_report.facts import AVERAGE, CRITERION, LEVELS, since
from ntm.dashboards.quick_report.names import in_order
from ntm.progress.summary import by_coverage, share
from ntm.rows import band_slug


@dataclass(frozen=True)
class Line:
    """One number: now, and how it changed since each earlier round; `query` leads to its rows."""

    label: str
    value: str
    percent: str
    changes: list
    result: object = None
    query: str = ""
    criterion: object = None

    @property
    def figure(self):
        return self.result.printed.figure if self.result and self.result.printed else None

    @property
    def illustration(self):
        return bool(self.result) and self.result.source == "illustration"


def earlier_names(facts):
    """[(day, what it is called)]."""
    return [(on, since(on, name)) for on, name in facts.earlier]


def level_lines(facts, labels):
    """Communes recognised by level, and the average."""
    found = [level_line(facts, measure, label) for measure, label in labels.items()]
    return [one for one in found if one.result]


def level_line(facts, measure, label):
    result = facts.result(measure)
    unit = units.CRITERIA if measure == AVERAGE else units.COMMUNE
    changes = [change_text(facts.change(measure, on), unit) for on, _name in facts.earlier]
    if measure == AVERAGE:
        return Line(label, units.plain(result.value) if result else number(None), "", changes, result)
    whole = Share(result, facts.now.universe)
    query = facts.selection.url(cn="co") if measure == LEVELS["basic"] else ""
    return Line(label, whole.fraction, whole.percent, changes, result, query)


def change_text(found, unit):
    return number(None) if found is None else units.signed_difference(found[0], unit)


def band_lines(facts):
    found, result = facts.bands
    return [
        Line(
            band.label,
            number(communes),
            percent_text(share(communes, facts.now.universe), 1),
            [],
            result,
            facts.selection.url(muc=band_slug(band)),
        )
        for band, communes in found
    ]


def criterion_lines(facts):
    differences = [facts.difference(on) for on, _name in facts.earlier]
    return [
        criterion_line(facts, one, differences) for one in facts.register.criteria.get(facts.selection.set_code, [])
    ]


def criterion_line(facts, criterion, differences):
    result = facts.result(CRITERION, criterion=criterion.number)
    whole = Share(result, facts.now.universe)
    changes = [signed(found.by_criterion.get(criterion.number)) for found in differences]
    query = facts.selection.url(dat=criterion.number)
    return Line(named(criterion), whole.fraction, whole.percent, changes, result, query, criterion)


@dataclass(frozen=True)
class Named:
    """A commune with the criteria that are told of it."""

    commune: object
    numbers: list
    illustration: bool


def lost_rows(facts):
    """Criteria lost since the round before."""
    if not facts.earlier:
        return []
    found = facts.difference(facts.earlier[0][0])
    return [named_row(facts, commune, found.lost[commune.id]) for commune in in_order(facts.register, found.lost)]


def new_rows(facts):
    """Recognised since the round before."""
    if not facts.earlier or not facts.now.has_data:
        return []
    found = facts.difference(facts.earlier[0][0]).newly_recognised("basic") or set()
    return [
        Named(commune, [], commune.id in facts.now.illustrated_awards) for commune in in_order(facts.register, found)
    ]


def named_row(facts, commune, numbers):
    return Named(commune, numbers, facts.now.rows[commune.id].illustration)


def coverage_lines(facts, names):
    """[(what the communes are counted by, how many, their rows)]."""
    by_kind = by_coverage(facts.now)
    return [(names[kind], len(some), facts.selection.url(nguon=kind)) for kind, some in by_kind.items()]
