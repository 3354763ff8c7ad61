"""manage.py load_reference: bring the reference data in step with fixtures/*.csv, all of it or nothing."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from criteria.reference import load_all
from criteria.reference.lines import Refused


class Command(BaseCommand):
    help = "Load the reference data from fixtures/*.csv. Run again, it changes only what the files changed."

    def add_arguments(self, parser):
        parser.add_argument("--fixtures", type=Path, default=settings.FIXTURES, help="folder of the fixture files")

    def handle(self, *args, fixtures, **options):
        try:
            with transaction.atomic():
                outcomes = load_all(fixtures)
        except Refused as refusal:
            raise CommandError(_("Nothing was loaded. %s") % refusal) from None
        if options["verbosity"]:
            for outcome in outcomes:
                self.stdout.write(sentence(outcome))


def sentence(outcome):
    """“communes: 304 added, 0 changed, 0 as they were”, and the rows left as people made them."""
    told = vars(outcome) | {"kept": len(outcome.kept), "where": ", ".join(outcome.kept)}
    parts = [_("%(name)s: %(added)d added, %(changed)d changed, %(unchanged)d as they were") % told]
    if outcome.kept:
        parts.append(_("%(kept)d left as people made them (%(where)s)") % told)
    if outcome.orphaned:
        parts.append(_("%(orphaned)d no longer in the file, left in the database") % told)
    return "; ".join(parts)
