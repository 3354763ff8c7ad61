"""Sentences of plans as conditions that can be checked: of whom, what is counted, how much, by when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from criteria.models.figures import Document
from criteria.models.standard import CriteriaSet, Level


class CommitmentQuerySet(models.QuerySet):
    def listed(self):
        """With what a list says of them; the earliest date first."""
        return self.select_related("document", "criteria_set").order_by("date", "code")

    def own_codes(self, letter):
        """Codes that the office gave."""
        return self.filter(code__startswith=letter).order_by().values_list("code", flat=True)


class Commitment(models.Model):
    """One sentence of a plan; `low` and `high` are the ends of what is asked, an open end is none."""

    class Per(models.TextChoices):
        WHOLE = "whole", _("the scope as a whole")
        DISTRICT = "district", _("each district, without the city")
        DISTRICT_OR_CITY = "district_or_city", _("each district and the city")
        COMMUNE = "commune", _("each commune")

    class Counts(models.TextChoices):
        AVERAGE = "average", _("criteria attained per commune on average")
        COMMUNES = "communes", _("communes that fulfil the conditions")
        SHARE = "share", _("percent of the communes that fulfil the conditions")
        CRITERIA = "criteria", _("criteria that one commune attains")

    class Comparator(models.TextChoices):
        AT_LEAST = ">=", _("at least")
        AT_MOST = "<=", _("at most")
        RANGE = "range", _("from … to …")

    code = models.SlugField(max_length=10, unique=True)
    title = models.CharField(max_length=200)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="commitments")
    section = models.CharField(max_length=200)
    line = models.PositiveIntegerField(help_text=_("line or page"))
    quote = models.TextField()
    scope = models.CharField(max_length=100, help_text=_("as printed: province, district:…, group:…"))
    per = models.CharField(max_length=20, choices=Per)
    counts = models.CharField(max_length=10, choices=Counts)
    least = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("criteria a commune must attain"))
    including = models.CharField(max_length=100, blank=True, help_text=_("criteria that must be among them: 10, 11"))
    level = models.CharField(max_length=10, choices=Level, blank=True, help_text=_("recognised at this level"))
    criteria_set = models.ForeignKey(CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    comparator = models.CharField(max_length=10, choices=Comparator)
    low = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    date = models.DateField(help_text=_("to be kept by this day"))

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.title

    @property
    def numbers(self):
        """The criteria that must be among those attained, as numbers."""
        return [int(one) for one in self.including.split(",") if one.strip()]
