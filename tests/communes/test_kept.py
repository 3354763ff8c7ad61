"""A form sent after the session had ended: kept through the sign-in, sent again on request, never unasked."""

import html
import re

import pytest
from django.test import Client

from communes.kept import FORM, fields_of
from tests.communes.people import PASSWORD, Role, person

pytestmark = pytest.mark.django_db
ADDRESS, SIGN_IN = "/nhap-lieu/2025-06-30/theo-tieu-chi/?tc=15", "/dang-nhap/"
TYPED = "do=save&06283-2020|c15.note=gh%C3%A9p+%22b%E1%BA%A3n%22&criterion=1&criterion=2"


@pytest.fixture
def lan():
    return person("lan", Role.LEADER)


def send(client, body=TYPED, address=ADDRESS, **headers):
    return client.post(address, body, content_type=FORM, headers=headers)


def kept(response):
    return html.unescape(re.search(r'name="kept" value="([^"]*)"', response.text)[1])


def sign_in(client, response, password=PASSWORD):
    said = {"username": "lan", "password": password, "next": ADDRESS, "kept": kept(response)}
    return client.post(SIGN_IN, said)


def test_what_was_typed_comes_through_the_sign_in_and_is_offered_again(client, lan):
    first = send(client)
    assert (first.status_code, "no-store" in first["Cache-Control"]) == (401, True)
    again = sign_in(client, first)
    assert again.context["fields"] == [
        ("do", "save"),
        ("06283-2020|c15.note", 'ghép "bản"'),
        ("criterion", "1"),
        ("criterion", "2"),
    ]
    assert f'action="{ADDRESS}"' in again.text
    assert 'value="ghép &quot;bản&quot;"' in again.text


def test_what_was_typed_outlives_a_wrong_password(client, lan):
    first = send(client)
    wrong = sign_in(client, first, "sai")
    assert kept(wrong) == kept(first)
    assert sign_in(client, wrong).context["fields"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [("", {}), ("new_password1=x", {}), (TYPED, {"sec-fetch-mode": "cors"})],
    ids=["nothing", "a password", "a script"],
)
def test_what_is_not_kept_leads_to_the_sign_in_as_ever(client, body, headers):
    assert send(client, body, **headers).status_code == 302


def test_a_form_from_elsewhere_is_not_kept(lan):
    assert send(Client(enforce_csrf_checks=True)).status_code == 403


@pytest.mark.parametrize("next_page", ["https://example.org/", "//example.org/", ""])
def test_kept_fields_are_sent_nowhere_else(client, lan, next_page):
    said = {"username": "lan", "password": PASSWORD, "next": next_page, "kept": '[["a", "b"]]'}
    assert client.post(SIGN_IN, said).status_code == 302


@pytest.mark.parametrize("text", ["", "{", "[" * 9000, "{}", "[1]", '[["a"]]', '[["a", 1]]', "null"])
def test_fields_of_anything_else_are_none(text):
    assert fields_of(text) == []
