"""The page of recognition over the whole illustration: marked, the published numbers, and few queries."""

from datetime import date

import pytest
from django.urls import reverse

from communes.models import User
from tests.illustrated import illustrated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("illustrated")]
__all__ = ["illustrated"]


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("doc"))
    return client


def page(client, query):
    return client.get(f"{reverse('recognition')}?{query}")


def gap_of(response):
    return next(one for one in response.context["gaps"] if one.level == "basic")


def test_page_marks_made_up_numbers_and_agrees_with_the_overview(reader):
    for on, recognised, whole in (
        (date(2019, 12, 31), 61, 207),
        (date(2020, 12, 31), 65, 181),
        (date(2025, 12, 31), None, 61),
    ):
        gap = gap_of(page(reader, f"ky={on}"))
        assert gap.universe == whole
        assert recognised in (None, gap.recognised)
    text = page(reader, "ky=2024-12-31").text
    assert 'class="mh"' in text


def test_page_queries_do_not_grow_with_communes_or_decisions(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page(reader, "ky=2019-12-31")
    with django_assert_max_num_queries(20):
        page(reader, "ky=2024-12-31")
