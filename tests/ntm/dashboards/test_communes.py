"""The list of communes: what it finds, counts, sorts, pages and hands out as a file."""

import csv
import io
from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from communes.models import Commune, User
from ntm.dashboards.communes import Listing, harmless
from ntm.register import Register
from tests.ntm.readings import END_2020, communes_on, decide, gather, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
URL = "/xa/"


def listing(query=""):
    return Listing(QueryDict(query))


def names(found):
    return [one.name for one in found.entries]


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


@pytest.fixture
def three():
    """Three communes of Văn Quan: one with all criteria, recognised; one with two; one not applicable in one."""
    first, second, third = communes_on(END_2020, district__slug="van-quan", origins__isnull=True)[:3]
    report(first, END_2020, range(1, 20))
    report(second, END_2020, [1, 3])
    report(third, END_2020, range(1, 17), not_applicable=[17])
    decide([first], 2020)
    return first, second, third


def test_list_opens_on_the_default_date_with_all_communes(reader):
    response = reader.get(URL)
    assert response.status_code == 200
    assert "181" in response.context["listing"].title
    assert len(response.context["listing"].rows) == 181


@pytest.mark.parametrize(
    "query, expected",
    [("q=chi+lang&ky=2018-12-31", 2), ("q=CHI+LĂNG&ky=2018-12-31", 2), ("q=chi%20lang&ky=2025-12-31", 1), ("q=zzz", 0)],
)
def test_list_search_without_diacritics(query, expected):
    assert len(listing(query).found) == expected


def test_list_tells_the_two_chi_lang_apart_by_district():
    assert {one.district for one in listing("q=chi+lang&ky=2018-12-31").entries} == {"Chi Lăng", "Tràng Định"}


def test_list_sorts_in_vietnamese_order():
    found = names(listing("xep=ten&dong=tat-ca"))
    assert found[:3] == ["Ái Quốc", "An Sơn", "Bảo Lâm"]
    assert found.index("Chiêu Vũ") < found.index("Đồng Ý") < found.index("Hòa Bình")


def test_list_sorts_by_criteria_both_ways(three):
    first, second, _third = three
    assert names(listing("pv=huyen-van-quan&xep=-dat"))[0] == first.name
    assert names(listing("pv=huyen-van-quan&xep=dat&nguon=reported"))[0] == second.name


@pytest.mark.parametrize("order", ["__class__", "-khong_co", "held", "--dat", ""])
def test_list_unknown_order_leaves_the_usual_one(order):
    assert names(listing(f"xep={order}")) == names(listing())


def test_list_pages_and_sizes():
    assert len(listing().entries) == 50
    assert len(listing("dong=25").entries) == 25
    assert len(listing("dong=tat-ca").entries) == 181
    assert len(listing("trang=4").entries) == 31
    assert listing("trang=999").page.number == 4
    assert listing("trang=abc").page.number == 1


def test_list_names_what_is_missing(three):
    first, second, third = three
    found = {one.name: one for one in listing("pv=huyen-van-quan").entries}
    assert found[first.name].lacking == ""
    assert found[second.name].lacking.startswith("2, 4, 5")
    assert found[third.name].lacking.startswith("18. ")
    assert found[third.name].held == 17


def test_list_missing_is_not_zero():
    one = listing("pv=huyen-van-quan").entries[0]
    assert (one.missing, one.lacking) == (True, "")


def test_list_chips_lead_to_as_many_rows_as_they_say(three):
    for _label, count, address, _active in listing("pv=huyen-van-quan&dat=1").chips[1:]:
        assert len(listing(address.removeprefix("?")).found) == count


@pytest.mark.parametrize("order", ["ten", "huyen", "-dat", "cn", "nguon"])
def test_list_heads_keep_the_filter(order):
    found = listing(f"q=an&xep={order}&dong=25&pv=huyen-van-quan")
    for _label, _name, address, _state in found.heads:
        if address:
            kept = QueryDict(address.removeprefix("?"))
            assert (kept["q"], kept["dong"], kept["pv"]) == ("an", "25", "huyen-van-quan")


def test_list_head_says_how_it_is_sorted():
    states = {name: state for _label, name, _address, state in listing("xep=-dat").heads}
    assert (states["held"], states["name"]) == ("descending", "")


def test_list_empty_says_what_to_do(reader):
    response = reader.get(URL, {"q": "khong co xa nay"})
    assert response.context["listing"].entries == []
    assert b'class="empty"' in response.content


def test_list_agrees_with_standing(three):
    for query, as_of, units in [
        ("", END_2020, END_2020),
        ("ky=2020-12-31&ms=2019-12-31", END_2020, date(2019, 12, 31)),
        ("ky=2020-12-31&ms=2025-07-01", END_2020, date(2025, 7, 1)),
        ("ky=2019-12-31", date(2019, 12, 31), date(2019, 12, 31)),
    ]:
        found, standing = listing(f"{query}&dong=tat-ca"), Register().standing(as_of, units)
        assert len(found.rows) == standing.universe
        assert sum(row.count for row in found.rows) == standing.total
        assert sum(row.recognised for row in found.rows) == len(standing.recognised)


def test_list_marks_illustration_once_or_a_row():
    first, second, *_rest = communes_on(END_2020, district__slug="van-quan", origins__isnull=True)
    report(first, END_2020, [1], illustration=True)
    report(second, END_2020, [1])
    assert not listing("pv=huyen-van-quan&nguon=reported").illustration
    assert listing(f"pv=huyen-van-quan&q={first.name}&nguon=reported").illustration


# --- the file ----------------------------------------------------------------------------------------------------


def read_file(response):
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_file_has_all_rows_of_the_filter(reader, three):
    response = reader.get(URL, {"tai": "csv", "pv": "huyen-van-quan", "dat": "1", "dong": "25"})
    rows = read_file(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="xa-2020-12-31.csv"' in response["Content-Disposition"]
    assert len(rows) == 1 + 3
    assert {len(row) for row in rows} == {len(rows[0])}


def test_file_unknown_is_empty_and_never_zero(reader):
    rows = read_file(reader.get(URL, {"tai": "csv"}))
    assert len(rows) == 1 + 181
    assert {row[6] for row in rows[1:]} == {""}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_file_runs_no_formula(text):
    assert harmless(text) == f"'{text}"


def test_file_guards_the_name_of_a_commune(reader):
    Commune.objects.filter(name="Điềm He").update(name="=HYPERLINK(1)")
    rows = read_file(reader.get(URL, {"tai": "csv", "pv": "huyen-van-quan"}))
    assert "'=HYPERLINK(1)" in {row[1] for row in rows}


# --- how well ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "dong=tat-ca", "ky=2015-12-31&dong=tat-ca", "pv=huyen-van-quan&moi=tut"])
def test_list_queries_do_not_grow(reader, three, django_assert_max_num_queries, query):
    gather("pilots", three)
    with django_assert_max_num_queries(13):
        assert reader.get(f"{URL}?{query}").status_code == 200


def test_list_address():
    assert reverse("communes") == URL
