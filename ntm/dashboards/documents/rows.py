"""One figure as a document prints it, beside what the system computes for the same thing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from communes.vietnamese import day, fold, span
from criteria.models import PublishedFigure, Target
from ntm import printed, units, verdicts
from ntm.judgement import ILLUSTRATION, exact, from_communes, question_of
from ntm.progress.measures import SIZES, years_before
from ntm.progress.published import ESTIMATE, answers
from ntm.topics import measure_url

FIRST_ROUND = date(2011, 12, 31)
GAINS = ("increase", "newly")


@dataclass(frozen=True)
class Row:
    """A printed figure in words."""

    figure: object
    judge: object
    index: object
    judgement: object = None

    @property
    def register(self):
        return self.judge.register

    @property
    def is_target(self):
        return isinstance(self.figure, Target)

    @property
    def is_result(self):
        return not self.is_target and self.figure.kind in PublishedFigure.RESULTS

    @property
    def kind(self):
        return printed.TARGET if self.is_target else self.figure.kind

    @property
    def kind_name(self):
        return printed.kind_name(self.figure)

    @property
    def estimate(self):
        return self.is_result and (self.figure.estimate or self.figure.kind == ESTIMATE)

    @cached_property
    def label(self):
        return printed.label(self.register, self.figure)

    @property
    def measure_url(self):
        return measure_url(self.figure.measure)

    @property
    def context(self):
        """Scope and day: what the label does not say."""
        figure = self.figure
        scope = "" if figure.scope == printed.PROVINCE else printed.scope_name(self.register, figure.scope)
        when = day(figure.date) if "-" in figure.year else figure.year
        return " · ".join(filter(None, [scope, when, figure.criteria_set and figure.criteria_set.name]))

    @property
    def value(self):
        """The number with its unit; the whole beside it where the document prints one."""
        figure = self.figure
        text = span(figure.low, figure.high)
        if figure.denominator and figure.numerator == figure.low:
            text = verdicts.of_whole(text, figure.denominator)
        return units.with_unit(text, figure.unit, one=figure.low == figure.high == 1)

    @property
    def percent(self):
        """The percent as printed beside a count."""
        return verdicts.percent_text(self.figure) if self.figure.unit != units.PERCENT else ""

    @property
    def base(self):
        """The communes that a figure about communes counts, where the text does not print them."""
        figure = self.figure
        if figure.denominator or not figure.base or not from_communes(figure) or figure.measure.key in SIZES:
            return ""
        return units.with_unit(figure.base, units.COMMUNE)

    @property
    def set_by(self):
        return verdicts.set_by(self.figure) if self.figure.set_by else ""

    # --- what the system says --------------------------------------------------------------------------------

    @cached_property
    def computed(self):
        """The system's own value for the same question, scope and basis; None where communes cannot tell."""
        figure = self.figure
        if not (self.is_result and from_communes(figure)):
            return None
        basis = self.judge.result_basis(figure)
        return self.judge.computed(question_of(figure, figure.date), figure.scope, basis)

    @property
    def computed_text(self):
        return units.amount(self.computed.value, self.figure.unit) if self.computed else ""

    @property
    def illustration(self):
        return bool(self.computed) and self.computed.source == ILLUSTRATION

    @property
    def differs(self):
        """Whether the computed value is another than the printed one at the digits that are printed."""
        low, high = exact(self.figure.low), exact(self.figure.high)
        if self.computed is None:
            return False
        half = Fraction(1, 2 * 10 ** digits(self.figure))
        value = self.computed.value
        return (low is not None and value < low - half) or (high is not None and value > high + half)

    @property
    def competing(self):
        """Other figures that documents print for the same thing, where they are not the same: [(value, figure)]."""
        if not self.is_result:
            return []
        question = question_of(self.figure, self.figure.date)
        found = answers(self.index[place(self.figure)], question, self.figure.scope, self._same_basis)
        here = self.figure.low if self.figure.low is not None else self.figure.high
        others = [one for one in found if one.figure.code != self.figure.code and one.value != here]
        unit = self.figure.unit
        return [(units.amount(one.value, unit, verdicts.printed_digits(one)), one.figure) for one in others]

    def _same_basis(self, other):
        state = self.register.lineage.state_start
        return state(self.judge.result_basis(other)) == state(self.judge.result_basis(self.figure))

    @property
    def tag(self):
        return verdicts.tag(self.judgement) if self.judgement else ""

    def mentions(self, folded):
        figure = self.figure
        return folded in fold(" ".join([figure.quote, self.label, figure.section, figure.code, self.context]))


def digits(figure):
    """Decimals of the printed number: 1 of 12,5000."""
    number = figure.low if figure.low is not None else figure.high
    return max(0, -number.normalize().as_tuple().exponent)


def place(figure):
    """What figures about the same thing share, whatever their measure is called."""
    return figure.variant, figure.criterion, figure.scope, figure.date


def indexed(figures):
    found = defaultdict(list)
    for figure in figures:
        found[place(figure)].append(figure)
    return found


def needed(judge, figures):
    """(as_of, units, set code) of every standing that the computed values beside these figures come from."""
    register, keys = judge.register, set()
    for figure in figures:
        if not from_communes(figure) or figure.kind not in PublishedFigure.RESULTS:
            continue
        basis = judge.result_basis(figure)
        for on in days(figure):
            in_force = register.set_in_force(on)
            keys.add((on, basis, in_force and in_force.code))
    return keys


def days(figure):
    """The day of a figure; for a gain also the day it may be counted from."""
    if not any(word in figure.measure.key for word in GAINS):
        return {figure.date}
    question = question_of(figure, figure.date)
    return {figure.date, years_before(figure.date, 1), max(question.before_period, FIRST_ROUND), FIRST_ROUND}


@dataclass
class Section:
    """A section of a document in printed order."""

    title: str
    rows: list

    @property
    def line(self):
        return min(row.figure.line for row in self.rows)


def sections(rows):
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.figure.line, row.figure.code)):
        found[row.figure.section].append(row)
    return [Section(title, rows) for title, rows in found.items()]
