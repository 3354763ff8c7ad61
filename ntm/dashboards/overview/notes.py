"""What to know before quoting the overview: lost criteria, facts that differ, the reports behind the numbers."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.vietnamese import day, number
from ntm import units
from ntm.dashboards.bridge.choice import change_url
from ntm.dashboards.overview.nearest import commune, commune_url
from ntm.judgement import HEADLINE
from ntm.progress.standing import CARRIED, INHERITED, MISSING, REPORTED

NAMED = 8


@dataclass(frozen=True)
class Notes:
    lost: str
    lost_communes: list = field(default_factory=list)
    facts: list = field(default_factory=list)
    coverage: list = field(default_factory=list)
    lost_any: bool = False
    illustration: bool = False
    change: tuple | None = None  # (address, day) of the bridge that explains it


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
        change_url(selection, HEADLINE),
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
