"""Users, the departments in charge of criteria, and the roles people hold over a span of dates."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communes.models.places import Commune, District, Group, InForce
from communes.vietnamese import fold, sort_key


class UserQuerySet(models.QuerySet):
    def search(self, text):
        return self.filter(folded_name__contains=fold(text))

    def holding(self, on, **role):
        """Whose roles in force on that day include one of this kind (role=..., district=...)."""
        held = Officer.objects.in_force(on).filter(**role)
        return self.filter(pk__in=held.values("user"))


class People(UserManager.from_queryset(UserQuerySet)):
    """Django's way of making users, with our queries."""

    use_in_migrations = False


class User(AbstractUser):
    """Whoever signs in; what they may do hangs on the roles in force today (communes/rights.py)."""

    folded_name = models.CharField(max_length=320, editable=False, db_index=True, default="")
    sort_key = models.CharField(max_length=1000, editable=False, default="")

    objects = People()

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.get_full_name() or self.username

    def save(self, *args, **kwargs):
        self.folded_name = fold(f"{self.get_full_name()} {self.username}")
        self.sort_key = sort_key(str(self))[:1000]
        super().save(*args, **kwargs)


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


class OfficerQuerySet(InForce):
    def not_over(self, today):
        """Roles in force today or still to come; those taken back before their first day are neither."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today) & Q(valid_to__gte=F("valid_from")))

    def with_territory(self):
        return self.select_related("user", "district", "group", "department").prefetch_related("communes")


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

    objects = OfficerQuerySet.as_manager()

    class Meta:
        ordering = ["user", "valid_from"]

    def __str__(self):
        return f"{self.get_role_display()} {self.user}"

    @property
    def void(self):
        """Taken back before its first day: kept, and never in force."""
        return self.valid_to is not None and self.valid_to < self.valid_from


class InvitationQuerySet(models.QuerySet):
    def open_at(self, now):
        return self.filter(used_at__isnull=True, expires_at__gt=now, user__is_active=True)


class Invitation(models.Model):
    """A one-time link by which somebody sets their own password; of the link only the hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="invitations_made")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
