"""What a reviewer must look at in a submitted report (pure, over criteria.sheet): the rest is clean.

Every limit is named here with its reason. Values are compared exactly, as the rules compare them (criteria.rules).
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from criteria import rules
from criteria.completeness import NO_EVIDENCE
from criteria.sheet import measured

DISPUTED, LOST, JUMP, DIFFERS, NOT_EVIDENCED = "disputed", "lost", "jump", "differs", NO_EVIDENCE
COPIED, ON_THRESHOLD, FLAGGED, SILENT = "copied", "on_threshold", "flagged", "silent"
# The gravest first: what holds an approval up, what falls, what is doubtful, what only lacks something.
ORDER = (DISPUTED, LOST, JUMP, DIFFERS, NOT_EVIDENCED, COPIED, ON_THRESHOLD, FLAGGED, SILENT)
# A department that says nothing is told and holds nothing up: else no report of a busy quarter would ever be clean.
ONLY_TOLD = {SILENT}

JUMP_PERCENT = 20  # ui.md section 4: nothing in a commune moves by more than a fifth in a round without a story
# A full or an empty share lies exactly on "100 %" or "none may exist" by nature; everybody who holds it does.
NATURAL = {0, 100}
BLOCK = 4  # so many values one after another do not agree between two communes by chance
TELLING = 3  # so many of them must be numbers that can differ at all
SMALL = 10  # counts up to this (schools, villages with a hall) often agree


@dataclass(frozen=True)
class Point:
    """One thing to look at. `number`: the criterion, None for the whole report; `code`: the indicator.

    `size`: the movement in percent of the value before (JUMP), or the number of criteria (SILENT).
    `others`: the reports that hold the same block (COPIED).
    """

    kind: str
    number: int | None = None
    code: str = ""
    size: Fraction | int | None = None
    others: tuple = ()

    @property
    def rank(self):
        return ORDER.index(self.kind)

    @property
    def holds_up(self):
        """Whether the report must be looked at by itself; False: only told."""
        return self.kind not in ONLY_TOLD


def points(sheet, copied=(), silent=()):
    """Everything to look at in one report, the gravest first; `silent`: its criteria without a word."""
    found = [point for row in sheet.rows for point in row_points(row)]
    found += [Point(COPIED, code=", ".join(block.codes), others=block.others) for block in copied]
    if silent:
        found.append(Point(SILENT, size=len(silent)))
    return sorted(found, key=lambda point: (point.rank, point.number or 0, point.code))


def is_clean(found):
    return not any(point.holds_up for point in found)


def row_points(row):
    """What one criterion asks for."""
    kinds = {
        DISPUTED: any(one.stance == "disputes" and one.settled_at is None for one in row.opinions),
        LOST: row.lost,
        DIFFERS: row.differs,
        NOT_EVIDENCED: any(gap.kind == NO_EVIDENCE for gap in row.gaps),
        FLAGGED: any(one.stance == "flags" for one in row.opinions),
    }
    found = [Point(kind, row.number) for kind, holds in kinds.items() if holds]
    return found + [point for line in row.lines for point in line_points(row.number, line)]


def line_points(number, line):
    """What the value of one indicator asks for."""
    now, before = value_of(line.now), value_of(line.before)
    found = []
    if is_jump(before, now):
        found.append(Point(JUMP, number, line.gauge.code, movement(before, now)))
    if line.changed and lies_on(now, line.limit, line.gauge.comparison):
        found.append(Point(ON_THRESHOLD, number, line.gauge.code))
    return found


def value_of(measurement):
    return rules.exact(measured(measurement))


def movement(before, now):
    """How far a value moved, in percent of what it was; None where one is unknown or there was nothing before.

    From zero no percent can be said.
    """
    if before is None or now is None or not before:
        return None
    return 100 * (Fraction(now) - Fraction(before)) / abs(Fraction(before))


def is_jump(before, now):
    """More than a fifth up or down."""
    moved = movement(before, now)
    return moved is not None and abs(moved) > JUMP_PERCENT


def lies_on(value, limit, comparison):
    """Whether a value sits exactly on the number it is held against, where it could as well lie beside it."""
    found = rules.margin(value, limit, comparison)
    return found == 0 and rules.limit_of(limit, comparison) not in NATURAL


# --- identical blocks ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """Values that two or more reports of a round share one after another."""

    codes: tuple
    others: tuple


def copied_blocks(values):
    """{report: [Block]} of blocks copied between reports.

    `values`: {report: [(indicator code, Measured)]} in the order of the set, without what was re-affirmed.
    Reports that share several overlapping windows with the same others get one block.
    """
    holders = defaultdict(set)
    for report, measured_values in values.items():
        for window in windows(measured_values):
            holders[window].add(report)
    shared = defaultdict(lambda: defaultdict(dict))
    for window, reports in holders.items():
        for report in reports if len(reports) > 1 else ():
            others = tuple(sorted(reports - {report}))
            shared[report][others] |= dict.fromkeys(code for code, _value in window)
    return {report: blocks_of(found) for report, found in shared.items()}


def blocks_of(found):
    return [Block(tuple(codes), others) for others, codes in found.items()]


def windows(values):
    """Every run of BLOCK values that says something."""
    for start in range(len(values) - BLOCK + 1):
        window = tuple(values[start : start + BLOCK])
        if sum(not is_plain(value) for _code, value in window) >= TELLING:
            yield window


def is_plain(value):
    """A value that communes share without copying: nothing, all, or a small whole count."""
    number = rules.exact(value)
    if number is None or number in NATURAL:
        return True
    counted = value.numerator is not None
    return not counted and number == int(number) and abs(number) <= SMALL


# --- departments -----------------------------------------------------------------------------------------------


def silent(led, spoken, waited, days):
    """Criteria whose department has said nothing for so many days.

    `led`: numbers of criteria that a department leads; `spoken`: those on which one said something; `waited`: days
    since the report was submitted, None where it was not.
    """
    if waited is None or waited < days:
        return []
    return sorted(set(led) - set(spoken))
