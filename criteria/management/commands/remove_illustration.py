"""manage.py remove_illustration: delete every row marked as made up, in one transaction."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from criteria.illustration.loading import listed, remove


class Command(BaseCommand):
    help = "Delete the made-up commune history. What people entered stays."

    def handle(self, *args, **options):
        told = listed(remove())
        if options["verbosity"]:
            deleted = _("illustration: deleted %(rows)s") % {"rows": told}
            self.stdout.write(deleted if told else _("illustration: nothing to delete"))
