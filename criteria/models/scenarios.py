"""Scenarios: which communes would attain which criteria by a day; supposed, and never part of any result."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from criteria.models.standard import CriteriaSet


class ScenarioQuerySet(models.QuerySet):
    def listed(self):
        """The newest work first, with everything that the list says."""
        return self.select_related("author", "criteria_set").order_by("-changed_at", "-id")


class Scenario(models.Model):
    """What the office supposes: it starts from the results of a round and names communes with criteria."""

    name = models.CharField(max_length=150)
    as_of = models.DateField(help_text=_("round that it starts from"))
    units = models.DateField(help_text=_("day whose units it counts"))
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="+")
    wanted = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)], help_text=_("communes more"))
    at_least = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("criteria that each is to hold; none: all of the set")
    )
    due = models.DateField(help_text=_("day by which they are to"))
    options = models.JSONField(default=dict, help_text=_("what the planner was told, see ntm/dashboards/scenarios"))
    pairs = models.JSONField(default=dict, help_text=_("{commune as in addresses: [criterion numbers]}"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scenarios")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.name

    @property
    def communes(self):
        return len(self.pairs)

    @property
    def criteria(self):
        """Criteria to attain in all communes together."""
        return sum(len(numbers) for numbers in self.pairs.values())
