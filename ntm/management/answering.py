"""A command that answers a question in numbers: as JSON, or as lines for a person at a terminal."""

import json

from django.core.management.base import BaseCommand, CommandError

from ntm import asked
from ntm.register import Register


class AnsweringCommand(BaseCommand):
    """`describe(register, options)` makes the answer, `as_text(answer)` its lines; wrong words end with exit code 2."""

    def add_arguments(self, parser):
        parser.add_argument("--as-of", help="date, YYYY-MM-DD (default: the latest that has results)")
        parser.add_argument("--known-on", help="date, YYYY-MM-DD: answer as it was known on that day")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        try:
            known_on = options.get("known_on") and asked.known_on(options["known_on"])
            answer = self.describe(Register(known_on), options)
        except asked.NotUnderstood as error:
            raise CommandError(str(error), returncode=2) from error
        text = json.dumps(answer, ensure_ascii=False, indent=2) if options["json"] else self.as_text(answer)
        self.stdout.write(text)
