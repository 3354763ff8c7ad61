"""What recognition takes: the rules of a period, and a commune's file with its papers, steps and votes."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from criteria.models.recognition import Decision
from criteria.models.review import Evidence
from criteria.models.standard import CriteriaSet, Level


class RecognitionRule(models.Model):
    """One condition or limit of a period, with where it comes from and whether a person or a source confirmed it."""

    class Key(models.TextChoices):
        REGISTERED = "registered", _("condition: registered beforehand")
        CRITERIA = "criteria", _("condition: all criteria of the set")
        SATISFIED = "satisfied", _("condition: satisfaction of the residents")
        NO_ARREARS = "no_arrears", _("condition: no construction arrears")
        SECURITY = "security", _("condition: security and order confirmed")
        PASS_MARK = "pass_mark", _("satisfaction: share of satisfied households")
        ASKED = "asked", _("satisfaction: share of households asked")
        VOTES = "votes", _("vote: share of those present who agree")
        QUORUM = "quorum", _("vote: share of the members who are present")
        SHOWN_COMMUNE = "shown_commune", _("days of publication in the commune")
        SHOWN_DISTRICT = "shown_district", _("days of publication in the district")
        ANNOUNCED = "announced", _("days within which a recognition is announced")
        LOST_NAMED = "lost_named", _("withdrawal: share of criteria lost, a named one among them")
        LOST = "lost", _("withdrawal: share of criteria lost, whichever they are")
        NAMED = "named", _("withdrawal: the named criteria of a set")

    class Comparison(models.TextChoices):
        AT_LEAST = ">=", _("at least")
        MORE_THAN = ">", _("more than")

    key = models.CharField(max_length=20, choices=Key)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, choices=Level, blank=True, help_text=_("empty: all levels"))
    criteria_set = models.ForeignKey(
        CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text=_("named criteria")
    )
    comparison = models.CharField(max_length=2, choices=Comparison, blank=True)
    value = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True, help_text=_("percent or days"))
    text = models.CharField(max_length=300, blank=True, help_text=_("numbers of the named criteria, or a range"))
    source = models.TextField()
    verified = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0, help_text=_("grows with every change: what a form has seen"))

    class Meta:
        ordering = ["-first_year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "first_year", "level"],
                condition=Q(criteria_set__isnull=True),
                name="recognition_rule_once",
            ),
            models.UniqueConstraint(
                fields=["key", "first_year", "level", "criteria_set"], name="recognition_rule_of_set_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_key_display()}, {self.first_year}–{self.last_year}"


class RecognitionFileQuerySet(models.QuerySet):
    def listed(self):
        """The newest year first, with everything that the list says about them."""
        found = self.select_related("commune__district", "criteria_set", "decision", "opened_by")
        return found.prefetch_related("steps", "papers").order_by("-year", "commune__sort_key", "id")


class RecognitionFile(models.Model):
    """A commune's way toward recognition at one level for one year; what nobody stated yet is none, not zero."""

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        RECOGNISED = "recognised", _("ended with a decision")
        CLOSED = "closed", _("closed without recognition")

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="recognition_files")
    level = models.CharField(max_length=10, choices=Level, default=Level.BASIC)
    year = models.PositiveSmallIntegerField()
    criteria_set = models.ForeignKey(
        CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="recognition_files"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="recognition_files"
    )
    closing_reason = models.TextField(blank=True)
    registered = models.BooleanField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    households_asked = models.PositiveIntegerField(null=True, blank=True)
    households_satisfied = models.PositiveIntegerField(null=True, blank=True)
    arrears = models.DecimalField(
        max_digits=12, decimal_places=3, null=True, blank=True, help_text=_("million đồng; 0: none")
    )
    security_confirmed = models.BooleanField(null=True, blank=True)
    council_members = models.PositiveSmallIntegerField(null=True, blank=True)
    council_present = models.PositiveSmallIntegerField(null=True, blank=True)
    council_agreed = models.PositiveSmallIntegerField(null=True, blank=True)
    voted_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    revision = models.PositiveIntegerField(default=0, help_text=_("grows with every change: what a form has seen"))

    objects = RecognitionFileQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "commune"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "level", "year"],
                condition=~Q(state="closed"),
                name="recognition_file_once",
            )
        ]

    def __str__(self):
        return f"{self.commune}, {self.get_level_display()} {self.year}"

    @property
    def judged_on(self):
        """The day whose results the file is judged by: the end of its year, or the commune's last day before it."""
        return min(date(self.year, 12, 31), self.commune.valid_to or date.max)


class RecognitionPaper(models.Model):
    """One paper of a file: what it is, its date and its file or citation."""

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("proposal of the commune")
        RESULTS = "results", _("report on the criteria with its detailed table")
        OPINIONS = "opinions", _("summary of opinions of organisations and residents")
        MINUTES = "minutes", _("minutes of the meeting")
        VERIFICATION = "verification", _("verification report of the district")
        SATISFACTION = "satisfaction", _("satisfaction report of the Fatherland Front")
        ARREARS = "arrears", _("confirmation on construction arrears")
        SECURITY = "security", _("confirmation on security and order")
        APPRAISAL = "appraisal", _("appraisal report of the province")
        VOTE = "vote", _("minutes of the appraisal council")
        OTHER = "other", _("another paper")

    file = models.ForeignKey(RecognitionFile, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=14, choices=Kind)
    dated = models.DateField()
    number = models.CharField(max_length=60, blank=True)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="recognition_papers"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dated", "id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}".strip()


class RecognitionStep(models.Model):
    """One step that a file has reached, and the day it did."""

    class Kind(models.TextChoices):
        REGISTERED = "registered", _("registered")
        ASSESSED = "assessed", _("self-assessed by the commune")
        SHOWN = "shown", _("published for opinions")
        VERIFIED = "verified", _("verified by the district")
        APPRAISED = "appraised", _("appraised by the province")
        VOTED = "voted", _("voted on by the appraisal council")
        SIGNED = "signed", _("recognised by decision")
        ANNOUNCED = "announced", _("announced")

    file = models.ForeignKey(RecognitionFile, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    reached_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["reached_on", "id"]
        constraints = [models.UniqueConstraint(fields=["file", "kind"], name="recognition_step_once")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.reached_on:%d/%m/%Y}"
