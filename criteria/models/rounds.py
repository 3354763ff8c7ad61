"""Reporting rounds: the dates that are reported on, their windows, and the extensions somebody was given."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, District, Group
from communes.vietnamese import day
from criteria.models.standard import CriteriaSet

ESTIMATED = "-uoc"


class RoundQuerySet(models.QuerySet):
    def official(self):
        """Rounds that standings use: all but the year's estimate, which no other standing uses."""
        return self.exclude(kind=Round.Kind.ESTIMATE)

    def of_slug(self, slug):
        """The round of an address: its date, with "-uoc" for the estimate of the year; raises DoesNotExist."""
        text, estimate = slug.removesuffix(ESTIMATED), slug.endswith(ESTIMATED)
        try:
            on = date.fromisoformat(text)
        except ValueError:
            raise Round.DoesNotExist(slug) from None
        found = self.filter(kind=Round.Kind.ESTIMATE) if estimate else self.official()
        return found.select_related("criteria_set", "group").get(date=on)

    def with_window(self):
        """Rounds that can be entered at some time, the latest first."""
        return self.filter(opens_on__isnull=False).select_related("criteria_set", "group").order_by("-date", "kind")

    def open_on(self, day):
        """Rounds whose window, or an extension of it, takes reports on that day, the latest first."""
        longer = Q(extensions__closes_on__gte=day)
        return (
            self.filter(Q(closes_on__isnull=True) | Q(closes_on__gte=day) | longer, opens_on__lte=day)
            .distinct()
            .order_by("-date", "kind")
        )


class Round(models.Model):
    """A date that is reported on, and the window in which its reports may be entered."""

    class Kind(models.TextChoices):
        QUARTER = "quarter", _("quarter")
        HALF_YEAR = "half_year", _("half-year")
        NINE_MONTHS = "nine_months", _("nine months")
        ESTIMATE = "estimate", _("estimate of the year")
        YEAR = "year", _("official year")

    date = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind)
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="rounds")
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rounds",
        help_text=_("who reports; none: every rural commune of the date"),
    )
    source = models.TextField()
    revision = models.PositiveIntegerField(default=0, help_text=_("grows with every change: what a form has seen"))

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["date", "kind"], name="round_once")]

    def __str__(self):
        return f"{self.date:%d/%m/%Y}"

    @property
    def slug(self):
        """What addresses call it; of a date there is one official round and at most one estimate."""
        return f"{self.date.isoformat()}{ESTIMATED if self.kind == Round.Kind.ESTIMATE else ''}"

    @property
    def called(self):
        """Its date for a heading; the estimate of the year is told apart from the official round of the same date."""
        named = f" ({self.get_kind_display()})" if self.kind == Round.Kind.ESTIMATE else ""
        return f"{day(self.date)}{named}"

    def communes(self):
        """The rural communes of the round's date that report in it."""
        found = Commune.objects.rural().in_force(self.date)
        if self.group_id:
            return found.filter(pk__in=self.group.memberships.in_force(self.date).values("commune"))
        return found

    def last_day(self, commune):
        """The last day on which this commune may enter: the window's, or that of an extension; None: no end."""
        if self.closes_on is None:
            return None
        return max([self.closes_on, *(one.closes_on for one in self.extensions.all() if one.covers(commune))])

    def takes(self, commune, day):
        """Whether the commune may be entered on that day."""
        return self.opens_on is not None and self.opens_on <= day <= (self.last_day(commune) or date.max)

    def state_on(self, day):
        """planned (no window), coming, open or closed on that day, extensions aside."""
        if self.opens_on is None:
            return "planned"
        if day < self.opens_on:
            return "coming"
        return "open" if self.closes_on is None or day <= self.closes_on else "closed"


class Extension(models.Model):
    """A later end of a round's window for one district or one commune."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="extensions")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closes_on = models.DateField()
    reason = models.TextField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["round", "closes_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(district__isnull=True) ^ Q(commune__isnull=True), name="extension_one_place"
            ),
        ]

    def __str__(self):
        return f"{self.round}: {self.commune or self.district}"

    def covers(self, commune):
        return self.commune_id == commune.pk if self.commune_id else self.district_id == commune.district_id
