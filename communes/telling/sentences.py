"""One change as a sentence, with what differs in words."""

import re

from django.utils.translation import gettext as _

from communes.telling.registry import SENTENCES, told_by
from communes.telling.values import Names, field_name, value_words

FIRST, OUTER = {"outcome", "value"}, {"criterion"}


def says(action, words, without=()):
    """The action in these words (%(subject)s: the row's name), followed by what differs except for `without`."""

    @told_by(action)
    def tell(change, names):
        opening = str(words) % {"subject": change.subject}
        differs = changed(change, names, without)
        return f"{opening}: {differs}" if differs else opening


def sentence(change, names=None):
    """What was done, in words and never in JSON; an unknown action is told by what differs."""
    names = names or Names([change])
    tell = SENTENCES.get(change.action)
    if tell:
        return tell(change, names)
    differs = changed(change, names)
    told = {"subject": change.subject, "changes": differs}
    return _("Changed %(subject)s: %(changes)s") % told if differs else _("Changed %(subject)s") % told


def changed(change, names, without=()):
    """ "day of closing: 10/07/2025 → 15/07/2025; note: “…”", "" where nothing differs."""
    keys = dict.fromkeys([*change.before, *change.after])
    kept = sorted((key for key in keys if key not in without), key=natural)
    return "; ".join(filter(None, (difference(change, key, names) for key in kept)))


def difference(change, key, names):
    """One field; what was not there before is told by its value alone."""
    before, after = change.before.get(key), change.after.get(key)
    if before == after:
        return ""
    name = field_name(change.kind, key)
    after = value_words(change, key, after, names)
    if before in (None, "", []):
        return f"{name}: {after}"
    return f"{name}: {value_words(change, key, before, names)} → {after}"


def natural(key):
    """c2 before c10, criteria before their indicators, verdict or value before what is said about it."""
    cell, _dot, field = key.rpartition(".")
    parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", cell)]
    return parts, field not in (FIRST if cell else OUTER), field


def who(change):
    """The person's name as it is now; changes that a command made have none."""
    if change.who is None:
        return _("the system")
    return change.who.get_full_name() or change.who.get_username()
