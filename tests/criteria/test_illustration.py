"""The committed illustration read from its files, without database and without the solver."""

import pytest

from criteria.illustration.checking import History, broken
from criteria.illustration.constraints import read_constraints
from criteria.illustration.places import FIXTURES, ILLUSTRATION, Places, read


@pytest.fixture(scope="module")
def history():
    return History(Places())


def test_illustration_breaks_no_constraint(history):
    assert broken(history) == []


def test_checking_finds_a_broken_constraint(history):
    changed = History(history.places)
    unit, on = next(key for key in changed.held if key[1].year == 2015)
    changed.held[unit, on] = changed.held[unit, on] - {12}
    assert broken(changed)


def test_constraints_name_figures_that_exist():
    known = {row["code"] for row in read(FIXTURES / "figures.csv")}
    for row in read_constraints():
        assert set(row.figure.split()) <= known, row.id
        assert row.figure or row.note, row.id
        assert row.low <= row.high, row.id


def test_illustration_is_small():
    assert sum(path.stat().st_size for path in ILLUSTRATION.glob("*.csv")) < 3_000_000


def test_illustration_has_no_uniform_rows():
    """Communes differ: no pattern but the full one is shared by more than a few."""
    signs = [row["outcomes"] for row in read(ILLUSTRATION / "readings.csv") if row["round"] == "2020-12-31"]
    partial = [text for text in signs if "-" in text]
    assert max(partial.count(text) for text in partial) <= 8


def test_illustration_decisions_leave_the_sourced_ones_to_the_reference_data():
    taken = {(row["commune"], row["level"]) for row in read(ILLUSTRATION / "decisions.csv")}
    assert not taken & {("06622-2004", "basic"), ("06034-2004", "advanced"), ("06454-2004", "advanced")}
