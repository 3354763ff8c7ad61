"""History: one append-only row a change, each carrying the hash of the one before it."""

from hashlib import sha256
from json import dumps

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communes.models.places import Commune


class HistoryIsKept(TypeError):
    """Somebody tried to change or delete what is kept for ever."""


class ChangeQuerySet(models.QuerySet):
    def update(self, **values):
        raise HistoryIsKept("a change that was kept is never altered")

    def delete(self):
        raise HistoryIsKept("a change that was kept is never deleted")

    def about(self, kept):
        """The whole life of one row, the newest first."""
        return self.filter(kind=kept._meta.label, object_id=kept.pk).order_by("-id")

    def in_order(self):
        return self.order_by("id")


class Change(models.Model):
    """Who did what to which row, when and why, with what was there before; written only by communes/history.py."""

    class Topic(models.TextChoices):
        ENTRY = "entry", _("entry")  # drafts: the only topic that no reading page shows (ntm/edition.py)
        REPORT = "report", _("reports")
        OPINION = "opinion", _("opinions")
        EVIDENCE = "evidence", _("evidence")
        ROUND = "round", _("reporting rounds")
        RECOGNITION = "recognition", _("recognition")
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
        parts = [self.previous, self.at.timestamp(), *said, self.before, self.after, self.why]
        return sha256(dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class LastChange(models.Model):
    """The end of the chain, one row: locked by every writer, so writers queue and a cut-off end is noticed."""

    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
