"""What a rule says: a check that held, or a finding with its rows and the facts of its sentence (pure, no language)."""

from dataclasses import dataclass, field
from hashlib import blake2b

CONTRADICTION, ROUNDING, AMBIGUOUS = "contradiction", "rounding", "ambiguous"
CLASSES = (CONTRADICTION, ROUNDING, AMBIGUOUS)
VALUE, PERCENT, WHOLE = "value", "percent", "whole"


@dataclass(frozen=True)
class Finding:
    """Rows that do not go together: the class, the rule, and `facts` for the sentence named `says`."""

    rule: str
    kind: str
    rows: tuple
    says: str
    facts: dict = field(default_factory=dict, compare=False)
    parts: frozenset = frozenset()

    @property
    def codes(self):
        return sorted(row.code for row in self.rows)

    @property
    def id(self):
        """The same for the same rule, rows and printed numbers: what was explained of other numbers is no answer."""
        text = "|".join([self.rule, *sorted(row.printed(self.parts) for row in self.rows)])
        return f"{self.rule}-{blake2b(text.encode(), digest_size=5).hexdigest()}"


@dataclass(frozen=True)
class Check:
    """One application of a rule to some rows: `pins` are the parts of them that a misprint cannot escape in.

    {"value"}: the number itself; "percent", "whole": what is printed beside it. Empty: the rule only bounds them.
    """

    rule: str
    rows: tuple
    pins: frozenset = frozenset()
    finding: Finding | None = None


def held(rule, rows, *pins):
    return Check(rule, tuple(rows), frozenset(pins))


def broken(rule, kind, rows, says, pins=(), **facts):
    rows = tuple(sorted(set(rows), key=lambda row: row.code))
    return Check(rule, rows, frozenset(pins), Finding(rule, kind, rows, says, facts, frozenset(pins)))
