"""A report laid out for entry and review: each criterion with its values, what was before, what is missing."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from criteria import completeness, rules
from criteria.completeness import Said
from criteria.earlier import Earlier, assessments_of, before_corrections, earlier, measurements_of
from criteria.gauges import class_of, gauges
from criteria.models import Assessment, Criterion, Evidence, Indicator, Opinion, Report


@dataclass
class Line:
    """One indicator of one report: its threshold, the value now and the value before."""

    gauge: object
    level: object
    yearly: bool
    now: object = None  # Measurement
    before: object = None  # Measurement

    @property
    def by_rule(self):
        return self.verdict(self.now)

    def verdict(self, measurement):
        """What this value says against today's threshold; None where no number decides."""
        return rules.value_verdict(rules.exact(measured(measurement)), self.limit, self.gauge.comparison)

    @property
    def limit(self):
        return self.level.value if self.level else None

    @property
    def margin(self):
        return rules.margin(rules.exact(measured(self.now)), self.limit, self.gauge.comparison)

    @property
    def changed(self):
        return measured(self.now) != measured(self.before)


@dataclass
class Row:
    """One criterion of one report."""

    criterion: Criterion
    assessment: Assessment | None
    before: str  # outcome of the round before, empty where there is none
    lines: list
    returned: list = field(default_factory=list)  # comments of the office that wait for the officer
    opinions: list = field(default_factory=list)
    evidence: list = field(default_factory=list)  # EvidenceLink
    assessment_before: Assessment | None = None  # None too where what was before is inherited from several units

    @property
    def nearly_before(self):
        return bool(self.assessment_before) and self.assessment_before.nearly

    @property
    def number(self):
        return self.criterion.number

    @property
    def outcome(self):
        return self.assessment.outcome if self.assessment else ""

    @property
    def by_rule(self):
        return rules.criterion_verdict(line.by_rule for line in self.lines)

    @property
    def differs(self):
        return completeness.differs(self.said)

    @property
    def lost(self):
        return completeness.lost(self.said)

    @property
    def gained(self):
        return completeness.gained(self.said)

    @property
    def not_due(self):
        """All of it is known once a year: "Chưa đến kỳ đánh giá, giữ kết quả năm trước" in the other rounds."""
        return bool(self.lines) and all(line.yearly for line in self.lines)

    @property
    def changed(self):
        """Another verdict than before, or a value that moved."""
        return self.outcome != self.before or any(line.changed for line in self.lines if line.now)

    @property
    def said(self):
        one = self.assessment
        return Said(
            self.number,
            self.outcome,
            self.before,
            self.by_rule,
            one.note if one else "",
            bool(one) and one.nearly,
            one.work_done if one else None,
            one.expected_month if one else None,
            len(self.evidence),
            bool(one) and one.basis == Assessment.Basis.REAFFIRMED,
            self._untouched(),
        )

    def _untouched(self):
        entered = self.assessment and self.assessment.entered_at
        return any(not entered or entered < one.at for one in self.returned)

    @property
    def gaps(self):
        return completeness.gaps([self.said])


@dataclass
class Sheet:
    """One report with all criteria of its set."""

    report: Report
    earlier: Earlier
    rows: list

    @cached_property
    def gaps(self):
        return [gap for row in self.rows for gap in row.gaps]

    @property
    def missing(self):
        return [gap for gap in self.gaps if gap.blocks]

    @property
    def warnings(self):
        return [gap for gap in self.gaps if not gap.blocks]

    @property
    def looked_at(self):
        return sum(1 for row in self.rows if row.outcome)

    @property
    def count(self):
        """Criteria attained, those that do not apply among them."""
        return sum(1 for row in self.rows if row.outcome in completeness.HOLDING)

    @property
    def count_before(self):
        return sum(1 for row in self.rows if row.before in completeness.HOLDING) if self.earlier.outcomes else None

    def row(self, number):
        return next((row for row in self.rows if row.number == number), None)


def measured(measurement):
    """The pure value of a Measurement row, empty where there is none."""
    if measurement is None:
        return rules.Measured()
    return rules.Measured(measurement.value, measurement.numerator, measurement.denominator)


def sheet(report):
    return sheets([report])[report.pk]


def sheets(reports):
    """{report id: Sheet} of reports of one round and set, with as many queries for many as for one."""
    return {one.report.pk: one for one in laid_out(reports)}


def laid_out(reports):
    """The Sheets in the order of the reports; one that is not saved yet has nothing said in it."""
    shared = Shared(reports) if reports else None
    return [Sheet(one, shared.earlier[one.commune_id], shared.rows(one)) for one in reports]


class Shared:
    """What the reports of a round share, and what they say, each read once."""

    def __init__(self, reports):
        of_round, ids = reports[0].round, [one.pk for one in reports if one.pk]
        code = reports[0].criteria_set.code
        self.year = of_round.date.year
        self.criteria = list(Criterion.objects.filter(criteria_set__code=code).order_by("number"))
        self.gauges = gauges(code)
        yearly = Indicator.objects.filter(criterion__criteria_set__code=code, yearly=True)
        self.yearly = set(yearly.values_list("pk", flat=True))
        self.earlier = earlier([one.commune for one in reports], of_round) | before_corrections(reports)
        self.said, self.values = assessments_of(ids), measurements_of(ids)
        self.opinions = by_place(Opinion.objects.filter(report__in=ids).select_related("author", "evidence"))
        self.evidence = by_place(Evidence.objects.of_reports(ids))

    def rows(self, report):
        return [self.row(report, criterion) for criterion in self.criteria]

    def row(self, report, criterion):
        place, before = (report.pk, criterion.pk), self.earlier[report.commune_id]
        opinions = self.opinions[place]
        return Row(
            criterion,
            self.said[report.pk].get(criterion.number),
            before.outcomes.get(criterion.number, ""),
            [self.line(report, before, gauge) for gauge in self.gauges[criterion.number]],
            [one for one in opinions if one.stance == Opinion.Stance.RETURNS and one.settled_at is None],
            opinions,
            self.evidence[place],
            before.assessments.get(criterion.number),
        )

    def line(self, report, before, gauge):
        level = gauge.level(class_of(report.commune), self.year)
        now, earlier_value = self.values[report.pk].get(gauge.id), before.measurements.get(gauge.id)
        return Line(gauge, level, gauge.id in self.yearly, now, earlier_value)


def by_place(rows):
    """{(report, criterion): rows}."""
    found = defaultdict(list)
    for one in rows:
        found[one.report_id, one.criterion_id].append(one)
    return found
