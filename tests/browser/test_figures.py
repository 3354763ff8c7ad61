"""A printed figure in a real browser: the rules answer while it is typed; without JavaScript when it is sent."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communes.models import Officer, User
from criteria.models import FindingNote, PublishedFigure
from ntm.archive import Archive
from ntm.findings import Examined

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cookie(live_server, reference, client):
    user = User.objects.create_user("tinh")
    Officer.objects.create(user=user, role=Officer.Role.OFFICE, valid_from=date(2011, 1, 1))
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:100]) for one in found if one["impact"] in {"serious", "critical"}]


def test_figure_is_checked_while_typed(page, context, live_server, cookie):
    context.add_cookies([cookie])
    page.goto(f"{live_server.url}/so-lieu/F332/sua/")
    expect(page.locator(".knowing")).to_be_hidden()
    page.locator("#id_stated_percent").fill("39,87")
    expect(page.locator("[data-doubts]")).to_contain_text("39,87%")
    expect(page.locator(".knowing")).to_be_visible()
    assert serious(page) == []
    page.locator("#id_stated_percent").fill("39,78")
    expect(page.locator("[data-doubts]")).to_have_count(0)
    expect(page.locator(".knowing")).to_be_hidden()


def test_figure_and_note_without_javascript_on_a_phone(browser, live_server, cookie):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="vi-VN")
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{live_server.url}/so-lieu/F332/sua/")
    page.locator("#id_stated_percent").fill("39,87")
    page.locator("#id_why").fill("Đọc lại bản in")
    page.locator("main button.btn-primary").click()
    expect(page.locator("[data-doubts]")).to_contain_text("39,87%")
    page.locator("#id_knowing").check()
    page.locator("main button.btn-primary").click()
    expect(page).to_have_url(f"{live_server.url}/so-lieu/F332/")
    assert PublishedFigure.objects.get(code="F332").stated_percent == "39.87"

    found = next(one for one in Examined(Archive()).findings if one.codes == ["F332"])
    page.locator(f'main a[href="/doi-chieu/{found.id}/"]').click()
    page.locator("#id_state").select_option("accepted")
    page.locator("#id_reason").fill("Bản in ghi như vậy.")
    page.locator("main button.btn-primary").click()
    expect(page.locator(".life")).to_contain_text("Bản in ghi như vậy.")
    assert FindingNote.objects.get().finding == found.id
    context.close()
