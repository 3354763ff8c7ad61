"""The words of the bridge: names and meanings of its parts, its numbers with their whole, and its finding."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import day, number, signed
from ntm import units
from ntm.dashboards.bridge.choice import MEASURES
from ntm.progress.bridge import End
from ntm.progress.bridge.measures import COMMUNES, RECOGNISED
from ntm.progress.bridge.parts import AGAIN, CORRECTIONS, CRITERIA_SET, ENTERED, LEFT, MERGERS, PROGRESS

NAMES = {
    PROGRESS: gettext_lazy("Results in between"),
    MERGERS: gettext_lazy("Rearrangement of units"),
    AGAIN: gettext_lazy("To be recognised again"),
    CRITERIA_SET: gettext_lazy("Change of criteria set"),
    CORRECTIONS: gettext_lazy("Corrections"),
    LEFT: gettext_lazy("Left the rural universe"),
    ENTERED: gettext_lazy("Entered the rural universe"),
}
MEANINGS = {
    PROGRESS: gettext_lazy(
        "Criteria attained or lost, decisions signed or withdrawn, while units and criteria set stayed the same."
    ),
    MERGERS: gettext_lazy(
        "What joining or dividing communes does to the number while no report and no decision changed:"
        " a joined commune holds a criterion, or is recognised, only if all communes it came from were."
        " This is not a loss."
    ),
    AGAIN: gettext_lazy(
        "Communes that inherit a recognition but must be recognised again after the rearrangement:"
        " minus while they wait, plus when the new decision is signed."
    ),
    CRITERIA_SET: gettext_lazy(
        "From the last day under the old set to the first reports under the new one."
        " The sets are not comparable, so none of it is called progress."
    ),
    CORRECTIONS: gettext_lazy("Approved reports that were corrected later: as known now, less as first approved."),
    LEFT: gettext_lazy("Communes whose territory went to wards and towns only."),
    ENTERED: gettext_lazy("Communes that came from wards or towns only."),
}
OF_UNITS = gettext_lazy("Communes joined into fewer ones, or divided into more.")
NO_CORRECTION = gettext_lazy("No approved report behind these numbers was corrected later.")
NO_VERSIONS = gettext_lazy("This measure does not come from reports; there is nothing to correct.")


def value_text(measure, value):
    """61 · 11,54; "–" for what is not known."""
    return units.plain(value) if measure.averaged or value is None else number(int(value))


def amount_text(measure, amount):
    """+13 · −0,29; a share of a criterion never becomes 0."""
    return signed(units.shown(amount)) if measure.averaged else signed(int(amount))


def of_whole(measure, value, size):
    """61/207, or the number alone for a mean and for the number of communes."""
    text = value_text(measure, value)
    alone = value is None or measure.averaged or measure.kind == COMMUNES
    return text if alone else f"{text}/{number(size)}"


def measure_name(choice, of_criterion=""):
    if of_criterion:
        return _("Communes attaining criterion %(name)s") % {"name": of_criterion}
    return str(MEASURES[choice.slug][1])


def title(choice, found, of_criterion=""):
    """Xã đạt chuẩn từ 61/207 (31/12/2019) đến 65/181 (31/12/2020): kết quả thực hiện +13, sắp xếp đơn vị −9."""
    named = {
        "measure": measure_name(choice, of_criterion),
        "from": day(choice.one.as_of),
        "to": day(choice.other.as_of),
    }
    if not found.known:
        return _("%(measure)s: the numbers of %(from)s and %(to)s cannot be explained by communes yet") % named
    named |= {"start": end_text(choice, found.before, found.start), "end": end_text(choice, found.after, found.end)}
    parts = [f"{lower(NAMES[one.name])} {amount_text(choice.measure, one.amount)}" for one in found.parts if one.amount]
    named["parts"] = ", ".join(parts) or _("no change")
    return _("%(measure)s from %(start)s (%(from)s) to %(end)s (%(to)s): %(parts)s") % named


def end_text(choice, scene, value):
    return of_whole(choice.measure, value, scene.standing.universe)


def source(measure):
    if measure.kind == COMMUNES:
        return _("computed from the record of units and the decrees on their rearrangement")
    return _("computed from the reports and decisions of the communes")


def lower(text):
    text = str(text)
    return text[:1].lower() + text[1:]


def meaning(name, measure, corrected):
    if name == MERGERS and measure.kind == COMMUNES:
        return OF_UNITS
    if name == CORRECTIONS and not measure.by_set:
        return NO_VERSIONS
    return NO_CORRECTION if name == CORRECTIONS and not corrected else MEANINGS[name]


def inference(choice, found, printed):
    """Which numbers of the way no document prints: those restated to other units, and who waits.

    `printed(end)`: what documents print for a point of the way, None where they print nothing.
    """
    if choice.measure.kind != RECOGNISED or not found.known:
        return ""
    inferred = [number(int(value)) for end, value in restated(choice, found) if printed(end) is None]
    waiting = sum(share.part == AGAIN for one in found.steps for share in one.shares)
    said = (
        [_("the number on other units than those of its day (%(n)s)") % {"n": ", ".join(inferred)}] if inferred else []
    )
    said += [_("which communes wait to be recognised again")] if waiting else []
    return _("Inferred by the system, in no document: %(what)s.") % {"what": "; ".join(said)} if said else ""


def restated(choice, found):
    """[(End, number)] of the points shown on the way, each once, whose units are not those of their day."""
    lineage = choice.register.lineage
    way = [(End(one.leg.after.as_of, one.leg.after.units), one.after) for one in found.steps if one.shares]
    shown = {}
    for end, value in [(choice.one, found.start), *way, (choice.other, found.end)]:
        shown.setdefault((end.as_of, lineage.state_start(end.units)), (end, value))
    return [told for told in shown.values() if not lineage.same_state(told[0].as_of, told[0].units)]
