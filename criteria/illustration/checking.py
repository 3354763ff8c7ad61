"""Does the committed illustration agree with its constraints? Read from the CSV alone, without the solver."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from criteria.illustration.constraints import BANDS, read_constraints
from criteria.illustration.places import FIXTURES, ILLUSTRATION, NEW, OLD, Places, day, read
from criteria.illustration.signs import COUNTED


class History:
    """The committed files, and the answers that constraints ask for."""

    def __init__(self, places=None, folder=ILLUSTRATION):
        self.places = places or Places()
        slugs = {self.places.slug(unit.id): unit.id for unit in self.places.units}
        self.held, self.advanced = {}, {}
        for row in read(folder / "readings.csv"):
            target = self.advanced if row["criteria_set"] == "318-nc" else self.held
            if row["state"] == "approved":
                held = {number for number, sign in enumerate(row["outcomes"], 1) if sign in COUNTED}
                target[slugs[row["commune"]], day(row["round"])] = held
        self.awards = defaultdict(list)
        for row in read(folder / "decisions.csv"):
            self._award(slugs[row["commune"]], row)
        for row in read(FIXTURES / "recognitions.csv"):
            decision = next(d for d in read(FIXTURES / "decisions.csv") if d["number"] == row["decision"])
            self._award(
                self.places.at(row["commune"], day(row["signed_on"]) if decision["year"] < "2020" else OLD), decision
            )
        self.members = defaultdict(list)
        for row in read(folder / "memberships.csv"):
            self.members[row["group"]].append((slugs[row["commune"]], day(row["valid_from"]), day(row["valid_to"])))
        self.members["border"] = [(unit, date(2004, 8, 31), date(2025, 6, 30)) for unit in self.places.border]
        self.again = {slugs[row["commune"]] for row in read(folder / "recognise_again.csv")}

    def _award(self, unit, row):
        self.awards[unit, row["level"]].append((int(row["year"]), day(row["signed_on"])))

    def own(self, unit, on, level="basic"):
        """Its own decision, made for the self it is that day."""
        began = self.places.lineage.began(unit, on)
        by_year = (on.month, on.day) == (12, 31)
        awards = self.awards.get((unit, level), ())
        return any((year <= on.year if by_year else signed <= on) and signed >= began for year, signed in awards)

    def recognised(self, unit, on, level="basic"):
        lineage = self.places.lineage
        began = lineage.began(unit, on)
        if self.own(unit, on, level):
            return True
        voters = lineage.voters(unit, began - timedelta(days=1), on) if began > date(2004, 8, 31) else []
        waits = unit in self.again and began >= NEW and on > NEW
        return bool(voters) and not waits and all(self.recognised(u, began - timedelta(days=1), level) for u in voters)

    def recognised_before(self, old, on):
        """Under the units of 2019: its own decision at its end, or one of every successor's own."""
        lineage = self.places.lineage
        ended = lineage.ended(old, OLD)
        if self.own(old, min(on, ended) if ended else on):
            return True
        successors = lineage.successors(old, OLD, on)
        return bool(successors) and all(self.own(unit, on) for unit in successors)

    def scope(self, scope, on):
        communes = self.places.lineage.universe(on)
        kind, _, name = scope.partition(":")
        if kind == "group":
            inside = {u for u, first, last in self.members[name] if first <= on and (last is None or on <= last)}
            return [u for u in communes if u in inside]
        if kind == "commune":
            return [u for u in communes if self.places.slug(u) == name]
        if kind == "district":
            return [u for u in communes if self.places.districts[self.places.district(u)] == name]
        return communes

    def answer(self, row, scope):
        """The number a constraint asks for."""
        communes = self.scope(scope, row.units)
        if row.measure in ASKED:
            return ASKED[row.measure](self, row, communes)
        level = LEVELS.get(row.measure)
        if level:
            if row.units < NEW <= row.date:
                return sum(self.recognised_before(u, row.date) for u in communes)
            on = row.units if row.units > row.date else row.date
            return sum(self.recognised(u, on, level) for u in communes)
        counts = [len(self.held[u, row.date]) for u in communes]
        if row.measure in BANDS:
            low, high = BANDS[row.measure]
            return sum(low <= count <= high for count in counts)
        return {"criteria_sum": sum, "fewest_criteria": min, "most_criteria": max}[row.measure](counts)


LEVELS = {
    "communes_attained_standard": "basic",
    "communes_attained_advanced": "advanced",
    "communes_attained_model": "model",
}


def _newly(history, row, communes):
    before = date(row.date.year - 1, 12, 31)
    return sum(history.recognised(u, row.date) and not history.recognised(u, before) for u in communes)


def _change(history, row, communes):
    before = date(row.date.year - 1, 12, 31)
    return sum(len(history.held[u, row.date]) - len(history.held[u, before]) for u in communes) / len(communes)


ASKED = {
    "communes_total": lambda history, row, communes: len(communes),
    "communes_attained_criterion": lambda h, row, communes: sum(row.criterion in h.held[u, row.date] for u in communes),
    "communes_attained_advanced_criterion": lambda h, row, communes: sum(
        row.criterion in h.advanced.get((u, row.date), ()) for u in communes
    ),
    "communes_waiting": lambda h, row, communes: len(h.again),
    "communes_newly_attained": _newly,
    "average_change": _change,
}


def broken(history=None):
    """Every constraint that the history breaks, and every criterion lost before 2021."""
    history = history or History()
    found = []
    for row in read_constraints():
        scopes = [f"district:{name}" for name in history.places.districts.values()]
        for scope in scopes if row.scope == "each district" else [row.scope]:
            value = history.answer(row, scope)
            if not row.holds(value):
                found.append(
                    f"{row.id} {row.figure} {row.date} {scope} {row.measure}: {value}, not {row.low}-{row.high}"
                )
    return found + _lost(history)


def _lost(history):
    """Nothing is lost until 2020, merged communes included."""
    rounds = sorted({on for _, on in history.held if on.year <= 2020})
    found = []
    for before, after in pairwise(rounds):
        for unit in history.places.lineage.universe(after):
            voters = history.places.lineage.voters(unit, before, after)
            common = set.intersection(*(history.held[voter, before] for voter in voters))
            if common - history.held[unit, after]:
                found.append(f"{history.places.slug(unit)} loses {common - history.held[unit, after]} by {after}")
    return found
