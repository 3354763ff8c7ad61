"""What was measured (pure): a value, or a share with what was counted, and the exact number that rules compare.

A row is one indicator of one commune in one report. `value` is in the indicator's unit; `numerator` and `denominator`
are what a share was counted from. None is unknown, never zero.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

TYPED = Fraction(5, 100)  # a share written with one decimal lies this near to what it was counted from


@dataclass(frozen=True)
class Measured:
    """One value as it was reported."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @cached_property
    def share(self):
        """`share_of`, computed once: a page about the province asks for each value several times."""
        found = counted_share(self)
        if found is None or self.value is None or abs(Fraction(self.value) - found) <= TYPED:
            return found
        return None


def counted_share(measured):
    """100 × numerator / denominator exactly; None without both or where nothing was there to be counted."""
    if measured.numerator is None or not measured.denominator or measured.denominator < 0:
        return None
    return 100 * Fraction(measured.numerator) / Fraction(measured.denominator)


def share_of(measured):
    """The exact percent where the value is a share of what was counted, else None.

    The counts speak where the value is empty or is the same share, rounded. Where both say different things
    (`contradictory`), or the indicator is no percentage, nothing is concluded from the counts.
    """
    return measured.share


def contradictory(measured, percent):
    """Whether the value of a percentage (`percent`) and what it was counted from say different things."""
    return percent and counted_share(measured) is not None and share_of(measured) is None


def exact(measured):
    """The number that is compared with a threshold: the exact share, else the value; None where neither is known.

    Source: design section 4, "79,96 % never becomes 80 %": a share that was rounded to be written is judged by what
    it was counted from.
    """
    share = share_of(measured)
    return measured.value if share is None else share


# --- what a share is counted in --------------------------------------------------------------------------------

HOUSEHOLD, PERSON, PUPIL, CHILD, WORKER = "household", "person", "pupil", "child", "worker"
VILLAGE, SCHOOL, FACILITY, ORGANISATION, WORK = "village", "school", "facility", "organisation", "work"
SUBSCRIBER, CASE, PRODUCT, KM, HA, TONNE = "subscriber", "case", "product", "km", "ha", "tonne"
CONTINUOUS = (KM, HA, TONNE)  # these have decimals, all others are whole things

# The noun that the wording of an indicator begins with, after "tỷ lệ"; the first that fits counts.
WORDING = (
    (r"(chủ thể )?hộ\b", HOUSEHOLD),
    (r"nghèo đa chiều", HOUSEHOLD),
    (r"người (có việc làm|làm việc)|lao động", WORKER),
    (r"người|dân số", PERSON),
    (r"học sinh", PUPIL),
    (r"trẻ em", CHILD),
    (r"thôn|bản\b", VILLAGE),
    (r"trường", SCHOOL),
    (r"cơ sở", FACILITY),
    (r"tổ chức", ORGANISATION),
    (r"công trình|bãi chôn lấp", WORK),
    (r"thuê bao", SUBSCRIBER),
    (r"mâu thuẫn", CASE),
    (r"sản phẩm", PRODUCT),
    (r"(km|đường)\b", KM),
    (r"diện tích", HA),
    (r"chất thải", TONNE),
)


def stands_for(text):
    """What the numerator of a share counts (HOUSEHOLD, KM ...), read from the indicator's wording; "" if unknown.

    The sets name it only there: "Tỷ lệ hộ …", "Tỷ lệ km đường …".
    """
    noun = text.strip().lower().removeprefix("tỷ lệ").strip()
    return next((unit for pattern, unit in WORDING if re.match(pattern, noun)), "")
