"""manage.py check_data [--json]: named integrity checks, what breaks each and where to mend it; exit 1 if one fails."""

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ntm.integrity import run_checks

SHOWN = 5  # findings printed a check; --json gives all


class Command(BaseCommand):
    help = "Check the data: successions, lives, sets, figures, sums. Ends with 1 if a check fails."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="all findings as JSON")

    def handle(self, *args, **options):
        results = run_checks()
        if options["json"]:
            self.stdout.write(json.dumps([as_data(*result) for result in results], ensure_ascii=False, indent=2))
        else:
            for result in results:
                self.stdout.write(sentence(*result))
        if any(found for _check, found in results):
            raise SystemExit(1)


def as_data(check, found):
    ruled = {"check": check.name, "rule": str(check.rule), "ok": not found, "count": len(found)}
    return {**ruled, "mend": str(check.mend), "found": found}


def sentence(check, found):
    told = {"name": check.name, "rule": check.rule, "count": len(found), "mend": check.mend}
    if not found:
        return _("ok: %(rule)s (%(name)s)") % told
    told["found"] = "; ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
    return _("FAILED: %(rule)s (%(name)s): %(count)d. Mend in: %(mend)s. %(found)s") % told
