"""The successions of a resolution as they are entered or pasted: lines of "A + B → C" (pure).

One line makes one unit: on the left what it is made of, joined by "+", a comma or "và", on the right what it is called.
A tab, "->" or "=>" stands for the arrow; a line that names the same new unit again adds to it. Before a name may stand
xã, phường or thị trấn, behind it the code in brackets. "một phần" and "phần còn lại" say that only a part goes there.
A sentence of the resolution itself does as well (criteria.rearrangement.sentence).

    Vĩnh Tiến + Khánh Long → xã Khánh Long
    phường Đông Kinh + phường Vĩnh Trại + một phần xã Yên Trạch → phường Đông Kinh (05977)
    phần còn lại xã Yên Trạch → xã Yên Trạch
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from criteria.rearrangement.sentence import names_in, sides_of

ARROW = re.compile(r"\s*(?:→|⇒|[-=]+>|\t+)\s*")
NUMBERED = re.compile(r"^\s*(?:(?:\d{1,3}[.)]|[a-zđ]\)|[-•*])\s+|\d{1,3}\t\s*)")
CODE = re.compile(r"\s*\((?:mã\s+)?(\d{5})\)\s*$", re.IGNORECASE)
PART = re.compile(r"^(?:một phần|phần còn lại)\s+(?:của\s+)?", re.IGNORECASE)
KIND = re.compile(r"^(xã|phường|thị trấn|p\.|tt\.)\s*(?<=[\s.])", re.IGNORECASE)
KINDS = {"xã": "commune", "phường": "ward", "p.": "ward", "thị trấn": "town", "tt.": "town"}
LONGEST = 100  # of a name


@dataclass(frozen=True)
class Named:
    """A unit as somebody wrote it; kind and code are empty where they were left out."""

    words: str
    name: str
    kind: str = ""
    code: str = ""
    part: bool = False


@dataclass(frozen=True)
class Written:
    """One new unit as it was written, with the number of its first line."""

    number: int
    predecessors: tuple
    successor: Named

    @property
    def key(self):
        return self.successor.name.casefold(), self.successor.kind


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which line; 0: in the whole."""

    number: int
    sentence: str


@dataclass
class Block:
    """Everything that was read, and every line that was not."""

    written: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def read_block(text):
    """The block of a text; a line that cannot be read is named and the others are read."""
    block, found = Block(), {}
    for number, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), 1):
        if line.strip():
            take(line, number, block, found)
    block.written = list(found.values())
    return block


def take(line, number, block, found):
    bare = NUMBERED.sub("", line).strip(" ")
    sides = sides_of(bare) or [side.strip() for side in ARROW.split(bare)]
    if len(sides) != 2 or not all(sides):
        said = _("Write one arrow between the old units and the new one: A + B → C. A line that names no unit can go.")
        block.problems.append(Problem(number, said))
        return
    old, new = [named(one) for one in names_in(sides[0])], named(sides[1])
    wrong = [one.words for one in [*old, new] if not one.name or len(one.name) > LONGEST or "(" in one.name]
    if wrong or new.part:
        told = {"words": "; ".join(f"“{words}”" for words in wrong or [new.words])}
        said = _("%(words)s cannot be read as the name of a unit. Write the name, then the code of five digits in ().")
        block.problems.append(Problem(number, said % told))
        return
    join(Written(number, tuple(old), new), block, found)


def join(one, block, found):
    """A new unit that was named before gets what this line adds."""
    before = found.get(one.key)
    if before and one.successor.code and before.successor.code not in ("", one.successor.code):
        told = {"name": one.successor.words, "line": before.number}
        said = _("%(name)s has another code here than on line %(line)d.") % told
        block.problems.append(Problem(one.number, said))
    if before:
        new = before.successor if before.successor.code else one.successor
        one = replace(before, predecessors=before.predecessors + one.predecessors, successor=new)
    found[one.key] = one


def named(words):
    """một phần xã Yên Trạch (06247) → part, commune, Yên Trạch, 06247."""
    words = " ".join(words.split())
    code = CODE.search(words)
    bare = CODE.sub("", words)
    rest = PART.sub("", bare)
    kind = KIND.match(rest)
    name = KIND.sub("", rest).strip(" .,;")
    found = KINDS[kind[1].lower()] if kind else ""
    return Named(words, name, found, code[1] if code else "", rest != bare)
