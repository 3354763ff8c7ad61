"""Users, the departments in charge of criteria, and the roles people hold over a span of dates."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models.places import Commune, District, Group, InForce


class User(AbstractUser):
    """Whoever signs in; what they may do hangs on the roles in force today (communes/rights.py)."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")


class Department(models.Model):
    """A provincial department; departments are dated because they merge (03/2025)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField()

    objects = InForce.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.name


class Officer(models.Model):
    """A role a user holds from one day to another, with its territory."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administrator")
        OFFICE = "office", _("coordination office")
        DISTRICT = "district", _("district officer")
        COMMUNE = "commune", _("commune officer")
        AREA = "area", _("area officer")
        DEPARTMENT = "department", _("department reviewer")
        LEADER = "leader", _("leader")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="officers")
    communes = models.ManyToManyField(Commune, blank=True, related_name="officers")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="officers")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="officers")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = InForce.as_manager()

    class Meta:
        ordering = ["user", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["user", "role", "valid_from"], name="officer_role_once")]
