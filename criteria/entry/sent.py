"""What a browser sends from the form: changed cells with what was seen there, as an ordinary form or as JSON."""

import json
import re
from dataclasses import dataclass, field

from criteria.cells import cell_of

MOST_CELLS = 2000
NOT_KEPT = re.compile("[\0\ud800-\udfff]")  # no database keeps them and no page shows them


class BadBatch(ValueError):
    """What was sent is no batch of cells."""


@dataclass(frozen=True)
class Sent:
    """Cells that were changed, {key: text}, and what the page showed there."""

    cells: dict
    seen: dict
    revision: int | None = None
    criteria: list | None = None  # numbers to keep as they were; None: all not looked at
    user: int | None = None
    opened: str = ""

    def back_to(self, address):
        """The form again, at the criterion that was acted on."""
        if not self.criteria:
            return address
        return f"{address}?mo={self.criteria[0]}#c{self.criteria[0]}"


@dataclass(frozen=True)
class Chosen:
    """What was chosen where two people wrote: "mine" or "theirs" by key; nothing chosen leaves the conflict open."""

    by_key: dict = field(default_factory=dict)
    theirs: dict = field(default_factory=dict)


def read_form(posted):
    """The cells of an ordinary form that differ from what it showed when it was made."""
    seen, theirs = texts(posted.get("seen", "")), texts(posted.get("theirs", ""))
    typed = {key: posted[key].replace("\r\n", "\n") for key in posted if cell_of(key)}
    for key, others in theirs.items():
        choice = posted.get(f"take-{key}")
        if choice in {"mine", "theirs"}:
            seen[key] = others
            typed[key] = typed.get(key, "") if choice == "mine" else others
    changed = {key: text for key, text in typed.items() if text.strip() != seen.get(key, "")}
    return Sent(changed, seen, number(posted.get("revision")), numbers(posted.getlist("criterion")))


def texts(said):
    """A JSON object of texts; anything else is nothing."""
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return {k: NOT_KEPT.sub("", v) for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


def number(text):
    """A whole number of at most nine digits, which every database holds; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def seen_versions(texts):
    """{report id: revision} of "12:3" as a list of reports was sent; anything else was not sent by it."""
    pairs = (tuple(map(number, text.split(":"))) for text in texts)
    return dict(pair for pair in pairs if len(pair) == 2 and None not in pair)


def numbers(said):
    found = [number(one) for one in said]
    return [one for one in found if one is not None] or None


def read_batch(body):
    """The Sent of a JSON body {revision?, user?, cells, seen}."""
    try:
        said = json.loads(body)
        cells, seen = said["cells"], said.get("seen", {})
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError, RecursionError):
        raise BadBatch from None
    if not plain(cells) or not plain(seen) or len(cells) > MOST_CELLS:
        raise BadBatch
    revision, user = (said.get(name) if isinstance(said.get(name), int) else None for name in ("revision", "user"))
    return Sent(cells, seen, revision, user=user)


def plain(found):
    return isinstance(found, dict) and all(isinstance(one, str) and not NOT_KEPT.search(one) for one in found.values())
