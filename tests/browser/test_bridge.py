"""The bridge in a real browser: drawn, turned round, its communes one click away; both widths pass axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.ntm.readings import END_2019, END_2020, communes_on, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AVERAGE = "/cau-noi/?do=binh-quan&tu=2019-12-31&den=2020-12-31"


@pytest.fixture
def history(reference):
    for on in (END_2019, END_2020):
        more = 2 if on == END_2020 else 0
        held = {commune: range(1, 1 + place % 17 + more) for place, commune in enumerate(communes_on(on))}
        reports(on, held, illustration=True)


def test_bridge_is_drawn_and_turned_and_leads_to_communes(leader, history):
    page = leader(AVERAGE)
    expect(page.locator(".draw .bars .point")).not_to_have_count(0)
    names = page.locator(".bridge-parts details").first
    names.locator("summary").click()
    expect(names.locator("a").first).to_have_attribute("href", re.compile(r"/xa/\d{5}-\d{4}/"))
    page.locator(".bridge-ends a.btn").click()
    expect(page).to_have_url(re.compile("tu=2020-12-31"))
    page.locator("select[name=den]").select_option("2020-06-30")
    expect(page).to_have_url(re.compile("den=2020-06-30"))


@pytest.mark.parametrize("width", [1440, 390])
def test_bridge_is_accessible(leader, history, width):
    page = leader(AVERAGE)
    page.set_viewport_size({"width": width, "height": 844})
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
