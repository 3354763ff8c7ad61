"""manage.py load_illustration: bring the made-up commune history, where nobody entered theirs."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from criteria.illustration.loading import Loader, listed
from criteria.models import CriteriaSet


class Command(BaseCommand):
    help = "Load the made-up commune history. Every row is marked, entered rows stay; run again, it adds nothing."

    def handle(self, *args, **options):
        if not CriteriaSet.objects.exists():
            raise CommandError(_("Load the reference data first: manage.py load_reference"))
        told = listed(Loader().run())
        if options["verbosity"]:
            added = _("illustration: added %(rows)s") % {"rows": told}
            self.stdout.write(added if told else _("illustration: nothing to add"))
