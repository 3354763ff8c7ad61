"""A rearrangement in a real browser: pasted, corrected, looked at, proposed; both widths pass axe and do not scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from communes.models import Officer
from tests.criteria.people import somebody
from tests.criteria.rearrangement.province import TEXT, unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(page, live_server, client, reference):
    """The page of somebody of the office."""
    client.force_login(somebody("tinh", Officer.Role.OFFICE))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page


def accessible(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_rearrangement_is_pasted_corrected_and_proposed(office, live_server):
    somebody("xa", Officer.Role.COMMUNE, communes=[unit("Khuất Xá")])
    page = office
    page.goto(f"{live_server.url}/sap-xep/moi/")
    page.locator("[name=decree]").fill("NQ 99/NQ-UBTVQH16")
    page.locator("[name=effective_on]").fill("01/07/2027")
    page.locator("[name=text]").fill(TEXT + "\nKhông Có → xã Nào (06996)")
    page.locator("main form button").click()
    expect(page.locator(".errbox li")).to_have_count(1)
    accessible(page, 390)
    page.locator("a[href$='/sua/']").click()
    expect(page.locator("[name=text]")).to_have_value(TEXT + "\nKhông Có → xã Nào (06996)")
    page.locator("[name=text]").fill(TEXT)
    page.locator("main form button").click()
    expect(page.locator("main select")).to_have_count(4)
    for width in (1440, 390):
        accessible(page, width)
    page.locator("form[action$='/trinh/'] button").click()
    expect(page.locator(".messages .success")).to_have_count(1)
    expect(page.locator("form[action$='/duyet/']")).to_have_count(0)
