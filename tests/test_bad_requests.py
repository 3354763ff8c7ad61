"""What cannot be read at all is answered with a page of ours, and the sentences of Django's forms are Vietnamese."""

from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext

from tests.test_translations import CATALOGUE

DJANGO = Path(django.__file__).parent / "conf" / "locale"
FORMS = ("forms/", "core/validators", "utils/ipv6", "db/models/constraints")
SIGNS = {":", ":?.!", "IPv4", "IPv6"}  # written alike in both languages


@pytest.fixture
def client(db):
    """A browser that has been here: what it sends is read, for the token in it."""
    found = Client(enforce_csrf_checks=True, raise_request_exception=False)
    found.cookies["csrftoken"] = "x" * 32
    return found


def too_many(client):
    return client.post("/tim/", {f"o{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)})


def too_large(client):
    body = b"q=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return client.post("/tim/", body, content_type="application/x-www-form-urlencoded")


def damaged(client):
    return client.post("/tim/", b"--x", content_type="multipart/form-data")


def many_files(client):
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n1\r\n' for _number in range(101)
    )
    return client.post("/tim/", parts + b"--x--\r\n", content_type="multipart/form-data; boundary=x")


def other_host(client):
    return client.get("/tim/", headers={"host": "noi-khac.example"})


@pytest.mark.parametrize("send", [too_many, too_large, damaged, many_files, other_host])
def test_what_cannot_be_read_is_answered_with_our_own_page(client, send, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    response = send(client)
    assert response.status_code == 400
    assert gettext("What was sent cannot be read, nothing was saved") in response.text
    assert '<html lang="vi">' in response.text


def test_sentences_of_forms_are_all_vietnamese():
    ours, theirs, english = (
        polib.pofile(str(path))
        for path in (CATALOGUE, *(DJANGO / code / "LC_MESSAGES/django.po" for code in ("vi", "en")))
    )
    known = {entry.msgid for entry in [*ours.translated_entries(), *theirs.translated_entries()]}
    told = [entry.msgid for entry in english if any(place.startswith(FORMS) for place, _line in entry.occurrences)]
    assert len(told) > 50
    assert [sentence for sentence in told if sentence not in known | SIGNS] == []


def test_a_character_that_no_database_keeps_is_refused_in_a_field():
    class Form(forms.Form):
        word = forms.CharField()

    form = Form({"word": "a\0b"})
    assert form.errors["word"] == [gettext("Null characters are not allowed.")]
