"""Priority groups on the overview: their average a year ago and now, and what is asked of them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from communes.vietnamese import day, number
from ntm import units, verdicts
from ntm.dashboards.overview.results import (
    AVERAGE,
    LOWEST,
    source_of,
    sources_of,
)
from ntm.dashboards.selection import GROUP
from ntm.judgement import ILLUSTRATION

PRIORITY = {
    "border": gettext_lazy("Border communes"),
    "dbkk-pilot": gettext_lazy("Communes in special difficulty, pilots of the province"),
    "district-chosen": gettext_lazy("Communes in special difficulty, chosen by the districts"),
}


@dataclass(frozen=True)
class GroupRow:
    name: str
    size: int
    before: object
    now: object
    before_text: str
    now_text: str
    targets: list
    url: str = ""


@dataclass(frozen=True)
class Groups:
    rows: list
    year_before: str
    year: str
    sources: list
    sets_differ: bool


def groups(results):
    """Average criteria of the priority groups a year ago and now; only the whole province has targets for them."""
    before = results.year_before[0] if results.year_before else None
    rows = [group_row(results, slug, before) for slug in PRIORITY]
    rows = [one for one in rows if one.before or one.now or one.targets]
    found = [result for one in rows for result in (one.before, one.now)]
    in_force = results.register.set_in_force
    return Groups(
        rows,
        day(before) if before else "",
        day(results.as_of),
        sources_of(found),
        bool(before) and in_force(before) != in_force(results.as_of),
    )


def group_row(results, slug, before):
    known = results.register.groups.get(slug)
    now = of_group(results, slug, results.as_of)
    earlier = of_group(results, slug, before) if before else None
    members = group_members(results, slug)
    return GroupRow(
        known.name if known else str(PRIORITY[slug]),
        len(members),
        earlier,
        now,
        exact_text(earlier),
        exact_text(now),
        group_targets(results, slug),
        results.selection.url(pv=f"{GROUP}{slug}") if known and members else "",
    )


def exact_text(result):
    """With the digits of its verdict: 11,3 would not be 0,25 short of 11,5."""
    return units.plain(result.value) if result else number(None)


def group_members(results, slug):
    if slug not in results.register.groups:
        return set()
    members = results.register.members(slug, results.as_of, results.selection.units)
    return members & results.selection.standing.rows.keys()


def of_group(results, slug, on):
    """The group's average; inside another scope it is computed from the communes that belong to both."""
    if results.whole_province:
        return results.of(AVERAGE, on, scope=f"group:{slug}")
    return results.computed_among(AVERAGE, on, group_of(results, slug, on))


def group_of(results, slug, on):
    return results.register.scope(f"group:{slug}", on, results.basis(on)) or set()


def group_targets(results, slug):
    """Targets of this year, else the next ones, with their verdicts."""
    if not results.whole_province:
        return []
    own = [t for t in results.targets if t.scope == f"group:{slug}" and t.measure.key in (AVERAGE, LOWEST)]
    later = sorted({t.date for t in own if t.date >= results.as_of})
    judged = {}
    for target in (t for t in own if later and t.date == later[0]):
        judged.setdefault((target.measure.key, target.low, target.high), results.judged(target))
    return [group_target(one) for one in judged.values()]


def group_target(judgement):
    lowest = judgement.target.measure.key == LOWEST
    return {
        "year": judgement.target.year,
        "aim": verdicts.aim_text(judgement),
        "lowest": lowest,
        "verdict": judgement.verdict,
        "tag": verdicts.tag(judgement),
        "source": source_of(judgement.target),
        "illustration": bool(judgement.result and judgement.result.source == ILLUSTRATION),
    }
