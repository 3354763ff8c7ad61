"""Everybody's work: the entries of the header by role, what waits, and the page on which somebody starts."""

import pytest

from communes import work
from communes.work import start_of
from tests.communes.people import Role, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ALL = [*Role, None]


@pytest.fixture(autouse=True)
def nothing_counted(settings):
    """What waits is counted by the floors above; here only that somebody is asked."""
    settings.WORK_COUNTS = {}


def shown(page):
    """The header of a page, without the folded menu of the reading pages."""
    return page.content.decode().partition('class="who"')[2].partition("</header>")[0]


@pytest.mark.parametrize("role", ALL)
def test_links_are_those_of_the_role(role):
    header = shown(signed_in(person("lan", role)).get("/mat-khau/"))
    managing = role in (Role.ADMINISTRATOR, Role.OFFICE)
    assert ('href="/tai-khoan/"' in header, 'href="/dia-ban/"' in header) == (managing, managing)


@pytest.mark.parametrize("role", ALL)
@pytest.mark.parametrize("entry", work.ENTRIES, ids=lambda entry: entry.name)
def test_links_of_every_entry_stand_for_its_roles_only(role, entry, monkeypatch, rf):
    monkeypatch.setattr(work, "address_of", lambda name: f"/{name}/")
    request = rf.get("/")
    request.user = person("lan", role)
    found = work.Work(request)
    assert (f"/{entry.name}/" in [link.address for link in found.beside + found.below]) == (role in entry.roles)


def test_links_to_pages_that_do_not_exist_are_left_out(monkeypatch, rf):
    monkeypatch.setattr(work, "address_of", lambda name: None)
    request = rf.get("/")
    request.user = person("tinh", Role.OFFICE)
    assert work.Work(request).beside + work.Work(request).below == []


def test_links_say_where_the_reader_is():
    client = signed_in(person("tinh", Role.OFFICE))
    assert 'href="/tai-khoan/" aria-current="page"' in shown(client.get("/tai-khoan/"))
    assert 'href="/tai-khoan/" aria-current="true"' in shown(client.get("/tai-khoan/moi/"))


def test_links_carry_the_count_that_somebody_supplies(settings, monkeypatch, rf):
    monkeypatch.setattr(work, "address_of", lambda name: f"/{name}/")
    settings.WORK_COUNTS = {"review": "tests.communes.test_work.seven"}
    request = rf.get("/")
    request.user = person("tinh", Role.OFFICE)
    assert [(link.address, link.count) for link in work.Work(request).beside] == [
        ("/review/", 7),
        ("/scenarios/", None),
    ]


def seven(user):
    return 7 if user.is_authenticated else 0


def test_links_cost_one_query(django_assert_num_queries, rf):
    request = rf.get("/")
    request.user = person("tinh", Role.OFFICE)
    with django_assert_num_queries(1):
        found = work.Work(request)
        assert found.beside + found.below + found.below


def test_links_are_none_without_sign_in(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/dang-nhap/")
    assert "/tai-khoan/" not in page.content.decode()


STARTS = {Role.DISTRICT: "entry", Role.COMMUNE: "entry", Role.OFFICE: "review", Role.DEPARTMENT: "review"}
STARTS |= {Role.AREA: "review", Role.ADMINISTRATOR: "accounts", Role.LEADER: "overview", None: "overview"}


@pytest.mark.parametrize("role", ALL)
def test_start_is_the_page_of_the_role(role, monkeypatch):
    monkeypatch.setattr(work, "address_of", lambda name: f"/{name}/")
    assert start_of(person("lan", role)) == f"/{STARTS[role]}/"


def test_start_is_the_overview_where_the_page_of_the_role_is_missing(monkeypatch):
    monkeypatch.setattr(work, "address_of", lambda name: "/" if name == "overview" else None)
    assert start_of(person("lan", Role.DISTRICT)) == "/"


@pytest.mark.parametrize("asked", ["", "/", None])
def test_sign_in_leads_to_ones_own_work(client, asked):
    person("quantri", Role.ADMINISTRATOR)
    form = {"username": "quantri", "password": "nui-mau-son-1541"}
    answer = client.post("/dang-nhap/", form if asked is None else {**form, "next": asked}, follow=True)
    assert answer.redirect_chain[-1][0] == "/tai-khoan/"
