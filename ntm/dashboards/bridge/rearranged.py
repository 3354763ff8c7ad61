"""What the page tells around the bridge: rearrangements in between, well-known bridges, targets on older units."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm import verdicts
from ntm.dashboards.bridge.choice import PRINTED, SLUGS, ends_in_address
from ntm.judgement import HEADLINE, ILLUSTRATION, default_date
from ntm.progress.bridge import End
from ntm.progress.bridge.measures import COMMUNES
from ntm.progress.bridge.parts import joined
from ntm.progress.recognition import is_year_end

ONE_DAY = timedelta(days=1)


# --- rearrangements --------------------------------------------------------------------------------------------


def events(choice):
    """A sentence a rearrangement that lies between the two days or the two bases."""
    lineage, register = choice.register.lineage, choice.register
    days = [choice.one.as_of, choice.other.as_of, choice.one.units, choice.other.units]
    starts = lineage.state_starts()[1:]
    return [event_text(register, start) for start in starts if min(days) < start <= max(days)]


def event_text(register, start):
    """Sắp xếp 01/07/2025: 175 → 61 xã. 165 xã sắp xếp thành 58 xã; 7 xã ra khỏi địa bàn nông thôn."""
    lineage, eve = register.lineage, start - ONE_DAY
    pieces = joined(lineage, eve, start)
    changed = [one for one in pieces if len(one.older) > 1 or len(one.newer) > 1]
    kept = [one for one in changed if one.older and one.newer]
    told = {
        "day": day(start),
        "before": number(len(lineage.universe(eve))),
        "after": number(len(lineage.universe(start))),
        "joined": number(sum(len(one.older) for one in kept)),
        "into": number(sum(len(one.newer) for one in kept)),
    }
    said = [_("Rearrangement of %(day)s: %(before)s → %(after)s communes") % told]
    said += [_("%(joined)s communes became %(into)s") % told] if kept else []
    said += moved_text(pieces) + districts_text(register, eve)
    return "; ".join(said) + "."


def moved_text(pieces):
    left, entered = sum(not one.newer for one in pieces), sum(not one.older for one in pieces)
    said = []
    if left:
        words = ngettext(
            "%(n)s commune became part of wards or towns", "%(n)s communes became part of wards or towns", left
        )
        said.append(words % {"n": number(left)})
    if entered:
        words = ngettext("%(n)s commune came from wards or towns", "%(n)s communes came from wards or towns", entered)
        said.append(words % {"n": number(entered)})
    return said


def districts_text(register, eve):
    ended = any(one.valid_to == eve for one in register.districts.values())
    return [_("the districts end")] if ended else []


# --- bridges that are asked for again and again ----------------------------------------------------------------


def presets(choice):
    """(label, address, chosen) of well-known bridges, read from the unit states, the rounds and the targets."""
    register = choice.register
    ends = [*around_results(register), *over_rearrangements(register), *toward_targets(register)]
    found = {}
    for label, one, other, slug in ends:
        found.setdefault(
            choice.url(**ends_in_address(one, other), do=slug, tc=""), (label, same(choice, one, other, slug))
        )
    return [(label, url, chosen) for url, (label, chosen) in found.items()]


def same(choice, one, other, slug):
    return (choice.one, choice.other, choice.slug) == (one, other, slug)


def around_results(register):
    """The last rearrangement that results were printed after: on each day's own units, and on the older ones."""
    last = default_date(register)
    start = max((one for one in register.lineage.state_starts()[1:] if one <= last), default=None)
    before = [one.date for one in register.rounds if start and one.date < start and is_year_end(one.date)]
    after = [one.date for one in register.rounds if start and start <= one.date <= last]
    if not before or not after:
        return []
    eve, first = before[-1], after[0]
    year = next((on for on in after if is_year_end(on)), after[-1])
    older = number(len(register.lineage.universe(eve)))
    slug = SLUGS["recognised"]
    named = {"from": day(eve), "first": day(first), "year": day(year), "n": older}
    return [
        (_("%(from)s → %(first)s, units of each day") % named, End(eve, eve), End(first, first), slug),
        (_("%(from)s → %(year)s, units of each day") % named, End(eve, eve), End(year, year), slug),
        (_("%(from)s → %(year)s, both by the former %(n)s communes") % named, End(eve, eve), End(year, eve), slug),
        (_("%(year)s: own units → former %(n)s communes") % named, End(year, year), End(year, eve), slug),
    ]


def over_rearrangements(register):
    """The evening before each rearrangement to its day: only the number of communes changes."""
    for start in register.lineage.state_starts()[1:]:
        eve = start - ONE_DAY
        sizes = [number(len(register.lineage.universe(on))) for on in (eve, start)]
        named = {"day": day(start), "before": sizes[0], "after": sizes[1]}
        yield _("%(before)s → %(after)s communes on %(day)s") % named, End(eve, eve), End(start, start), SLUGS[COMMUNES]


def toward_targets(register):
    """Targets whose units are gone on their day: from the latest result to that day, on the target's units."""
    lineage, last = register.lineage, default_date(register)
    for one in register.targets:
        if one.measure.key == HEADLINE and one.scope == "province" and one.date > last and one.base:
            state = next((s for s in lineage.state_starts() if str(len(lineage.universe(s))) == one.base), None)
            if state and not lineage.same_state(state, one.date):
                named = {"aim": f"{number(one.low)}/{one.base}", "year": one.date.year}
                label = _("Target %(aim)s of %(year)s after its units are gone") % named
                yield label, End(last, state), End(one.date, state), SLUGS["recognised"]


# --- targets ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """A target of the same measure, its verdict on the units it was set for, and how that is done."""

    verdict: str
    tag: str
    sentence: str
    how: str
    url: str
    source: str
    source_url: str
    illustration: bool


def targets(choice, judge):
    """Targets of the measure for the year of the later end or ahead of it; those on units that are gone first."""
    asked = PRINTED.get(choice.measure.kind)
    chosen = [one for one in choice.register.targets if concerns(one, asked, choice)]
    found = [judged(choice, judge, one) for one in judge.judge_all(choice.other.as_of, chosen)]
    return said_once(sorted(found, key=lambda one: not one.how))


def said_once(found):
    """How it is done is told with the first of the targets that it is the same for."""
    told = [one.how for one in found]
    return [replace(one, how="") if one.how in told[:place] else one for place, one in enumerate(found)]


def concerns(target, asked, choice):
    """Of the whole province, the same criterion, and set for this year or a later one of the same period."""
    named = (target.measure.key, target.scope, target.variant, target.criterion)
    ahead = choice.other.as_of.year <= target.date.year <= choice.other.as_of.year + 5
    return named == (asked, "province", "", choice.measure.criterion) and ahead


def judged(choice, judge, one):
    text = verdicts.sentence(one, choice.register, verdicts.own_units_result(judge, one))
    return Judged(
        one.verdict,
        verdicts.tag(one),
        f"{text[:1].upper()}{text[1:]}.",
        how(choice, one),
        choice.url(**ends_in_address(choice.one, End(one.on, one.basis if how(choice, one) else one.on))),
        f"{one.target.document.short_name}, {one.target.section}",
        f"{reverse('document', args=[one.target.document.slug])}#{one.target.code}",
        bool(one.result and one.result.source == ILLUSTRATION),
    )


def how(choice, one):
    """How a target is judged whose units are not those of its day any more; "" while they are."""
    if not verdicts.restated(one, choice.register) or one.basis > one.on:
        return ""
    ended = next(s for s in choice.register.lineage.state_starts() if s > one.basis) - ONE_DAY
    told = {"n": number(one.base), "day": day(ended)}
    said = _("The target was set for %(n)s communes, the units until %(day)s.") % told
    return f"{said} {HOW[one.target.measure.key == HEADLINE]()}"


HOW = {
    True: lambda: _(
        "Each of them counts as recognised if its own decision stood when it ended,"
        " or if every rural commune it went into has a decision of its own."
    ),
    False: lambda: _(
        "Each of them counts as holding a criterion if every rural commune it went into holds it;"
        " one that went into wards or towns only counts as not attained."
    ),
}
