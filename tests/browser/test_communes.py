"""Communes, districts, groups and search in a real browser: found, walked by keyboard, read at both widths."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communes.models import User
from criteria.models import Indicator, Measurement
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [(1440, 900), (390, 844)]


@pytest.fixture
def history(reference):
    """Two made-up rounds of Văn Quan with values, one commune recognised."""
    places = communes_on(END_2020, district__slug="van-quan", origins__isnull=True)
    income = Indicator.objects.get(criterion__criteria_set__code="1980", code="10")
    for position, place in enumerate(places):
        report(place, END_2019, range(1, 6 + position), illustration=True)
        made = report(place, END_2020, range(1, 8 + position), illustration=True)
        Measurement.objects.create(report=made, indicator=income, value=30 + position)
    decide(places[-1:], 2020, illustration=True)
    return places


@pytest.fixture
def leader(page, context, live_server, history, client):
    """Signed in by the session's cookie; what the console says and where requests go is kept on the page."""
    client.force_login(User.objects.create_user("lanhdao"))
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page.said, page.asked, page.base = [], set(), live_server.url
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.add(urlsplit(request.url).netloc))
    return page


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in {"serious", "critical"}]


def addresses(places):
    place = places[0].slug
    return [
        "/xa/",
        "/xa/?dong=tat-ca&ky=2019-12-31",
        "/xa/?q=khong-co-xa-nay",
        f"/xa/{place}/",
        f"/xa/{place}/?ky=2018-12-31",
        "/xa/06298-2004/",
        "/huyen/",
        "/huyen/?ky=2025-12-31",
        "/huyen/van-quan/",
        "/nhom/",
        "/nhom/border/",
        "/tim/?q=chi+lang",
        "/tim/",
    ]


@pytest.mark.parametrize("width, height", WIDTHS)
def test_communes_are_accessible_and_keep_to_themselves(leader, history, width, height):
    leader.set_viewport_size({"width": width, "height": height})
    for address in addresses(history):
        leader.goto(leader.base + address)
        assert serious(leader) == [], address
        assert leader.evaluate("document.documentElement.scrollWidth") <= width, address
    assert leader.said == []
    assert leader.asked == {urlsplit(leader.base).netloc}


@pytest.mark.parametrize("width, height", WIDTHS)
def test_list_finds_chi_lang_without_diacritics(leader, width, height):
    leader.set_viewport_size({"width": width, "height": height})
    leader.goto(f"{leader.base}/xa/?ky=2018-12-31")
    leader.locator("main input[name=q]").fill("chi lang")
    leader.keyboard.press("Enter")
    rows = leader.locator("table.list tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Chi Lăng")
    expect(rows.last).to_contain_text("Tràng Định")
    assert "ky=2018-12-31" in leader.url


def test_list_to_commune_and_back_by_keyboard(leader, history):
    leader.goto(f"{leader.base}/xa/?pv=huyen-van-quan&thieu=19&nguon=reported&xep=ten")
    first = leader.locator("table.list tbody th a").first
    name = first.inner_text()
    press_until(leader, first)
    leader.keyboard.press("Enter")
    expect(leader.locator("h1")).to_contain_text(name)
    summary = leader.locator(".crit summary").first
    press_until(leader, summary)
    was_open = leader.locator(".crit").first.get_attribute("open") is not None
    leader.keyboard.press("Enter")
    assert (leader.locator(".crit").first.get_attribute("open") is not None) != was_open
    leader.go_back()  # Alt+Left: headless Chromium has no window to press it in
    expect(leader.locator("table.list tbody th a").first).to_have_text(name)
    assert "thieu=19" in leader.url


def press_until(page, wanted, most=80):
    """Walks with Tab until the element has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("the element cannot be reached with Tab")


@pytest.mark.parametrize("width, height", WIDTHS)
def test_look_up_opens_without_script_and_searches(leader, width, height, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": height})
    context.add_cookies(leader.context.cookies())
    page = context.new_page()
    page.goto(f"{leader.base}/xa/")
    if width == 390:
        page.locator(".burger > summary").click()
    within = page.locator(".burger" if width == 390 else ".nav")
    within.locator(".more summary").click()
    within.locator(".more input[name=q]").fill("giao thong")
    within.locator(".more input[name=q]").press("Enter")
    expect(page).to_have_url(f"{leader.base}/tim/?q=giao+thong")
    expect(page.locator(".hits a").first).to_be_visible()
    context.close()


def test_commune_prints_on_one_page(leader, history):
    leader.goto(f"{leader.base}/xa/{history[0].slug}/")
    assert leader.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_commune_of_the_past_leads_to_its_successor(leader):
    leader.goto(f"{leader.base}/xa/06298-2004/?ky=2020-12-31")
    leader.locator("main .notice a").first.click()
    expect(leader).to_have_url(re.compile(r"/xa/(?!06298-2004)\d+-20\d\d/"))
    expect(leader.locator("main .notice")).to_have_count(0)


def test_district_after_2025_leads_back_to_its_units(leader):
    leader.goto(f"{leader.base}/huyen/van-quan/?ky={date(2025, 12, 31)}")
    leader.locator("main .notice:not(.warn) a").click()
    expect(leader.locator(".kpi")).to_be_visible()
