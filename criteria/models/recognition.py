"""Decisions that recognise communes, their withdrawal, and who must be recognised again after a merger."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from criteria.models.review import Evidence
from criteria.models.standard import Level


class DecisionQuerySet(models.QuerySet):
    def listed(self):
        """The newest first, with how many communes each names and from how many it was withdrawn."""
        withdrawn = Count("recognitions", filter=Q(recognitions__withdrawn_on__isnull=False))
        counted = self.annotate(communes=Count("recognitions"), withdrawn=withdrawn)
        return counted.select_related("evidence").order_by("-year", "-signed_on", "number")


class Decision(models.Model):
    """A decision of the provincial chairman; the year it is for and the day it was signed differ."""

    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, choices=Level)
    source = models.TextField()
    illustration = models.BooleanField(default=False, db_index=True)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions", help_text=_("its file")
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0, help_text=_("grows with every change: what a form has seen"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["signed_on", "number"]
        constraints = [models.UniqueConstraint(fields=["number", "signed_on"], name="decision_number")]

    def __str__(self):
        return self.number


class RecognitionQuerySet(models.QuerySet):
    def known_on(self, day):
        """Recognitions that were signed by that day; all for none."""
        return self if day is None else self.filter(decision__signed_on__lte=day)

    def awards(self, known_on=None):
        """One light row a recognition, for ntm.progress; a withdrawal that was still to come is not told."""
        withdrawn = F("withdrawn_on")
        if known_on:
            withdrawn = Case(When(withdrawn_on__lte=known_on, then=withdrawn), default=None)
        return (
            self.known_on(known_on)
            .annotate(known_withdrawn=withdrawn)
            .values_list(
                "commune_id",
                "decision__level",
                "decision__year",
                "decision__signed_on",
                "known_withdrawn",
                "decision__illustration",
            )
            .order_by("id")
        )


class Recognition(models.Model):
    """One commune in a decision, and the day it was withdrawn if it was."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="recognitions")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="recognitions")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_decision = models.CharField(max_length=60, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    withdrawal_evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawals"
    )

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        ordering = ["decision", "commune"]
        constraints = [models.UniqueConstraint(fields=["decision", "commune"], name="recognition_once")]

    def __str__(self):
        return f"{self.commune}, {self.decision}"


class RecogniseAgain(models.Model):
    """A recorded fact: since that day this commune does not inherit, it must be recognised again first."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="recognise_again")
    level = models.CharField(max_length=10, choices=Level, default=Level.BASIC)
    since = models.DateField()
    source = models.TextField()
    illustration = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["since", "commune"]
        constraints = [models.UniqueConstraint(fields=["commune", "level", "since"], name="recognise_again_once")]

    def __str__(self):
        return f"{self.commune}, {self.since:%d/%m/%Y}"
