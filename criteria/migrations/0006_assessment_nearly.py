"""Nearly attained is said by the officer; what was loaded before said it by the work done."""

from django.db import migrations, models


def say_nearly(apps, schema_editor):
    apps.get_model("criteria", "Assessment").objects.filter(work_done__isnull=False).update(nearly=True)


class Migration(migrations.Migration):
    dependencies = [("criteria", "0005_finding_notes")]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="nearly",
            field=models.BooleanField(default=False, help_text="nearly attained; never counts as attained"),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("attained", "attained"),
                    ("not_attained", "not attained"),
                    ("not_applicable", "not applicable"),
                    ("no_data", "no data"),
                ],
                help_text="empty: noted something, not judged yet",
                max_length=20,
            ),
        ),
        migrations.RunPython(say_nearly, migrations.RunPython.noop),
    ]
