"""Parts against totals: funds in two units, bands, units of a day, groups."""

from datetime import date

import pytest

from ntm.progress.contradictions import parts
from tests.ntm.progress.contradictions.ledgers import facts, found, ledger, pinned

FUND = {"measure": "funding_total", "unit": "billion_vnd", "kind": "funding_actual"}
BAND = {"measure": "communes_in_band_5_9", "part_of": "units:207@2015", "base": "207"}


def funds(total, *shares):
    return ledger({**FUND, "value": total}, *({**FUND, "value": share, "part_of": "F001"} for share in shares))


@pytest.mark.parametrize(
    ("total", "shares", "says"),
    [
        (100, (60, 40), []),
        (100, (60.4, 40), [("rounding", "parts_rounded")]),
        (29038.5, (11776.4, 17261.6), [("contradiction", "parts_short")]),
        (100, (60, 50), [("contradiction", "parts_exceed")]),
        (100, (60, 38), [("contradiction", "parts_short")]),
        (100, (60, 10), [("ambiguous", "parts_unlisted")]),
    ],
)
def test_parts_of_a_total(total, shares, says):
    codes = [f"F{number:03}" for number in range(1, len(shares) + 2)]
    assert found(parts.of_a_row, funds(total, *shares)) == [(*said, codes) for said in says]


def test_parts_that_add_up_fix_every_row():
    assert pinned(parts.of_a_row, funds(100, 60, 40)) == {code: {"value"} for code in ("F001", "F002", "F003")}


def test_parts_in_millions_of_a_total_in_billions():
    of = ledger(
        {**FUND, "value": 1}, *({**FUND, "value": v, "unit": "million_vnd", "part_of": "F001"} for v in (600, 400))
    )
    assert found(parts.of_a_row, of) == []


def test_parts_keep_the_digits_that_the_quote_prints():
    """29.038,0 is printed to one digit: 0,5 is no rounding, though 29038 alone would allow it."""
    total = {**FUND, "value": 29038, "quote": "29.038,0 tỷ đồng"}
    of = ledger(total, *({**FUND, "value": v, "part_of": "F001"} for v in (29000.2, 38.3)))
    assert found(parts.of_a_row, of) == [("contradiction", "parts_exceed", ["F001", "F002", "F003"])]


def test_parts_need_a_second_part():
    assert found(parts.of_a_row, funds(100, 24)) == []


def test_parts_of_a_measure_by_its_meaning():
    of = ledger(
        {"measure": "commune_level_units_total", "unit": "unit", "value": 200},
        {"measure": "communes_total", "value": 181},
        {"measure": "wards_total", "unit": "ward", "value": 5},
        {"measure": "towns_total", "unit": "town", "value": 15},
    )
    assert found(parts.of_a_measure, of)[0][:2] == ("contradiction", "parts_exceed")


@pytest.mark.parametrize(
    ("counts", "says"),
    [((14, 193), []), ((14, 194), [("contradiction", "units_off")]), ((33, 193), [("ambiguous", "units_all")])],
)
def test_bands_against_the_rural_communes(counts, says):
    rows = [{**BAND, "date": date(2015, 12, 31), "value": count} for count in counts]
    assert found(parts.of_units, ledger(*rows)) == [(*said, ["F001", "F002"]) for said in says]


def test_groups_of_all_units_that_count_the_rural_ones_only():
    rows = [{"measure": "party_orgs_good", "unit": "x", "part_of": "units@2020", "value": value} for value in (100, 81)]
    assert found(parts.of_units, ledger(*rows)) == [("ambiguous", "units_rural", ["F001", "F002"])]


def test_groups_before_the_first_known_unit_state_are_left_alone():
    rows = [{"measure": "party_orgs_good", "unit": "x", "part_of": "units@2020", "value": value} for value in (100, 81)]
    assert found(parts.of_units, ledger(*rows, states=())) == []


@pytest.mark.parametrize(("last", "wrong"), [("40.0", False), ("40.1", False), ("41.0", True)])
def test_percents_of_all_groups(last, wrong):
    rows = [{**BAND, "value": 1, "percent": "60.0"}, {**BAND, "value": 1, "percent": last}]
    assert bool(found(parts.of_percents, ledger(*rows))) == wrong


def test_percents_of_some_groups_say_nothing():
    rows = [{**BAND, "value": 1, "percent": "60.0"}, {**BAND, "value": 1}]
    assert found(parts.of_percents, ledger(*rows)) == []


def test_group_cannot_count_more_than_the_province_or_itself():
    attained = {"measure": "communes_attained_standard"}
    size = {"measure": "communes_in_group", "scope": "group:border", "value": 20}
    of = ledger({**attained, "value": 61}, size, {**attained, "scope": "group:border", "value": 21})
    assert found(parts.of_groups, of) == [("contradiction", "group_exceeds", ["F002", "F003"])]
    assert facts(parts.of_groups, of)["bound"].code == "F002"


@pytest.mark.parametrize(
    ("pilots", "says"), [(3, []), (4, [("ambiguous", "rest_unexplained", ["F001", "F002", "F003"])])]
)
def test_rest_of_a_group_is_explained_by_what_stands_beside_it(pilots, says):
    size = {"measure": "communes_in_group", "scope": "group:candidates"}
    of = ledger(
        {**size, "value": 13, "line": 9},
        {**size, "scope": "group:candidates-others", "value": 10},
        {"measure": "communes_newly_attained", "scope": "group:pilot", "value": pilots},
    )
    assert found(parts.of_candidates, of) == says
