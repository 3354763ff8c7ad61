"""All complete reports in one action in a real browser: by keyboard, on a phone, and never without what was typed."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from criteria.models import Report
from criteria.workflow import begin
from tests.criteria.life import Role, commune_of, fill, opened, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(reference):
    return person("van", Role.DISTRICT, district="van-quan")


@pytest.fixture
def ready(officer):
    """Two complete reports and one that lacks a criterion."""
    found = [begin(officer, opened(), commune_of(place=place)) for place in range(3)]
    for one in found:
        fill(one, officer)
    found[2].assessments.filter(criterion__number=8).delete()
    return found


@pytest.fixture
def start(page, live_server, client, officer, ready):
    client.force_login(officer)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])
    page.goto(f"{live_server.url}/nhap-lieu/")
    return page


def states(reports):
    return [Report.objects.get(pk=one.pk).state for one in reports]


def test_sending_together_by_keyboard_on_a_phone(start, ready):
    start.set_viewport_size({"width": 390, "height": 800})
    start.locator("#send-all button").focus()
    start.keyboard.press("Enter")
    expect(start.locator(".lacking")).to_contain_text(ready[2].commune.name)
    assert states(ready) == ["submitted", "submitted", "draft"]
    assert start.evaluate("document.documentElement.scrollWidth") <= 390
    assert Axe().run(start).response["violations"] == []
    start.get_by_role("link", name="8", exact=False).filter(has_text="8.").first.focus()
    start.keyboard.press("Enter")
    expect(start.locator("#c8")).to_be_in_viewport()


def test_sending_together_says_what_only_this_browser_has_and_leaves_it_out(start, ready):
    start.locator(f".mine a[href$='/{ready[0].commune.slug}/']").first.click()
    start.locator("#c4 .opens").click()
    start.context.set_offline(True)
    start.locator('[id="i4.2.value"]').fill("97")
    start.context.route("**/luu/", lambda route: route.abort())
    start.context.set_offline(False)
    start.goto(start.url.split("/nhap-lieu/")[0] + "/nhap-lieu/")
    note = start.locator("#unsent")
    expect(note).to_be_visible()
    expect(note.get_by_role("link")).to_have_text([ready[0].commune.name])
    start.locator("#send-all button").click()
    expect(start.locator(".lacking")).to_be_visible()
    assert states(ready) == ["draft", "submitted", "draft"]
    expect(start.locator("#unsent")).to_be_visible()
    expect(start.locator("#send-all button")).to_be_disabled()


def test_sending_together_stops_for_what_was_typed_since_the_page_was_shown(start, officer, ready):
    key = f"ntm-entry:{officer.pk}:{ready[0].pk}"
    start.evaluate("""key => localStorage.setItem(key, JSON.stringify({"c1.note": ["x", ""]}))""", key)
    start.locator("#send-all button").press("Enter")
    expect(start.locator("#unsent")).to_be_focused()
    assert states(ready) == ["draft", "draft", "draft"]
    start.locator("#send-all button").press("Enter")
    expect(start.locator(".lacking")).to_be_visible()
    assert states(ready) == ["draft", "submitted", "draft"]
