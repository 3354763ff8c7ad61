"""Districts side by side and one district's own page, until the day the districts ended."""

from datetime import date

import pytest
from django.http import QueryDict

from communes.models import User
from ntm.dashboards.communes import Listing
from ntm.register import Register
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LATER = "?ky=2025-12-31"


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


@pytest.fixture
def results():
    """Two districts with results; three communes of Văn Quan are recognised and gained criteria."""
    for slug, held in (("van-quan", range(1, 20)), ("dinh-lap", range(1, 8))):
        for place in communes_on(END_2020, district__slug=slug, origins__isnull=True)[:3]:
            report(place, END_2019, range(2, 8))
            report(place, END_2020, held)
    decide(communes_on(END_2020, district__slug="van-quan", origins__isnull=True)[:3], 2020)


def rows(reader, query=""):
    response = reader.get(f"/huyen/{query}")
    assert response.status_code == 200
    return response.context["rows"]


def test_districts_are_eleven_and_sum_to_the_province(reader, results):
    response = reader.get("/huyen/")
    found, total = response.context["rows"], response.context["total"]
    assert len(found) == 11
    assert sum(one.numbers.size for one in found) == total.size == 181
    assert sum(one.numbers.recognised for one in found) == total.recognised
    assert sum(one.numbers.gained or 0 for one in found) == total.gained


@pytest.mark.parametrize("as_of", ["2019-12-31", "2020-12-31", "2024-12-31"])
@pytest.mark.parametrize("units", ["2019-12-31", "2020-01-01", "2024-12-31"])
def test_districts_agree_with_standing(reader, results, as_of, units):
    register = Register()
    standing = register.standing(date.fromisoformat(as_of), date.fromisoformat(units))
    for one in rows(reader, f"?ky={as_of}&ms={units}"):
        own = standing.within(register.district_communes(one.district.slug, date.fromisoformat(units)))
        assert one.numbers.recognised == len(own.recognised)
        assert (one.numbers.average, one.numbers.size) == (own.average, own.universe)


@pytest.mark.parametrize("asked, first", [("ty-le", "van-quan"), ("duoi-10", "dinh-lap"), ("moi-dat", "van-quan")])
def test_districts_in_the_order_of_the_question(reader, results, asked, first):
    assert rows(reader, f"?xep={asked}")[0].district.slug == first


def test_districts_unknown_question_is_the_usual_one(reader, results):
    assert rows(reader, "?xep=drop")[0].district.slug == "van-quan"


def test_districts_without_data_say_unknown(reader):
    one = rows(reader)[0].numbers
    assert (one.average_text, one.all_criteria, one.below) == ("–", None, None)


def test_districts_have_ended_and_lead_on(reader):
    response = reader.get(f"/huyen/{LATER}")
    assert response.context["rows"] == []
    assert "ms=2025-06-30" in response.context["ended"]["url"]
    assert len(response.context["ended"]["heirs"]) == 11
    assert len(rows(reader, "?ky=2025-12-31&ms=2025-06-30")) == 11


# --- one district ------------------------------------------------------------------------------------------------


def test_district_shows_its_numbers_bands_and_criteria(reader, results):
    part = reader.get("/huyen/van-quan/").context["part"]
    assert (part.numbers.recognised, part.numbers.size) == (3, 16)
    assert sum(band.communes for band in part.bands if "muc=" in band.url) == 16
    assert {one.number: one.communes for one in part.criteria}[19] == 3


def test_district_numbers_lead_to_as_many_rows(reader, results):
    part = reader.get("/huyen/van-quan/").context["part"]
    for one in [*part.bands, *part.criteria]:
        assert len(Listing(QueryDict(one.url.partition("?")[2])).found) == one.communes


def test_district_targets_are_judged(reader, results):
    response = reader.get("/huyen/van-quan/?ky=2022-12-31")
    goals = [goal for table in response.context["part"].goal_tables for goal in table.goals]
    assert {goal.target.code for goal in goals} >= {"F442", "F445", "F451"}
    assert {goal.target.scope for goal in goals} == {"district:Văn Quan"}


def test_district_without_targets_says_so(reader):
    assert reader.get("/huyen/dinh-lap/").context["part"].goal_tables == []


def test_district_after_its_end_shows_what_became_of_it(reader):
    response = reader.get(f"/huyen/van-quan/{LATER}")
    names = [one.commune.name for one in response.context["heirs"]]
    assert response.context["over"]
    assert "Văn Quan" in names
    assert "ms=2025-06-30" in response.context["basis_url"]
    assert not reader.get("/huyen/van-quan/?ky=2025-12-31&ms=2025-06-30").context["over"]


@pytest.mark.parametrize("slug", ["khong-co", "van-quan-2", "-"])
def test_district_unknown_is_a_404(reader, slug):
    assert reader.get(f"/huyen/{slug}/").status_code == 404


def test_district_scope_is_its_address(reader):
    selection = reader.get("/huyen/van-quan/?pv=huyen-cao-loc").context["selection"]
    assert selection.scope == "huyen-van-quan"


@pytest.mark.parametrize("url", ["/huyen/", f"/huyen/{LATER}", "/huyen/van-quan/", f"/huyen/van-quan/{LATER}"])
def test_districts_queries_do_not_grow(reader, results, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert reader.get(url).status_code == 200
