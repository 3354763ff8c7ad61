"""From invitation to one's own work in a real browser: the link is shown, copied, opened, and works once."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communes.models import User
from tests.communes.people import PASSWORD, Role, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "mat-khau-moi-1541"


def sign_in(page, live_server, username):
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/dang-nhap/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button.btn-primary").click()


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:100]) for one in found if one["impact"] in {"serious", "critical"}]


def check(page, width):
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_invite_set_a_password_and_land_on_ones_own_work(page, browser, live_server, reference, width):
    person("quantri", Role.ADMINISTRATOR)
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, live_server, "quantri")
    expect(page).to_have_url(f"{live_server.url}/tai-khoan/")
    page.locator('main a[href="/tai-khoan/moi/"]').click()
    page.locator('main a[href="?vai_tro=office"]').click()
    page.locator("#id_name").fill("Nông Thị Hoa")
    page.locator("#id_username").fill("có dấu")
    page.locator("main form button.btn-primary").click()
    expect(page.locator("#id_username")).to_have_attribute("aria-invalid", "true")
    check(page, width)
    page.locator("#id_username").fill("hoa")
    page.locator("main form button.btn-primary").click()
    link = page.locator("#one-time-link").input_value()
    expect(page.locator("button[data-copy]")).to_be_visible()
    check(page, width)

    context = browser.new_context(viewport={"width": width, "height": 844}, locale="vi-VN")
    theirs = context.new_page()
    theirs.goto(link)
    check(theirs, width)
    theirs.locator("#id_new_password1").fill("ngan")
    theirs.locator("#id_new_password2").fill("ngan")
    theirs.locator("main form button").click()
    expect(theirs.locator(".errorlist")).to_be_visible()
    theirs.locator("#id_new_password1").fill(NEW)
    theirs.locator("#id_new_password2").fill(NEW)
    theirs.locator("main form button").click()
    expect(theirs).not_to_have_url(re.compile("/duong-dan/|/dang-nhap/|/bat-dau/"))
    assert User.objects.get(username="hoa").check_password(NEW)
    header = theirs.locator(".who" if width == 1440 else ".burger")
    if width != 1440:
        header.locator("summary").first.click()
    header.locator(".work summary").click()
    expect(header.locator('.work a[href="/tai-khoan/"]')).to_be_visible()
    theirs.goto(link)
    expect(theirs.locator("h1")).to_be_visible()
    expect(theirs.locator("#id_new_password1")).to_have_count(0)
    context.close()
    assert page.said == []


PAGES = ["/tai-khoan/", "/tai-khoan/moi/?vai_tro=commune", "/dia-ban/", "/dia-ban/moi/", "/mat-khau/"]


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_of_accounts_and_areas_are_accessible_and_fit(page, live_server, reference, width):
    lan = person("lan" * 30, Role.LEADER)
    person("quantri", Role.ADMINISTRATOR)
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, live_server, "quantri")
    held = lan.roles.get().pk
    about = [f"/tai-khoan/{lan.pk}/", f"/tai-khoan/{lan.pk}/ngung/", f"/tai-khoan/{lan.pk}/vai-tro/{held}/ban-giao/"]
    for address in PAGES + about:
        page.goto(f"{live_server.url}{address}")
        assert (address, serious(page)) == (address, [])
        assert (address, page.evaluate("document.documentElement.scrollWidth") <= width) == (address, True)
