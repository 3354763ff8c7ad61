"""The whole life of one value of a commune: every round and version of a criterion or an indicator, and each change."""

import re
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from communes.models import Change, Succession
from communes.rights import changes_read_by
from communes.vietnamese import day, number
from criteria.models import Assessment, Criterion, Indicator, Measurement, Opinion, Report, Round
from criteria.rights import may_see

Topic = Change.Topic
CODE = re.compile(r"[\w.]{1,20}", re.ASCII)


@dataclass(frozen=True)
class Subject:
    """A criterion of a set, or one of its indicators."""

    criterion: Criterion
    indicator: Indicator | None = None

    @property
    def name(self):
        if self.indicator:
            return _("Indicator %(code)s") % {"code": self.indicator.code}
        return _("Criterion %(number)s") % {"number": self.criterion.number}

    @property
    def words(self):
        return self.indicator.text if self.indicator else self.criterion.name

    def concerns(self, key):
        """Whether a cell of a report (c2.outcome, i2.1.value) is this one's."""
        if self.indicator:
            return key.startswith(f"i{self.indicator.code}.")
        return key.startswith(f"c{self.criterion.number}.")


def subject(set_code, code):
    """What an address calls 17 or 17.1; None where the set has no such criterion or indicator."""
    if not CODE.fullmatch(code):
        return None
    if code.isdigit():
        criterion = Criterion.objects.select_related("criteria_set")
        found = criterion.filter(criteria_set__code=set_code, number=int(code)).first()
        return found and Subject(found)
    indicators = Indicator.objects.select_related("criterion__criteria_set")
    found = indicators.filter(criterion__criteria_set__code=set_code, code=code).first()
    return found and Subject(found.criterion, found)


@dataclass(frozen=True)
class Version:
    """What one version of one report says about it."""

    report: Report
    said: Assessment | None = None
    measured: Measurement | None = None
    unit: str = ""

    @property
    def round(self):
        of_round = self.report.round
        estimate = of_round.kind == Round.Kind.ESTIMATE
        return _("%(day)s, estimate") % {"day": day(of_round.date)} if estimate else day(of_round.date)

    @property
    def counts(self):
        return self.report.state == Report.State.APPROVED and self.report.superseded_at is None

    @property
    def state(self):
        if self.report.superseded_at:
            return _("replaced")
        return _("in use") if self.counts else str(self.report.get_state_display())

    @property
    def verdict(self):
        """Đạt · chưa đạt · – where nothing was said."""
        if self.said is None or not self.said.outcome:
            return number(None)
        return _("nearly attained") if self.said.nearly else str(self.said.get_outcome_display())

    @property
    def value(self):
        """90% · 45,5 triệu đồng; "–" where no value was entered."""
        if self.measured is None or self.measured.value is None:
            return number(None)
        text = number(self.measured.value)
        return f"{text}%" if self.unit == "%" else f"{text} {self.unit}".rstrip()

    @property
    def share(self):
        """45/92 where the value is a share of something counted."""
        one = self.measured
        if one is None or one.numerator is None or one.denominator is None:
            return ""
        return f"{number(one.numerator)}/{number(one.denominator)}"

    @property
    def entered_by(self):
        return self.said.entered_by if self.said else None

    @property
    def entered_at(self):
        return self.said.entered_at if self.said else None

    @property
    def basis(self):
        return str(self.said.get_basis_display()) if self.said and self.said.basis else ""


class Life:
    """All versions that the reader may see, the latest round first, and the changes behind them."""

    def __init__(self, user, place, about):
        self.user, self.place, self.about = user, place, about

    @cached_property
    def reports(self):
        found = Report.objects.filter(commune=self.place, criteria_set=self.about.criterion.criteria_set)
        found = found.select_related("round__criteria_set", "commune__district", "approved_by")
        return [one for one in found.order_by("-round__date", "round__kind", "-version") if may_see(self.user, one)]

    @cached_property
    def versions(self):
        reports, about = [one.pk for one in self.reports], self.about
        said = Assessment.objects.filter(report__in=reports, criterion=about.criterion).select_related("entered_by")
        by_report, measured = {one.report_id: one for one in said}, {}
        if about.indicator:
            values = Measurement.objects.filter(report__in=reports, indicator=about.indicator)
            measured = {one.report_id: one for one in values}
        unit = about.indicator.unit if about.indicator else ""
        return [Version(one, by_report.get(one.pk), measured.get(one.pk), unit) for one in self.reports]

    @property
    def now(self):
        """The version that pages show for the latest official round, None before the first approval."""
        official = (one for one in self.versions if one.report.round.kind != Round.Kind.ESTIMATE)
        return next((one for one in official if one.counts), None)

    @property
    def title(self):
        told = {"name": self.about.name, "place": self.place.name}
        if self.now is None:
            return _("%(name)s of %(place)s: nothing approved yet") % told
        told["what"] = self.now.value if self.about.indicator else self.now.verdict
        if told["what"] == number(None):
            told["what"] = _("no data")
        told["day"] = day(self.now.report.round.date)
        return _("%(name)s of %(place)s: %(what)s on %(day)s") % told

    @property
    def illustration(self):
        return any(one.report.made_up for one in self.versions)

    @cached_property
    def changes(self):
        """Every change of these reports that concerns it, told without the other cells; the newest first."""
        reports = {one.pk for one in self.reports}
        opinions = Opinion.objects.filter(report__in=reports, criterion=self.about.criterion).values_list(
            "pk", flat=True
        )
        kept = changes_read_by(self.user).about_any({Report: reports, Opinion: list(opinions)})
        found = kept.select_related("who", "place__district")
        return [one for one in map(self._narrowed, found) if one]

    def _narrowed(self, change):
        """A change of cells with those of this value alone, None where it changed others only."""
        if change.topic != Topic.ENTRY:
            return change
        before, after = (
            {k: v for k, v in side.items() if self.about.concerns(k)} for side in (change.before, change.after)
        )
        if not before and not after:
            return None
        narrowed = copy(change)
        narrowed.before, narrowed.after = before, after
        return narrowed

    @property
    def before(self):
        """Units that it was made from: their results are theirs."""
        links = Succession.objects.filter(successor=self.place).exclude(predecessor=self.place)
        return list(dict.fromkeys(link.predecessor for link in links.select_related("predecessor")))
