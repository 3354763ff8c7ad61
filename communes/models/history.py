"""History: one append-only row a change, each carrying the hash of the one before it."""

from datetime import datetime, time, timedelta
from hashlib import sha256
from json import dumps

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.models.places import Commune


class HistoryIsKept(TypeError):
    """Somebody tried to change or delete what is kept for ever."""


def midnight(day):
    """The moment at which a day of the office begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


class ChangeQuerySet(models.QuerySet):
    def update(self, **values):
        raise HistoryIsKept("a change that was kept is never altered")

    def delete(self):
        raise HistoryIsKept("a change that was kept is never deleted")

    def about(self, kept):
        """The whole life of one row, the newest first."""
        return self.filter(kind=kept._meta.label, object_id=kept.pk).order_by("-id")

    def about_any(self, kept):
        """The life of several rows, {model: their numbers}, the newest first."""
        wanted = models.Q(pk__in=[])
        for model, numbers in kept.items():
            wanted |= models.Q(kind=model._meta.label, object_id__in=numbers)
        return self.filter(wanted).order_by("-id")

    def in_order(self):
        return self.order_by("id")

    def between(self, first, last):
        """Changes of these days, both included, as the clock of the office has them; None leaves an end open."""
        days = {"at__gte": first and midnight(first), "at__lt": last and midnight(last + timedelta(days=1))}
        return self.filter(**{name: moment for name, moment in days.items() if moment})

    def listed(self):
        """The newest first, with everything that a list says about them."""
        return self.select_related("who", "place__district").order_by("-id")

    def people(self):
        """Everybody who changed something, by user name."""
        return get_user_model().objects.filter(pk__in=self.order_by().values("who")).order_by("username")


class Change(models.Model):
    """Who did what to which row, when and why, with what was there before; written only by communes/history.py."""

    class Topic(models.TextChoices):
        ENTRY = "entry", _("entry")  # drafts: the only topic that no reading page shows (ntm/edition.py)
        REPORT = "report", _("reports")
        OPINION = "opinion", _("opinions")
        EVIDENCE = "evidence", _("evidence")
        ROUND = "round", _("reporting rounds")
        RECOGNITION = "recognition", _("recognition")
        DOSSIER = "dossier", _("recognition files")  # the business of the office and of the commune's officers
        SCENARIO = "scenario", _("scenarios")  # what the office and the leaders weigh
        FIGURE = "figure", _("published figures and targets")
        PLACE = "place", _("communes and groups")
        ACCOUNT = "account", _("accounts and roles")

    at = models.DateTimeField()
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="changes",
        help_text=_("none: a command"),
    )
    topic = models.CharField(max_length=12, choices=Topic)
    action = models.CharField(max_length=40, help_text=_("key of its sentence"))
    kind = models.CharField(max_length=60, help_text=_("label of the model"))
    object_id = models.BigIntegerField()
    subject = models.CharField(max_length=300, help_text=_("what the row was called then"))
    place = models.ForeignKey(Commune, null=True, on_delete=models.PROTECT, related_name="changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    previous = models.CharField(max_length=64, blank=True, help_text=_("hash of the change before"))
    hash = models.CharField(max_length=64, unique=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="change_about"),
            models.Index(fields=["topic", "id"], name="change_topic"),
            models.Index(fields=["place", "id"], name="change_place"),
            models.Index(fields=["who", "id"], name="change_who"),
            models.Index(fields=["at"], name="change_at"),
        ]

    def __str__(self):
        return f"{self.action} {self.subject}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise HistoryIsKept("a change that was kept is never altered")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsKept("a change that was kept is never deleted")

    def fingerprint(self):
        """What the hash must be: it covers every column and the hash of the change before."""
        said = [self.topic, self.action, self.kind, self.object_id, self.subject, self.place_id, self.who_id]
        moment = self.at and self.at.timestamp()  # none where somebody wrote what is no time
        parts = [self.previous, moment, *said, self.before, self.after, self.why]
        return sha256(dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class LastChange(models.Model):
    """The end of the chain, one row: locked by every writer, so writers queue and a cut-off end is noticed."""

    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
