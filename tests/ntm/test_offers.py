"""Offers on remembered pages: the first reader and every later one sees those of their own roles only."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from ntm import settings as product
from tests.communes.people import Role, person, signed_in
from tests.ntm.readings import END_2020, communes_on, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def real_cache(settings):
    settings.CACHES = product.CACHES
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("first, second", [(Role.OFFICE, Role.DISTRICT), (Role.DISTRICT, Role.OFFICE)])
@pytest.mark.parametrize("address", ["/?ky=2020-12-31", "/muc-tieu/?ky=2020-12-31", "/gan-dat/?ky=2020-12-31"])
def test_offer_to_plan_is_shown_to_the_office_only(address, first, second):
    report(communes_on(END_2020)[0], END_2020, [1, 2])
    for name, role in (("dau", first), ("sau", second)):
        page = signed_in(person(name, role)).get(address).content.decode()
        assert (reverse("scenario_new") in page) == (role == Role.OFFICE)
        assert ("<!-- for" in page) == (role == Role.OFFICE)


def test_offer_carries_the_number_and_the_round():
    page = signed_in(person("tinh", Role.OFFICE)).get("/?ky=2020-12-31").content.decode()
    assert f"{reverse('scenario_new')}?ky=2020-12-31&amp;can=50" in page
