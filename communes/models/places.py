"""Districts and communes through time, what became of them, and the groups they belong to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.vietnamese import fold, sort_key


class InForce(models.QuerySet):
    """Rows with a life (valid_from, valid_to inclusive)."""

    def in_force(self, on):
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class District(models.Model):
    """A tier of government until 30/06/2025 (Nghị quyết 203/2025/QH15 ended it)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    sort_key = models.CharField(max_length=400, editable=False)
    source = models.TextField()

    objects = InForce.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class CommuneQuerySet(InForce):
    def rural(self):
        """The rural universe: units of kind xã."""
        return self.filter(kind=Commune.Kind.COMMUNE)

    def in_force_within(self, first, last):
        """Units in force on the last of these days or on any before it, with their districts."""
        lived = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first), valid_from__lte=last)
        return lived.select_related("district")

    def search(self, text):
        return self.filter(folded_name__contains=fold(text))


class Commune(models.Model):
    """A commune-level unit over one validity; its code alone is not an identity (13 codes were reused)."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("commune")
        TOWN = "town", _("town")
        WARD = "ward", _("ward")

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="communes")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    folded_name = models.CharField(max_length=200, editable=False, db_index=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    source = models.TextField()

    objects = CommuneQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="commune_code_valid_from")]
        verbose_name = _("commune")
        verbose_name_plural = _("communes")

    def __str__(self):
        return self.name

    @property
    def slug(self):
        return f"{self.code}-{self.valid_from.year}"

    def save(self, *args, **kwargs):
        self.folded_name, self.sort_key = fold(self.name), sort_key(self.name)
        super().save(*args, **kwargs)


class TilePosition(models.Model):
    """The square of a rural commune on the tile map of one unit state."""

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="tiles")
    state = models.DateField()
    column = models.PositiveSmallIntegerField()
    row = models.PositiveSmallIntegerField()
    source = models.TextField()

    class Meta:
        ordering = ["state", "row", "column"]
        constraints = [
            models.UniqueConstraint(fields=["state", "commune"], name="tile_commune"),
            models.UniqueConstraint(fields=["state", "column", "row"], name="tile_square"),
        ]


class Succession(models.Model):
    """What a unit became on a day; on the receiving side of a merge a unit begins anew."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("whole unit into")
        SPLIT = "split", _("part of the unit into")
        BOUNDARY = "boundary", _("boundary change")
        RENAME = "rename", _("renamed")

    predecessor = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="origins")
    effective_on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    source = models.TextField()

    class Meta:
        ordering = ["effective_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "effective_on"], name="succession_once")
        ]


class Group(models.Model):
    """A named group of communes (border, pilots, candidates of a year, classes that thresholds ask for)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    source = models.TextField()
    illustration = models.BooleanField(default=False)
    area = models.BooleanField(default=False, help_text=_("assigned to an area officer, no group of reports"))

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """One commune's time in a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField()
    illustration = models.BooleanField(default=False)

    objects = InForce.as_manager()

    class Meta:
        ordering = ["group", "commune"]
        constraints = [models.UniqueConstraint(fields=["group", "commune", "valid_from"], name="membership_once")]
