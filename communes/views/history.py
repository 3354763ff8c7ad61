"""Lịch sử: every kept change that concerns the reader, in sentences, to narrow, page through and download."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.csv_file import csv_answer
from communes.models import Change, District
from communes.past import narrowed, read_wanted
from communes.rights import changes_read_by
from communes.telling import Names, sentence, who
from communes.vietnamese import number

SIZE = 50
CHUNK = 500  # changes that are told together in a file
LONG = 260  # a longer sentence is folded


def history(request):
    """GET /lich-su/ with the filters of communes/past.py, `trang`; `tai=csv` for the file."""
    listing = Listing(request.GET, changes_read_by(request.user))
    if request.GET.get("tai") == "csv":
        return csv_answer("lich-su", listing.csv_rows())
    return render(request, "communes/history.html", {"listing": listing})


@dataclass(frozen=True)
class Told:
    """One change as the list says it."""

    number: int
    at: str
    who: str
    topic: str
    words: str
    place: object
    why: str

    @property
    def beginning(self):
        """What stays to be seen of a long sentence, cut at a word; "" where the whole is shown."""
        return f"{self.words[:LONG].rsplit(' ', 1)[0]} …" if len(self.words) > LONG else ""


def told(changes):
    """Rows for these changes; what they refer to is fetched with one query a table."""
    changes = list(changes)
    names = Names(changes)
    return [as_row(change, names) for change in changes]


def as_row(change, names):
    at = f"{timezone.localtime(change.at):%d/%m/%Y %H:%M}"
    words = sentence(change, names)
    return Told(change.pk, at, who(change), change.get_topic_display(), words, change.place, change.why)


class Listing:
    """The list that a query string asks for, among the changes that the reader may see."""

    def __init__(self, query, changes):
        self.query, self.changes = query, changes
        self.people = list(changes.people())
        self.wanted = read_wanted(query, {one.username for one in self.people})
        self.found = narrowed(changes, self.wanted)

    @cached_property
    def page(self):
        return Paginator(self.found.listed(), SIZE).get_page(self.query.get("trang", "1")[:9])

    @cached_property
    def rows(self):
        return told(self.page.object_list)

    @property
    def title(self):
        """The finding: how many changes, and who asked for fewer how many of how many."""
        found = self.page.paginator.count
        if not self.wanted.given:
            words = ngettext("%(n)s change is kept", "%(n)s changes are kept", found)
            return words % {"n": number(found)}
        told = {"found": number(found), "all": number(self.changes.count())}
        return _("%(found)s of %(all)s changes fit the filter") % told

    # --- what the form offers --------------------------------------------------------------------------------

    @property
    def districts(self):
        return [(one.slug, one.name, one.slug == self.wanted.district) for one in District.objects.order_by("sort_key")]

    @property
    def persons(self):
        return [
            (one.username, one.get_full_name() or one.username, one.username == self.wanted.person)
            for one in self.people
        ]

    @property
    def topics(self):
        return [(value, label, value == self.wanted.topic) for value, label in Change.Topic.choices]

    # --- addresses and the file ------------------------------------------------------------------------------

    def url(self, **changes):
        return f"{reverse('history')}?{urlencode({**self.wanted.given, **changes})}"

    @property
    def before(self):
        return self.url(trang=self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def after(self):
        return self.url(trang=self.page.next_page_number()) if self.page.has_next() else ""

    @property
    def csv_url(self):
        return self.url(tai="csv")

    def csv_rows(self):
        """All that fit the filter, the newest first, told some hundreds at a time."""
        yield [_("Number"), _("Time"), _("Person"), _("Topic"), _("Commune"), _("Commune code"), _("What"), _("Why")]
        for some in in_pieces(self.found.listed().iterator(chunk_size=CHUNK)):
            for one in told(some):
                place = [one.place.name, one.place.code] if one.place else ["", ""]
                yield [one.number, one.at, one.who, one.topic, *place, one.words, one.why]


def in_pieces(rows):
    while some := list(islice(rows, CHUNK)):
        yield some
