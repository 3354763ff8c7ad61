"""Criteria ranked against what the next target needs: n recognised communes need n communes in each criterion."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from communes.vietnamese import number
from ntm import units, verdicts
from ntm.dashboards.overview.results import CRITERION, SHARE, as_decimal, documents_of, made_up, source_of
from ntm.judgement import HEADLINE, ILLUSTRATION, PUBLISHED
from ntm.progress.needs import communes_needed, needs, worst_first


@dataclass(frozen=True)
class Row:
    number: int
    name: str
    url: str
    communes: object
    share: str
    missing: str
    kind: str
    illustration: bool = False
    estimate: bool = False
    source: object = None
    printed: str = ""


@dataclass(frozen=True)
class Ranking:
    finding: str
    subtitle: str
    rows: list
    whole: int
    needed: int | None
    url: str
    by_number: bool
    sources: list
    illustration: bool
    mixed: bool
    aside: str = ""
    aside_url: str = ""


def ranking(results, by_number):
    numbers = results.selection.standing.criteria
    found = {one: results.of(CRITERION, criterion=one) for one in numbers}
    goal = results.next_target(HEADLINE, SHARE)
    needed = communes_for(results, goal)
    listed = needs({one: None if found[one] is None else int(found[one].value) for one in numbers}, needed)
    ordered = listed if by_number else worst_first(listed)
    names = criterion_names(results)
    whole = results.size() if len(results.selection.standing.rows) == 0 else results.selection.standing.universe
    return Ranking(
        finding(results, listed, names, needed),
        subtitle(results, goal, needed),
        [row(results, one, found[one.number], names[one.number], whole) for one in ordered],
        whole,
        needed,
        results.selection.url(xep="" if by_number else "so"),
        by_number,
        documents_of(found.values()),
        made_up(found.values()),
        len({one.source for one in found.values() if one}) > 1,
        *elsewhere(results, goal, needed),
    )


def criterion_names(results):
    """{number: name}, in English for the English interface."""
    english = (get_language() or "vi").startswith("en")
    known = results.register.criteria.get(results.selection.set_code, [])
    return {one.number: one.name_en if english else one.name for one in known}


def communes_for(results, goal):
    """Communes that the target needs in each criterion; None where it counts by other units than the page."""
    if goal is None or not results.same_units(goal.basis):
        return None
    share = goal.target.measure.key == SHARE
    return communes_needed(goal.aim.near, share, results.size())


def row(results, need, result, name, whole):
    return Row(
        need.number,
        name,
        reverse("criterion", args=[results.selection.set_code, need.number]) + results.selection.query,
        need.communes,
        number(None) if need.communes is None or not whole else f"{number(as_decimal(100 * result.value / whole), 1)}%",
        number(need.missing) if need.missing else number(None),
        kind(need, result),
        bool(result and result.source == ILLUSTRATION),
        bool(result and result.estimate),
        source_of(result.printed.figure) if result and result.printed else None,
        printed_otherwise(result, whole),
    )


def kind(need, result):
    if result is None:
        return "none"
    words = ["illustration"] if result.source == ILLUSTRATION else []
    return " ".join([*words, "short"] if need.blocks else words)


def printed_otherwise(result, whole):
    """The printed percent where it is not that of the printed count: 40,33% beside 72/181."""
    if result is None or result.source != PUBLISHED or not result.printed.figure.stated_percent or not whole:
        return ""
    stated = result.printed.figure.stated_percent
    digits = verdicts.digits_of(stated)
    same = number(as_decimal(100 * result.value / whole), digits) == number(stated, digits)
    return "" if same else _("printed: %(percent)s") % {"percent": verdicts.percent_text(result.printed.figure)}


# --- words -----------------------------------------------------------------------------------------------------


def finding(results, listed, names, needed):
    known = [one for one in listed if one.communes is not None]
    if not known:
        return _("No data on single criteria yet")
    blocking = [one for one in known if one.blocks]
    if blocking:
        return ngettext(
            "%(n)s criterion is held by fewer than %(needed)s communes and blocks the next target",
            "%(n)s criteria are held by fewer than %(needed)s communes and block the next target",
            len(blocking),
        ) % {"n": number(len(blocking)), "needed": number(needed)}
    if needed:
        return _("Every known criterion is held by at least %(needed)s communes") % {"needed": number(needed)}
    worst = worst_first(known)[0]
    told = {
        "number": worst.number,
        "name": names[worst.number],
        "communes": units.amount(worst.communes, units.COMMUNE),
    }
    return _("Fewest communes hold criterion %(number)s, %(name)s: %(communes)s") % told


def subtitle(results, goal, needed):
    told = {"set": results.selection.criteria_set or number(None), "n": number(results.selection.standing.universe)}
    said = _("Communes that hold each criterion, of %(n)s (%(set)s).") % told
    if needed is None:
        return said
    rule = _(
        "%(needed)s communes at the standard in %(year)s need %(needed)s communes in every criterion (black line)."
    )
    return f"{said} {rule % {'needed': number(needed), 'year': goal.target.year}}"


def elsewhere(results, goal, needed):
    """Why no line is drawn, and the address of the units that the target counts by."""
    if goal is None or needed is not None or not goal.base:
        return "", ""
    aim = verdicts.aim_text(goal)
    said = _("The target %(aim)s counts by %(n)s communes, so it is not compared here.") % {
        "aim": aim,
        "n": number(goal.base),
    }
    return said, results.selection.url(ms=f"{goal.basis}")
