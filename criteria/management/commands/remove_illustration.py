"""manage.py remove_illustration: delete every row marked as made up, in one transaction."""

from django.core.management.base import BaseCommand

from criteria.illustration.loading import remove


class Command(BaseCommand):
    help = "Delete the made-up commune history. What people entered stays."

    def handle(self, *args, **options):
        gone = remove()
        if options["verbosity"]:
            told = ", ".join(f"{count} {name.rpartition('.')[2]}" for name, count in sorted(gone.items()) if count)
            self.stdout.write(f"illustration: {told} deleted" if told else "illustration: nothing to delete")
