"""Shares: how a printed percent stands to its count, and which count it would fit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm.progress.contradictions import shares
from tests.ntm.progress.contradictions.ledgers import facts, found, ledger, pinned


@pytest.mark.parametrize(
    ("count", "whole", "percent", "how"),
    [
        (50, 200, "25", shares.EXACT),
        (13, 207, "6.28", shares.ROUNDED),
        (186, 207, "90", shares.ROUNDED),
        (144, 207, "70", shares.ROUNDED),
        (72, 228, "31.5", shares.TRUNCATED),
        (74, 207, "35.74", shares.TRUNCATED),
        (1, 3, "33.4", shares.RAISED),
        (73, 181, "40.30", shares.COARSER),
        (72, 181, "40.33", shares.WRONG),
    ],
)
def test_share_quality(count, whole, percent, how):
    assert shares.quality(Fraction(100 * count, whole), percent) == how


@given(st.integers(1, 400).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))), st.integers(0, 4))
def test_share_rounded_at_any_digits_is_right_and_fits_its_count(pair, digits):
    count, whole = pair
    percent = f"{shares.to_digits(Fraction(100 * count, whole), digits):f}"
    assert shares.quality(Fraction(100 * count, whole), percent) in (shares.EXACT, shares.ROUNDED)
    low, high = shares.fitting(percent, whole)
    assert low <= count <= high


@given(st.integers(20, 400), st.integers(0, 400), st.integers(0, 400))
def test_share_of_another_count_is_never_right_at_two_digits(whole, count, other):
    percent = f"{shares.to_digits(Fraction(100 * min(other, whole), whole), 2):f}"
    if min(count, whole) != min(other, whole):
        how = shares.quality(Fraction(100 * min(count, whole), whole), percent)
        assert how not in (shares.EXACT, shares.ROUNDED)


def test_share_wrong_names_the_count_it_fits():
    of = ledger({"value": 72, "numerator": 72, "whole": 181, "percent": "40.33"})
    assert found(shares.within_rows, of) == [("contradiction", "share_wrong", ["F001"])]
    said = facts(shares.within_rows, of)
    assert (said["fits"], said["true"]) == ((73, 73), Decimal("39.78"))


def test_share_right_fixes_count_whole_and_percent():
    of = ledger({"value": 72, "numerator": 72, "whole": 181, "percent": "39.78"})
    assert found(shares.within_rows, of) == []
    assert pinned(shares.within_rows, of) == {"F001": {"value", "percent", "whole"}}


def test_share_rounded_coarsely_fixes_the_percent_alone():
    of = ledger({"value": 186, "numerator": 186, "whole": 207, "percent": "90"})
    assert pinned(shares.within_rows, of) == {"F001": {"percent"}}


def test_share_truncated_is_rounding():
    of = ledger({"value": 72, "numerator": 72, "whole": 228, "percent": "31.5", "unit": "school"})
    assert found(shares.within_rows, of) == [("rounding", "share_truncated", ["F001"])]


def test_share_of_the_base_where_no_denominator_is_printed():
    of = ledger({"value": 13, "numerator": 13, "percent": "6.28", "base": "207"})
    assert found(shares.within_rows, of) == []
    assert "F001" in pinned(shares.within_rows, of)


def test_share_stated_apart_from_its_count():
    count = {"measure": "communes_attained_standard", "value": 72, "base": "207", "kind": "target", "set_by": "A"}
    share = {**count, "measure": "communes_attained_standard_share", "unit": "percent", "value": 37, "percent": "37"}
    of = ledger(count, share)
    assert found(shares.across_rows, of) == [("contradiction", "share_wrong", ["F001", "F002"])]
    assert facts(shares.across_rows, of)["fits"] == (76, 77)


def test_share_of_another_authority_is_another_matter():
    count = {"measure": "communes_attained_standard", "value": 72, "base": "207", "kind": "target", "set_by": "A"}
    share = {**count, "measure": "communes_attained_standard_share", "unit": "percent", "value": 50, "set_by": "B"}
    assert found(shares.across_rows, ledger(count, share)) == []


def test_share_that_repeats_the_printed_percent_of_the_count_holds():
    count = {"measure": "communes_attained_standard", "value": 74, "base": "207", "percent": "35.74", "numerator": 74}
    share = {"measure": "communes_attained_standard_share", "unit": "percent", "value": 35.74, "base": "207"}
    assert found(shares.across_rows, ledger(count, share)) == []


def test_part_beyond_its_whole():
    of = ledger({"value": 190, "numerator": 190, "whole": 181})
    assert found(shares.impossible, of) == [("contradiction", "beyond_whole", ["F001"])]


@pytest.mark.parametrize(("percent", "wrong"), [(100, False), (0, False), (100.5, True), (-1, True)])
def test_share_between_none_and_all(percent, wrong):
    of = ledger({"measure": "poverty_rate", "unit": "percent", "value": percent})
    assert bool(found(shares.impossible, of)) == wrong


def test_percent_without_a_base_says_what_it_implies():
    of = ledger({"value": 5233, "numerator": 5233, "percent": "58.9", "scope": "country"})
    assert found(shares.without_base, of) == [("ambiguous", "implied_whole", ["F001"])]
    low, high = facts(shares.without_base, of)["whole"]
    assert low <= 8885 <= high
    assert shares.quality(Fraction(523300, low), "58.9") == shares.ROUNDED


@pytest.mark.parametrize(("whole", "says"), [(431, []), (413, [("contradiction", "other_whole", ["F001", "F002"])])])
def test_denominator_against_the_whole_stated_elsewhere(whole, says):
    models = {"measure": "production_models", "unit": "model", "value": 431}
    of = ledger(models, {**models, "measure": "production_models_sustained", "value": 329, "whole": whole})
    assert found(shares.wholes, of) == says


def test_denominator_of_a_group_within_a_group():
    whole = {"measure": "communes_in_group", "scope": "group:candidates", "value": 13}
    of = ledger(whole, {**whole, "scope": "group:candidates-dbkk", "value": 9, "whole": 12})
    assert found(shares.wholes, of) == [("contradiction", "other_whole", ["F001", "F002"])]


def test_denominator_may_be_the_grand_total_of_a_part_of_a_part():
    funds = {"measure": "funding_total", "unit": "billion_vnd", "kind": "funding_plan"}
    direct = {**funds, "measure": "funding_direct_budget", "value": 437.1, "whole": 2526, "part_of": "F001"}
    central = {**funds, "measure": "funding_central_budget", "value": 273.8, "whole": 2526, "part_of": "F002"}
    assert found(shares.wholes, ledger({**funds, "value": 2526}, direct, central)) == []
    wrong = {**central, "whole": 2256}
    assert found(shares.wholes, ledger({**funds, "value": 2526}, direct, wrong)) != []


@pytest.mark.parametrize(("rest", "kinds"), [(76, []), (75, ["rounding"]), (67, ["contradiction"])])
def test_remainder_makes_a_hundred(rest, kinds):
    share = {"measure": "funding_mobilised_integrated_share", "unit": "percent", "value": rest}
    direct = {"measure": "funding_direct_budget", "unit": "billion_vnd", "value": 985.7, "percent": "24"}
    assert [kind for kind, _said, _codes in found(shares.remainders, ledger(share, direct))] == kinds
