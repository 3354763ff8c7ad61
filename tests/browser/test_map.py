"""The map in a real browser: to a commune by keyboard, two dates, names for a screen reader; both widths pass axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.ntm.readings import END_2019, END_2020, communes_on, decide, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LAYERS = ["", "?lop=tieu-chi&tc=5&so=2019-12-31", "?lop=thay-doi&so=2019-12-31", "?lop=cong-nhan"]


@pytest.fixture
def history(reference):
    for on in (END_2019, END_2020):
        held = {}
        for place, commune in enumerate(communes_on(on)):
            more = 1 if on == END_2020 and place % 3 == 0 else 0
            held[commune] = range(1, 1 + place % 19 + more)
        reports(on, held, illustration=True)
    decide(communes_on(END_2020)[:9], 2020)


def test_map_leads_to_a_commune_by_keyboard(leader, history):
    page = leader("/ban-do/")
    tile = page.locator(".tm a").nth(2)
    name = tile.locator("title").text_content().split(",")[0]
    page.locator(".tm a").nth(1).focus()
    page.keyboard.press("Tab")
    expect(tile).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/xa/\d{5}-\d{4}/"))
    expect(page.locator("h1")).to_contain_text(name)


def test_map_names_its_tiles_for_a_screen_reader(leader, history):
    page = leader("/ban-do/")
    expect(page.get_by_role("link", name="Hoàng Đồng, Thành phố Lạng Sơn: ")).to_have_count(1)


def test_map_changes_layer_criterion_and_date(leader, history):
    page = leader("/ban-do/")
    page.locator(".chip[href*='lop=tieu-chi']").click()
    page.locator("select[name=tc]").select_option("5")
    expect(page).to_have_url(re.compile("tc=5"))
    page.locator("select[name=so]").select_option("2019-12-31")
    expect(page.locator(".tm")).to_have_count(2)
    left, right = (one.bounding_box() for one in page.locator(".tm").all())
    assert left["x"] + left["width"] <= right["x"]


def test_map_legend_leads_to_the_rows(leader, history):
    page = leader("/ban-do/?lop=tieu-chi&tc=5")
    link = page.locator(".key a").first
    count = int(link.inner_text())
    link.click()
    expect(page.locator(".mx tbody tr:not(.g, .tt)")).to_have_count(count)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("layer", LAYERS)
def test_map_is_accessible(leader, history, layer, width):
    page = leader(f"/ban-do/{layer}")
    page.set_viewport_size({"width": width, "height": 844})
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
