"""A pasted list of commune names, matched without case and diacritics; what is in doubt is handed back (pure).

One commune a line, or several with commas or semicolons between them; a number before the name, the word "xã", the
district behind it (in brackets, after a comma or in the next cell of a table) and the official code are understood.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from communes.vietnamese import fold

BULLET = re.compile(r"^(?:[-–•*+]|\d{1,3}\s*[.)/])\s*")
SMALL_NUMBER = re.compile(r"\d{1,3}[.)]?")
CODE = re.compile(r"\b\d{5}\b")
BRACKETS = re.compile(r"\(([^()]*)\)")
KINDS = ("xa ", "x. ")
DISTRICT_KINDS = ("huyen ", "thanh pho ", "h. ", "tp. ", "tp ")
BEFORE_DISTRICT = re.compile(r"\s+(?:-|–)\s+|,\s*|\s+(?=(?:huyện|huyen|thành phố|thanh pho)\s)", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A commune that a name may mean; lower tiers are asked first."""

    id: int
    code: str
    name: str
    district: str = ""
    tier: int = 0

    @property
    def line(self):
        """How the commune is written so that reading it again can never be in doubt."""
        return f"{self.code} {self.name}" + (f" ({self.district})" if self.district else "")


@dataclass
class Named:
    """What the list says: communes in its order and each once, names that two bear, and names that nobody bears."""

    found: list = field(default_factory=list)
    ambiguous: list = field(default_factory=list)
    unknown: list = field(default_factory=list)

    @property
    def clear(self):
        return not self.ambiguous and not self.unknown


def read_names(text, candidates):
    """Named over the candidates; nothing raises, and nothing of the text is dropped unseen."""
    found = Named()
    districts = {bare_district(one.district) for one in candidates if one.district}
    for piece, name, hint in pieces(text, districts):
        matching = matches(piece, name, hint, candidates)
        if len(matching) == 1:
            found.found += [one.id for one in matching if one.id not in found.found]
        elif matching:
            found.ambiguous.append((piece, matching))
        else:
            found.unknown.append(piece)
    return found


def pieces(text, districts):
    """(the piece as written, name, district or "") of every commune of the text."""
    for line in re.split(r"[\n\r;]+", unicodedata.normalize("NFC", text)):
        cells = [cell.strip() for cell in line.split("\t")]
        cells = [cell for cell in cells if cell and not SMALL_NUMBER.fullmatch(cell)]
        if len(cells) > 1:
            yield " ".join(cells), cells[0], cells[-1] if bare_district(cells[-1]) in districts else ""
        elif cells:
            yield from one_line(BULLET.sub("", cells[0]).strip(), districts)


def one_line(line, districts):
    """Chi Lăng, huyện Tràng Định is one commune; Chi Lăng, Hữu Kiên are two."""
    parts = [" ".join(part.split()) for part in line.split(",") if part.strip()]  # a long gap takes for ever to match
    place = 0
    while place < len(parts):
        of_district = place + 1 < len(parts) and names_district(parts[place + 1], districts)
        piece = ", ".join(parts[place : place + 1 + of_district])
        yield piece, *name_and_district(piece)
        place += 1 + of_district


def names_district(part, districts):
    return fold(part).startswith(DISTRICT_KINDS) and bare_district(part) in districts


def name_and_district(piece):
    """("Chi Lăng", "Tràng Định") of "xã Chi Lăng (huyện Tràng Định)"."""
    inside = BRACKETS.search(piece)
    if inside:
        return BRACKETS.sub("", piece), inside[1]
    name, *district = BEFORE_DISTRICT.split(piece, maxsplit=1)
    return name, district[0] if district else ""


def matches(piece, name, hint, candidates):
    """The candidates of the first tier that has any; an official code says more than a name, but not against it."""
    code = CODE.search(piece)
    for tier in sorted({one.tier for one in candidates}):
        of_tier = [one for one in candidates if one.tier == tier]
        found = by_code(code[0], name, of_tier) if code else by_name(name, hint, of_tier)
        if found:
            return found
    return []


def by_code(code, name, candidates):
    """A code is used again after mergers: a name that stands beside it must be the commune's."""
    written = bare(CODE.sub("", name))
    return [one for one in candidates if one.code == code and written in ("", fold(one.name))]


def by_name(name, hint, candidates):
    wanted = bare(name)
    found = [one for one in candidates if fold(one.name) == wanted]
    if hint:
        return [one for one in found if bare_district(one.district) == bare_district(hint)]
    exact = [one for one in found if one.name.lower() == without_kind(name)]
    return exact if len(exact) == 1 else found


def bare(name):
    folded = fold(name).rstrip(".")
    return next((folded.removeprefix(kind) for kind in KINDS if folded.startswith(kind)), folded)


def without_kind(name):
    return " ".join(name.lower().split()).rstrip(".").removeprefix("xã ")


def bare_district(name):
    folded = fold(name).rstrip(".")
    return next((folded.removeprefix(kind) for kind in DISTRICT_KINDS if folded.startswith(kind)), folded)
