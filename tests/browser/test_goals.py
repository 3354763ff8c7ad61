"""Mục tiêu and Văn bản in a real browser: filter, open a quote, follow it to its figure; both widths pass axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from communes.models import Officer
from tests.criteria.people import somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/muc-tieu/", "/muc-tieu/f415/", "/van-ban/", "/van-ban/tb-2020/", "/cam-ket/c05/"]


def test_goals_filters_and_leads_to_the_quote(leader):
    page = leader("/muc-tieu/")
    page.locator(".chip[href*='nam=2021-2025']").click()
    expect(page).to_have_url(re.compile("nam=2021-2025"))
    row = page.locator("#F426")
    expect(row).to_contain_text("115/181")
    expect(row).to_contain_text("63,54%")
    row.locator("summary").click()
    expect(row.locator("blockquote").first).to_be_visible()
    row.locator("details").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/van-ban/bc-nq20-2020/#F426$"))
    expect(page.locator("#F426 q")).to_be_in_viewport()


def test_goal_opens_from_its_row_and_draws_its_way(leader):
    page = leader("/muc-tieu/?nam=2020")
    page.locator("#F415 th a").click()
    expect(page.locator("h1")).to_contain_text("35,74%")
    expect(page.locator("[data-chart=chart-goal] svg.main-svg").first).to_be_visible()
    expect(page.locator(".versions tbody tr")).to_have_count(5)
    page.locator(".versions tbody a").nth(2).click()
    expect(page).to_have_url(re.compile(r"/muc-tieu/f417/"))


def test_commitment_is_added_and_judged_without_code(page, live_server, client, reference):
    """The average of 2020 is printed: 12,5 criteria per commune keep “at least 12”."""
    office = somebody("tinh", Officer.Role.OFFICE)
    client.force_login(office)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/cam-ket/them/")
    for name, text in {"title": "Bình quân 12", "section": "II", "line": "1", "quote": "12", "value": "12"}.items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("#id_document").select_option(index=1)
    page.locator("#id_date").fill("31/12/2020")
    page.locator("main button").click()
    expect(page).to_have_url(re.compile("/cam-ket/k01/"))
    expect(page.locator("h1")).to_contain_text("12,5")
    expect(page.locator(".facts .v.exceeded, .facts .v.met").first).to_be_visible()


def test_documents_find_words_without_diacritics(leader):
    page = leader("/van-ban/")
    page.locator("a[href*='bc-nq20-2020']").click()
    page.locator("#q").fill("xa dat chuan")
    page.locator(".find button").click()
    expect(page).to_have_url(re.compile(r"q=xa\+dat\+chuan"))
    assert 0 < page.locator("tr[id^=F]").count() < 318


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PAGES)
def test_goals_and_documents_are_accessible(leader, path, width):
    page = leader(path)
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate("document.querySelectorAll('main details').forEach((one, place) => { one.open = place < 9 })")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
