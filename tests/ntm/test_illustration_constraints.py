"""Every constraint of the illustration, asked of the database through the standing that pages show."""

from datetime import date
from itertools import pairwise

import pytest

from communes.vietnamese import slugify
from criteria.illustration.constraints import BANDS, read_constraints
from criteria.models import RecogniseAgain
from ntm.register import Register
from tests.illustrated import illustrated  # noqa: F401

pytestmark = pytest.mark.django_db
CONSTRAINTS = read_constraints()
LEVELS = {
    "communes_attained_standard": "basic",
    "communes_attained_advanced": "advanced",
    "communes_attained_model": "model",
}
OF_COUNTS = {"communes_total": len, "criteria_sum": sum, "fewest_criteria": min, "most_criteria": max}


@pytest.fixture(scope="module")
def register(illustrated):  # noqa: F811
    return Register()


def communes_of(register, scope, on, units):
    kind, _, name = scope.partition(":")
    if kind == "commune":
        return {unit for unit, commune in register.communes.items() if commune.slug == name}
    if kind == "district":
        return register.district_communes(slugify(name).removeprefix("thanh-pho-"), units)
    return register.scope(scope, on, units)


def standings(register, row, scope):
    """The standing a constraint is about, and the one a year before."""
    communes = communes_of(register, scope, row.date, row.units)
    year_before = date(row.date.year - 1, 12, 31)
    now = register.standing(row.date, row.units).within(communes)
    return now, register.standing(year_before, row.units).within(communes) if year_before.year > 2010 else None


def answer(register, row, scope):
    now, before = standings(register, row, scope)
    if row.measure in LEVELS:
        return len(now.recognised_by_level[LEVELS[row.measure]])
    if row.measure == "communes_newly_attained":
        return len(now.recognised - before.recognised)
    if row.measure == "average_change":
        return float(now.average - before.average)
    if row.measure in BANDS:
        return now.communes_between(*BANDS[row.measure])
    if row.measure == "communes_attained_criterion":
        return now.by_criterion[row.criterion]
    if row.measure == "communes_attained_advanced_criterion":
        communes = communes_of(register, scope, row.date, row.units)
        return register.standing(row.date, row.units, "318-nc").within(communes).by_criterion[row.criterion]
    if row.measure == "communes_waiting":
        return RecogniseAgain.objects.filter(illustration=True, since__lte=row.date).count()
    counts = [found.count for found in now.rows.values()]
    return {"communes_total": len, "criteria_sum": sum, "fewest_criteria": min, "most_criteria": max}[row.measure](
        counts
    )


@pytest.mark.parametrize("row", CONSTRAINTS, ids=lambda row: f"{row.id}-{row.date}-{row.measure}")
def test_illustration_agrees_with_the_documents(register, row):
    districts = [f"district:{one.name.removeprefix('Huyện ')}" for one in register.districts.values()]
    for scope in districts if row.scope == "each district" else [row.scope]:
        value = answer(register, row, scope)
        assert row.low <= value <= row.high, f"{row.figure}: {value} ({row.note})"


def test_illustration_loses_no_criterion_until_2020(register):
    rounds = [one.date for one in register.rounds if one.date.year <= 2020]
    for before, after in pairwise(rounds):
        earlier, now = (register.standing(on, after, register.set_in_force(on).code).pairs for on in (before, after))
        assert not earlier - now, f"{len(earlier - now)} lost by {after}"


def test_illustration_loses_a_few_criteria_afterwards(register):
    for year in (2021, 2023, 2024):
        gained, lost = register.movement(date(year, 12, 31))
        assert 0 < len(lost) < 10 < len(gained)


def test_illustration_reports_every_commune_in_every_round_until_2024(register):
    for one in register.rounds:
        if one.date.year <= 2024:
            standing = register.standing(one.date)
            assert standing.coverage["reported"] == standing.universe, one


def test_illustration_leaves_the_rounds_of_2025_nearly_empty(register):
    assert register.standing(date(2025, 6, 30)).coverage["reported"] == 3


def test_illustration_increases_agree_with_what_was_printed(register):
    """F002 F404 F461: gains as printed, within their rounding."""
    for later, earlier, printed in ((2015, 2011, 4.83), (2020, 2011, 9.93), (2019, 2018, 1.5)):
        gain = register.standing(date(later, 12, 31)).average - register.standing(date(earlier, 12, 31)).average
        assert abs(float(gain) - printed) < 0.006
