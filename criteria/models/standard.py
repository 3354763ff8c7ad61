"""The yardstick: criteria sets, their criteria, indicators and thresholds, and who leads a criterion."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models import Department
from communes.models.places import InForce


class Level(models.TextChoices):
    BASIC = "basic", _("NTM commune")
    ADVANCED = "advanced", _("advanced NTM commune")
    MODEL = "model", _("model NTM commune")


class ProgrammePeriod(models.Model):
    """A five-year programme period; targets belong to one."""

    name = models.CharField(max_length=20, unique=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["first_year"]

    def __str__(self):
        return self.name


class CriteriaSetQuerySet(models.QuerySet):
    def in_force(self, on, level=Level.BASIC):
        """The set that rounds of this year are judged by (design: 1980 serves 2021, 318 was signed in 03/2022)."""
        return self.filter(level=level, first_year__lte=on.year, last_year__gte=on.year).first()


class CriteriaSet(models.Model):
    """An immutable version of a criteria set."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    document = models.TextField()
    level = models.CharField(max_length=10, choices=Level)
    issued_on = models.DateField()
    first_year = models.PositiveSmallIntegerField(help_text=_("first year whose rounds are judged by this set"))
    last_year = models.PositiveSmallIntegerField(help_text=_("last year whose rounds are judged by this set"))
    criteria_count = models.PositiveSmallIntegerField(help_text=_("criteria that the document has"))
    content_known = models.BooleanField(default=True)
    source = models.TextField()

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        ordering = ["first_year", "code"]

    def __str__(self):
        return self.name


class Criterion(models.Model):
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    group = models.CharField(max_length=200, blank=True)
    source = models.TextField()

    class Meta:
        ordering = ["criteria_set", "number"]
        constraints = [models.UniqueConstraint(fields=["criteria_set", "number"], name="criterion_number")]

    def __str__(self):
        return f"{self.number}. {self.name}"


class LeadQuerySet(InForce):
    def of_set(self, code):
        """Who leads the criteria of a set, over all dates, with the department."""
        found = self.filter(criterion__criteria_set__code=code).select_related("department", "criterion")
        return found.defer("source", "department__source", "criterion__source")


class Lead(models.Model):
    """The department in charge of a criterion over a span of dates ("theo phân công thông thường")."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="leads")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="leads")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField()

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["criterion", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "department", "valid_from"], name="lead_once"),
        ]


class IndicatorQuerySet(models.QuerySet):
    def with_thresholds(self, code):
        """One row an indicator of the set and a threshold of it; an indicator without any has one row of empty ones."""
        own = ("id", "criterion__number", "code", "text", "unit", "comparison")
        levels = ("commune_class", "year_from", "year_to", "value", "text", "checked")
        found = self.filter(criterion__criteria_set__code=code)
        found = found.order_by("criterion__number", "position", "thresholds__id")
        return found.values_list(*own, *(f"thresholds__{one}" for one in levels))


class Indicator(models.Model):
    class Comparison(models.TextChoices):
        AT_LEAST = ">=", _("at least")
        AT_MOST = "<=", _("at most")
        MORE_THAN = ">", _("more than")
        ATTAINED = "dat", _("judged attained or not")
        NONE = "khong", _("none may exist")
        PROVINCE = "tinh_quy_dinh", _("prescribed by the province")
        MINISTRY = "bo_quy_dinh", _("prescribed by the ministry")

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    unit = models.CharField(max_length=60, blank=True)
    comparison = models.CharField(max_length=20, choices=Comparison)
    yearly = models.BooleanField(default=False, help_text=_("known once a year"))
    source = models.TextField()

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["criterion", "position"]
        constraints = [models.UniqueConstraint(fields=["criterion", "code"], name="indicator_code")]

    def __str__(self):
        return self.code


class Threshold(models.Model):
    """The level an indicator must reach for a class of communes in a span of years; no value means unknown."""

    class CommuneClass(models.TextChoices):
        NATIONAL = "national", _("national level")
        NORTHERN_MOUNTAINS = "tdmnpb", _("northern midlands and mountains")

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="thresholds")
    commune_class = models.CharField(max_length=20, choices=CommuneClass)
    year_from = models.PositiveSmallIntegerField(null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    text = models.TextField(blank=True)
    source = models.TextField()
    checked = models.BooleanField(default=False, help_text=_("a person compared it with the document"))

    class Meta:
        ordering = ["indicator", "commune_class", "year_from"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "commune_class", "year_from"], name="threshold_once"),
        ]
