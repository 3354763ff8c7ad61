"""The communes of the fixtures and their lineage, for the program that builds the illustration."""

import csv
import hashlib
from datetime import date, timedelta
from pathlib import Path

from communes.lineage import Lineage, Link, Unit

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ILLUSTRATION = FIXTURES / "illustration"
OLD, NEW, SHRUNK = date(2019, 12, 31), date(2020, 1, 1), date(2024, 12, 1)  # 207, 181 and 175 rural communes
CITY = "lang-son"


def read(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def chance(*key):
    """A number in [0, 1) that depends on nothing but the key: the same on every machine."""
    digest = hashlib.sha256("|".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64


def day(text):
    return date.fromisoformat(text) if text else None


def load_units():
    rows = read(FIXTURES / "communes.csv")
    return [
        Unit(
            number,
            row["code"],
            row["name"],
            row["kind"] == "commune",
            row["district"] or None,
            day(row["valid_from"]),
            day(row["valid_to"]),
        )
        for number, row in enumerate(rows)
    ]


class Places:
    """Communes by code and date, slugs, districts and the border communes."""

    def __init__(self):
        self.units = load_units()
        self.lineage = Lineage(self.units, list(self._links()))
        self.districts = {row["slug"]: row["name"].removeprefix("Huyện ") for row in read(FIXTURES / "districts.csv")}
        border = [row for row in read(FIXTURES / "memberships.csv") if row["group"] == "border"]
        found = {self.at(row["commune"], OLD) for row in border if day(row["valid_from"]) <= OLD}
        self.border = {unit for unit in found if self.units[unit].rural}
        self.old = self.lineage.universe(OLD)
        self.new = self.lineage.universe(NEW)
        self.last = self.lineage.universe(SHRUNK)
        self.voters = {unit: self.lineage.voters(unit, OLD, NEW) for unit in self.new}
        self.successors = {unit: self.lineage.successors(unit, OLD, NEW) for unit in self.old}

    def _links(self):
        for row in read(FIXTURES / "successions.csv"):
            on = day(row["effective_on"])
            before = self.at(row["predecessor"], on - timedelta(days=1))
            yield Link(before, self.at(row["successor"], on), on, row["kind"])

    def at(self, code, on):
        """The one unit of that code in force that day."""
        (found,) = [unit.id for unit in self.units if unit.code == code and unit.in_force(on)]
        return found

    def named(self, district, name, on=OLD):
        (found,) = [
            u.id for u in self.units if u.district == district and u.name == name and u.rural and u.in_force(on)
        ]
        return found

    def district(self, unit):
        return self.units[unit].district

    def slug(self, unit):
        return f"{self.units[unit].code}-{self.units[unit].valid_from.year}"

    def goes_on(self, unit):
        """Whether an old unit is the same self after 01/01/2020."""
        return self.lineage.same_self(unit, OLD, NEW) and self.successors[unit] == [unit]

    def merged(self):
        """{new unit: voters} of the units that began anew on 01/01/2020."""
        return {unit: v for unit, v in self.voters.items() if not (v == [unit] and self.goes_on(unit))}
