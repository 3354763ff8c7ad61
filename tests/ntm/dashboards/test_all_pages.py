"""What holds for every reading page: the standing's numbers on five dates and three unit bases, and its weight."""

import gzip
import re
from datetime import date

import pytest
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from communes.models import User
from ntm.dashboards.selection import read_selection
from ntm.register import Register
from ntm.rows import commune_rows
from tests.illustrated import illustrated  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("illustrated")]
DATES = [date(2015, 12, 31), date(2019, 12, 31), date(2020, 12, 31), date(2022, 12, 31), date(2024, 12, 31)]
BASES = [date(2004, 8, 31), date(2020, 1, 1), date(2025, 7, 1)]
PAGES = [
    "overview",
    "matrix",
    "close",
    "map",
    "communes",
    "districts",
    "groups",
    "criteria",
    "goals",
    "documents",
    "quick_report",
    "bridge",
]
WITH_ADDRESS = ["/xa/06280-2020/", "/huyen/van-quan/", "/nhom/border/", "/tieu-chi/1980/5/", "/van-ban/bc-nq20-2020/"]
WITH_ADDRESS += ["/xa/06280-2020/ly-do/17/"]
FIRST_VISIT, REPEAT_VISIT = 110_000, 30_000


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("leader"))
    return client


def text_of(answer):
    """The page as it reads, without tags and with single spaces."""
    body = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize("units", BASES, ids=str)
@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_pages_hold_the_numbers_of_the_standing(reader, as_of, units):
    query = f"?ky={as_of}&ms={units}"
    standing = Register().standing(as_of, units)
    matrix = reader.get(reverse("matrix") + query).context
    assert matrix["whole"].recognised == len(standing.recognised)
    assert [total.communes for total in matrix["whole"].totals] == list(standing.by_criterion.values())
    bands = {chip.url: chip.count for chip in matrix["chips"] if "muc=" in chip.url}
    assert sorted(bands.values()) == sorted(communes for _band, communes in standing.bands())
    listed = text_of(reader.get(reverse("communes") + query + "&cn=co"))
    assert re.search(rf"\b{len(standing.recognised)}\b", listed)
    report = text_of(reader.get(reverse("quick_report") + query))
    for _band, communes in standing.bands():
        assert f": {communes} xã" in report


@pytest.mark.parametrize("units", BASES, ids=str)
@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_rows_behind_the_pages_are_those_of_the_standing(as_of, units):
    selection = read_selection(QueryDict(f"ky={as_of}&ms={units}"), Register())
    rows, standing = commune_rows(selection), Register().standing(as_of, units)
    assert sum(row.count for row in rows) == standing.total
    assert {row.commune.id for row in rows if row.recognised} == set(standing.recognised)


@pytest.mark.parametrize("address", [*PAGES, *WITH_ADDRESS])
def test_page_weighs_little_on_a_slow_line(reader, address):
    """First visit with fonts, stylesheet and scripts but the charts; a repeat visit is the page alone."""
    answer = reader.get(address if address.startswith("/") else reverse(address), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= REPEAT_VISIT
    assert len(answer.content) + sum(map(weight, assets())) <= FIRST_VISIT


def assets():
    """What base.html asks for at once: fonts, the stylesheet and the small scripts; plotly comes later."""
    folder = settings.BASE_DIR / "static"
    return [*folder.glob("css/*.css"), *folder.glob("js/*.js"), *folder.glob("vendor/fonts/*.woff2")]


def weight(path):
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content))
