"""Signing in and out, throttling, the language of the pages and our own refusals."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from communes.models import User
from communes.views.signing_in import client_address

pytestmark = pytest.mark.django_db
PASSWORD = "nui-mau-son-1541"


@pytest.fixture
def clerk():
    return User.objects.create_user("canbo", password=PASSWORD)


def sign_in(client, username="canbo", password=PASSWORD, **extra):
    return client.post("/dang-nhap/", {"username": username, "password": password, "next": "/"}, **extra)


def test_sign_in_page_is_vietnamese_for_an_english_browser(client):
    page = client.get("/dang-nhap/", headers={"accept-language": "en-US"}).content.decode()
    assert '<html lang="vi">' in page


def test_sign_in_page_is_english_once_chosen(client):
    client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})
    page = client.get("/dang-nhap/").content.decode()
    assert '<html lang="en">' in page
    assert "Sign in" in page


@pytest.mark.parametrize("cookie", ["xx", "../../etc/passwd", "", "vi-VN"])
def test_language_cookie_of_an_unknown_language_is_vietnamese(client, cookie):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert '<html lang="vi">' in client.get("/dang-nhap/").content.decode()


def test_sign_in_leads_to_the_page_asked_for(client, clerk):
    response = client.post(
        "/dang-nhap/", {"username": "canbo", "password": PASSWORD, "next": "/muc-tieu/?ky=2020-12-31"}
    )
    assert response.status_code == 302
    assert response["Location"] == "/muc-tieu/?ky=2020-12-31"


def test_sign_in_never_leads_to_another_site(client, clerk):
    response = client.post("/dang-nhap/", {"username": "canbo", "password": PASSWORD, "next": "//evil.example/"})
    assert response["Location"] == reverse(settings.LOGIN_REDIRECT_URL)


def test_sign_in_refusal_counts_the_tries_left(client, clerk):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = sign_in(client, password="sai").content.decode()
    assert "Wrong user name or password" in page
    assert "7 tries left." in page
    assert PASSWORD not in page


def test_sign_in_needs_the_form_token(clerk):
    response = sign_in(Client(enforce_csrf_checks=True))
    assert response.status_code == 403
    assert "<h1>" in response.content.decode()


def test_sign_in_of_a_closed_account_is_refused(client, clerk):
    clerk.is_active = False
    clerk.save()
    assert sign_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_throttling_locks_the_pair_of_name_and_address(client, clerk):
    User.objects.create_user("ban-cung-phong", password=PASSWORD)
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        last = sign_in(client, password="sai")
    assert last.status_code == 429
    assert sign_in(client).status_code == 429
    assert sign_in(Client(), username="ban-cung-phong").status_code == 302
    assert sign_in(Client(), REMOTE_ADDR="10.1.1.9").status_code == 302


def test_throttling_lets_one_failure_short_of_the_limit_in(client, clerk):
    for _attempt in range(settings.AXES_FAILURE_LIMIT - 1):
        assert sign_in(client, password="sai").status_code == 200
    assert sign_in(client).status_code == 302


def test_throttling_ends_after_half_an_hour(client, clerk, time_machine):
    time_machine.move_to("2025-07-10 08:00:00+07:00")
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, password="sai")
    time_machine.move_to("2025-07-10 08:29:00+07:00")
    assert sign_in(client).status_code == 429
    time_machine.move_to("2025-07-10 08:31:00+07:00")
    assert sign_in(client).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "10.9.9.9", "127.0.0.1"),
        (1, "10.9.9.9", "10.9.9.9"),
        (1, "1.2.3.4, 10.9.9.9", "10.9.9.9"),
        (2, "1.2.3.4, 10.9.9.9, 192.168.0.1", "10.9.9.9"),
        (2, "10.9.9.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_client_address_believes_only_own_proxies(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded})
    assert client_address(request) == address


def test_sign_out_is_a_post(client, clerk):
    client.force_login(clerk)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("signed_in", [True, False])
def test_unknown_page_has_our_own_404(client, clerk, signed_in):
    if signed_in:
        client.force_login(clerk)
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert 'class="brand"' in response.content.decode()


def test_server_error_page_needs_neither_database_nor_context(client, django_db_blocker, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("communes.views.health.database_current", lambda: 1 / 0)
    response = client.get("/healthz")
    assert response.status_code == 500
    assert "Hệ thống đang có lỗi" in response.content.decode()
