"""How long a file stayed at each step (pure). Days; the last step of an open file lasts until today."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stay:
    """One step: what it is, the day it was reached, and the days until the next one; None where it was the end."""

    kind: str
    label: str
    reached_on: date
    note: str
    days: int | None


def stays(steps, until=None):
    """[Stay] of steps in the order of their days; `until`: today for a file that is open, None for one that ended."""
    ordered = sorted(steps, key=lambda one: (one.reached_on, one.pk or 0))
    ends = [*(one.reached_on for one in ordered[1:]), until][: len(ordered)]
    return [
        Stay(one.kind, one.get_kind_display(), one.reached_on, one.note, (end - one.reached_on).days if end else None)
        for one, end in zip(ordered, ends, strict=True)
    ]
