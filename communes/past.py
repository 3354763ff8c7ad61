"""What the list of changes is narrowed to, read from the URL; wrong words get a sentence and are left out.

noi: name, code or address of a commune · huyen: district · nguoi: user name · tu, den: days · viec: topic.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from communes.models import Change, District
from communes.vietnamese import fold

NAMES = ("noi", "huyen", "nguoi", "tu", "den", "viec")
SLUG = re.compile(r"(\d{5})-(\d{4})")
FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True)
class Wanted:
    """Every field may be left out; `given` is what was understood, as the URL has it."""

    place: str
    district: str
    person: str
    first: date | None
    last: date | None
    topic: str
    given: dict
    notices: list


def read_wanted(query, people):
    """What a query string asks for; `people`: the user names that may be chosen."""
    texts = {name: query.get(name, "").replace("\x00", "").strip()[:100] for name in NAMES}
    notices = []
    first, last = _day(texts, "tu", notices), _day(texts, "den", notices)
    if first and last and first > last:
        notices.append(_("The first day lies after the last one, so nothing can lie between. Change one of them."))
    _known(texts, "huyen", {one.slug for one in District.objects.all()}, notices)
    _known(texts, "nguoi", people, notices)
    _known(texts, "viec", set(Change.Topic.values), notices)
    given = {name: text for name, text in texts.items() if text}
    return Wanted(texts["noi"], texts["huyen"], texts["nguoi"], first, last, texts["viec"], given, notices)


def _day(texts, name, notices):
    """A day as the browser's field sends it, or as the office writes it; anything else is taken out and named."""
    for form in FORMATS if texts[name] else ():
        try:
            found = datetime.strptime(texts[name], form).date()
        except ValueError:
            continue
        if 2000 <= found.year <= 2100:
            return found
    if texts[name]:
        told = {"text": texts[name]}
        notices.append(_("“%(text)s” is not a day. Write day/month/year, for example 30/06/2025.") % told)
        texts[name] = ""
    return None


def _known(texts, name, choices, notices):
    if texts[name] and texts[name] not in choices:
        told = {"text": texts[name]}
        notices.append(_("“%(text)s” is not in the list. It is left out; choose again.") % told)
        texts[name] = ""


def narrowed(changes, wanted):
    """The changes that answer everything that is wanted."""
    changes = changes.between(wanted.first, wanted.last)
    if wanted.person:
        changes = changes.filter(who__username=wanted.person)
    if wanted.topic:
        changes = changes.filter(topic=wanted.topic)
    if wanted.district:
        changes = changes.filter(place__district__slug=wanted.district)
    return changes.filter(at_place(wanted.place)) if wanted.place else changes


def at_place(text):
    """Communes of that address or code, or with that in their name."""
    slug = SLUG.fullmatch(text)
    if slug:
        return Q(place__code=slug[1], place__valid_from__year=slug[2])
    return Q(place__code=text) if text.isdigit() else Q(place__folded_name__contains=fold(text))
