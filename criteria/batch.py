"""Verdicts and values of one report or of hundreds, put together in memory and written at once."""

from dataclasses import dataclass, field

from django.utils import timezone

from criteria.models import Assessment, Measurement, Report

SAID = ("outcome", "nearly", "work_done", "expected_month", "note")
COUNTED = ("value", "numerator", "denominator")
OF_ASSESSMENT = (*SAID, "basis", "reaffirms", "entered_by", "entered_at")
OF_MEASUREMENT = (*COUNTED, "reaffirmed")
OF_REPORT = ("revision", "modified_at", "illustration")
AT_ONCE = 500  # SQLite takes so many rows of ten columns in one statement


@dataclass
class Batch:
    """What is going to be written, each row once; the sheets it comes from show it already."""

    assessments: dict = field(default_factory=dict)
    measurements: dict = field(default_factory=dict)
    reports: dict = field(default_factory=dict)
    signed: set = field(default_factory=set)  # (report, person): its authors

    def add(self, row):
        kept = {Assessment: self.assessments, Measurement: self.measurements, Report: self.reports}[type(row)]
        kept[id(row)] = row

    def say(self, row, assessment):
        row.assessment = assessment
        self.add(assessment)

    def measure(self, line, measurement):
        line.now = measurement
        self.add(measurement)

    def join(self, other):
        """What another batch gathered is written with this one."""
        self.assessments |= other.assessments
        self.measurements |= other.measurements

    def write_reports(self, book):
        """New revisions and authors; their changes stand in this `book`."""
        Report.objects.bulk_update(self.reports.values(), OF_REPORT, AT_ONCE)
        author = Report.authors.through
        rows = [author(report_id=report, user_id=person) for report, person in sorted(self.signed)]
        author.objects.bulk_create(rows, AT_ONCE, ignore_conflicts=True)
        return book

    def write(self, book):
        """Two statements, however many rows; the change of each report is recorded in this `book` by the caller."""
        upsert(Assessment, self.assessments.values(), ["report", "criterion"], OF_ASSESSMENT, book)
        upsert(Measurement, self.measurements.values(), ["report", "indicator"], OF_MEASUREMENT, book)
        return book


def upsert(model, rows, unique, fields, book):
    """Inserts the rows, or changes those that are there. A known key is left out, or the database would stop at it."""
    rows = list(rows)
    for row in rows:
        row.pk = None
    model.objects.bulk_create(rows, AT_ONCE, update_conflicts=True, unique_fields=unique, update_fields=list(fields))


def say_again(found, row, actor, basis, batch):
    """The verdict and the values of the earlier report said again, marked as such; what was said now gives way."""
    before, report = found.earlier.assessments[row.number], found.report
    kept = row.assessment or Assessment(report=report, criterion=row.criterion)
    for name in SAID:
        setattr(kept, name, getattr(before, name))
    kept.basis, kept.reaffirms = basis, before
    kept.entered_by, kept.entered_at = actor, timezone.now()
    batch.say(row, kept)
    for line in row.lines:
        if line.before:
            measure_again(report, line, batch)


def measure_again(report, line, batch):
    kept = line.now or Measurement(report=report, indicator_id=line.gauge.id)
    for name in COUNTED:
        setattr(kept, name, getattr(line.before, name))
    kept.reaffirmed = True
    batch.measure(line, kept)
