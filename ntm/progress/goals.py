"""The verdict on a target and the pace toward it (pure; design section 4, "Targets", steps 4 and 5).

Values are exact numbers in the target's unit. None means no data.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

EXCEEDED, MET, NOT_MET = "exceeded", "met", "not_met"
ON_TRACK, BEHIND = "on_track", "behind"
DIFFERS, NOT_COMPARABLE, NO_DATA, SOURCES_DISAGREE = "differs", "not_comparable", "no_data", "sources_disagree"
VERDICTS = (EXCEEDED, MET, NOT_MET, ON_TRACK, BEHIND, DIFFERS, NOT_COMPARABLE, NO_DATA, SOURCES_DISAGREE)
ATTAINED = {EXCEEDED, MET}


@dataclass(frozen=True)
class Aim:
    """What is asked for: from `low` to `high` (None = open), and which direction is better."""

    low: Fraction | None
    high: Fraction | None
    better: str

    @property
    def near(self):
        """The end of the range that is reached first; an open range has only one."""
        ends = (self.low, self.high) if self.better != "lower" else (self.high, self.low)
        return next(end for end in ends if end is not None)


def reached(aim, actual):
    """Verdict on a date that has come: a range is met from its near to its far end, beyond is exceeded."""
    too_low = aim.low is not None and actual < aim.low
    too_high = aim.high is not None and actual > aim.high
    if not (too_low or too_high):
        return MET
    if aim.better == "none":
        return DIFFERS
    return EXCEEDED if too_high == (aim.better == "higher") else NOT_MET


def missing(aim, actual):
    """How much is missing to the near end, 0 if nothing is."""
    gap = aim.near - actual if aim.better != "lower" else actual - aim.near
    return max(gap, 0)


def required_pace(aim, actual, years):
    """What is missing / years left, per year."""
    return Fraction(missing(aim, actual)) / Fraction(years)


def recent_pace(aim, actual, earlier, years):
    """Mean yearly gain in the better direction over `years`."""
    gain = actual - earlier if aim.better != "lower" else earlier - actual
    return Fraction(gain) / Fraction(years)


def projected_year(aim, actual, recent, on):
    """The year in which the near end is reached at the recent pace; None where that pace never reaches it."""
    gap = Fraction(missing(aim, actual))
    if gap == 0:
        return on.year
    if recent is None or recent <= 0:
        return None
    return ceil(on.year + Fraction(on.month, 12) + gap / recent) - 1


def ahead(aim, actual, required, recent):
    """Verdict while the date lies ahead: on track when the recent pace is at least the required one."""
    if aim.better == "none":
        return reached(aim, actual)
    if missing(aim, actual) == 0:
        return ON_TRACK
    if recent is None:
        return NO_DATA
    return ON_TRACK if recent >= required else BEHIND


def agreed(verdicts):
    """One verdict for competing figures: theirs if they agree, else the sources disagree."""
    found = set(verdicts)
    return found.pop() if len(found) == 1 else SOURCES_DISAGREE


def years_between(earlier, later):
    """Years with months as twelfths: 31/12/2020 to 31/12/2025 is 5."""
    return Fraction((later.year - earlier.year) * 12 + later.month - earlier.month, 12)
