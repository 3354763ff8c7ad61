"""Groups, districts and communes on the overview, and what the numbers of the page rest on."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.vietnamese import day, number
from ntm import units, verdicts
from ntm.dashboards.overview.criteria import criterion_names
from ntm.dashboards.overview.results import (
    AVERAGE,
    BELOW_10,
    LOWEST,
    SHARE,
    average_text,
    made_up,
    percent,
    source_of,
    sources_of,
)
from ntm.dashboards.selection import DISTRICT, GROUP, short_district
from ntm.judgement import HEADLINE, ILLUSTRATION
from ntm.progress.needs import closest, lacking
from ntm.progress.standing import CARRIED, INHERITED, MISSING, REPORTED

PRIORITY = {
    "border": gettext_lazy("Border communes"),
    "dbkk-pilot": gettext_lazy("Communes in special difficulty, pilots of the province"),
    "district-chosen": gettext_lazy("Communes in special difficulty, chosen by the districts"),
}
NEAREST = 10
NAMED = 8


# --- groups ----------------------------------------------------------------------------------------------------


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
        average_text(earlier),
        average_text(now),
        group_targets(results, slug),
        results.selection.url(pv=f"{GROUP}{slug}") if known and members else "",
    )


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


# --- districts -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DistrictRow:
    name: str
    url: str
    size: int
    recognised: str
    share: object
    share_text: str
    average: str
    below_10: str
    kind: str


@dataclass(frozen=True)
class Districts:
    finding: str
    rows: list
    ended: str
    sources: list
    illustration: bool


def districts(results):
    """Districts of the page's units, the highest share first; None on the page of one district."""
    if results.selection.scope.startswith(DISTRICT):
        return None
    sizes = district_sizes(results)
    ended = ended_text(results, sizes)
    found = {slug: district_results(results, slug) for slug in sizes}
    rows = [district_row(results, slug, size, found[slug]) for slug, size in sizes.items()]
    rows.sort(key=lambda one: (one.share is None, -(one.share or 0), one.name))
    every = [result for some in found.values() for result in some]
    finding = ngettext("%(n)d district and city compared", "%(n)d districts and cities compared", len(rows))
    return Districts(finding % {"n": len(rows)}, rows, ended, sources_of(every), made_up(every))


def district_sizes(results):
    """{slug: communes of the scope in it}, by the units of the page."""
    sizes, lineage = {}, results.register.lineage
    for unit in results.selection.standing.rows:
        slug = lineage.units[unit].district
        if slug:
            sizes[slug] = sizes.get(slug, 0) + 1
    return {slug: sizes[slug] for slug in results.register.districts if slug in sizes}


def district_results(results, slug):
    if results.selection.scope.startswith(GROUP):
        among = results.register.district_communes(slug, results.selection.units)
        return [
            results.computed_among(measure, results.as_of, among) for measure in (HEADLINE, SHARE, AVERAGE, BELOW_10)
        ]
    scope = f"district:{short_district(results.register.districts[slug].name)}"
    return [results.of(measure, scope=scope) for measure in (HEADLINE, SHARE, AVERAGE, BELOW_10)]


def district_row(results, slug, size, found):
    count, share, average, below = found
    return DistrictRow(
        short_district(results.register.districts[slug].name),
        results.selection.url(pv=f"{DISTRICT}{slug}"),
        size,
        units.plain(count and count.value),
        share and float(share.value),
        percent(share),
        average_text(average),
        units.plain(below and below.value),
        "illustration" if made_up([share]) else "" if share else "none",
    )


def ended_text(results, sizes):
    """Said from the day on which the districts ended."""
    last = max((one.valid_to for one in results.register.districts.values() if one.valid_to), default=None)
    if last is None or last >= results.as_of:
        return ""
    return _("Districts ended on %(day)s; communes are under the province since then.") % {"day": day(last)}


# --- communes --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NearRow:
    name: str
    url: str
    district: str
    held: str
    lacking: list


@dataclass(frozen=True)
class Nearest:
    rows: list
    left: int
    url: str
    illustration: bool


def nearest(results):
    """Communes not recognised with the most criteria, and what each lacks."""
    standing, names = results.selection.standing, criterion_names(results)
    rows = sorted(standing.rows.values(), key=lambda row: commune(results, row.unit).sort_key)
    found = closest(rows, standing.recognised, NEAREST)
    return Nearest(
        [near_row(results, row, standing.criteria, names) for row in found],
        standing.universe - len(standing.recognised),
        reverse("communes") + results.selection.url(cn="khong"),
        any(row.illustration for row in found),
    )


def near_row(results, row, criteria, names):
    lacks = [f"{one}. {names[one]}" for one in lacking(row, criteria)]
    place = commune(results, row.unit)
    district = short_district(place.district.name) if place.district else ""
    return NearRow(place.name, commune_url(results, row.unit), district, f"{row.count}/{len(criteria)}", lacks)


def commune_url(results, unit):
    return reverse("commune", args=[commune(results, unit).slug]) + results.selection.query


def commune(results, unit):
    return results.register.communes[unit]


# --- what the page rests on ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Notes:
    lost: str
    lost_communes: list = field(default_factory=list)
    facts: list = field(default_factory=list)
    coverage: list = field(default_factory=list)
    lost_any: bool = False
    illustration: bool = False


def notes(results):
    selection, standing = results.selection, results.selection.standing
    moved = results.register.movement(results.as_of, selection.units, selection.set_code)
    by_commune = {}
    for unit, criterion in sorted(moved[1]) if moved else []:
        if unit in standing.rows:
            by_commune.setdefault(unit, []).append(criterion)
    named = sorted(by_commune, key=lambda unit: commune(results, unit).sort_key)
    texts = [lost_by(results, unit, by_commune[unit]) for unit in named[:NAMED]]
    return Notes(
        lost_text(results, moved, len(named)),
        [*texts, *more(len(named) - NAMED)],
        facts(results),
        coverage(results),
        bool(named),
        standing.illustration,
    )


def lost_by(results, unit, criteria):
    """The commune with the numbers of the criteria it lost."""
    numbers = ", ".join(map(str, criteria))
    return format_html('<a href="{}">{}</a> ({})', commune_url(results, unit), commune(results, unit).name, numbers)


def lost_text(results, moved, communes):
    before = results.register.previous_round(results.as_of)
    if moved is None:
        return _("Lost criteria cannot be told: no comparable round stands before this one.")
    if not communes:
        return _("No commune lost a criterion since %(day)s.") % {"day": day(before.date)}
    return ngettext(
        "%(n)s commune lost criteria since %(day)s:", "%(n)s communes lost criteria since %(day)s:", communes
    ) % {"n": number(communes), "day": day(before.date)}


def more(count):
    if count <= 0:
        return []
    return [ngettext("%(n)s more", "%(n)s more", count) % {"n": number(count)}]


def facts(results):
    """Recognised and all criteria are different facts: who has one without the other."""
    standing = results.selection.standing
    if not standing.has_data:
        return []
    waiting = len(standing.all_criteria - standing.recognised)
    fallen = len(standing.recognised - standing.all_criteria)
    said = []
    if waiting:
        said.append(
            _("Hold all criteria by data, not recognised yet: %(n)s") % {"n": units.amount(waiting, units.COMMUNE)}
        )
    if fallen:
        said.append(
            _("Recognised, without all criteria of this set by data: %(n)s")
            % {"n": units.amount(fallen, units.COMMUNE)}
        )
    if standing.left:
        said.append(_("Left the rural universe since: %(n)s") % {"n": units.amount(len(standing.left), units.COMMUNE)})
    return said


COVERAGE = {
    REPORTED: gettext_lazy("Reported in this round"),
    CARRIED: gettext_lazy("Carried forward from an earlier round"),
    INHERITED: gettext_lazy("Restated along the rearrangement of units"),
    MISSING: gettext_lazy("Without any report"),
}

RURAL_REFORM = date(2025, 7, 1)  # three predecessors a commune on average: inheritance must be reviewed
PROVISIONAL = gettext_lazy("Inherited from units before the rearrangement, provisional")


def coverage(results):
    found = results.selection.standing.coverage
    names = {**COVERAGE, INHERITED: PROVISIONAL} if results.as_of >= RURAL_REFORM else COVERAGE
    return [(str(name), units.amount(found[key], units.COMMUNE)) for key, name in names.items() if found[key]]
