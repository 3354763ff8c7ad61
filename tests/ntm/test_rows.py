"""The rows behind every number, and what they can be narrowed to."""

from datetime import date

import pytest
from django.http import QueryDict

from communes.models import Commune
from ntm.dashboards.filters import filtered, read_wanted
from ntm.dashboards.selection import read_selection
from ntm.register import Register
from ntm.rows import commune_rows
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, gather, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def rows(query=""):
    selection = read_selection(QueryDict(query), Register())
    found = commune_rows(selection)
    wanted, notices = read_wanted(QueryDict(query), selection.standing)
    return filtered(found, wanted), notices


def test_rows_are_the_universe_in_vietnamese_order():
    found, _ = rows()
    assert len(found) == 181
    assert [row.commune.name for row in found[:2]] == ["Bắc Quỳnh", "Chiến Thắng"]
    assert found[0].district.name == "Huyện Bắc Sơn"


def test_rows_without_districts_are_in_order_of_names():
    found, _ = rows("ky=2025-12-31")
    assert [row.commune.name for row in found[:3]] == ["Ba Sơn", "Bắc Sơn", "Bằng Mạc"]


def test_rows_narrowed_by_text_without_diacritics():
    found, _ = rows("q=DIEM+HE")
    assert [row.commune.name for row in found] == ["Điềm He"]


@pytest.mark.parametrize(
    "query, expected",
    [("muc=19", 1), ("muc=0-4", 15), ("thieu=2", 1), ("dat=2", 1), ("cn=co", 1), ("nguon=reported", 2), ("moi=tut", 1)],
)
def test_rows_narrowed_lead_to_as_many_as_the_number_says(query, expected):
    first, second, *_ = communes_on(END_2020, district__slug="van-quan", origins__isnull=True)
    report(first, END_2020, range(1, 20))
    report(second, END_2020, [1])
    report(second, END_2019, [1, 3])
    decide([first], 2020)
    found, notices = rows(f"pv=huyen-van-quan&{query}")
    extra = 14 if query.startswith("thieu") else 0
    assert (len(found), notices) == (expected + extra, [])


def test_rows_missing_are_in_the_lowest_band_as_standing_counts_them():
    """Bands sum to the universe (design section 4); who is missing is named by its coverage."""
    assert len(rows("muc=0-4")[0]) == len(rows("nguon=missing")[0]) == 181


def test_rows_know_their_groups():
    gather("pilots", communes_on(END_2020)[:2], date(2020, 1, 1))
    found, _ = rows("pv=nhom-pilots")
    assert [row.groups >= {"pilots"} for row in found] == [True, True]


def test_rows_moved_is_unknown_where_the_set_changed():
    assert rows("ky=2022-12-31")[0][0].lost is None


@pytest.mark.parametrize("query", ["muc=7", "thieu=0", "dat=abc", "cn=maybe", "nguon=x", "moi=%00"])
def test_wanted_not_understood_is_left_out_and_named(query):
    found, notices = rows(query)
    assert (len(found), len(notices)) == (181, 1)


def test_rows_same_name_four_times_told_apart_by_district_and_years():
    assert Commune.objects.search("chi lăng").count() >= 4
