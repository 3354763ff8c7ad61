"""Signing in with a real browser: the typed password can be shown, and a refusal keeps the name."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communes.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sign_in_page(page, live_server):
    User.objects.create_user("lanhdao", password="nui-mau-son-1541")
    page.goto(f"{live_server.url}/dang-nhap/")
    return page


def test_sign_in_shows_the_typed_password(sign_in_page):
    password = sign_in_page.get_by_label("Mật khẩu", exact=True)
    password.fill("nui-mau-son")
    sign_in_page.get_by_label("Hiện mật khẩu").check()
    expect(password).to_have_attribute("type", "text")
    sign_in_page.get_by_label("Hiện mật khẩu").uncheck()
    expect(password).to_have_attribute("type", "password")


def test_sign_in_refused_says_what_to_do_and_keeps_the_name(sign_in_page):
    sign_in_page.get_by_label("Tên đăng nhập").fill("lanhdao")
    sign_in_page.get_by_label("Mật khẩu", exact=True).fill("sai")
    sign_in_page.get_by_role("button", name="Đăng nhập").click()
    expect(sign_in_page.get_by_role("alert")).to_contain_text("Còn 7 lần thử")
    expect(sign_in_page.get_by_label("Tên đăng nhập")).to_have_value("lanhdao")
    expect(sign_in_page.get_by_label("Mật khẩu", exact=True)).to_have_value("")


@pytest.mark.parametrize("width", [1440, 390])
def test_sign_in_is_accessible(sign_in_page, width):
    sign_in_page.set_viewport_size({"width": width, "height": 844})
    found = Axe().run(sign_in_page).response["violations"]
    assert [(one["id"], one["impact"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert sign_in_page.evaluate("document.documentElement.scrollWidth") <= width
