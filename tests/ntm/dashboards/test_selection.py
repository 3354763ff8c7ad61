"""The bar in the URL: defaults, choices, and every way to get it wrong."""

from datetime import date

import pytest
from django.http import QueryDict

from ntm.dashboards.selection import read_selection
from ntm.register import Register
from tests.ntm.readings import END_2019, END_2020, communes_on, gather, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def select(query=""):
    return read_selection(QueryDict(query), Register())


def test_selection_by_default():
    found = select()
    assert (found.as_of, found.set_code, found.units, found.scope) == (END_2020, "1980", END_2020, "")
    assert (found.notices, found.query, found.own_units) == ([], "", True)


def test_selection_of_everything():
    found = select("ky=2024-12-31&bo=1980&ms=2020-01-01&pv=huyen-van-quan")
    assert (found.as_of, found.set_code, found.units) == (date(2024, 12, 31), "1980", date(2020, 1, 1))
    assert (found.scope, found.printed_scope) == ("huyen-van-quan", "district:Văn Quan")
    assert (found.standing.universe, found.own_units) == (16, False)


def test_selection_of_a_group():
    found = select("pv=nhom-border")
    assert (found.printed_scope, found.standing.universe) == ("group:border", 20)


def test_selection_url_changes_one_value_and_drops_empty_ones():
    found = select("ky=2019-12-31&pv=nhom-border")
    assert found.url(pv="", ms="2020-01-01") == "?ky=2019-12-31&ms=2020-01-01"
    assert found.url(ky="", pv="") == "?"


def test_selection_choices_mark_what_is_chosen():
    found = select("ky=2019-12-31")
    assert [option.value for option in found.rounds if option.selected] == ["2019-12-31"]
    assert [option.label for option in found.unit_states if option.selected] == ["207 xã (đến 31/12/2019)"]
    assert len(found.rounds) == 17
    assert len(found.unit_states) == 4
    assert not any("51-2025" in option.value for option in found.sets), "a set without content judges nothing"


@pytest.mark.parametrize(
    "query",
    [
        "ky=2010-12-31",
        "ky=2031-12-31",
        "ky=2020-12-30",
        "ky=2020-12-31-uoc",
        "ky=%00",
        "ky=<script>alert(1)</script>",
        "ky=99999999999999999999",
        "bo=77",
        "bo=' or 1=1 --",
        "ms=1066-10-14",
        "ms=hôm nay",
        "pv=huyen-nowhere",
        "pv=nhom-",
        "pv=xa-06280",
        "pv=" + "x" * 5000,
    ],
)
def test_selection_not_understood_is_named_and_replaced(query):
    found = select(query)
    assert len(found.notices) == 1
    assert (found.as_of, found.set_code, found.units, found.scope, found.query) == (END_2020, "1980", END_2020, "", "")


def test_selection_keeps_what_is_right_beside_what_is_wrong():
    found = select("ky=2019-12-31&pv=huyen-nowhere")
    assert (found.as_of, len(found.notices)) == (END_2019, 1)


def test_selection_standing_at_another_date_keeps_units_and_scope():
    found = select("pv=huyen-van-quan")
    assert found.standing_at(END_2019).universe == 16


def test_selection_members_on_the_date():
    gather("pilots", communes_on(END_2020)[:3], date(2020, 1, 1))
    found = select("pv=nhom-pilots")
    assert (found.standing.universe, found.standing_at(END_2019).universe) == (3, 0)


def test_selection_offers_no_area_of_an_officer():
    gather("area-of-one", communes_on(END_2020)[:3], area=True)
    assert len(select("pv=nhom-area-of-one").notices) == 1
    assert not any("area-of-one" in option.value for option in select().scopes)


def test_selection_made_up_only_after_the_last_published_year():
    report(communes_on(date(2022, 12, 31))[0], date(2022, 12, 31), [1], illustration=True)
    assert select("ky=2022-12-31").made_up_only
    assert not select("ky=2020-12-31").made_up_only


def test_selection_of_an_empty_database(empty_database):
    found = select("ky=2020-12-31&bo=1980&ms=2020-01-01&pv=nhom-border")
    assert len(found.notices) == 4
    assert (found.standing.universe, found.set_code, found.rounds) == (0, None, [])
