"""A department states a value with a file on a phone, the office confirms it, and it stands in the chart's table."""

import pytest
from playwright.sync_api import expect

from criteria.models import PublishedFigure, StatedValue
from tests.browser.test_figures import serious
from tests.criteria.people import Role, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = {"year": "2023", "value": "95,2", "section": "mục 2", "line": "3", "quote": "đạt 95,2%"}
TYPED |= {"number": "12/BC-SYT", "issued_on": "15/01/2024", "issuer": "Sở Y tế"}


def signed_in(browser, live_server, client, user, **options):
    client.force_login(user)
    context = browser.new_context(locale="vi-VN", **options)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    return context.new_page()


def test_value_stated_on_a_phone_counts_once_confirmed(browser, live_server, reference, client, settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    health, office = somebody("so-y-te", Role.DEPARTMENT, department="so-y-te"), somebody("tinh", Role.OFFICE)
    address = f"{live_server.url}/chi-so/health_insurance_share/"
    page = signed_in(browser, live_server, client, health, viewport={"width": 390, "height": 844})
    page.goto(address)
    assert serious(page) == []
    page.locator('main a[href$="/nhap/"]').click()
    for name, text in TYPED.items():
        page.locator(f"#id_{name}").fill(text)
    expect(page.locator(".checked p")).to_be_visible()
    assert serious(page) == []
    page.locator("#id_file").set_input_files({"name": "bc.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    page.locator("main button.btn-primary").click()
    expect(page).to_have_url(address)
    expect(page.locator("#waiting")).to_be_visible()
    assert not PublishedFigure.objects.filter(code="S001").exists()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.context.close()

    page = signed_in(browser, live_server, client, office)
    page.goto(f"{live_server.url}/chi-so/da-nhap/")
    assert serious(page) == []
    page.locator("main .values button.btn-primary").click()
    expect(page.locator("#decided")).to_be_visible()
    page.goto(address)
    expect(page.locator("h1")).to_contain_text("93,8%")  # on the page's own day, 31/12/2020
    expect(page.locator("#S001")).to_contain_text("bc.pdf")
    assert StatedValue.objects.get().figure.code == "S001"
    page.context.close()
