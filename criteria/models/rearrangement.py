"""A rearrangement of units that a resolution decides: what is written, who proposed and approved it, what it made."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, District, Succession


class RearrangementQuerySet(models.QuerySet):
    def listed(self):
        """The latest first, with the people a list names."""
        return self.select_related("author", "approver").order_by("-effective_on", "-id")


class Rearrangement(models.Model):
    """One resolution: its successions as they were written, read anew until somebody else approves them."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")

    decree = models.CharField(max_length=200, help_text=_("number and date of the resolution"))
    effective_on = models.DateField()
    text = models.TextField(help_text=_("the successions as they were entered or pasted"))
    choices = models.JSONField(default=dict, help_text=_("what continues where the office decided otherwise"))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", help_text=_("who wrote any of it, and therefore may not approve it")
    )
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    made = models.JSONField(default=dict, help_text=_("rows that applying made or closed, so that undoing is exact"))
    revision = models.PositiveIntegerField(default=0, help_text=_("grows with every change: what a form has seen"))

    objects = RearrangementQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-id"]

    def __str__(self):
        return self.decree


class RearrangementLine(models.Model):
    """What one unit becomes, as it was proposed; once applied, the unit it became."""

    rearrangement = models.ForeignKey(Rearrangement, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    predecessor = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Succession.Kind)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    unit_kind = models.CharField(max_length=10, choices=Commune.Kind)
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="+")
    keeps = models.BooleanField(default=False, help_text=_("the unit is the same row as before"))
    successor = models.ForeignKey(Commune, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["rearrangement", "position"]
        constraints = [models.UniqueConstraint(fields=["rearrangement", "position"], name="rearrangement_line_once")]

    def __str__(self):
        return f"{self.predecessor} → {self.name}"
