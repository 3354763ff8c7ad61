"""Whether a sentence of a plan is kept on a date: a condition over the communes it is about (pure).

A condition is asked of each of its parts: the scope as a whole, every district, or every commune. Values are exact:
criteria per commune, communes, percent or criteria. None means no data: missing is not zero.
"""

from dataclasses import dataclass
from fractions import Fraction

from criteria.readings import MISSING
from ntm.progress import goals

AVERAGE, COMMUNES, SHARE, CRITERIA = "average", "communes", "share", "criteria"
WHOLE = None  # the key of the part that is the whole scope


@dataclass(frozen=True)
class Condition:
    """What is counted and how much of it is asked for.

    `least`, `including` and `level` say which communes are counted: at least so many criteria, these among them,
    recognised at this level. `criteria_set` names the set that the numbers of criteria belong to.
    """

    counts: str
    aim: goals.Aim
    least: int | None = None
    including: frozenset = frozenset()
    level: str = ""
    criteria_set: str | None = None

    @property
    def asks_reports(self):
        """Whether the verdict hangs on what communes report, not on decisions alone."""
        return self.counts in {AVERAGE, CRITERIA} or bool(self.least or self.including)

    def fulfilled(self, standing, unit):
        """Whether a commune is one of those that are counted."""
        row = standing.rows[unit]
        enough = row.count >= (self.least or 0) and self.including <= row.holds
        return enough and (not self.level or unit in standing.recognised_by_level.get(self.level, ()))

    def lacking(self, row):
        """How many criteria the commune lacks to fulfil it; recognition is not counted in criteria."""
        return max((self.least or 0) - row.count, len(self.including - row.holds))


@dataclass(frozen=True)
class Part:
    """One part with its value, its verdict and, where it is not kept, the communes behind that, the nearest first."""

    key: object
    communes: int
    value: Fraction | None
    verdict: str
    behind: tuple = ()

    @property
    def missed(self):
        return self.verdict == goals.NOT_MET


@dataclass(frozen=True)
class Evaluation:
    """A commitment on a date: its parts, and whether any of it is illustration."""

    verdict: str
    parts: tuple = ()
    illustration: bool = False

    @property
    def missed(self):
        return [part for part in self.parts if part.missed]

    @property
    def unknown(self):
        return [part for part in self.parts if part.verdict == goals.NO_DATA]

    @property
    def kept(self):
        return [part for part in self.parts if part.verdict in goals.ATTAINED]


def evaluate(condition, standings, printed=None, decisions_known=True):
    """The verdict on a condition; every part must keep it.

    `standings`: {part: standing of its communes}, WHOLE for the scope as a whole, of which each commune is a part
    where criteria of one commune are counted. `printed`: the value that a document prints for the whole scope; it
    precedes the computed one. `decisions_known`: False while decisions are missing, so that few is not too few.
    """
    if not any(standing.universe for standing in standings.values()):
        return Evaluation(goals.NO_DATA)
    illustration = printed is None and any(one.illustration for one in standings.values())
    if condition.asks_reports and not _comparable(condition, standings):
        return Evaluation(goals.NOT_COMPARABLE, illustration=illustration)
    if condition.counts == CRITERIA:
        parts = tuple(_of_commune(condition, row) for row in standings[WHOLE].rows.values())
    else:
        known = {WHOLE: printed} if printed is not None else {}
        parts = tuple(_part(condition, key, one, known, decisions_known) for key, one in standings.items())
    return Evaluation(together(part.verdict for part in parts), parts, illustration)


def together(verdicts):
    """One verdict of many parts: not kept if any is not, open if any is open; only a single part can exceed."""
    found = list(verdicts)
    for worst in (goals.NOT_MET, goals.NO_DATA):
        if worst in found:
            return worst
    return found[0] if len(found) == 1 else goals.MET


def _comparable(condition, standings):
    sets = {standing.criteria_set for standing in standings.values()}
    return condition.criteria_set is None or sets == {condition.criteria_set}


def _of_commune(condition, row):
    value = None if row.coverage == MISSING else Fraction(row.count)
    verdict = goals.NO_DATA if value is None else goals.reached(condition.aim, value)
    return Part(row.unit, 1, value, verdict)


def _part(condition, key, standing, known, decisions_known):
    value = known[key] if key in known else value_of(condition, standing)
    if value is None or _too_early(condition, value, decisions_known):
        return Part(key, standing.universe, None, goals.NO_DATA)
    verdict = goals.reached(condition.aim, value)
    behind = tuple(_behind(condition, standing)) if verdict == goals.NOT_MET else ()
    return Part(key, standing.universe, value, verdict, behind)


def value_of(condition, standing):
    """Criteria per commune, communes or percent; None without the data for it.

    A part without communes (a district that chose none) has 0 communes, and no average and no percent.
    """
    if condition.counts == AVERAGE:
        return standing.average if standing.has_data else None
    found = sum(condition.fulfilled(standing, unit) for unit in standing.rows)
    if standing.universe and not standing.has_data and (condition.asks_reports or not found):
        return None
    if condition.counts == COMMUNES:
        return Fraction(found)
    return Fraction(100 * found, standing.universe) if standing.universe else None


def _too_early(condition, value, decisions_known):
    return bool(condition.level) and not decisions_known and goals.missing(condition.aim, value) > 0


def _behind(condition, standing):
    """Communes that keep the part from it, those that lack least first."""
    rows = standing.rows
    if condition.counts == AVERAGE:
        units = [unit for unit, row in rows.items() if goals.missing(condition.aim, row.count) > 0]
    elif condition.aim.better == "lower":
        units = [unit for unit in rows if condition.fulfilled(standing, unit)]
    else:
        units = [unit for unit in rows if not condition.fulfilled(standing, unit)]
    return sorted(units, key=lambda unit: (condition.lacking(rows[unit]), -rows[unit].count, unit))
