"""Workbooks that somebody uploaded and has not confirmed yet: private, kept a day, never below the web root."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from criteria.models.rounds import Round

KEPT = timedelta(hours=24)
REMEMBERED = timedelta(days=120)  # what an applied one wrote, so that its next edition is not held against itself


class WorkbookUploadQuerySet(models.QuerySet):
    def of(self, user):
        """The user's own uploads that have not expired; nobody sees another's."""
        return self.filter(user=user, expires_at__gt=timezone.now())

    def expired(self):
        return self.filter(expires_at__lte=timezone.now())

    def written_by(self, user, of_round, token):
        """{slug: {key: text}} what this user's uploads of the same download wrote, the latest last."""
        found = {}
        applied = self.filter(user=user, round=of_round, token=token, applied_at__isnull=False)
        for written in applied.exclude(token="").order_by("applied_at").values_list("written", flat=True):
            for slug, cells in written.items():
                found.setdefault(slug, {}).update(cells)
        return found


class WorkbookUpload(models.Model):
    """One file of one user for one round; its bytes are dropped when it is applied."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="workbook_uploads")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    token = models.CharField(max_length=40, blank=True)
    uploaded_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    written = models.JSONField(default=dict)

    objects = WorkbookUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["user", "round", "sha256"], name="workbook_upload_once")]

    def __str__(self):
        return self.name
