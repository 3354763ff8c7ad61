"""Cumulative numbers, growth, leads over targets, pace."""

from datetime import date

import pytest

from ntm.progress.contradictions import increments
from tests.ntm.progress.contradictions.ledgers import END_2020, found, ledger, pinned

END_2017, END_2018, END_2019 = (date(year, 12, 31) for year in (2017, 2018, 2019))
ATTAINED, NEW = {"measure": "communes_attained_standard"}, {"measure": "communes_newly_attained"}


def plan(before, added, reached, **fields):
    of_year = {"date": END_2018, "period": "2018", "base": "207", "document": "KH"}
    return ledger(
        {**ATTAINED, "value": before, "date": END_2017, "base": "207", **fields},
        {**NEW, **of_year, "value": added, "kind": "plan_increment"},
        {**ATTAINED, **of_year, "value": reached, "kind": "target"},
    )


def test_increment_adds_up_and_fixes_all_three():
    assert found(increments.cumulative, plan(36, 12, 48)) == []
    assert pinned(increments.cumulative, plan(36, 12, 48)) == {code: {"value"} for code in ("F001", "F002", "F003")}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, ("contradiction", "sum_off")),
        ({"kind": "target", "document": "old"}, ("ambiguous", "sum_planned")),
        ({"base": "181"}, ("ambiguous", "sum_other_base")),
    ],
)
def test_increment_that_does_not_add_up(fields, says):
    assert found(increments.cumulative, plan(36, 13, 48, **fields)) == [(*says, ["F001", "F002", "F003"])]


def test_increment_without_a_number_before_is_not_judged():
    assert list(increments.cumulative(ledger({**NEW, "value": 1}, {**ATTAINED, "value": 7}))) == []


@pytest.mark.parametrize(("inner", "wrong"), [(5351257, False), (15351257, True)])
def test_funds_of_a_period_within_a_longer_one(inner, wrong):
    fund = {"measure": "funding_credit", "kind": "funding_actual"}
    of = ledger(
        {**fund, "value": inner, "unit": "million_vnd", "period": "2011-2015", "date": date(2015, 12, 31)},
        {**fund, "value": 15032.6, "unit": "billion_vnd", "period": "2011-2020"},
    )
    assert bool(found(increments.periods, of)) == wrong


def growth(measure, level, then, now, stated, unit, **base):
    start = date(2011, 12, 31)
    since = {"variant": "since 2011"} if measure == "avg_criteria_increase" else {"period": "2011-2020"}
    return ledger(
        {"measure": level, "unit": unit, "value": then, "date": start, "base": "207"},
        {"measure": level, "unit": unit, "value": now, "base": base.get("base", "207")},
        {"measure": measure, "unit": "percent" if measure.endswith("_share") else unit, "value": stated, **since},
    )


@pytest.mark.parametrize(
    ("stated", "says"), [(27, [("contradiction", "growth_off", ["F001", "F002", "F003"])]), (21, []), (21.15, [])]
)
def test_growth_in_percent(stated, says):
    of = growth("militia_increase_share", "militia_total", 15816, 19161, stated, "person")
    assert found(increments.growth, of) == says


@pytest.mark.parametrize(
    ("now", "stated", "kinds"),
    [(12.5, 9.93, []), (12.5, 9.95, ["rounding"]), (12.5, 10.01, ["contradiction"]), (12.51, 9.96, ["contradiction"])],
)
def test_growth_as_a_difference_within_printed_digits(now, stated, kinds):
    of = growth("avg_criteria_increase", "avg_criteria_per_commune", 2.57, now, stated, "criteria")
    assert [kind for kind, _said, _codes in found(increments.growth, of)] == kinds


def test_growth_across_unit_bases_is_a_question():
    of = growth("avg_criteria_increase", "avg_criteria_per_commune", 2.57, 12.5, 9.93, "criteria", base="181")
    assert found(increments.growth, of) == [("ambiguous", "growth_other_base", ["F001", "F002", "F003"])]


@pytest.mark.parametrize(("lead", "wrong"), [(5, False), (2, True)])
def test_lead_over_the_target_of_the_same_footnote(lead, wrong):
    here = {"section": "note 29"}
    of = ledger(
        {**ATTAINED, **here, "value": 77, "kind": "estimate"},
        {**ATTAINED, **here, "value": 72, "kind": "target"},
        {**ATTAINED, "section": "note 30", "value": 74, "kind": "estimate"},
        {"measure": "communes_above_assigned_target", **here, "value": lead},
    )
    assert found(increments.leads, of) == ([("contradiction", "lead_off", ["F001", "F002", "F004"])] if wrong else [])


@pytest.mark.parametrize(("points", "wrong"), [(2.4, False), (4.2, True)])
def test_lead_in_points_compares_the_printed_percents(points, wrong):
    of = ledger(
        {**ATTAINED, "value": 77, "percent": "37.20"},
        {**ATTAINED, "value": 72, "kind": "target", "percent": "34.8"},
        {"measure": "communes_above_assigned_target_points", "unit": "percent_point", "value": points},
    )
    assert bool(found(increments.leads, of)) == wrong


@pytest.mark.parametrize(
    ("low", "high", "end", "says"),
    [
        (1, 1.5, 12.4, None),
        (1, 1.5, 11.8, ("contradiction", "pace_beyond")),
        (1, 1.5, 15, ("contradiction", "pace_short")),
        (1, None, 12.4, None),
        (1, None, 13, ("ambiguous", "pace_least_short")),
    ],
)
def test_pace_from_the_start_to_the_target(low, high, end, says):
    average = {"measure": "avg_criteria_per_commune", "unit": "criteria", "base": "207"}
    yearly = {**average, "measure": "avg_criteria_increase", "variant": "per year", "kind": "target"}
    of = ledger(
        {**average, "value": 7.4, "date": date(2015, 12, 31)},
        {**yearly, "low": low, "high": high},
        {**average, "value": end, "kind": "target"},
    )
    assert found(increments.pace, of) == ([(*says, ["F001", "F002", "F003"])] if says else [])


@pytest.mark.parametrize(("mean", "wrong"), [(900, False), (950, True)])
def test_mean_of_a_total_in_another_unit(mean, wrong):
    of = ledger(
        {"measure": "cooperative_charter_capital", "unit": "billion_vnd", "value": 170.5},
        {"measure": "agri_cooperatives", "unit": "cooperative", "value": 189},
        {"measure": "cooperative_charter_capital_avg", "unit": "million_vnd", "low": mean},
    )
    assert bool(found(increments.means, of)) == wrong
    assert of.rows[0].date == END_2020
