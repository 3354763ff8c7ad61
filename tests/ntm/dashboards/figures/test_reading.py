"""Số liệu: every figure can be found, and one figure shows its quote, its findings and its history."""

import re

import pytest
from django.urls import reverse

from communes.models import User
from criteria.models import PublishedFigure

pytestmark = pytest.mark.django_db


@pytest.fixture
def show(client, reference):
    client.force_login(User.objects.create_user("lanhdao"))

    def get(name="figures", *args, query=""):
        answer = client.get(f"{reverse(name, args=args)}?{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def listed(text):
    return re.findall(r'<a href="/so-lieu/(F\d+)/">', text)


def test_figures_are_listed_page_by_page(show):
    seen = [code for page in range(1, 11) for code in listed(show(query=f"trang={page}"))]
    assert len(seen) == len(set(seen)) == 496
    assert seen == sorted(seen)


@pytest.mark.parametrize("words", ["co so vat chat", "CƠ SỞ VẬT CHẤT", "F347"])
def test_figures_are_found_without_marks(show, words):
    assert "F347" in listed(show(query=f"q={words}"))


def test_figures_that_fit_nothing_say_so(show):
    assert 'class="empty"' in show(query="q=khongco")


def test_figures_of_an_empty_database(client, empty_database):
    client.force_login(User.objects.create_user("lanhdao"))
    assert 'class="empty"' in client.get(reverse("figures")).content.decode()


def test_figure_shows_its_quote_its_place_and_what_contradicts_it(show):
    text, figure = show("figure", "F347"), PublishedFigure.objects.get(code="F347")
    assert figure.quote in text
    assert f'href="{reverse("document", args=[figure.document.slug])}#F347"' in text
    assert "73/181" in text
    assert len(re.findall(r'<li id="[a-z_]+-[0-9a-f]+"', text)) == 2


def test_figure_that_nobody_knows_is_a_404(client, reference):
    client.force_login(User.objects.create_user("lanhdao"))
    assert client.get(reverse("figure", args=["F999"])).status_code == 404


def test_figures_query_count_does_not_grow_with_rows(client, reference, django_assert_max_num_queries):
    client.force_login(User.objects.create_user("lanhdao"))
    with django_assert_max_num_queries(20):
        client.get(reverse("figures"))
