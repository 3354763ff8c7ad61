"""manage.py remove_illustration: delete every row marked as made up, in one transaction."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from criteria.illustration.loading import Resting, listed, remove


class Command(BaseCommand):
    help = "Delete the made-up commune history. What people entered stays."

    def add_arguments(self, parser):
        parser.add_argument(
            "--entered-too",
            action="store_true",
            help="also delete reports of people that say something again from the illustration",
        )

    def handle(self, *args, **options):
        try:
            told = listed(remove(options["entered_too"]))
        except Resting as resting:
            raise CommandError(
                _(
                    "Nothing was deleted: %(count)d reports of people say something again from the illustration"
                    " (%(reports)s). Enter these anew, or delete them too with --entered-too."
                )
                % {"count": len(resting.reports), "reports": resting}
            ) from None
        if options["verbosity"]:
            deleted = _("illustration: deleted %(rows)s") % {"rows": told}
            self.stdout.write(deleted if told else _("illustration: nothing to delete"))
