"""What the history must agree with, as data: fixtures/illustration/constraints.csv with its figure ids."""

from dataclasses import dataclass
from datetime import date

from criteria.illustration.places import ILLUSTRATION, day, read

BANDS = {
    "communes_in_band_0": (0, 0),
    "communes_in_band_1_4": (1, 4),
    "communes_in_band_below_5": (0, 4),
    "communes_in_band_5_9": (5, 9),
    "communes_in_band_10_14": (10, 14),
    "communes_in_band_15_18": (15, 18),
    "communes_in_band_19": (19, 19),
    "communes_with_all_criteria": (19, 19),
}


@dataclass(frozen=True)
class Constraint:
    id: str
    figure: str
    date: date
    units: date
    scope: str
    measure: str
    criterion: int | None
    low: float
    high: float
    note: str

    def holds(self, value):
        return self.low <= value <= self.high


def read_constraints(path=ILLUSTRATION / "constraints.csv"):
    return [
        Constraint(
            row["id"],
            row["figure"],
            day(row["date"]),
            day(row["units"] or row["date"]),
            row["scope"],
            row["measure"],
            int(row["criterion"]) if row["criterion"] else None,
            float(row["low"]),
            float(row["high"]),
            row["note"],
        )
        for row in read(path)
    ]


def bounds(constraints, on, measure, scope="province", criterion=None):
    """(low, high) of one constraint, None where there is none."""
    for row in constraints:
        if (row.date, row.units, row.scope, row.measure, row.criterion) == (on, on, scope, measure, criterion):
            return int(row.low), int(row.high)
    return None
