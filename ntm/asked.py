"""Reads what a command or a query string asks for: date, units, criteria set, scope. Wrong words get a sentence."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from communes.vietnamese import day as written

YEARS = range(2000, 2101)


class NotUnderstood(ValueError):
    """What was asked for does not exist; the message says what does."""


def day(text):
    """2020-12-31 → date, within living memory of the programme."""
    try:
        found = date.fromisoformat(text.strip())
        if found.year not in YEARS:
            raise ValueError(text)
        return found
    except ValueError:
        raise NotUnderstood(
            _("“%(text)s” is not a date of the programme. Write YYYY-MM-DD, for example 2020-12-31.") % {"text": text}
        ) from None


def known_on(text):
    """A day on whose evening the figures are asked for: today or before."""
    found = day(text)
    if found > timezone.localdate():
        raise NotUnderstood(
            _("%(day)s lies ahead: nobody knows its figures yet. Take today or an earlier day.")
            % {"day": written(found)}
        )
    return found


def units(register, text):
    """A date on which units are known."""
    found, starts = day(text), register.lineage.state_starts()
    if not starts or found < starts[0]:
        raise NotUnderstood(_("No communes are known on %(day)s.") % {"day": written(found)})
    return found


def criteria_set(register, code):
    if code in register.sets:
        return code
    known = ", ".join(register.sets) or "–"
    raise NotUnderstood(_("There is no criteria set “%(code)s”. Known: %(known)s.") % {"code": code, "known": known})


def one_of(found, slug, sentence):
    if slug in found:
        return slug
    raise NotUnderstood(sentence % {"slug": slug, "known": ", ".join(found) or "–"})


def district(register, slug):
    return one_of(register.districts, slug, _("There is no district “%(slug)s”. Known: %(known)s."))


def group(register, slug):
    return one_of(register.groups, slug, _("There is no group “%(slug)s”. Known: %(known)s."))


def year(text):
    if text.strip().isdigit() and len(text.strip()) == 4:
        return int(text)
    raise NotUnderstood(_("“%(text)s” is not a year. Write four digits, for example 2020.") % {"text": text})
