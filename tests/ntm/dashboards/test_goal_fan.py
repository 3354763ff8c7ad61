"""The fan of one target, over four years in which every commune gained one criterion a year."""

import pytest
from django.urls import reverse

from communes.models import User
from tests.criteria.people import browsing
from tests.illustrated import shared
from tests.ntm.dashboards.test_goal import drawn, told

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def entered(django_db_setup, django_db_blocker):
    with shared(django_db_blocker):
        told()
        yield


@pytest.fixture
def client(entered, db):
    return browsing(User.objects.create_user("lanhdao"))


@pytest.fixture
def show(client):
    return lambda code, query="": client.get(f"{reverse('goal', args=[code])}?{query}").text


def test_goal_names_communes_of_the_base_that_left_the_rural_universe(show):
    text = show("f420")
    assert "Quang Lang" in text
    assert "Quang Lang" not in show("f426")


def test_goal_ahead_has_a_fan_of_the_communes_histories(show):
    text = show("f427", "ky=2020-12-31")
    figure = drawn(text)
    fan = next(trace for trace in figure["data"] if trace.get("fill") == "toself")
    assert max(fan["x"]) == 2025
    assert "2017–2020" in text
    assert 'class="mh"' not in text.split("<footer>")[0]


def test_goal_tries_the_fan_on_entered_years(show):
    """What the average of 2019 and 2020 was is known; from 2017 and 2018 the fan promised one criterion a year."""
    text = show("f427", "thu=1").split('id="thu"')[1]
    assert text.count("<tr>") > 2
    assert "2018" in text


def test_goal_lists_projected_year_in_the_list_of_targets(show, client):
    text = client.get(f"{reverse('goals')}?nam=2021-2025").text
    row = text[text.index('<tr id="F427"') :]
    assert "2022" in row[: row.index("</tr>")]


def test_goal_queries_do_not_grow(show, django_assert_max_num_queries):
    show("f426")
    with django_assert_max_num_queries(26):
        show("f426", "thu=1")
