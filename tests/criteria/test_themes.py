"""Themes across criteria sets, and indicators paired by their wording."""

import csv

import pytest
from django.conf import settings

from criteria.themes import (
    GONE,
    LOWERED,
    NEW,
    RAISED,
    REWORDED,
    SAME,
    UNKNOWN,
    Requirement,
    change,
    paired,
    read_themes,
)

ROAD = "Đường trục thôn và đường liên thôn được cứng hóa"


def asks(text=ROAD, comparison=">=", value=None, level="", code="2.2"):
    return Requirement(code, text, comparison, value, level)


def test_themes_cover_every_criterion_once_with_a_source():
    with open(settings.FIXTURES / "themes.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(settings.FIXTURES / "criteria.csv", encoding="utf-8", newline="") as file:
        known = {(row["criteria_set"], row["number"]) for row in csv.DictReader(file)}
    named = [(row["theme"], row["criteria_set"], row["number"]) for row in rows]
    assert len(named) == len(set(named))
    assert {pair[1:] for pair in named} <= known
    assert known - {pair[1:] for pair in named} == {("51-2025", "2"), ("51-2025", "4"), ("51-2025", "7")}
    assert all(row["source"] for row in rows)


def test_themes_are_about_other_sets_alone():
    found = read_themes(str(settings.FIXTURES / "themes.csv"))
    assert {one.set_code for one in found["318", 14]} == {"491", "491-342", "1980", "318-nc", "51-2025"}


@pytest.mark.parametrize(
    "before, after, expected",
    [
        (asks(value=50), asks(value=70), RAISED),
        (asks(value=70), asks(value=50), LOWERED),
        (asks(value=50), asks(value=50), SAME),
        (asks(value=12, comparison="<="), asks(value=5, comparison="<="), RAISED),
        (asks(level="Đạt", comparison="dat"), asks(level="Đạt", comparison="dat"), SAME),
        (asks(level="Đạt", comparison="dat"), asks(level="UBND tỉnh quy định", comparison="dat"), REWORDED),
        (asks(level="Đạt"), asks(), UNKNOWN),
        (asks(value=50, level="50"), asks(value=50, comparison="<=", level="50"), REWORDED),
    ],
)
def test_change_of_a_threshold(before, after, expected):
    assert change(before, after) == expected


def test_paired_by_wording_and_each_used_once():
    old = [asks(), asks("Đường ngõ, xóm sạch và không lầy lội vào mùa mưa", code="2.3")]
    new = [asks("Tỷ lệ đường trục thôn và đường liên thôn được cứng hóa"), asks("Cây xanh dọc đường xã", code="2.9")]
    pairs = paired(old, new)
    assert [pair.change for pair in pairs] == [UNKNOWN, NEW, GONE]
    assert pairs[0].before is old[0]
    assert pairs[2].before is old[1]
