"""A scenario in a real browser: planned on a phone without JavaScript, changed by hand with it, both readable."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communes.models import Officer, User
from criteria.models import Scenario
from tests.ntm.readings import END_2020, communes_on, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cookie(live_server, reference, client):
    user = User.objects.create_user("tinh")
    Officer.objects.create(user=user, role=Officer.Role.OFFICE, valid_from=date(2011, 1, 1))
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:100]) for one in found if one["impact"] in {"serious", "critical"}]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_scenario_planned_on_a_phone_and_changed_by_hand(browser, page, context, live_server, cookie):
    places = communes_on(END_2020, district__slug="van-quan")[:3]
    reports(END_2020, {place: range(1, 16 + at) for at, place in enumerate(places)})
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="vi-VN")
    phone.add_cookies([cookie])
    small = phone.new_page()
    small.goto(f"{live_server.url}/phuong-an/moi/?ky=2020-12-31&can=2")
    small.locator("#id_name").fill("Hai xã của Văn Quan")
    small.locator("#id_due").fill("31/12/2021")
    small.locator("button[name=plan]").click()
    expect(small.locator("h1")).to_contain_text("Hai xã của Văn Quan")
    expect(small.locator(".plan tbody tr")).to_have_count(2)
    assert fits(small)
    phone.close()

    made = Scenario.objects.get()
    context.add_cookies([cookie])
    page.goto(f"{live_server.url}/phuong-an/{made.pk}/")
    assert serious(page) == []
    page.goto(f"{live_server.url}/phuong-an/{made.pk}/chon/")
    assert serious(page) == []
    free = page.locator("fieldset", has_text=places[0].name)
    free.locator("button.all").click()
    expect(free.locator("input:checked")).to_have_count(4)
    page.locator("main button.btn-primary").click()
    expect(page.locator(".plan tbody tr")).to_have_count(3)
    page.goto(f"{live_server.url}/phuong-an/{made.pk}/sua/")
    assert serious(page) == []
