"""Signing in without leaving the page: what scripts are answered, throttled as the sign-in page is."""

import pytest
from django.conf import settings
from django.test import Client

from tests.communes.people import PASSWORD, Role, person

pytestmark = pytest.mark.django_db
HERE = "/dang-nhap/tai-cho/"


@pytest.fixture
def lan():
    return person("lan", Role.LEADER)


def post(client, username="lan", password=PASSWORD, **more):
    return client.post(HERE, {"username": username, "password": password, **more})


def test_sign_in_here_answers_a_new_token_and_the_name(client, lan):
    answer = post(client)
    assert (answer.status_code, answer.json()["name"]) == (200, "Lan")
    assert answer.json()["csrf"]
    assert client.get("/mat-khau/").status_code == 200


def test_sign_in_here_gives_a_token_that_the_next_form_needs(lan):
    client = Client(enforce_csrf_checks=True)
    assert post(client).status_code == 403
    first = client.get(HERE).json()
    assert first["name"] == ""
    answer = post(client, csrfmiddlewaretoken=first["csrf"])
    assert answer.status_code == 200
    form = {"old_password": "sai", "new_password1": "x", "new_password2": "x"}
    assert client.post("/mat-khau/", form, headers={"x-csrftoken": first["csrf"]}).status_code == 403
    assert client.post("/mat-khau/", form, headers={"x-csrftoken": answer.json()["csrf"]}).status_code == 200


def test_sign_in_here_refuses_in_a_sentence_with_the_tries_left(client, lan):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = post(client, password="sai")
    assert (answer.status_code, answer.json()) == (400, {"error": "Wrong user name or password 7 tries left."})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("form", [{}, {"username": "lan"}, {"username": "", "password": ""}])
def test_sign_in_here_refuses_what_is_not_filled_in(client, lan, form):
    answer = client.post(HERE, form)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_sign_in_here_says_when_it_is_somebody_else(client, lan):
    person("hung", Role.LEADER)
    assert "other" not in post(client, before="lan").json()
    assert post(client, "hung", before="lan").json()["other"] is True
    assert post(client, "lan").json()["other"] is True
    assert "other" not in post(client, "lan").json()


def test_sign_in_here_of_a_closed_account_is_refused(client, lan):
    lan.is_active = False
    lan.save()
    assert post(client).status_code == 400


def test_sign_in_here_is_throttled_with_the_sign_in_page(client, lan):
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        last = post(client, password="sai")
    assert last.status_code == 429
    assert list(last.json()) == ["error"]
    assert post(client).status_code == 429
    page = client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD})
    assert page.status_code == 429
    assert "<h1>" in page.content.decode()


def test_sign_in_here_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get(HERE)["Cache-Control"]
