"""What a report still lacks before it can be submitted (pure); a warning never blocks."""

from dataclasses import dataclass

ATTAINED, NOT_ATTAINED, NOT_APPLICABLE, NO_DATA = "attained", "not_attained", "not_applicable", "no_data"
HOLDING = {ATTAINED, NOT_APPLICABLE}

NOT_LOOKED_AT, LOST_WITHOUT_REASON, DIFFERS_WITHOUT_REASON = (
    "not_looked_at",
    "lost_without_reason",
    "differs_without_reason",
)
NEARLY_WITHOUT_MONTH, NO_EVIDENCE, STILL_RETURNED = "nearly_without_month", "no_evidence", "still_returned"
WARNINGS = {NO_EVIDENCE}


@dataclass(frozen=True)
class Said:
    """One criterion of a report: what was said, what was held before, what the values say, what came with it."""

    number: int
    outcome: str = ""  # empty: not looked at
    before: str = ""  # the outcome before, empty where there is none
    by_rule: str | None = None  # what the values say; None: no number decides
    note: str = ""
    nearly: bool = False
    work_done: object = None  # % of the work, for nearly attained
    expected_month: object = None
    evidence: int = 0
    reaffirmed: bool = False
    returned_unchanged: bool = False  # the office returned it and nothing was changed or answered since


@dataclass(frozen=True)
class Gap:
    """One thing that is missing at one criterion."""

    number: int
    kind: str

    @property
    def blocks(self):
        return self.kind not in WARNINGS


def gaps(criteria):
    """Every gap of the report, criterion by criterion."""
    return [Gap(one.number, kind) for one in criteria for kind in kinds(one)]


def kinds(one):
    if not one.outcome:
        return [NOT_LOOKED_AT]
    reasonless = not one.note.strip()
    found = {
        LOST_WITHOUT_REASON: reasonless and lost(one),
        DIFFERS_WITHOUT_REASON: reasonless and differs(one) and not lost(one),
        NEARLY_WITHOUT_MONTH: one.nearly and (one.work_done is None or one.expected_month is None),
        STILL_RETURNED: one.returned_unchanged,
        NO_EVIDENCE: gained(one) and not one.evidence,
    }
    return [kind for kind, missing in found.items() if missing]


def lost(one):
    """Held in the round before and not now ("tụt tiêu chí")."""
    return one.before in HOLDING and one.outcome not in HOLDING


def gained(one):
    return one.outcome == ATTAINED and one.before not in HOLDING


def differs(one):
    """The officer's verdict is another than that of the values; "not applicable" and "no data" are no verdicts."""
    return one.by_rule is not None and one.outcome in {ATTAINED, NOT_ATTAINED} and one.outcome != one.by_rule
