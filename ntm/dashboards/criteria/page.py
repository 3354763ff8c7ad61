"""The page of one criterion: its verdict, its districts, and the communes that lack it, the nearest first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm import units, verdicts
from ntm.dashboards.bridge.choice import PRINTED, change_url
from ntm.dashboards.criteria.attained import Share, counted
from ntm.dashboards.criteria.listing import named
from ntm.dashboards.selection import DISTRICT
from ntm.judgement import ENTERED, HEADLINE, ILLUSTRATION, PUBLISHED
from ntm.progress.bridge.measures import CRITERION
from ntm.progress.needs import communes_needed
from ntm.rows import commune_rows, in_order

FIRST_SHOWN = 20
NAMED = 6  # criteria lacking besides, named one by one


@dataclass(frozen=True)
class Line:
    verdict: str
    tag: str
    sentence: str
    figure: object = None
    illustration: bool = False


@dataclass(frozen=True)
class Head:
    share: Share
    title: str
    lines: list
    notes: list
    change: tuple | None = None  # (address, day) of the bridge that explains it


def head(counts, criterion, judgements):
    share = Share(counts.result(criterion.number), counts.selection.standing.universe)
    lines = [line(counts, one) for one in judgements] + needed_lines(counts, share)
    said = title(counts.selection, criterion, share), lines, notes(counts, criterion, share)
    return Head(share, *said, change(counts.selection, criterion, share))


def change(selection, criterion, share):
    """The bridge counts by the set in force; another set's number is not what it explains."""
    used = selection.register.set_in_force(selection.as_of)
    if not share.known or used is None or used.code != selection.set_code:
        return None
    return change_url(selection, PRINTED[CRITERION], criterion.number)


def title(selection, criterion, share):
    """Tiêu chí 2. Giao thông: 76/181 xã đạt (41,99%), còn 105 xã chưa đạt."""
    told = {"name": named(criterion), "fraction": share.fraction, "percent": share.percent}
    if not share.known:
        said = _("Criterion %(name)s: no data at %(day)s yet") % {**told, "day": day(selection.as_of)}
    elif share.lacking:
        told["lacking"] = units.amount(share.lacking, units.COMMUNE)
        said = _("Criterion %(name)s: attained by %(fraction)s communes (%(percent)s), %(lacking)s lack it") % told
    else:
        said = _("Criterion %(name)s: attained by all of %(fraction)s communes (%(percent)s)") % told
    return said if not selection.scope else f"{selection.scope_name}. {said}"


def line(counts, judgement):
    own = verdicts.own_units_result(counts.judge, judgement)
    said = verdicts.sentence(judgement, counts.register, own)
    told = {"year": judgement.target.year, "sentence": said}
    return Line(
        judgement.verdict,
        verdicts.tag(judgement),
        _("Target of %(year)s. %(sentence)s.") % told,
        judgement.target,
        bool(judgement.result and judgement.result.source == ILLUSTRATION),
    )


def needed_lines(counts, share):
    """What the next target for recognised communes asks of every criterion; only where it counts the same units."""
    goal = next_goal(counts)
    if goal is None or not share.known:
        return []
    needed = communes_needed(goal.low if goal.low is not None else goal.high, False, share.whole)
    missing = max(needed - share.count, 0)
    told = {"n": number(needed), "year": goal.year, "missing": units.amount(missing, units.COMMUNE)}
    rule = _("%(n)s communes at the standard in %(year)s need at least %(n)s communes in every criterion.") % told
    tag = _("Short of %(missing)s") % told if missing else _("Enough for %(year)s") % told
    future = counts.register.set_in_force(goal.date)
    if future and future.code != counts.selection.set_code:
        rule += " " + _("By then “%(set)s” judges; the sets are not comparable, this is for orientation.") % {
            "set": future
        }
    return [Line("not_met" if missing else "met", tag, rule, goal)]


def next_goal(counts):
    register, chosen = counts.register, counts.selection
    state = register.lineage.state_start
    found = [
        one
        for one in register.targets
        if one.measure.key == HEADLINE and one.scope == chosen.printed_scope and one.date > chosen.as_of
        if not one.variant and state(counts.judge.target_basis(one)) == state(chosen.units)
    ]
    return min(found, key=lambda one: (-period_years(one), one.date, one.code), default=None)


def period_years(target):
    first, _dash, last = target.period.partition("-")
    return int(last or first) - int(first)


def notes(counts, criterion, share):
    """What a reader must know before quoting the number."""
    chosen, said = counts.selection, []
    if share.known and share.result.source not in (PUBLISHED, ENTERED) and not chosen.own_units:
        said.append(_("Restated by the system along the rearrangement of units; no document prints this number."))
    if share.known and share.result.disputed:
        said.append(_("Documents print different figures for it; all are listed below."))
    absent = sum(criterion.number in row.not_applicable for row in chosen.standing.rows.values())
    if absent:
        said.append(
            ngettext(
                "%(n)s commune counts as attained because the criterion does not apply there.",
                "%(n)s communes count as attained because the criterion does not apply there.",
                absent,
            )
            % {"n": number(absent)}
        )
    if counts.moved is None and counts.register.previous_round(chosen.as_of):
        said.append(_("The round before was judged by another set or has no reports: no change is told."))
    return said


# --- districts -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DistrictRow:
    district: object
    share: Share
    url: str


def districts(counts, criterion):
    """[DistrictRow], most lacking first; [] where there are no districts or one alone is shown."""
    standing, register = counts.selection.standing, counts.register
    by_slug = {}
    for unit in standing.rows:
        slug = register.lineage.units[unit].district
        if slug:
            by_slug.setdefault(slug, set()).add(unit)
    if len(by_slug) < 2 or not standing.has_data:
        return []
    found = [district_row(counts, register.districts[slug], some, criterion) for slug, some in by_slug.items()]
    return sorted(found, key=lambda row: (-(row.share.lacking or 0), row.district.sort_key))


def district_row(counts, district, communes, criterion):
    standing = counts.selection.standing.within(communes)
    url = counts.selection.url(pv=f"{DISTRICT}{district.slug}", thieu=criterion.number)
    return DistrictRow(
        district, Share(counted(standing, criterion.number, counts.made_up_scope), standing.universe), url
    )


# --- who lacks it ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lacking:
    row: object
    others: list
    more: int
    lost: bool
    no_data: bool


@dataclass(frozen=True)
class LackingList:
    rows: list
    missing: list
    illustration: bool

    @property
    def first(self):
        return self.rows[:FIRST_SHOWN]

    @property
    def rest(self):
        return self.rows[FIRST_SHOWN:]


def lacking(counts, criterion):
    every = commune_rows(counts.selection)
    known = [row for row in every if not row.missing and criterion.number in row.lacking]
    names = {one.number: named(one) for one in counts.register.criteria.get(counts.selection.set_code, [])}
    lost = counts.moves(criterion.number)[1] or set()
    return LackingList(
        [as_lacking(row, criterion, names, lost) for row in sorted(known, key=nearest)],
        [row for row in every if row.missing],
        counts.made_up_scope or any(row.standing.illustration for row in known),
    )


def nearest(row):
    return -row.count, in_order(row)


def as_lacking(row, criterion, names, lost):
    others = [names[one] for one in row.lacking if one != criterion.number]
    shown = others[:NAMED]
    unknown = criterion.number in row.standing.no_data
    return Lacking(row, shown, len(others) - len(shown), row.commune.id in lost, unknown)


def lacking_title(found, share):
    """105 xã chưa đạt; xã gần chuẩn nhất ở trên."""
    if not found.rows:
        return (
            _("Which communes lack it is not known yet")
            if found.missing or not share.known
            else _("No commune lacks it")
        )
    communes = len(found.rows)
    return ngettext("%(n)s commune lacks it", "%(n)s communes lack it, the nearest to the standard first", communes) % {
        "n": number(communes)
    }


def lacking_note(found, share):
    """Where a document says another number than the reports of the communes add up to."""
    if not found.rows or not share.known or share.lacking == len(found.rows):
        return ""
    told = {"n": number(len(found.rows)), "printed": number(share.lacking)}
    return _("Counted from the reports of the communes: %(n)s; by the published figure %(printed)s lack it.") % told
