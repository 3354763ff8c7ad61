"""Bản đồ: the tile map of the communes of the page's units, one date or two side by side, with its table."""

from collections import Counter
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import day
from ntm.dashboards.addresses import Address
from ntm.dashboards.filters import filtered, read_wanted
from ntm.dashboards.map import layers
from ntm.dashboards.map.choice import at, offered, prepare, read_choice
from ntm.dashboards.map.tiles import draw, positions
from ntm.dashboards.matrix.columns import columns
from ntm.dashboards.matrix.sections import commune_address
from ntm.dashboards.selection import GROUP, read_selection
from ntm.edition import remembered
from ntm.register import Register
from ntm.rows import commune_rows


@remembered
def tile_map(request):
    """GET /ban-do/ with the bar, the filters of ntm.dashboards.filters, `lop`, `tc` and `so`."""
    selection = read_selection(request.GET, Register())
    choice = read_choice(request.GET, selection)
    earlier = at(selection, choice.other) if choice.other else None
    prepare([selection, earlier] if earlier else [selection])
    wanted, notices = read_wanted(request.GET, selection.standing)
    address = Address(selection, request.GET, wanted, **choice.given)
    selection.hidden = address.hidden
    page = Map(selection, earlier, choice, wanted)
    context = {"selection": selection, "choice": choice, "page": page, "address": address}
    context |= {"notices": [*selection.notices, *notices, *choice.notices], "others": offered(selection, choice)}
    context |= {"columns": columns(selection), "tabs": tabs(choice, address), "headline": headline(page)}
    return render(request, "dashboards/map.html", context)


def tabs(choice, address):
    """(name, address, chosen) of each layer."""
    return [
        (name, address(lop="" if key == layers.BANDS else key, tc=""), key == choice.layer)
        for key, name in layers.NAMES.items()
    ]


def headline(page):
    """The finding of the latest map in a sentence."""
    standing, number = page.selection.standing, page.choice.number
    counts = {"all": standing.universe, "recognised": len(standing.recognised), "day": day(page.selection.as_of)}
    if page.choice.layer == layers.CRITERION and number and standing.has_data:
        name = next(column.name for column in columns(page.selection) if column.number == number)
        counts |= {"number": number, "name": name, "n": standing.by_criterion[number]}
        return _("Criterion %(number)d – %(name)s: %(n)d of %(all)d communes attain it") % counts
    if page.changes and standing.has_data:
        kinds = Counter(look.kind for _row, _url, looks in page.table() for look in looks)
        counts |= {"more": kinds["up"], "fewer": kinds["w"], "other": day(page.earlier.as_of)}
        return _("From %(other)s to %(day)s: %(more)d communes gained criteria, %(fewer)d lost some") % counts
    return _("%(recognised)d of %(all)d communes attained the NTM standard, %(day)s") % counts


class Map:
    """One date, or two side by side under the same units: drawings, legends and the table under them."""

    def __init__(self, selection, earlier, choice, wanted):
        self.selection, self.earlier, self.choice = selection, earlier, choice
        self.rows = commune_rows(selection)
        self.shown = filtered(self.rows, wanted)
        self.narrowed = len(self.shown) < len(self.rows)
        self.places = positions(selection.register.lineage.state_start(selection.units)) if self.rows else {}
        self.sides = [self._side(selection, self.rows, self.shown)] if self.rows else []
        if self.rows and self.paired:
            self.sides = sorted([*self.sides, self._other_side()], key=lambda side: side.selection.as_of)

    @property
    def comparable(self):
        return bool(self.earlier) and self.earlier.set_code == self.selection.set_code

    @property
    def changes(self):
        return self.choice.layer == layers.CHANGE and self.comparable

    @property
    def paired(self):
        """The other date has a map of its own unless the layer is the difference itself."""
        return bool(self.earlier) and self.choice.layer != layers.CHANGE

    @property
    def refused(self):
        """Why two dates are not compared; "" where they are, or where nobody asked."""
        if self.choice.layer == layers.CHANGE and not self.earlier:
            return _("There is no round before this one to compare with; the map shows the criteria attained.")
        if not self.earlier or self.comparable:
            return ""
        sets = {"now": self.selection.criteria_set or "–", "other": self.earlier.criteria_set or "–"}
        return _("The two dates are judged by two criteria sets (%(other)s; %(now)s): they are not comparable.") % sets

    @property
    def placed(self):
        return any(side.drawing.tiles for side in self.sides)

    @property
    def unplaced(self):
        """Communes without a square on the map of their units; they stand in the table alone."""
        return [row.commune.name for row in self.rows if row.commune.id not in self.places] if self.placed else []

    def layer(self, selection):
        if self.choice.layer == layers.CRITERION and self.choice.number:
            return layers.CriterionLayer(self.choice.number)
        if self.choice.layer == layers.RECOGNITION:
            return layers.RecognitionLayer()
        if self.changes:
            return layers.ChangeLayer(self.earlier.standing)
        return layers.BandLayer(selection.standing.criteria)

    def _side(self, selection, rows, shown, linked=True):
        layer, standing_out = self.layer(selection), {row.commune.id for row in shown}
        label = _("Map of %(day)s") % {"day": day(selection.as_of)}
        drawing = draw(label, rows, self.places, layer, commune_address(selection), standing_out)
        leads = linked and not self.narrowed
        legend = layer.legend(shown, lambda **changes: reverse("matrix") + selection.url(**changes) if leads else "")
        return Side(selection, layer, drawing, legend, {row.commune.id: row for row in rows})

    def _other_side(self):
        """The same communes on the other date; a group may have had other members then, so its counts lead nowhere."""
        here, standing_out = self.selection.standing.rows, {row.commune.id for row in self.shown}
        rows = [row for row in commune_rows(self.earlier) if row.commune.id in here]
        shown = [row for row in rows if row.commune.id in standing_out]
        return self._side(self.earlier, rows, shown, linked=not self.selection.scope.startswith(GROUP))

    def table(self):
        """(row, address, [look on each date]) of each commune that stands out."""
        page = commune_address(self.selection)
        return [(row, page(row.commune), [side.look(row.commune.id) for side in self.sides]) for row in self.shown]


@dataclass(frozen=True)
class Side:
    """One date's drawing and legend."""

    selection: object
    layer: object
    drawing: object
    legend: list
    rows: dict

    def look(self, commune):
        return self.layer.look(self.rows[commune])
