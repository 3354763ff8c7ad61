"""The targets of 2018 and 2020 by criterion: base of 2017, plan of 2018, target of 2020, result of 2020.

The plan of 2018 prints the number to reach and the number to add; the base of 2017 is the one less the other.
Shares of different bases stand side by side and are never judged against each other.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria.models import PublishedFigure
from ntm import units, verdicts
from ntm.judgement import ILLUSTRATION
from ntm.progress.measures import Question

PLAN, TARGET = date(2018, 12, 31), date(2020, 12, 31)
HELD, HELD_SHARE, ADDED = (
    "communes_attained_criterion",
    "communes_attained_criterion_share",
    "communes_newly_attained_criterion",
)


@dataclass(frozen=True)
class CriterionRow:
    criterion: object
    plan: object = None
    added: object = None
    goal: object = None
    result: object = None
    base: int | None = None

    @property
    def planned(self):
        return self.plan and self.plan.target.low

    @property
    def start(self):
        """2017, derived: what the plan is to reach less what it is to add."""
        return self.planned - self.added.low if self.plan and self.added else None

    @property
    def planned_share(self):
        return share(self.planned, self.plan and self.plan.base)

    @property
    def attained(self):
        return self.result and self.result.value

    @property
    def attained_share(self):
        return share(self.attained, self.base)

    @property
    def printed_share(self):
        """The percent as the document prints it, where that is another than count / base gives."""
        figure = self.result and self.result.printed and self.result.printed.figure
        if not figure or not figure.stated_percent:
            return ""
        exact, said = self.attained_share, Fraction(figure.stated_percent)
        half = Fraction(1, 2 * 10 ** verdicts.digits_of(figure.stated_percent))
        return verdicts.percent_text(figure) if abs(exact - said) > half else ""

    @property
    def difference(self):
        if self.attained_share is None or self.planned_share is None:
            return None
        return float(self.attained_share - self.planned_share)

    @property
    def illustration(self):
        return bool(self.result) and self.result.source == ILLUSTRATION

    # --- as written ----------------------------------------------------------------------------------------------

    @property
    def planned_text(self):
        return percent(self.planned_share)

    @property
    def attained_text(self):
        return _("not published") if self.result is None else number(units.shown(self.attained))

    @property
    def attained_share_text(self):
        return percent(self.attained_share)


@dataclass(frozen=True)
class CriterionTable:
    """The rows with the bases that their columns are counted of."""

    rows: list
    plan_base: int | None
    base: int

    @property
    def finding(self):
        """(criteria above, criteria below) the share planned for 2018, of those that a document prints."""
        known = [row.difference for row in self.rows if row.difference is not None and not row.illustration]
        return sum(one > 0 for one in known), sum(one < 0 for one in known)


def percent(value):
    return number(None) if value is None else units.amount(float(value), units.PERCENT, 1)


def share(value, base):
    return Fraction(100 * Fraction(value), base) if value is not None and base else None


def criterion_table(archive, judge, judgements, as_goal, as_of):
    """One row a criterion of the set that the plan counts; None where no such plan is known, or 2020 lies ahead."""
    if as_of < TARGET:
        return None
    plans = {one.target.criterion: one for one in judgements if _asks(one.target, PLAN, {HELD})}
    criteria_set = next((one.target.criteria_set for one in plans.values() if one.target.criteria_set), None)
    if criteria_set is None:
        return None
    asked = {one.target.criterion: as_goal(one) for one in judgements if _asks(one.target, TARGET, {HELD, HELD_SHARE})}
    added = {figure.criterion: figure for figure in archive.figures if _adds(figure)}
    base = len(archive.scope("province", TARGET, TARGET))
    rows = [
        CriterionRow(one, plans.get(n), added.get(n), asked.get(n), _held(judge, n), base)
        for one in archive.criteria.get(criteria_set.code, ())
        for n in [one.number]
    ]
    return CriterionTable(rows, next(iter(plans.values())).base, base)


def _asks(target, on, measures):
    return target.measure.key in measures and target.date == on and target.scope == "province"


def _adds(figure):
    increment = figure.kind == PublishedFigure.Kind.PLAN_INCREMENT and figure.measure.key == ADDED
    return increment and figure.date == PLAN and figure.scope == "province"


def _held(judge, criterion):
    return judge.result(Question(HELD, TARGET, "", criterion, 2016), "province", TARGET)
