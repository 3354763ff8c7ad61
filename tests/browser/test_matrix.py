"""The matrix in a real browser: filter, sort, sticky heads, print; both widths pass axe without a console error."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.ntm.readings import END_2019, END_2020, communes_on, decide, gather, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATHS = ["/ma-tran/", "/ma-tran/?ky=2019-12-31", "/ma-tran/?ky=2025-12-31", "/ma-tran/?q=khong+co"]
A3_LANDSCAPE = (1191, 842)  # points


@pytest.fixture
def history(reference):
    for on in (END_2019, END_2020):
        held = {}
        for place, commune in enumerate(communes_on(on)):
            more = 1 if on == END_2020 and place % 3 == 0 else 0
            held[commune] = range(1, 1 + place % 19 + more)
        reports(on, held, illustration=True)
    decide(communes_on(END_2020)[:9], 2020)
    gather("border", communes_on(END_2020)[20:40], date(2016, 1, 1))


def rows(page):
    return page.locator(".mx tbody tr:not(.g, .tt)")


def test_matrix_filters_by_keyboard_and_by_criterion(leader, history):
    page = leader("/ma-tran/?ky=2020-12-31")
    expect(rows(page)).to_have_count(181)
    chip = page.locator(".chip[href*='muc=15-18']")
    count = int(chip.inner_text().split(":")[1])
    chip.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("muc=15-18"))
    expect(rows(page)).to_have_count(count)
    page.locator(".pick summary").click()
    lacking = page.locator(".pick a[href*='thieu=5']").first
    count = int(lacking.locator("b").inner_text())
    lacking.click()
    expect(page).to_have_url(re.compile("thieu=5"))
    expect(rows(page)).to_have_count(count)


def test_matrix_sorts_by_name_and_back(leader, history):
    page = leader("/ma-tran/?ky=2020-12-31&pv=huyen-van-quan")
    page.locator(".mx thead th:first-child a").click()
    expect(page.locator(".mx thead th:first-child")).to_have_attribute("aria-sort", "ascending")
    names = rows(page).locator("th").all_inner_texts()
    page.locator(".mx thead th:first-child a").click()
    expect(page.locator(".mx thead th:first-child")).to_have_attribute("aria-sort", "descending")
    assert rows(page).locator("th").all_inner_texts() == names[::-1]


def test_matrix_keeps_its_filter_when_the_round_changes(leader, history):
    page = leader("/ma-tran/?ky=2020-12-31&cn=co")
    page.locator(".ctx select[name=ky]").select_option("2019-12-31")
    expect(page).to_have_url(re.compile(r"ky=2019-12-31.*cn=co"))


def test_matrix_head_and_district_stay_in_view(leader, history):
    page = leader("/ma-tran/?ky=2020-12-31")
    page.mouse.wheel(0, 2500)
    expect(page.locator(".mx thead th").first).to_be_in_viewport()
    bar = page.locator(".ctx").bounding_box()
    head = page.locator(".mx thead th").first.bounding_box()
    tops = [box["y"] for box in (one.bounding_box() for one in page.locator(".mx .g th").all())]
    assert head["y"] == pytest.approx(bar["y"] + bar["height"], abs=1.5)
    assert any(top == pytest.approx(head["y"] + head["height"], abs=1.5) for top in tops)


def test_matrix_prints_on_a3_with_its_head_on_every_sheet(leader, history):
    page = leader("/ma-tran/?ky=2020-12-31")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert 2 <= len(sizes) <= 6
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {A3_LANDSCAPE}
    page.emulate_media(media="print")
    expect(page.locator(".mx thead")).to_have_css("display", "table-header-group")
    expect(page.locator(".mx thead th").first).to_have_css("position", "static")
    expect(page.locator(".chips")).to_be_hidden()
    expect(page.locator(".print-line")).to_be_visible()


def test_matrix_is_strips_on_a_phone(leader, history):
    page = leader("/ma-tran/?ky=2020-12-31")
    page.set_viewport_size({"width": 390, "height": 844})
    cells = rows(page).nth(3).locator("td:not(.c, .s)")
    tops = {round(cell.bounding_box()["y"]) for cell in cells.all()}
    assert (cells.count(), len(tops)) == (19, 1)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PATHS)
def test_matrix_is_accessible(leader, history, path, width):
    page = leader(path)
    page.set_viewport_size({"width": width, "height": 844})
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
