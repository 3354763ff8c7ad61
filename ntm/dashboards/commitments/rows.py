"""One commitment on one date as the page shows it, with the communes and districts that miss it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from communes.vietnamese import day
from criteria.models import Commitment
from ntm import printed, units
from ntm.commitments import communes_of, evaluated
from ntm.dashboards.commitments import words
from ntm.judgement import year_end
from ntm.progress import goals
from ntm.progress.commitments import CRITERIA


@dataclass(frozen=True)
class Row:
    """A commitment evaluated on a date, under the units of a date."""

    commitment: Commitment
    evaluation: object
    on: object
    communes: int
    register: object
    query: str = ""

    @property
    def due(self):
        return self.commitment.date <= self.on

    @property
    def verdict(self):
        return self.evaluation.verdict

    @property
    def mark(self):
        """The symbol of the verdict: what is not kept before its day is still under way."""
        return goals.ON_TRACK if self.verdict == goals.NOT_MET and not self.due else self.verdict

    @property
    def tag(self):
        return words.verdict_name(self.evaluation, self.due)

    @property
    def value(self):
        return words.value(self.commitment, self.evaluation)

    @property
    def reason(self):
        return words.reason(self.commitment, self.evaluation)

    @property
    def condition(self):
        return words.condition(self.register, self.commitment)

    @property
    def scope(self):
        return printed.scope_name(self.register, self.commitment.scope)

    @property
    def illustration(self):
        """Whether anything that is shown is made up; nothing shown is not made up either."""
        made_up = self.evaluation.illustration or self.register.made_up_scope(self.commitment.scope)
        return made_up and bool(self.evaluation.parts)

    @property
    def url(self):
        return reverse("commitment", args=[self.commitment.code.lower()]) + self.query

    @property
    def title(self):
        return words.title(self.commitment, self.evaluation, self.on, self.due)

    @property
    def day(self):
        return day(self.on)


@dataclass(frozen=True)
class Missed:
    """One part that misses it: a district or a commune by its name and page; with the communes behind that."""

    name: str
    url: str
    value: str
    behind: list


def row_of(judge, commitment, on, units_on, query=""):
    evaluation = evaluated(judge, commitment, on, units_on)
    communes = communes_of(judge.register, commitment, on, units_on).universe
    return Row(commitment, evaluation, on, communes, judge.register, query)


def on_its_day(judge, row):
    """The same commitment on the day it was due, by the units of that day; None while that day has not passed."""
    due = row.commitment.date
    return row_of(judge, row.commitment, due, due) if due < row.on else None


def missed(row, standing):
    """The parts that miss it: districts in Vietnamese order, communes with the most criteria first."""
    parts = row.evaluation.missed
    if row.commitment.counts == CRITERIA:
        parts = sorted(parts, key=lambda part: (-part.value, row.register.communes[part.key].sort_key))
    return [_missed(row, part, standing) for part in parts]


def unknown(row):
    """The communes or districts of which nothing is known, by name and page."""
    return [place(row, part.key) for part in row.evaluation.unknown if part.key is not None]


def _missed(row, part, standing):
    name, url = place(row, part.key) if part.key is not None else ("", "")
    behind = [_behind(row, unit, standing) for unit in part.behind]
    return Missed(name, url, words.part_value(row.commitment, part), behind)


def _behind(row, unit, standing):
    """(name, page, criteria it attains, what it lacks of those that are asked for)."""
    found = standing.rows[unit]
    wanted = [one for one in row.commitment.numbers if one not in found.holds]
    told = units.amount(found.count, units.CRITERIA)
    return (*place(row, unit), told, words.lacked(wanted))


def place(row, key):
    """(name, page) of a district by its slug or a commune by its id."""
    if isinstance(key, str):
        return row.register.districts[key].name, reverse("district", args=[key]) + row.query
    one = row.register.communes[key]
    return one.name, reverse("commune", args=[one.slug]) + row.query


def past(judge, commitment, rounds, units_on=None):
    """The same commitment on other rounds, the latest first; those that say nothing are left out."""
    rows = [row_of(judge, commitment, on, units_on or on) for on in reversed(rounds)]
    return [row for row in rows if row.verdict != goals.NO_DATA]


def rounds_of(register, commitment):
    """Rounds since the last year-end before the plan was issued: nobody was bound by it earlier.

    Where no date is known, since the year-end before the one it is to be kept in.
    """
    issued = register.issued(commitment.document_id)
    first = year_end((commitment.date if issued == date.min else issued).year - 1)
    return [one.date for one in register.rounds if one.date >= first]
