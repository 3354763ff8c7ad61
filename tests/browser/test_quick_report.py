"""Báo cáo nhanh in a real browser: the text is copied as it stands, and can be taken without JavaScript too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communes.models import User
from tests.ntm.readings import END_2020, communes_on, reports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "mot-hai-ba-bon-nam"


@pytest.fixture
def history(reference):
    held = {commune: range(1, 3 + commune.id % 17) for commune in communes_on(END_2020)[:40]}
    reports(END_2020, held, illustration=True)


def sign_in(page, live_server):
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(f"{live_server.url}/bao-cao-nhanh/")
    page.locator("#id_username").fill("lanhdao")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button.btn-primary").click()
    expect(page.locator("#report-text")).to_be_visible()
    return page


@pytest.fixture
def leader(page, live_server, history):
    User.objects.create_user("lanhdao", password=PASSWORD)
    return sign_in(page, live_server)


def test_copy_button_puts_the_whole_text_on_the_clipboard(leader):
    leader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    leader.locator("button[data-copy]").click()
    expect(leader.locator("#report-copied")).not_to_be_empty()
    copied = leader.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == leader.locator("#report-text").input_value()
    assert "65/181" in copied
    assert leader.said == []


def test_copy_button_without_a_clipboard_selects_the_text(leader):
    leader.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    leader.reload()
    leader.locator("button[data-copy]").click()
    expect(leader.locator("#report-copied")).not_to_be_empty()
    chosen = leader.locator("#report-text").evaluate("field => field.selectionEnd - field.selectionStart")
    assert chosen == len(leader.locator("#report-text").input_value())


def test_text_stands_without_javascript(browser, live_server, history):
    User.objects.create_user("lanhdao", password=PASSWORD)
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context.new_page(), live_server)
    assert "65/181" in page.locator("#report-text").input_value()
    expect(page.locator("button[data-copy]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_quick_report_is_accessible_and_fits(leader, width):
    leader.set_viewport_size({"width": width, "height": 900})
    leader.reload()
    found = Axe().run(leader).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert leader.evaluate("document.documentElement.scrollWidth") <= width
    assert leader.said == []
