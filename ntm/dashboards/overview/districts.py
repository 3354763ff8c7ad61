"""Districts on the overview, the highest share first, while districts exist."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day
from ntm import units
from ntm.dashboards.overview.results import (
    AVERAGE,
    BELOW_10,
    SHARE,
    average_text,
    made_up,
    percent,
    sources_of,
)
from ntm.dashboards.selection import DISTRICT, GROUP, short_district
from ntm.judgement import HEADLINE


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
