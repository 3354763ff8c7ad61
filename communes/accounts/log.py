"""What happened to an account or an area, in the sentences of the history."""

from dataclasses import dataclass
from datetime import datetime

from communes.telling import Names, sentence, who


@dataclass(frozen=True)
class Line:
    """One line of a log: when, who, what, why."""

    at: datetime
    who: str
    text: str
    why: str


def lines(changes):
    """The changes in sentences; the names of the rows they speak of are read for all of them at once."""
    changes = list(changes)
    names = Names(changes)
    return [Line(change.at, who(change), sentence(change, names), change.why) for change in changes]
