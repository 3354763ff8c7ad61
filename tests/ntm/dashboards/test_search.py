"""The search box: communes of all times told apart, criteria and documents, without diacritics."""

import pytest

from communes.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


def found(reader, text, **query):
    response = reader.get("/tim/", {"q": text, **query})
    assert response.status_code == 200
    return [hit for one in response.context["found"] for hit in one.hits]


def test_search_tells_every_chi_lang_apart(reader):
    hits = [hit for hit in found(reader, "chi lang") if hit.about]
    assert len(hits) == 5  # four before 07/2025, one since
    assert len({(hit.name, hit.about) for hit in hits}) == 5
    assert len({hit.url for hit in hits}) == 5


@pytest.mark.parametrize("text", ["Chi Lăng", "CHI LANG", "  chi   lăng ", "xã Chi Lăng", "Chi La\u0306ng"])
def test_search_ignores_case_diacritics_and_form(reader, text):
    assert len([hit for hit in found(reader, text) if hit.about]) == 5


def test_search_finds_units_of_one_code(reader):
    names = {hit.name for hit in found(reader, "06298")}
    assert names == {"Xã Xuân Mai", "Xã Bình Phúc", "Xã Yên Phúc"}


def test_search_finds_criteria_of_every_set(reader):
    hits = [hit for hit in found(reader, "giao thong") if "/tieu-chi/" in hit.url]
    assert len(hits) >= 4
    assert len({hit.url for hit in hits}) == len(hits)


def test_search_finds_documents_and_districts(reader):
    assert any("/van-ban/" in hit.url for hit in found(reader, "KH 42"))
    assert any(hit.url.startswith("/huyen/van-quan/") for hit in found(reader, "van quan"))


def test_search_carries_the_bar(reader):
    assert all("ky=2018-12-31" in hit.url for hit in found(reader, "chi lang", ky="2018-12-31"))


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "zzzz", "\x00", "'; drop table", "x" * 5000, "\u0301"])
def test_search_odd_texts_find_nothing_and_break_nothing(reader, text):
    assert found(reader, text) == []


def test_search_is_not_run_as_markup(reader):
    response = reader.get("/tim/", {"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in response.content.decode()


def test_search_long_lists_are_cut_and_say_so(reader):
    communes = reader.get("/tim/", {"q": "a"}).context["found"][0]
    assert len(communes.hits) == 60 < communes.count


def test_search_queries(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        reader.get("/tim/", {"q": "a"})


def test_search_on_an_empty_database(empty_database, client):
    client.force_login(User.objects.create_user("dau-tien"))
    assert client.get("/tim/", {"q": "chi lang"}).status_code == 200
