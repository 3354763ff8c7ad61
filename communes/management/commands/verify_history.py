"""manage.py verify_history [--expect HASH]: proves that no kept change was altered or taken away; exit 1 if one was."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.history import verify
from communes.models import Change, User

WHERE = "n°%(number)s, %(when)s, %(who)s: %(subject)s"


class Command(BaseCommand):
    help = "Verify the history: finds and locates altered and missing changes. Ends with 1 if there is one."

    def add_arguments(self, parser):
        parser.add_argument("--expect", metavar="HASH", help="a last hash noted earlier: it must still be there")

    def handle(self, *args, expect="", **options):
        broken = [SENTENCES[wrong](number) for number, wrong in verify()]
        if expect and not Change.objects.filter(hash=expect).exists():
            broken.append(_("FAILED: no change carries the hash noted earlier: the history was written anew."))
        for sentence in broken:
            self.stdout.write(sentence)
        if broken:
            raise CommandError(summary(len(broken)))
        self.stdout.write(whole())


def altered(number):
    return _("FAILED: this change was altered: %(where)s.") % {"where": where(Change.objects.get(pk=number))}


def missing(number):
    """The gap lies before the change that was found; numbers alone do not show it, for a failed writing leaves some."""
    found = Change.objects.get(pk=number)
    before = Change.objects.filter(pk__lt=number).order_by("-pk").first()
    if before is None:
        return _("FAILED: changes are missing before the first one left: %(where)s.") % {"where": where(found)}
    told = {"before": where(before), "where": where(found)}
    return _("FAILED: changes are missing or altered between %(before)s and %(where)s.") % told


def added(number):
    return _("FAILED: from this change on, changes were added past the product: %(where)s.") % {
        "where": where(Change.objects.get(pk=number))
    }


def cut_off(_number):
    last = Change.objects.order_by("-pk").first()
    if last is None:
        return _("FAILED: all changes were taken away.")
    return _("FAILED: changes are missing after the last one left: %(where)s.") % {"where": where(last)}


SENTENCES = {"altered": altered, "missing": missing, "added": added, "cut off": cut_off}


def where(change):
    """Where to look: the number of the change, its time, its person and its subject as they stand now."""
    who = username(change.who_id) if change.who_id else _("a command")
    when = f"{timezone.localtime(change.at):%d/%m/%Y %H:%M}" if change.at else "?"
    return WHERE % {"number": change.pk, "when": when, "who": who, "subject": change.subject}


def username(number):
    """Of whoever the change names, or the number itself where there is no such account."""
    return User.objects.filter(pk=number).values_list("username", flat=True).first() or str(number)


def summary(places):
    words = ngettext("The history is broken in %(n)d place.", "The history is broken in %(n)d places.", places)
    after = _("Compare with the last backup before the change that is named.")
    return f"{words % {'n': places}} {after}"


def whole():
    """The last hash, to be noted outside: who can rewrite the whole table cannot rewrite a note."""
    count = Change.objects.count()
    if not count:
        return _("ok: the history is empty.")
    words = ngettext("ok: %(n)d change, none altered or missing.", "ok: %(n)d changes, none altered or missing.", count)
    last = Change.objects.order_by("-pk").values_list("hash", flat=True).first()
    named = _("Last hash:")
    return f"{words % {'n': count}} {named} {last}"
