"""What the form shows beside a new report: what the commune held before, its own or what it was merged from."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from communes.known import known_lineage
from criteria.models import Assessment, Measurement, Report
from criteria.readings import CARRIED, INHERITED, MISSING, Reading, by_commune, trace

ATTAINED, NOT_ATTAINED = Assessment.Outcome.ATTAINED, Assessment.Outcome.NOT_ATTAINED
HOLDING = {ATTAINED, Assessment.Outcome.NOT_APPLICABLE}


@dataclass(frozen=True)
class Earlier:
    """The last approved reading before a round, under the round's set.

    `own` is False where it was inherited from the units merged: it is shown and must be checked anew, it cannot be
    re-affirmed. Then a criterion is held if all of them held it, and there are no values.
    """

    coverage: str = MISSING
    on: date | None = None
    reports: tuple = ()
    illustration: bool = False
    assessments: dict = field(default_factory=dict)  # {criterion number: Assessment}, own only
    measurements: dict = field(default_factory=dict)  # {indicator id: Measurement}, own only
    outcomes: dict = field(default_factory=dict)  # {criterion number: outcome}

    @property
    def own(self):
        return self.coverage == CARRIED

    def held(self, number):
        return self.outcomes.get(number) in HOLDING


def earlier(communes, of_round):
    """{commune id: Earlier} for many communes of a round with as many queries as for one."""
    lineage = known_lineage()
    under_it = Report.objects.readings().filter(criteria_set=of_round.criteria_set_id, round__date__lt=of_round.date)
    readings = [Reading(*row) for row in under_it]
    known, code = by_commune(readings), of_round.criteria_set.code
    traces = {one.pk: trace(lineage, known, one.pk, of_round.date, code) for one in communes}
    wanted = {reading.report for one in traces.values() for reading in one.readings}
    said, measured = assessments_of(wanted), measurements_of(wanted)
    return {commune: as_earlier(one, said, measured) for commune, one in traces.items()}


def before_corrections(reports):
    """{commune id: Earlier} of corrections: what they are held against is the version that was approved before.

    Only versions that people approved: what a real report replaces of the illustration says nothing about it.
    """
    later = {one.commune_id: one for one in reports if one.version > 1}
    if not later:
        return {}
    same = {"round": reports[0].round_id, "criteria_set": reports[0].criteria_set_id, "commune__in": later}
    approved = Report.objects.filter(**same, approved_at__isnull=False, illustration=False).order_by("version")
    found = {one.commune_id: one.pk for one in approved if one.version < later[one.commune_id].version}
    said, measured = assessments_of(found.values()), measurements_of(found.values())
    on = reports[0].round.date
    return {commune: own_earlier(CARRIED, on, pk, said[pk], measured[pk]) for commune, pk in found.items()}


def own_earlier(coverage, on, report, said, measured, illustration=False):
    outcomes = {number: one.outcome for number, one in said.items()}
    return Earlier(coverage, on, (report,), illustration, said, measured, outcomes)


def assessments_of(reports):
    """{report: {criterion number: Assessment}}."""
    found = defaultdict(dict)
    for one in Assessment.objects.filter(report__in=reports).select_related("criterion"):
        found[one.report_id][one.criterion.number] = one
    return found


def measurements_of(reports):
    """{report: {indicator id: Measurement}}."""
    found = defaultdict(dict)
    for one in Measurement.objects.filter(report__in=reports):
        found[one.report_id][one.indicator_id] = one
    return found


def as_earlier(found, said, measured):
    reports = tuple(reading.report for reading in found.readings)
    shared = {"coverage": found.coverage, "on": found.on, "reports": reports, "illustration": found.illustration}
    if found.coverage == INHERITED:
        return Earlier(**shared, outcomes=together([said[one] for one in reports], found.complete))
    if not reports:
        return Earlier()
    own = reports[0]
    return own_earlier(found.coverage, found.on, own, said[own], measured[own], found.illustration)


def together(reports, complete):
    """A criterion is held by the merged unit if every voter holds it (design section 4, "Lineage")."""
    numbers = {number for one in reports for number in one}

    def all_hold(number):
        return complete and all(number in one and one[number].outcome in HOLDING for one in reports)

    return {number: ATTAINED if all_hold(number) else NOT_ATTAINED for number in numbers}
