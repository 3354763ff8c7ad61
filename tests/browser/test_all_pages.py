"""Every page for people who use a screen reader or no mouse: 207 rows, nothing at all, and a walk by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communes.models import User
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/", "/ma-tran/", "/ban-do/", "/xa/?dong=tat-ca", "/huyen/", "/huyen/van-quan/", "/nhom/", "/nhom/border/"]
PAGES += ["/tieu-chi/", "/tieu-chi/1980/5/", "/muc-tieu/", "/van-ban/", "/bao-cao-nhanh/", "/tim/?q=chi+lang"]
PAGES += ["/doi-chieu/", "/so-lieu/", "/so-lieu/F347/"]
PAGES += ["/cau-noi/", "/gan-dat/", "/xa/06298-2020/ly-do/17/"]
PAGES += ["/lich-su/", "/lich-su/06298-2020/1980/17/", "/?biet=2020-02-01", "/ma-tran/?biet=2020-02-01"]
MOST_TABS = 150


@pytest.fixture
def signed_in(page, context, live_server, reference, client):
    client.force_login(User.objects.create_user("lanhdao"))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.base = live_server.url
    return page


@pytest.fixture
def province(reference):
    """All communes at the ends of 2019 and 2020."""
    for day in (END_2019, END_2020):
        reports(day, {one: range(1, 3 + one.id % 17) for one in communes_on(day)}, illustration=True)
    decide(communes_on(END_2019)[:61], 2019, illustration=True)


def serious(page, address):
    page.goto(page.base + address)
    found = Axe().run(page).response["violations"]
    return [
        (address, one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in {"serious", "critical"}
    ]


def test_pages_of_207_communes_are_accessible(signed_in, province):
    signed_in.set_viewport_size({"width": 1440, "height": 900})
    query = [f"{one}{'&' if '?' in one else '?'}ky=2019-12-31" for one in PAGES]
    assert [found for address in query for found in serious(signed_in, address)] == []


def test_pages_without_any_report_are_accessible_on_a_phone(signed_in):
    signed_in.set_viewport_size({"width": 390, "height": 844})
    assert [found for address in PAGES for found in serious(signed_in, address)] == []


def press_tab_until(page, selector):
    """Walks on with Tab until an element of the selector has the focus."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached by {MOST_TABS} presses of Tab")


def test_from_the_overview_to_a_commune_that_lacks_a_criterion_and_back_by_keyboard(signed_in, province):
    page = signed_in
    page.goto(f"{page.base}/")
    press_tab_until(page, 'main a[href*="/tieu-chi/1980/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/tieu-chi/1980/**")
    press_tab_until(page, 'main a[href^="/xa/0"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/xa/0**")
    expect(page.locator("main h1")).to_be_visible()
    press_tab_until(page, "nav a[href='/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{page.base}/")
    expect(page.locator(".big")).to_be_visible()
