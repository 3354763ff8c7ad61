"""What the tiles of the map tell: a class with its symbol and words for each commune, under one of four layers.

muc: the band by criteria attained · tieu-chi: one criterion · cong-nhan: recognition · thay-doi: change since a date.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import signed
from ntm.dashboards.matrix.cells import (
    ATTAINED,
    GAINED,
    LACKING,
    LOST,
    NO_DATA,
    NOT_APPLICABLE,
    SYMBOLS,
    WORDS,
    kind_of,
)
from ntm.dashboards.matrix.chips import band_label
from ntm.progress.bands import bands_for
from ntm.rows import band_slug
from ntm.units import signed_difference

BANDS, CRITERION, RECOGNITION, CHANGE = "muc", "tieu-chi", "cong-nhan", "thay-doi"
NAMES = {
    BANDS: gettext_lazy("By criteria attained"),
    CRITERION: gettext_lazy("By one criterion"),
    RECOGNITION: gettext_lazy("By recognition"),
    CHANGE: gettext_lazy("Change since another date"),
}
UNKNOWN = "none"  # hatched


@dataclass(frozen=True)
class Look:
    """Class of the tile, what stands on it, and what it says."""

    kind: str
    symbol: str
    words: str


@dataclass(frozen=True)
class Key:
    """One entry of the legend; the address is empty where no list shows just these communes."""

    kind: str
    symbol: str
    label: str
    count: int
    url: str = ""


def unknown(row):
    return Look(UNKNOWN, "–", _("no longer a rural commune") if row.standing.left else _("no data"))


class BandLayer:
    """Light to dark by band; the number of criteria stands on the tile."""

    def __init__(self, criteria):
        self.criteria_count = len(criteria)
        self.bands = bands_for(self.criteria_count)

    def kind(self, band):
        return f"b{5 - self.bands.index(band)}"

    def look(self, row):
        if row.missing:
            return unknown(row)
        words = _("%(n)d of %(all)d criteria") % {"n": row.count, "all": self.criteria_count}
        return Look(self.kind(row.band), str(row.count), words)

    def legend(self, rows, address):
        counted = Counter(row.count for row in rows)
        keys = [
            Key(
                self.kind(band),
                band.label,
                band_label(band, self.criteria_count),
                sum(communes for count, communes in counted.items() if count in band),
                address(muc=band_slug(band)),
            )
            for band in self.bands
            if not all(row.missing for row in rows)
        ]
        return [*keys, *missing_key(rows, address)]


class CriterionLayer:
    """The symbols of the matrix for one criterion."""

    def __init__(self, number):
        self.number = number

    def look(self, row):
        kind = UNKNOWN if row.missing else kind_of(row, self.number)
        return unknown(row) if row.missing else Look(kind, SYMBOLS[kind], str(WORDS[kind]))

    def legend(self, rows, address):
        counted = Counter(self.look(row).kind for row in rows)
        holding = sum(self.number in row.standing.holds for row in rows)
        parts = [(GAINED, counted[GAINED]), (NOT_APPLICABLE, counted[NOT_APPLICABLE])]
        lacks = [(LOST, counted[LOST]), (NO_DATA, counted[NO_DATA])]
        return [
            Key(ATTAINED, SYMBOLS[ATTAINED], _("Attained"), holding, address(dat=self.number)),
            *of_these(parts),
            Key(LACKING, SYMBOLS[LACKING], _("Not attained"), len(rows) - holding, address(thieu=self.number)),
            *of_these(lacks),
            *missing_key(rows, address),
        ]


def of_these(parts):
    """Part of the entry before: without an address, because no filter names it."""
    said = _("of these: %(words)s")
    return [Key(kind, SYMBOLS[kind], said % {"words": WORDS[kind]}, count) for kind, count in parts if count]


class RecognitionLayer:
    """Recognised by decision is one fact, all criteria by data another: both are on the map."""

    KINDS = {
        "model": ("★★", gettext_lazy("model NTM commune")),
        "advanced": ("★", gettext_lazy("advanced NTM commune")),
        "recognised": ("✓", gettext_lazy("NTM commune, recognised")),
        "all": ("△", gettext_lazy("holds all criteria, not recognised")),
        "not": ("○", gettext_lazy("not recognised")),
    }

    def kind(self, row):
        if row.model or row.advanced or row.recognised:
            return "model" if row.model else "advanced" if row.advanced else "recognised"
        return "all" if row.criteria and not row.lacking else "not"

    def look(self, row):
        symbol, words = self.KINDS[self.kind(row)]
        return Look(self.kind(row), symbol, str(words))

    def legend(self, rows, address):
        counted = Counter(self.kind(row) for row in rows)
        recognised = sum(row.recognised for row in rows)
        return [
            Key("recognised", "✓", _("Recognised"), recognised, address(cn="co")),
            *self._of_these(counted, "advanced", "model"),
            Key("not", "○", _("Not recognised"), len(rows) - recognised, address(cn="khong")),
            *self._of_these(counted, "all"),
        ]

    def _of_these(self, counted, *kinds):
        said = _("of these: %(words)s")
        named = [(kind, *self.KINDS[kind]) for kind in kinds if counted[kind]]
        return [Key(kind, symbol, said % {"words": words}, counted[kind]) for kind, symbol, words in named]


class ChangeLayer:
    """More, fewer or as many criteria as on the other date, under the same units and the same set."""

    KINDS = {
        "up": ("+", gettext_lazy("more criteria")),
        "same": ("0", gettext_lazy("as many criteria")),
        "w": ("−", gettext_lazy("fewer criteria")),
    }

    def __init__(self, before):
        self.before = before

    def look(self, row):
        earlier = self.before.rows.get(row.commune.id)
        if row.missing or earlier is None or earlier.coverage == "missing":
            return unknown(row)
        change = row.count - earlier.count
        kind = "up" if change > 0 else "w" if change < 0 else "same"
        words = signed_difference(change, "criteria") if change else str(self.KINDS["same"][1])
        return Look(kind, signed(change), words)

    def legend(self, rows, address):
        counted = Counter(self.look(row).kind for row in rows)
        keys = [Key(kind, symbol, str(words), counted[kind]) for kind, (symbol, words) in self.KINDS.items()]
        without = Key(UNKNOWN, "–", _("No data on one of the dates"), counted[UNKNOWN])
        return [*keys, without] if without.count else keys


def missing_key(rows, address):
    missing = sum(row.missing for row in rows)
    return [Key(UNKNOWN, "–", _("No data"), missing, address(nguon="missing"))] if missing else []
