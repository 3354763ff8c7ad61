"""Whether a recognition may be considered for withdrawal (pure). A proposal for people; nothing acts on it.

Source of the rule: QĐ 18/2022/QĐ-TTg as the settings give it (RecognitionRule lost_named, lost, named). The shares are
percent of the criteria of the set that the decision was made under; a criterion without data is not a lost one.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Verdict(Enum):
    MANY = "many"  # the share that suffices alone
    NAMED = "named"  # the smaller share, with a named criterion among the lost
    NOT_KNOWN = "not_known"  # it would, if the criteria without data were lost too
    KEEPS = "keeps"
    NO_RULE = "no_rule"


@dataclass(frozen=True)
class Limits:
    """Percent of the criteria: `named` suffices with one of `criteria` among the lost, `alone` without."""

    named: Fraction | None
    alone: Fraction | None
    criteria: frozenset = frozenset()


@dataclass(frozen=True)
class Proposal:
    """`lost`, `unknown`: criteria of the set; `named`: those of the lost that the rule names."""

    verdict: Verdict
    lost: frozenset
    unknown: frozenset
    total: int
    named: frozenset = frozenset()

    @property
    def share(self):
        """Percent of the criteria that are lost, exact; None for a set without criteria."""
        return 100 * Fraction(len(self.lost), self.total) if self.total else None

    @property
    def proposed(self):
        return self.verdict in {Verdict.MANY, Verdict.NAMED}


def proposal(limits, criteria, holds, no_data):
    """What the rule says of a commune that holds these criteria of the set; no rule without any limit or criteria."""
    everything = frozenset(criteria)
    unknown = frozenset(no_data) & everything - frozenset(holds)
    lost = everything - frozenset(holds) - unknown
    made = (lost, unknown, len(everything), lost & limits.criteria)
    if not everything or (limits.named is None and limits.alone is None):
        return Proposal(Verdict.NO_RULE, *made)
    verdict = judged(limits, lost, len(everything))
    if verdict is Verdict.KEEPS and judged(limits, lost | unknown, len(everything)) is not Verdict.KEEPS:
        verdict = Verdict.NOT_KNOWN
    return Proposal(verdict, *made)


def judged(limits, lost, total):
    if reaches(limits.alone, lost, total):
        return Verdict.MANY
    return Verdict.NAMED if reaches(limits.named, lost, total) and lost & limits.criteria else Verdict.KEEPS


def reaches(limit, lost, total):
    return limit is not None and 100 * len(lost) >= limit * total
