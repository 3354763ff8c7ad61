"""The drawing: one tile a commune on the grid of its unit state, and the lines between districts."""

from dataclasses import dataclass

from communes.models import TilePosition

WIDTH, HEIGHT = 60, 44  # of a tile, in units of the drawing
ONE_LINE = 10  # letters of a name that fit one line
MARGIN = 2


@dataclass(frozen=True)
class Tile:
    x: int
    y: int
    kind: str
    symbol: str
    first: str
    second: str
    url: str
    title: str
    faded: bool = False

    @property
    def last(self):
        """The word by which a commune is told apart on a small map."""
        return (self.second or self.first).split()[-1]


@dataclass(frozen=True)
class Drawing:
    """A whole map: tiles in reading order, and the borders as one path."""

    label: str
    tiles: list
    borders: str
    width: int
    height: int

    @property
    def view_box(self):
        return f"{-MARGIN} {-MARGIN} {self.width + 2 * MARGIN} {self.height + 2 * MARGIN}"

    @property
    def wide(self):
        """The width in pixels at which names are easy to read."""
        return self.width * 6 // 5


def positions(state):
    """{commune: (column, row)} of one unit state."""
    found = TilePosition.objects.filter(state=state).values_list("commune_id", "column", "row")
    return {commune: (column, row) for commune, column, row in found}


def draw(label, rows, places, layer, page, shown):
    """`page`: a function from a commune to its address; `shown`: communes that stand out, the rest are faded."""
    placed = sorted((row for row in rows if row.commune.id in places), key=lambda row: reading(places[row.commune.id]))
    tiles = [tile(row, places[row.commune.id], layer.look(row), page, shown) for row in placed]
    columns = max((column for column, _row in places.values()), default=0) + 1
    lines = max((line for _column, line in places.values()), default=0) + 1
    districts = {places[row.commune.id]: row.district.slug if row.district else "" for row in placed}
    return Drawing(label, tiles, borders(districts), columns * WIDTH, lines * HEIGHT)


def reading(place):
    """Left to right and downwards, as one reads and tabs."""
    column, row = place
    return row, column


def tile(row, place, look, page, shown):
    first, second = in_two(row.commune.name)
    where = f"{row.commune.name}, {row.district.name}" if row.district else row.commune.name
    x, y = place[0] * WIDTH, place[1] * HEIGHT
    faded = row.commune.id not in shown
    return Tile(x, y, look.kind, look.symbol, first, second, page(row.commune), f"{where}: {look.words}", faded)


def in_two(name):
    """A name in one or two lines, the two as even as they can be."""
    words = name.split()
    if len(name) <= ONE_LINE or len(words) == 1:
        return name, ""
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return min(cuts, key=lambda pair: max(len(pair[0]), len(pair[1])))


def borders(districts):
    """One path along the edges where a neighbour is of another district; `districts`: {(column, row): slug}."""
    edges = []
    for (column, row), slug in sorted(districts.items()):
        x, y = column * WIDTH, row * HEIGHT
        right, below = districts.get((column + 1, row)), districts.get((column, row + 1))
        if right is not None and right != slug:
            edges.append(f"M{x + WIDTH} {y}v{HEIGHT}")
        if below is not None and below != slug:
            edges.append(f"M{x} {y + HEIGHT}h{WIDTH}")
    return "".join(edges)
