"""Groups of communes: members on the date, their average, their targets, and whether a source names them."""

from datetime import date

import pytest

from communes.models import Membership, User
from ntm.register import Register
from tests.ntm.readings import END_2020, communes_on, gather, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


def test_groups_list_each_with_its_members(reader):
    found = {row.group.slug: row for row in reader.get("/nhom/?ky=2019-12-31").context["rows"]}
    assert found["border"].numbers.size == 20
    assert not found["border"].illustration


@pytest.mark.parametrize("on, size", [("2019-12-31", 20), ("2024-12-31", 20), ("2025-12-31", 11)])
def test_group_members_on_the_date(reader, on, size):
    assert reader.get(f"/nhom/border/?ky={on}").context["part"].numbers.size == size


def test_group_average_is_that_of_standing(reader):
    places = communes_on(END_2020)[:4]
    gather("pilots", places)
    for position, place in enumerate(places):
        report(place, END_2020, range(1, 8 + position))
    register = Register()
    expected = register.standing(END_2020).within(register.members("pilots", END_2020, END_2020))
    numbers = reader.get("/nhom/pilots/").context["part"].numbers
    assert (numbers.average, numbers.size) == (expected.average, 4)
    assert numbers.average_text == "8,50"


def test_group_targets_are_judged(reader):
    response = reader.get("/nhom/border/?ky=2020-12-31")
    codes = {goal.target.code for table in response.context["part"].goal_tables for goal in table.goals}
    assert {"F052", "F477"} <= codes


def test_group_published_results_keep_their_source(reader):
    published = reader.get("/nhom/border/?ky=2019-12-31").context["part"].published
    assert any(value == "10,6" for _label, value, _place, _address in published)


def test_group_without_a_source_says_its_members_are_made_up(reader):
    gather("pilots", communes_on(END_2020)[:2])
    Membership.objects.filter(group__slug="pilots").update(illustration=True)
    response = reader.get("/nhom/pilots/")
    assert response.context["made_up"]
    assert 'class="mh"' in response.content.decode()


def test_group_without_members_on_the_date(reader):
    gather("later", communes_on(END_2020)[:2], date(2020, 6, 1))
    response = reader.get("/nhom/later/?ky=2018-12-31")
    assert response.status_code == 200


@pytest.mark.parametrize("slug", ["khong-co", "border-2"])
def test_group_unknown_is_a_404(reader, slug):
    assert reader.get(f"/nhom/{slug}/").status_code == 404


@pytest.mark.parametrize("url", ["/nhom/", "/nhom/border/", "/nhom/border/?ky=2025-12-31&ms=2019-12-31"])
def test_groups_queries_do_not_grow(reader, url, django_assert_max_num_queries):
    gather("pilots", communes_on(END_2020)[:9])
    with django_assert_max_num_queries(15):
        assert reader.get(url).status_code == 200


def test_groups_on_an_empty_database(empty_database, client):
    client.force_login(User.objects.create_user("dau-tien"))
    assert client.get("/nhom/").status_code == 200
    assert client.get("/nhom/border/").status_code == 404
