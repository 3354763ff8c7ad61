"""Tiêu chí in a real browser: from the list to a criterion and a set by keyboard, chart, accessibility, width."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communes.models import User
from tests.ntm.readings import END_2019, END_2020, communes_on, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "mot-hai-ba-bon-nam"


@pytest.fixture
def history(reference):
    for on, most in ((END_2019, 15), (END_2020, 17)):
        reports(on, {one: range(1, 3 + one.id % most) for one in communes_on(on)[:60]}, illustration=True)


@pytest.fixture
def leader(page, live_server, history):
    """The list of criteria, signed in through the form; what the console says is kept on the page."""
    User.objects.create_user("lanhdao", password=PASSWORD)
    page.said, page.asked = [], set()
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.add(urlsplit(request.url).netloc))
    page.goto(f"{live_server.url}/tieu-chi/")
    page.locator("#id_username").fill("lanhdao")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button.btn-primary").click()
    expect(page.locator("table.criteria")).to_be_visible()
    return page


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}]


def tab_to(page, locator, most=80):
    """Tab until the element has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"not reached by Tab: {locator}")


def test_criterion_is_reached_from_the_list_by_keyboard(leader):
    tab_to(leader, leader.get_by_role("link", name="5. Trường học"))
    leader.keyboard.press("Enter")
    expect(leader.locator("h1")).to_contain_text("5. Trường học")
    tab_to(leader, leader.locator(".way a[rel=next]"))
    leader.keyboard.press("Enter")
    expect(leader.locator("h1")).to_contain_text("6. Cơ sở vật chất văn hóa")
    assert leader.said == []
    assert leader.asked == {urlsplit(leader.url).netloc}


def test_criterion_draws_its_path_beside_its_table(leader):
    leader.goto(leader.url.split("/tieu-chi/")[0] + "/tieu-chi/1980/2/")
    expect(leader.locator("#main svg.main-svg").first).to_be_visible()
    table = leader.locator("figure details.dt").first
    table.locator("summary").click()
    expect(table.locator("tbody tr").first).to_be_visible()
    assert leader.said == []


def test_criterion_keeps_the_round_and_the_scope_of_the_list(leader):
    leader.goto(leader.url.split("?")[0] + "?ky=2019-12-31&pv=huyen-bac-son&xep=so")
    leader.locator("table.criteria tbody th a").first.click()
    expect(leader.locator("h1")).to_contain_text("Bắc Sơn")
    expect(leader.locator("select[name=ky]")).to_have_value("2019-12-31")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["/tieu-chi/", "/tieu-chi/1980/2/", "/tieu-chi/51-2025/5/"])
def test_criteria_pages_are_accessible_and_fit(leader, width, path):
    leader.set_viewport_size({"width": width, "height": 900})
    leader.goto(leader.url.split("/tieu-chi/")[0] + path)
    leader.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert serious(leader) == []
    assert leader.evaluate("document.documentElement.scrollWidth") <= width
    assert leader.said == []
