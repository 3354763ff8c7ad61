"""Xã: every commune of the selection, narrowed, sorted and paged; the same rows as a CSV file."""

import csv
from dataclasses import replace
from functools import cached_property

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.csv_file import harmless
from communes.vietnamese import number
from ntm.dashboards.addresses import Address
from ntm.dashboards.entries import CSV_HEAD, SOURCES, cells, entries, name_of
from ntm.dashboards.filters import MOVED, RECOGNISED, filtered, read_wanted
from ntm.dashboards.selection import Option, read_selection
from ntm.dossier import Dossier
from ntm.edition import remembered
from ntm.progress.bands import bands_for
from ntm.progress.standing import COVERAGE
from ntm.rows import band_slug, commune_rows
from ntm.tables import CommuneTable, asked_order, heads, ordered

SIZES = {"25": 25, "50": 50, "tat-ca": 10_000}
DEFAULT_SIZE = "50"
ASKED = {  # what the URL calls each thing that Wanted holds
    "q": "text",
    "muc": "band",
    "thieu": "lacking",
    "dat": "holding",
    "cn": "recognised",
    "nguon": "coverage",
    "moi": "moved",
}
MOVES = {"dat": gettext_lazy("Newly attained a criterion"), "tut": gettext_lazy("Lost a criterion")}


@remembered
def communes(request):
    """GET /xa/: the bar, the filters of ntm.dashboards.filters, `xep`, `dong`, `trang`; `tai=csv` for the file."""
    listing = Listing(request.GET)
    if request.GET.get("tai") == "csv":
        return listing.csv()
    return render(request, "dashboards/communes.html", {"listing": listing, "selection": listing.selection})


class Listing:
    """The list that a query string asks for."""

    def __init__(self, query):
        self.query = query
        register = Dossier()
        self.selection = read_selection(query, register)
        register.prepare(register.keys_with_movement(self.selection))
        self.rows = commune_rows(self.selection)
        self.wanted, self.notices = read_wanted(query, self.selection.standing)
        self.found = filtered(self.rows, self.wanted)
        self.size = query.get("dong") if query.get("dong") in SIZES else DEFAULT_SIZE
        self.order = asked_order(query.get("xep", ""))
        size = "" if self.size == DEFAULT_SIZE else self.size
        self.url = Address(self.selection, query, self.wanted, xep=self.order, dong=size)
        self.selection.hidden = self.url.hidden

    # --- addresses -------------------------------------------------------------------------------------------

    @property
    def asked(self):
        """The filters that were understood, as the URL writes them."""
        return self.url.filters

    @property
    def kept(self):
        """What the filter form carries along unseen."""
        return [*self.selection.given.items(), *self.url.kept.items()]

    @property
    def unfiltered(self):
        return self.url.only()

    @property
    def csv_url(self):
        return self.url(tai="csv")

    # --- what the form offers --------------------------------------------------------------------------------

    @property
    def choices(self):
        """(name, label, options) of every choice of the form."""
        recognised = [(word, _("yes") if yes else _("no")) for word, yes in RECOGNISED.items()]
        numbers = [(str(one.number), f"{one.number}. {name_of(one)}") for one in self.criteria]
        return [
            self._choice("muc", _("Band"), [(band_slug(band), band.label) for band in self.bands]),
            self._choice("thieu", _("Lacks criterion"), numbers),
            self._choice("dat", _("Attains criterion"), numbers),
            self._choice("cn", _("Recognised"), recognised),
            self._choice("moi", _("Against the round before"), [(word, MOVES[word]) for word in MOVED]),
            self._choice("nguon", _("Source of the numbers"), [(name, SOURCES[name]) for name in COVERAGE]),
        ]

    def _choice(self, name, label, values):
        chosen = self.asked.get(name, "")
        options = [Option("", _("All"), not chosen)]
        return name, label, options + [Option(value, text, value == chosen) for value, text in values]

    @cached_property
    def criteria(self):
        return self.selection.register.criteria[self.selection.set_code]

    @property
    def bands(self):
        return bands_for(len(self.criteria)) if self.criteria else []

    @property
    def chips(self):
        """(label, communes, address, active): each leads to as many rows as it says."""
        bands = [(band.label, "muc", band_slug(band)) for band in self.bands]
        others = [(_("Recognised"), "cn", "co"), (MOVES["dat"], "moi", "dat"), (MOVES["tut"], "moi", "tut")]
        return [self._chip(_("All"), "muc", ""), *(self._chip(*one) for one in [*bands, *others])]

    def _chip(self, label, name, value):
        changed = replace(self.wanted, **{ASKED[name]: value_of(name, value)})
        active = self.asked.get(name, "") == value
        return label, len(filtered(self.rows, changed)), self.url(**{name: "" if active else value}), active

    # --- the finding -----------------------------------------------------------------------------------------

    @property
    def title(self):
        told = {"found": number(len(self.found)), "all": number(len(self.rows)), "n": number(len(self.rows))}
        if self.asked:
            return _("%(found)s of %(all)s communes fit the filter") % told
        standing = self.selection.standing
        if not standing.has_data and not standing.recognised:
            return _("%(n)s communes, no commune results yet") % told
        words = _("%(n)s communes, %(recognised)s attained the NTM standard")
        return words % {**told, "recognised": number(len(standing.recognised))}

    @property
    def illustration(self):
        """Whether the head says for all rows that they are made up; else each made-up row says so itself."""
        return bool(self.found) and all(row.standing.illustration for row in self.found)

    # --- the table -------------------------------------------------------------------------------------------

    @cached_property
    def table(self):
        return ordered(CommuneTable(entries(self.found, self.selection)), self.order)

    @cached_property
    def page(self):
        return Paginator(self.table.rows, SIZES[self.size]).get_page(self.query.get("trang", "1")[:9])

    @property
    def entries(self):
        return [row.record for row in self.page.object_list]

    @property
    def heads(self):
        """(label, name, address that sorts by it, state) of every column."""
        found = heads(self.table)
        return [(column.header, column.name, word and self.url(xep=word), state) for column, word, state in found]

    @property
    def sizes(self):
        """(label, address, active): how many rows a page shows."""
        labels = {"tat-ca": _("all")}
        return [
            (labels.get(name, name), self.url(dong="" if name == DEFAULT_SIZE else name), name == self.size)
            for name in SIZES
        ]

    @property
    def page_links(self):
        """(address of the page before, of the page after), "" where there is none."""
        page = self.page
        before = self.url(trang=page.previous_page_number()) if page.has_previous() else ""
        return before, self.url(trang=page.next_page_number()) if page.has_next() else ""

    # --- the file --------------------------------------------------------------------------------------------

    def csv(self):
        """All rows of the filter in the order of the page; opens in Excel with its letters right (utf-8 BOM)."""
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="xa-{self.selection.file_name}.csv"'
        writer = csv.writer(response)
        writer.writerow([str(name) for name in CSV_HEAD])
        rows = {row.commune.code: row for row in self.found}
        for one in self.table.rows:
            line = cells(rows[one.record.code], one.record, self.selection)
            writer.writerow([harmless(cell) for cell in line])
        return response


def value_of(name, value):
    """What Wanted holds for a word of the URL; None or "" for nothing."""
    if name in {"muc", "q"}:
        return value
    return {"cn": RECOGNISED, "moi": MOVED}[name].get(value)
