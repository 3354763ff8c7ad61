"""Indexes for reading the history by place, person and day."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communes", "0004_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["place", "id"], name="change_place"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["who", "id"], name="change_who"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["at"], name="change_at"),
        ),
    ]
