"""Which criteria of different sets are about the same theme, and which of their indicators say the same (pure).

A number is no identity: criterion 14 is education in the basic sets and health in the advanced one. The pairs of
criteria are data (fixtures/themes.csv, each with what it rests on); indicators are paired by their wording alone.
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from communes.vietnamese import fold

ALIKE = 0.55  # share of the words that two texts must have in common, in order
NEW, GONE, SAME, RAISED, LOWERED, REWORDED, UNKNOWN = "new", "gone", "same", "raised", "lowered", "reworded", "unknown"


@dataclass(frozen=True)
class Related:
    """A criterion of another set about a theme of ours, and what that is known from."""

    set_code: str
    number: int
    source: str


@lru_cache(maxsize=4)
def read_themes(path):
    """{(set code, number): [Related of other sets]} from the file of themes."""
    by_theme = defaultdict(list)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_theme[row["theme"]].append(Related(row["criteria_set"], int(row["number"]), row["source"]))
    found = defaultdict(list)
    for members in by_theme.values():
        for one in members:
            found[one.set_code, one.number] += [other for other in members if other.set_code != one.set_code]
    return {key: list(dict.fromkeys(others)) for key, others in found.items()}


@dataclass(frozen=True)
class Requirement:
    """What one indicator asks for: `value` is None where no number is known or none is asked."""

    code: str
    text: str
    comparison: str
    value: object = None
    level: str = ""


@dataclass(frozen=True)
class Pair:
    """An indicator before and after; one side is None where the other set has nothing like it."""

    before: Requirement | None
    after: Requirement | None
    change: str


def paired(before, after):
    """[Pair] in the order of `after`, those that are gone last; each indicator is used once."""
    free, pairs = list(before), []
    for one in after:
        found = max(free, key=lambda other: likeness(other.text, one.text), default=None)
        if found is None or likeness(found.text, one.text) < ALIKE:
            pairs.append(Pair(None, one, NEW))
            continue
        free.remove(found)
        pairs.append(Pair(found, one, change(found, one)))
    return pairs + [Pair(one, None, GONE) for one in free]


@lru_cache(maxsize=4096)
def likeness(one, other):
    return SequenceMatcher(None, words(one), words(other), autojunk=False).ratio()


def words(text):
    return re.findall(r"\w+", fold(text))


def change(before, after):
    """What happened to the level that is asked for; unknown where either side has none in the data."""
    if before.value is not None and after.value is not None and before.comparison == after.comparison:
        return _of_values(before, after)
    if not before.level or not after.level:
        return UNKNOWN
    same = words(before.level) == words(after.level) and before.comparison == after.comparison
    return SAME if same else REWORDED


def _of_values(before, after):
    if before.value == after.value:
        return SAME
    harder = after.value < before.value if after.comparison == "<=" else after.value > before.value
    return RAISED if harder else LOWERED
