"""What load_reference last wrote, so that a change made by people is told apart from a change of the files."""

from django.db import models


class LoadedTable(models.Model):
    """One fixture file: the fields it writes, and a digest of each row as it was written."""

    file = models.CharField(max_length=60, unique=True)
    fields = models.JSONField(default=list)
    rows = models.JSONField(default=dict)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["file"]

    def __str__(self):
        return self.file
