"""manage.py load_illustration: bring the made-up commune history, where nobody entered theirs."""

from django.core.management.base import BaseCommand, CommandError

from criteria.illustration.loading import Loader
from criteria.models import CriteriaSet


class Command(BaseCommand):
    help = (
        "Load the made-up commune history. Every row is marked; what people entered stays. Run again, it adds nothing."
    )

    def handle(self, *args, **options):
        if not CriteriaSet.objects.exists():
            raise CommandError("Load the reference data first: manage.py load_reference")
        added = Loader().run()
        if options["verbosity"]:
            told = ", ".join(f"{count} {name}" for name, count in added.items() if count)
            self.stdout.write(f"illustration: {told} added" if told else "illustration: nothing to add")
