"""manage.py check_figures [--json] [--coverage]: what does not go together among the printed figures."""

import json
from collections import Counter

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ntm.archive import Archive
from ntm.findings import Examined, Teller
from ntm.findings.words import class_name, rule_name
from ntm.progress.contradictions.finding import CLASSES


class Command(BaseCommand):
    help = "Check every printed figure against the others: contradictions, rounding, what is unclear."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="the findings as JSON")
        parser.add_argument("--coverage", action="store_true", help="which rules fix which part of which figure")

    def handle(self, *args, **options):
        examined = Examined(Archive())
        if options["coverage"]:
            return self.stdout.write(json.dumps(coverage(examined), ensure_ascii=False, indent=2))
        found = described(examined)
        if options["json"]:
            return self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        for one in found:
            self.stdout.write(f"{class_name(one['class'])} · {rule_name(one['rule'])} · {' '.join(one['rows'])}")
            self.stdout.write(f"    {one['text']}")
        self.stdout.write(summary(examined))


def described(examined):
    teller = Teller(examined)
    return [
        {
            "id": one.id,
            "class": one.kind,
            "rule": one.rule,
            "rows": one.codes,
            "text": teller.text(one),
            "reconciled": teller.reconciled(one),
        }
        for one in examined.findings
    ]


def coverage(examined):
    """Rows fixed by another printed number, and those that a rule only bounds; `fixed` names the rules by part."""
    fixed = {code: examined.coverage[code] for code in sorted(examined.coverage.keys() & examined.figures.keys())}
    return {
        "figures": len(examined.figures),
        "covered": len(fixed),
        "share": round(len(fixed) / len(examined.figures), 4) if examined.figures else None,
        "compared": len(examined.bounded),
        "fixed": {code: {part: sorted(rules) for part, rules in parts.items()} for code, parts in fixed.items()},
    }


def summary(examined):
    counted, covered = Counter(one.kind for one in examined.findings), coverage(examined)
    classes = ", ".join(f"{class_name(kind)} {counted[kind]}" for kind in CLASSES)
    return _(
        "%(count)d findings: %(classes)s. Another printed number fixes %(covered)d of %(figures)d figures, "
        "%(compared)d are compared with anything but their own quote."
    ) % {**covered, "count": len(examined.findings), "classes": classes}
