"""From a cell of the matrix to its reason, by mouse and by keyboard; and the pages of what is close, for everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from criteria.models import Indicator, Measurement
from tests.ntm.readings import END_2019, END_2020, communes_on, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def province(reference):
    """All communes at two year-ends, and in the first two of them a value that misses or just reaches its threshold."""
    for on in (END_2019, END_2020):
        made = reports(on, {one: range(1, 3 + one.id % 17) for one in communes_on(on)}, illustration=True)
    insured = Indicator.objects.get(criterion__criteria_set__code="1980", code="15.1")
    for one, people in zip(made, (400, 426), strict=False):
        Measurement.objects.create(report=one, indicator=insured, value=people / 5, numerator=people, denominator=500)


@pytest.fixture
def visit(province, leader):
    return leader


def test_cell_of_the_matrix_opens_its_reason_by_mouse_and_by_keyboard(visit):
    page = visit("/ma-tran/?ky=2020-12-31")
    row = page.locator(".mx tbody tr:not(.g, .tt)").first
    name = row.locator("th a").inner_text()
    window = page.locator("dialog[data-reason]")
    row.locator("td").nth(15).click()
    expect(window.locator("h2")).to_contain_text(name)
    expect(window.locator("h2")).to_contain_text("15. ")
    page.keyboard.press("Escape")
    expect(window).not_to_be_visible()
    row.locator("th a").focus()
    for _step in range(5):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(window.locator("h2")).to_contain_text("4. ")
    expect(window.locator("h2")).not_to_contain_text(f"{name} ")
    window.locator("a[data-whole]").click()
    page.wait_for_url("**/ly-do/4/?ky=2020-12-31")
    expect(page.locator("h1")).to_contain_text("4. ")


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_of_what_is_close_are_accessible(visit, width):
    found = []
    for path in ("/gan-dat/?ky=2020-12-31", "/gan-dat/?mat=tut", "/xa/06298-2020/ly-do/17/"):
        page = visit(path)
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found += [(path, one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]
    assert found == []
