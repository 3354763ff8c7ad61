"""The readings: one commune's report in a round, its verdicts and its values."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from communes.models.history import midnight
from criteria.models.rounds import Round
from criteria.models.standard import CriteriaSet, Criterion, Indicator

MADE_UP = models.ExpressionWrapper(
    Q(illustration=True) | Q(rests_on_illustration=True), output_field=models.BooleanField()
)


class ReportQuerySet(models.QuerySet):
    def approved(self):
        """Reports that count: approved and not replaced by a later version."""
        return self.filter(state=Report.State.APPROVED, superseded_at__isnull=True)

    def under_way(self):
        """Reports that are being entered or reviewed; of one commune, round and set there is at most one."""
        return self.filter(state__in=Report.UNDER_WAY)

    def resting_on_illustration(self):
        """Reports of people in which something was said again from the illustration."""
        made_up = Q(assessments__reaffirms__report__illustration=True)
        made_up |= Q(assessments__reaffirms__report__rests_on_illustration=True)
        return self.filter(Q(rests_on_illustration=True) | made_up, illustration=False).distinct()

    def tally(self):
        """(round, state, how many reports, how many of them illustration) under the rounds' own sets."""
        own = self.filter(criteria_set=F("round__criteria_set"), superseded_at=None).order_by()
        made_up = models.Count("pk", filter=Q(illustration=True) | Q(rests_on_illustration=True))
        return own.values_list("round_id", "state").annotate(number=models.Count("pk"), made_up=made_up)

    def submitted(self):
        """What waits for the reviewers, with everything a review page says about it."""
        found = self.filter(state=Report.State.SUBMITTED)
        return found.select_related("round__criteria_set", "commune__district", "criteria_set")

    def looked_at(self, of_round, commune):
        """What a review page may show of a commune: the report under way, then the approved one."""
        found = self.filter(round=of_round, commune=commune, criteria_set=of_round.criteria_set_id)
        found = found.select_related("round__criteria_set", "commune__district", "criteria_set", "approved_by")
        return [*found.under_way(), *found.approved()]

    def versions_of(self, report):
        """All versions of one report, the first first."""
        same = {"round": report.round_id, "commune": report.commune_id, "criteria_set": report.criteria_set_id}
        return self.filter(**same).order_by("version")

    def known_on(self, day):
        """Reports that counted by the end of that day: approved by then and not yet replaced; `approved` for none."""
        if day is None:
            return self.approved()
        later = midnight(day + timedelta(days=1))
        replaced = Q(superseded_at__isnull=False, superseded_at__lt=later)
        return self.filter(state=Report.State.APPROVED, approved_at__lt=later).exclude(replaced)

    def readings(self, known_on=None):
        """One light row a counting report of an official round, for ntm.progress; as known on a day if one is given."""
        return (
            self.known_on(known_on)
            .exclude(round__kind=Round.Kind.ESTIMATE)
            .annotate(made_up_part=MADE_UP)
            .values_list("id", "commune_id", "round__date", "criteria_set__code", "made_up_part")
            .order_by("id")
        )

    def replaced(self, known_on=None):
        """Rows like those of `readings`, of approved versions that a later version took the place of, in order."""
        by_then = {"superseded_at__lt": midnight(known_on + timedelta(days=1))} if known_on else {}
        return (
            self.filter(state=Report.State.APPROVED, superseded_at__isnull=False, **by_then)
            .exclude(round__kind=Round.Kind.ESTIMATE)
            .values_list("id", "commune_id", "round__date", "criteria_set__code", "illustration")
            .order_by("version", "id")
        )

    def approvals(self, reports):
        """(report, when it was approved, the name of who did) of these reports; what is not kept is None."""
        full = Trim(Concat("approved_by__first_name", Value(" "), "approved_by__last_name"))
        name = Coalesce(NullIf(full, Value("")), F("approved_by__username"))
        return self.filter(pk__in=reports).values_list("pk", "approved_at", name)


class Report(models.Model):
    """One commune in one round under one set; approved values never change, a correction is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    UNDER_WAY = (State.DRAFT, State.SUBMITTED, State.RETURNED)
    IN_ENTRY = (State.DRAFT, State.RETURNED)

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reports")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="reports")
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField(blank=True, help_text=_("why this version replaces the one before"))
    approved_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    illustration = models.BooleanField(default=False, db_index=True)
    rests_on_illustration = models.BooleanField(
        default=False, help_text=_("submitted by a person, but part of it was said again from the illustration")
    )
    revision = models.PositiveIntegerField(default=0, help_text=_("grows with every change: what a form has seen"))
    modified_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    review_begun_at = models.DateTimeField(null=True, blank=True, help_text=_("from then on it cannot be withdrawn"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="approved_reports"
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="reports",
        help_text=_("who entered or changed anything in it, and therefore may not approve it"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["round", "commune"]
        constraints = [
            models.UniqueConstraint(fields=["round", "commune", "criteria_set", "version"], name="report_version"),
            models.UniqueConstraint(
                fields=["round", "commune", "criteria_set"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="report_under_way_once",
            ),
        ]

    def __str__(self):
        return f"{self.commune} {self.round}"

    @property
    def made_up(self):
        """Whether anything in it is made up: it is shown as "minh họa", whoever submitted it.

        What is still being entered is looked through: it may have been said anew since, and is marked when it is sent.
        """
        marked = self.illustration or self.rests_on_illustration
        if marked or self.state not in self.IN_ENTRY:
            return marked
        return Report.objects.resting_on_illustration().filter(pk=self.pk).exists()


class AssessmentQuerySet(models.QuerySet):
    def counting(self, reports):
        """(report, criterion number, outcome) of what counts as attained in these reports, and of no data."""
        return self.filter(
            report_id__in=reports,
            outcome__in=[Assessment.Outcome.ATTAINED, Assessment.Outcome.NOT_APPLICABLE, Assessment.Outcome.NO_DATA],
        ).values_list("report_id", "criterion__number", "outcome")

    def said(self, reports):
        """Everything that these reports say about their criteria."""
        return self.filter(report_id__in=reports).values_list(
            "report_id", "criterion__number", "outcome", "work_done", "expected_month", "note"
        )


class Assessment(models.Model):
    """The officer's verdict on one criterion; it is a fact, the rule's verdict is derived beside it."""

    class Outcome(models.TextChoices):
        ATTAINED = "attained", _("attained")
        NOT_ATTAINED = "not_attained", _("not attained")
        NOT_APPLICABLE = "not_applicable", _("not applicable")
        NO_DATA = "no_data", _("no data")

    class Basis(models.TextChoices):
        """How the criterion was looked at; empty in what was loaded rather than entered."""

        ENTERED = "entered", _("entered")
        REAFFIRMED = "reaffirmed", _("as in the round before")
        NOT_DUE = "not_due", _("not yet due, last year's result stands")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="assessments")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="assessments")
    outcome = models.CharField(
        max_length=20, choices=Outcome, blank=True, help_text=_("empty: noted something, not judged yet")
    )
    nearly = models.BooleanField(default=False, help_text=_("nearly attained; never counts as attained"))
    work_done = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text=_("nearly attained: percent of the work done")
    )
    expected_month = models.DateField(null=True, blank=True, help_text=_("nearly attained: the month it will be"))
    note = models.TextField(blank=True, help_text=_("why it was lost, why the officer differs from the rule"))
    basis = models.CharField(max_length=10, choices=Basis, blank=True)
    reaffirms = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reaffirmed_by",
        help_text=_("the verdict of an earlier report that still holds"),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["report", "criterion"]
        constraints = [models.UniqueConstraint(fields=["report", "criterion"], name="assessment_once")]


class MeasurementQuerySet(models.QuerySet):
    def typed_in(self, of_round):
        """(report, indicator code, value, numerator, denominator) newly entered in what a round has been sent."""
        shown = Q(report__state=Report.State.SUBMITTED) | Q(report__approved_at__isnull=False)
        counts = Q(report__superseded_at__isnull=True, report__criteria_set=of_round.criteria_set_id)
        found = self.filter(shown, counts, report__round=of_round, reaffirmed=False)
        found = found.order_by("report", "indicator__criterion__number", "indicator__position")
        return found.values_list("report_id", "indicator__code", "value", "numerator", "denominator")

    def of_reports(self, reports):
        """(report, indicator, value, numerator, denominator) of these reports."""
        return self.filter(report_id__in=reports).values_list(
            "report_id", "indicator_id", "value", "numerator", "denominator"
        )


class Measurement(models.Model):
    """The value of one indicator in one report; numerator and denominator where it is a share."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="measurements")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    numerator = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    reaffirmed = models.BooleanField(default=False, help_text=_("the value of the round before, found to hold still"))

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["report", "indicator"]
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="measurement_once")]
