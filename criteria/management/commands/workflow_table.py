"""Writes docs/workflow.md from the table of transitions that the door obeys (criteria/workflow/transitions.py)."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from criteria.workflow import as_table

PAGE = settings.BASE_DIR / "docs" / "workflow.md"
TEXT = """# The life of a report

Written by `python manage.py workflow_table` from `criteria/workflow/transitions.py`; a test fails when it is stale.

Every step goes through one door (`criteria/workflow/door.py`). Inside one transaction it checks the role and territory
of today, the state, the window of the round and the version that was seen, then writes the event and the change kept.
A report stays in its state where “to” is “–”. What is approved never changes: a correction is a new version that
supersedes the one before when it is approved in its turn.

{table}
"""


def page():
    """The text of the page, in the language of the code whoever asks."""
    with override("en"):
        return TEXT.format(table=as_table())


class Command(BaseCommand):
    help = "Writes docs/workflow.md from the table of transitions."

    def handle(self, **options):
        PAGE.write_text(page(), encoding="utf-8")
        self.stdout.write(str(PAGE.relative_to(settings.BASE_DIR)))
