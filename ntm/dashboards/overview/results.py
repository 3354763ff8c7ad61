"""Every number of the overview: published first, else computed, for the page's scope, units and criteria set."""

from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from communes.vietnamese import number
from ntm import units
from ntm.judgement import COMPUTED, HEADLINE, ILLUSTRATION, PUBLISHED, Judge, Result
from ntm.progress.measures import Question, computed, free_of_sets
from ntm.progress.published import first_year, printed_value
from ntm.verdicts import digits_of

SHARE = f"{HEADLINE}_share"
AVERAGE, BELOW_10 = "avg_criteria_per_commune", "communes_in_band_below_10"
ADVANCED, MODEL = "communes_attained_advanced", "communes_attained_model"
LOWEST, CRITERION = "min_criteria_any_commune", "communes_attained_criterion"
JUDGED = {HEADLINE, SHARE, AVERAGE, BELOW_10, ADVANCED, MODEL, LOWEST}
LONG_TERM = 5  # years of a programme period; a shorter plan is not what the pace is measured by


@dataclass(frozen=True)
class Source:
    """Where a figure is printed; `url` leads to its quote, "" while that page does not exist."""

    code: str
    text: str
    url: str = ""


@dataclass
class Results:
    selection: object

    @cached_property
    def register(self):
        return self.selection.register

    @cached_property
    def judge(self):
        return Judge(self.register)

    @property
    def as_of(self):
        return self.selection.as_of

    @property
    def scope(self):
        return self.selection.printed_scope

    @property
    def whole_province(self):
        return not self.selection.scope

    def basis(self, on):
        """The units of the date itself, unless the page was asked for one basis."""
        return self.selection.units if "ms" in self.selection.given or on == self.as_of else on

    def size(self, on=None):
        on = on or self.as_of
        return len(self.register.scope(self.scope, on, self.basis(on)) or ())

    @cached_property
    def dates(self):
        """Official rounds up to the date of the page."""
        return [one.date for one in self.register.rounds if one.date <= self.as_of]

    @cached_property
    def _set_was_chosen(self):
        in_force = self.register.set_in_force(self.as_of)
        return self.selection.set_code != (in_force and in_force.code)

    def of(self, measure, on=None, criterion=None, scope=None):
        """The result of a measure; a criteria set that was chosen leaves only what can be computed under it."""
        on = on or self.as_of
        question = Question(measure, on, criterion=criterion)
        if self._set_was_chosen and on == self.as_of and not free_of_sets(measure):
            return self._under_chosen_set(question, scope)
        return self.judge.result(question, scope or self.scope, self.basis(on))

    def _under_chosen_set(self, question, scope):
        among = self.register.scope(scope, self.as_of, self.selection.units) if scope else None
        return self._computed(question, self.selection.standing, among)

    def computed_among(self, measure, on, among):
        """A measure over the communes of the page's scope that are also among these; no document prints that."""
        standing = self.selection.standing if on == self.as_of else self.judge.scoped(self.scope, on, self.basis(on))
        return self._computed(Question(measure, on), standing, among)

    def _computed(self, question, standing, among):
        chosen = standing if among is None else standing.within(among)
        found = computed(question, lambda on, level="basic": chosen)
        if found is None or found.standing is None:
            return None
        source = ILLUSTRATION if found.illustration else COMPUTED
        return Result(found.value, source, found.criteria_set, standing=found.standing)

    def latest_published(self, measure):
        """The last figure that a document prints for the scope, not after the date of the page."""
        found = [
            figure
            for figure in self.register.published
            if figure.measure.key == measure and figure.scope == self.scope and figure.date <= self.as_of
        ]
        return max(found, key=lambda figure: figure.date, default=None)

    # --- targets ---------------------------------------------------------------------------------------------

    @cached_property
    def targets(self):
        """Targets the page shows: its own scope's, and on the province's page those of the groups."""
        wanted = [target for target in self.register.targets if target.measure.key in JUDGED]
        return [t for t in wanted if t.scope == self.scope or (self.whole_province and t.scope.startswith("group:"))]

    def judged(self, target):
        return self._judgements[target.code]

    @cached_property
    def _judgements(self):
        return {one.target.code: one for one in self.judge.judge_all(self.as_of, self.targets)}

    def of_year(self, *measures):
        """Targets of the date's own year."""
        return [t for t in self._own(measures) if t.date.year == self.as_of.year]

    def ahead(self, *measures):
        """Targets that lie ahead at the next end of a programme period, else of the next plan."""
        found = [t for t in self._own(measures) if t.date > self.as_of]
        found = [t for t in found if period_years(t) >= LONG_TERM] or found
        horizon = min((t.date for t in found), default=None)
        return [t for t in found if t.date == horizon]

    def _own(self, measures):
        return [t for t in self.targets if t.scope == self.scope and t.measure.key in measures]

    def next_target(self, *measures):
        """Judgement on the one target that the page measures the way to; the last of the period once it is over."""
        found = self.ahead(*measures) or self.of_year(*measures)
        found = sorted(found, key=lambda t: (measures.index(t.measure.key), -period_years(t)))
        return self.judged(found[0]) if found else None

    def same_units(self, basis):
        state = self.register.lineage.state_start
        return state(basis) == state(self.selection.units)

    # --- fetching --------------------------------------------------------------------------------------------

    def prepare(self):
        """Names every standing of the page, so that their verdicts come in one query."""
        before = self.register.previous_round(self.as_of)
        keys = {(self.as_of, self.selection.units, self.selection.set_code)}
        keys |= {(on, self.basis(on), self._set_code(on)) for on in [self.as_of, *self.dates, *self.year_before]}
        if before:
            keys.add((before.date, self.selection.units, before.criteria_set.code))
        self.register.prepare(keys | self.judge.needed(self.as_of, self.targets))

    def _set_code(self, on):
        in_force = self.register.set_in_force(on)
        return in_force and in_force.code

    @property
    def year_before(self):
        """The end of the year before, if it was a round."""
        return [on for on in self.dates if (on.year, on.month) == (self.as_of.year - 1, 12)][-1:]


def period_years(target):
    return int(target.period[-4:]) - first_year(target.period) + 1


def source_of(figure):
    """The figure's document and place, with the address of its quote."""
    text = f"{figure.document.short_name}, {figure.section}"
    return Source(figure.code, text, document_url(figure.document.slug, figure.code))


def document_url(slug, code=""):
    try:
        address = reverse("document", args=[slug])
    except NoReverseMatch:  # an installation without the pages of documents
        return ""
    return f"{address}#{code}" if code else address


def sources_of(results):
    """Where some results are printed, each document place once."""
    figures = {r.printed.figure.code: r.printed.figure for r in results if r and r.source == PUBLISHED}
    return list({one.text: one for one in map(source_of, figures.values())}.values())


def documents_of(results):
    """The documents that some results are printed in, once each."""
    printed = [r.printed.figure.document for r in results if r and r.source == PUBLISHED]
    return [Source("", one.short_name, document_url(one.slug)) for one in {one.slug: one for one in printed}.values()]


def linked(source, text=""):
    text = text or source.text
    return format_html('<a href="{}">{}</a>', source.url, text) if source.url else text


def printed_at(figure):
    """The document's short name, leading to the quote."""
    return linked(source_of(figure), figure.document.short_name)


def told(sources):
    """Sources in one line for a chart, each a link where its page exists."""
    return format_html_join("; ", "{}", ((linked(one),) for one in sources))


def made_up(results):
    return any(one is not None and one.source == ILLUSTRATION for one in results)


def with_base(results, judgement, words):
    """Theo 181 xã: … where the page counts other units than the target."""
    if results.same_units(judgement.basis) or not judgement.base:
        return words
    basis = _("By %(n)s communes") % {"n": number(judgement.base)}
    return _("%(basis)s: %(words)s") % {"basis": basis, "words": words[:1].lower() + words[1:]}


def percent(result):
    """35,91% where the source prints two decimals, else one."""
    if result is None:
        return number(None)
    return f"{number(as_decimal(result.value), percent_digits(result))}%"


def as_decimal(value):
    """An exact value as the decimal that is rounded half up when written."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def average_text(result):
    """A printed average with its own digits, a computed one with one."""
    if result is None:
        return number(None)
    return units.plain(result.value) if result.source == PUBLISHED else number(as_decimal(result.value), 1)


def percent_digits(result):
    if result.printed is None:
        return 1
    figure = result.printed.figure
    printed = figure.stated_percent or f"{printed_value(figure, figure.measure.key).normalize():f}"
    return 2 if digits_of(printed) >= 2 else 1


def merged(judgements):
    """Targets of the same measure, value, units and date told once, with all who set them."""
    told = {}
    for one in judgements:
        target = one.target
        told.setdefault((target.measure.key, target.low, target.high, one.basis, target.date), []).append(one)
    return [_as_one(same) for same in told.values()]


def _as_one(same):
    first, target = same[0], copy(same[0].target)
    target.set_by = "; ".join(dict.fromkeys(one.target.set_by for one in same if one.target.set_by))
    return replace(first, target=target)
