"""Communes named in a pasted list, found whatever way they are written (pure).

One name a line, or several between commas and semicolons; with or without "xã", diacritics, numbering, the district
or the code. What is unknown or fits several is handed back as it was written, never guessed.
"""

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field

from communes.vietnamese import fold

NUMBERING = re.compile(r"^\s*(\d{1,3}\s*[.):]|[-•*+])\s*")
KINDS = ("xa", "huyen", "tp", "thanh pho")


@dataclass(frozen=True)
class Place:
    """A commune as lists may call it."""

    key: int
    code: str
    name: str
    district: str = ""

    @property
    def title(self):
        return f"{self.name} ({self.district})" if self.district else self.name


@dataclass
class Found:
    """What a list names: keys once each in its order, what nobody is called, and what several are called."""

    keys: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    ambiguous: list = field(default_factory=list)  # (as written, [Place])

    @property
    def clear(self):
        return not self.unknown and not self.ambiguous


def find_named(text, places):
    """Every commune that the text names, among these places."""
    known, found = called(places), Found()
    for line in filter(None, map(str.strip, text.splitlines())):
        for written in pieces(line, known):
            take(written, matches(written, known), found)
    return found


def take(written, fitting, found):
    if not fitting:
        found.unknown.append(written)
    elif len(fitting) > 1:
        found.ambiguous.append((written, fitting))
    elif fitting[0].key not in found.keys:
        found.keys.append(fitting[0].key)


def pieces(line, known):
    """The line as one name where it is one, else what stands between semicolons, then between commas."""
    for mark in ";,":
        if matches(line, known) or mark not in line:
            continue
        parts = [part.strip() for part in line.split(mark)]
        return [piece for part in parts if part for piece in pieces(part, known)]
    return [line]


def called(places):
    """{folded way of writing: [Place]}."""
    known = defaultdict(list)
    for place in places:
        for words in {place.code, plain(place.name), f"{plain(place.name)} {plain(place.district)}".strip()}:
            known[words].append(place)
    return known


def matches(written, known):
    """The places that are called so; of several columns pasted from a sheet, the ones that say it most exactly."""
    best = []
    for words in ways(written):
        fitting = known.get(words, [])
        if len(fitting) == 1:
            return fitting
        best = best or fitting
    return best


def ways(written):
    """The whole line first, then pairs of its columns, then each column; numbers of rows are no codes."""
    yield plain(NUMBERING.sub("", written))
    cells = [cell for cell in map(str.strip, written.split("\t")) if cell]
    if len(cells) > 1:
        yield from (plain(f"{one} {other}") for one, other in itertools.pairwise(cells))
        yield from map(plain, cells)


def plain(text):
    """Folded, without marks and without the words for kinds of units before each name."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
    return re.sub(rf"\b({'|'.join(KINDS)}) ", "", f"{words} ").strip()
