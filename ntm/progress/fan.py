"""Where communes may stand in coming years, if those years go like past ones (pure).

One path a past year: every commune moves each coming year as the communes that began in its band moved in that year.
The fan reaches from the lowest to the highest of these paths; the middle path takes all past years together. Nothing
is drawn by lot: shares of communes are carried on exactly (Fraction). Units: criteria, communes or percent. None means
that the communes' histories say nothing. The rule is ours; no document prescribes one.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction

LOWER_ENDS = (0, 5, 10, 15, 19)  # of the bands that documents use; communes of a band are taken to be alike


@dataclass(frozen=True)
class State:
    """Where one commune is: criteria it attains, and whether it is one of those that are counted."""

    count: int
    member: bool = False

    @property
    def peers(self):
        """The communes it is taken to move like."""
        return sum(self.count >= end for end in LOWER_ENDS), self.member


@dataclass(frozen=True)
class Counted:
    """What is counted: members, communes within a band (both ends included), or criteria per commune."""

    kind: str  # "members", "between" or "average"
    low: int = 0
    high: int = 0
    percent: bool = False

    def of(self, weights):
        """The value of {state: communes}; None without any commune."""
        whole = sum(weights.values())
        if not whole:
            return None
        if self.kind == "average":
            return Fraction(sum(state.count * n for state, n in weights.items())) / whole
        found = Fraction(sum(n for state, n in weights.items() if self._takes(state)))
        return 100 * found / whole if self.percent else found

    def _takes(self, state):
        return state.member if self.kind == "members" else self.low <= state.count <= self.high


@dataclass(frozen=True)
class Span:
    """The fan in one year: from the lowest to the highest path, with the path of all past years together."""

    year: int
    low: Fraction
    middle: Fraction
    high: Fraction


@dataclass(frozen=True)
class Trial:
    """A fan drawn from what was known at the end of `start`, against what came about at the end of `end`."""

    start: int
    end: int
    span: Span
    actual: Fraction

    @property
    def inside(self):
        return self.span.low <= self.actual <= self.span.high


def laws(history):
    """[{peers: Counter of (gain, member afterwards)}], one for each two years that follow each other.

    `history`: {year: {commune: State}}. Only communes known in both years say how communes move.
    """
    found = []
    for year in sorted(history):
        if year + 1 in history:
            moves = defaultdict(Counter)
            for unit, before in history[year].items():
                after = history[year + 1].get(unit)
                if after is not None:
                    moves[before.peers][after.count - before.count, after.member] += 1
            if moves:
                found.append(dict(moves))
    return found


def pooled(many):
    """All past years as one law."""
    together = defaultdict(Counter)
    for law in many:
        for peers, moves in law.items():
            together[peers] += moves
    return dict(together)


def step(weights, law, instead, top):
    """{state: communes} a year later. Where the law knows no such communes, `instead` speaks, else they stay."""
    after = defaultdict(Fraction)
    for state, communes in weights.items():
        moves = law.get(state.peers) or instead.get(state.peers) or Counter({(0, state.member): 1})
        each = Fraction(communes, sum(moves.values()))
        for (gain, member), n in moves.items():
            after[State(min(max(state.count + gain, 0), top), member)] += each * n
    return dict(after)


def path(start, law, instead, counted, top, years):
    """The values of one path, the start first."""
    weights = {state: Fraction(n) for state, n in Counter(start).items()}
    values = [counted.of(weights)]
    for _year in range(years):
        weights = step(weights, law, instead, top)
        values.append(counted.of(weights))
    return values


def fan(history, counted, top, last, among=None):
    """[Span] from the latest year of the history to the year `last`; None without two years that follow each other.

    `top`: criteria of the set, which nobody can exceed. `among`: the communes that the path is about, all if None;
    how communes move is learnt from all of them, for a few alone would say little.
    """
    known = laws(history)
    first = max(history, default=None)
    start = states_of(history[first], among) if known else []
    if not start or last <= first:
        return None
    together = pooled(known)
    paths = [path(start, law, together, counted, top, last - first) for law in [together, *known]]
    by_year = zip(*paths, strict=True)
    return [Span(first + n, min(values), values[0], max(values)) for n, values in enumerate(by_year)]


def states_of(states, among):
    """The states of these communes, of all if None."""
    return [state for unit, state in states.items() if among is None or unit in among]


def back_test(history, counted, top, among=None):
    """[Trial]: for every year with a law before it and a year after it, the fan of that year against what came."""
    years, found = sorted(history), []
    for start in years:
        known = {year: states for year, states in history.items() if year <= start}
        spans = fan(known, counted, top, years[-1], among) or []
        for span in spans[1:]:
            actual = counted.of(Counter(states_of(history.get(span.year, {}), among)))
            if actual is not None:
                found.append(Trial(start, span.year, span, actual))
    return found
