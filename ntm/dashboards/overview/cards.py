"""The five key figures under the head, each with its target, its source and what it cannot say."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import day, number
from ntm import units, verdicts
from ntm.dashboards.overview.results import (
    ADVANCED,
    AVERAGE,
    BELOW_10,
    MODEL,
    SHARE,
    average_text,
    source_of,
    sources_of,
    with_base,
)
from ntm.dashboards.overview.verdict import pace
from ntm.judgement import HEADLINE, ILLUSTRATION, PUBLISHED
from ntm.progress import goals
from ntm.topics import OF_DECISIONS


@dataclass(frozen=True)
class Bar:
    """What partials/bar.html draws."""

    value: object
    whole: object
    mark: object = None
    kind: str = ""


@dataclass
class Card:
    title: str
    number: str
    aim: str = ""
    bar: Bar = field(default_factory=lambda: Bar(None, 1, kind="none"))
    texts: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    verdict: str = ""
    tag: str = ""
    estimate: bool = False
    illustration: bool = False
    wanted: int | None = None
    url: str = ""


def cards(results):
    return [
        to_go(results),
        measured(results, AVERAGE, _("Average criteria per commune")),
        measured(results, BELOW_10, _("Communes below 10 criteria")),
        measured(results, ADVANCED, _("Advanced NTM communes")),
        measured(results, MODEL, _("Model NTM communes")),
    ]


def to_go(results):
    """What is missing to the next target, on the target's own units."""
    judgement = results.next_target(HEADLINE, SHARE)
    if judgement is None:
        return Card(
            _("Still to attain the standard"), number(None), texts=[_("No target has been set for this scope.")]
        )
    title = _("Still to attain the standard by %(year)s") % {"year": judgement.target.year}
    if judgement.result is None:
        return Card(
            title, number(None), texts=[said_aim(judgement)], verdict=goals.NO_DATA, tag=verdicts.tag(judgement)
        )
    value, near = judgement.result.value, judgement.aim.near
    left = units.difference(goals.missing(judgement.aim, value), judgement.target.unit)
    whole = judgement.base if judgement.target.measure.key == HEADLINE else 100
    return Card(
        title,
        left,
        f"{units.plain(value)} → {units.plain(near)}",
        bar_of(judgement.result, value, whole or near, near),
        based(results, judgement),
        [source_of(judgement.target)],
        judgement.verdict,
        verdicts.tag(judgement),
        judgement.result.estimate,
        judgement.result.source == ILLUSTRATION,
        verdicts.communes_to_go(judgement),
    )


def based(results, judgement):
    """The pace, after the units it counts by where those are not the page's."""
    words = pace(judgement)
    return [f"{with_base(results, judgement, words) if words else said_aim(judgement)}."]


def measured(results, measure, title):
    """The number on the page's own units; the target is judged on its own and told with its base."""
    result, judgement = results.of(measure), results.next_target(measure)
    page = reverse("measure", args=[measure]) if measure in OF_DECISIONS else ""
    card = Card(title, number(None), sources=sources_of([result]), url=page)
    if result is None:
        card.verdict, card.tag = goals.NO_DATA, _("No data yet")
    else:
        card.number = average_text(result) if measure == AVERAGE else units.plain(result.value)
        card.estimate, card.illustration = result.estimate, result.source == ILLUSTRATION
        card.bar = bar_of(result, result.value, whole_of(results, measure))
    if judgement:
        add_target(card, results, judgement, result, measure)
    if result is None or result.source != PUBLISHED:
        card.texts.extend(last_printed(results, measure))
    return card


def add_target(card, results, judgement, result, measure):
    card.sources = list({one.text: one for one in [*card.sources, source_of(judgement.target)]}.values())
    if results.same_units(judgement.basis):
        card.aim = f"→ {verdicts.aim_text(judgement).partition('/')[0]}"
        if result is not None:
            card.bar = bar_of(result, result.value, whole_of(results, measure, judgement), judgement.aim.near)
    else:
        said = verdicts.sentence(judgement, results.register)
        named = said if verdicts.basis_words(judgement, results.register) else with_base(results, judgement, said)
        card.texts.append(f"{named}.")
    if judgement.result is not None:
        card.verdict, card.tag = judgement.verdict, verdicts.tag(judgement)
    if results.same_units(judgement.basis) and pace(judgement):
        card.texts.append(f"{said_aim(judgement)}. {pace(judgement)}.")


def said_aim(judgement):
    """Mục tiêu 2025: 15,5–16."""
    return _("Target of %(year)s: %(aim)s") % {"year": judgement.target.year, "aim": verdicts.aim_text(judgement)}


def whole_of(results, measure, judgement=None):
    """What the bar's track stands for: the set's criteria, the communes, or the target where it is a small part."""
    if measure == AVERAGE:
        return len(results.selection.standing.criteria) or 1
    if measure in (ADVANCED, MODEL) and judgement and judgement.aim.near:
        return judgement.aim.near
    return results.size() or 1


def bar_of(result, value, whole, mark=None):
    kind = "illustration" if result.source == ILLUSTRATION else ""
    return Bar(float(value), float(whole), None if mark is None else float(mark), kind)


def last_printed(results, measure):
    """The latest printed figure, told with its day and base where the page's own date has none."""
    figure = results.latest_published(measure)
    if figure is None:
        return []
    told = {"value": units.plain(figure.low), "day": day(figure.date), "base": figure.base or number(None)}
    return [_("Last published: %(value)s on %(day)s (of %(base)s communes).") % told]
