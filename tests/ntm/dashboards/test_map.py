"""The map: every tile and every count of the legend against the standing, and when dates are not compared."""

import gzip
import re
from collections import Counter
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import TilePosition, User
from ntm.dashboards.map.tiles import borders, in_two
from ntm.register import Register
from tests.illustrated import shared
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, forget, report, reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
JUNE_2020, END_2018 = date(2020, 6, 30), date(2018, 12, 31)


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


@pytest.fixture(scope="module")
def history(django_db_setup, django_db_blocker):
    with shared(django_db_blocker):
        for on in (END_2019, END_2020):
            held = {}
            for place, commune in enumerate(communes_on(on)):
                more = 1 if on == END_2020 and place % 3 == 0 else 0
                held[commune] = range(1, 1 + place % 19 + more)
            reports(on, held)
        decide(communes_on(END_2020)[:9], 2020)
        yield


@pytest.fixture
def without_history():
    """For tests that write their own rows: another test of the module may have asked for the history before."""
    forget()


def page(reader, query=""):
    return reader.get(reverse("map") + query)


def side(response, place=0):
    return response.context["page"].sides[place]


def legend(response, place=0):
    return {key.kind: key.count for key in side(response, place).legend}


BASES = [
    ("ky=2020-12-31", END_2020, END_2020),
    ("ky=2020-12-31&ms=2019-12-31", END_2020, END_2019),
    ("ky=2019-12-31", END_2019, END_2019),
    ("ky=2019-12-31&ms=2020-01-01", END_2019, date(2020, 1, 1)),
    ("ky=2020-12-31&ms=2024-12-01", END_2020, date(2024, 12, 1)),
    ("ky=2020-12-31&ms=2025-07-01", END_2020, date(2025, 7, 1)),
]


@pytest.mark.parametrize("query, as_of, units", BASES, ids=[base[0] for base in BASES])
def test_map_holds_the_numbers_of_standing(reader, history, query, as_of, units):
    standing = Register().standing(as_of, units)
    response = page(reader, f"?{query}")
    missing = standing.coverage["missing"]
    tiles = Counter(tile.kind for tile in side(response).drawing.tiles)
    bands = [communes for _band, communes in standing.bands()]
    bands[-1] -= missing
    assert [tiles[f"b{5 - place}"] for place in range(5)] == bands
    assert tiles["none"] == missing
    assert sum(tiles.values()) == standing.universe
    assert legend(page(reader, f"?{query}&lop=tieu-chi&tc=5"))["y"] == standing.by_criterion[5]
    assert legend(page(reader, f"?{query}&lop=cong-nhan"))["recognised"] == len(standing.recognised)


@pytest.mark.parametrize("query", ["?lop=muc", "?lop=tieu-chi&tc=7", "?lop=cong-nhan", "?so=2019-12-31"])
def test_map_every_count_leads_to_as_many_rows(reader, history, query):
    links = [(key.count, key.url) for one in page(reader, query).context["page"].sides for key in one.legend if key.url]
    assert len(links) >= 2
    for count, url in links:
        assert reader.get(url).context["shown"] == count


def test_map_tiles_are_links_with_words_in_reading_order(reader, history):
    tiles = side(page(reader)).drawing.tiles
    assert [(tile.y, tile.x) for tile in tiles] == sorted((tile.y, tile.x) for tile in tiles)
    assert len({(tile.x, tile.y) for tile in tiles}) == 181
    first = tiles[0]
    assert re.fullmatch(r".+, (Huyện|Thành phố) .+: .*\d+.*", first.title)
    assert first.first.split()[0] in first.title


def test_map_drawing_is_well_formed(reader, history):
    svg = re.search(r"<svg.*?</svg>", page(reader).content.decode(), re.DOTALL).group()
    root = ElementTree.fromstring(svg)
    links = root.findall("a")
    assert len(links) == 181
    assert all(
        link.find("title").text and link.find("rect") is not None and link.find("text") is not None for link in links
    )


def test_map_two_dates_side_by_side(reader, history):
    response = page(reader, "?so=2019-12-31")
    assert [one.selection.as_of for one in response.context["page"].sides] == [END_2019, END_2020]
    before = Register().standing(END_2019, END_2020)
    counted = legend(response)
    assert counted["b5"] == len(before.all_criteria)
    assert [len(one.drawing.tiles) for one in response.context["page"].sides] == [181, 181]
    assert response.content.decode().count('id="hatch"') == 1


def test_map_change_between_two_dates(reader, history):
    now, before = Register().standing(END_2020), Register().standing(END_2019, END_2020)
    change = {unit: row.count - before.rows[unit].count for unit, row in now.rows.items()}
    known = [change[unit] for unit, row in before.rows.items() if row.coverage != "missing"]
    counted = legend(page(reader, "?lop=thay-doi&so=2019-12-31"))
    assert counted["up"] == sum(more > 0 for more in known)
    assert counted["w"] == sum(more < 0 for more in known)
    assert counted["same"] == sum(more == 0 for more in known)


def test_map_change_is_refused_where_the_set_changed(reader, history):
    response = page(reader, "?ky=2022-12-31&lop=thay-doi&so=2020-12-31")
    assert response.context["page"].refused
    assert "up" not in legend(response)


def test_map_change_against_the_round_before_by_itself(reader, history):
    assert page(reader, "?lop=thay-doi").context["choice"].other == JUNE_2020
    assert page(reader, "?ky=2011-12-31&lop=thay-doi").context["page"].refused


def test_map_fades_what_the_filter_leaves_out(reader, history):
    response = page(reader, "?dat=5")
    holding = Register().standing(END_2020).by_criterion[5]
    assert sum(not tile.faded for tile in side(response).drawing.tiles) == holding
    assert len(response.context["page"].table()) == holding


def test_map_of_a_district_keeps_its_place_in_the_province(reader, history):
    whole = {tile.title: (tile.x, tile.y) for tile in side(page(reader)).drawing.tiles}
    part = side(page(reader, "?pv=huyen-van-quan")).drawing.tiles
    assert 0 < len(part) < 181
    assert all(whole[tile.title] == (tile.x, tile.y) for tile in part)


def test_map_without_places_shows_its_table(reader, history):
    TilePosition.objects.all().delete()
    response = page(reader)
    assert 'class="empty"' in response.content.decode()
    assert len(response.context["page"].table()) == 181


@pytest.mark.parametrize(
    "query", ["?lop=x", "?lop=tieu-chi&tc=99", "?so=2020-02-30", "?so=1999-12-31", "?lop=%00&so=%00&tc=-1"]
)
def test_map_says_what_it_does_not_understand(reader, history, query):
    response = page(reader, query)
    assert response.status_code == 200
    assert response.context["notices"]


@pytest.mark.parametrize("query", ["?bo=51-2025&lop=tieu-chi", "?ky=2025-12-31", "?ky=2011-12-31&lop=cong-nhan"])
def test_map_without_data_is_clear(reader, without_history, query):
    assert page(reader, query).status_code == 200


def test_map_empty_database(empty_database, client):
    client.force_login(User.objects.create_user("nguoi-dau-tien"))
    for layer in ("muc", "tieu-chi", "cong-nhan", "thay-doi"):
        assert 'class="empty"' in page(client, f"?lop={layer}").content.decode()


def test_map_takes_few_queries_that_do_not_grow(reader, without_history):
    def queries():
        with CaptureQueriesContext(connection) as found:
            page(reader, "?ky=2020-12-31&so=2019-12-31")
        return len(found)

    for on in (END_2018, END_2019, END_2020):
        report(communes_on(on)[0], on, [1], illustration=True)
    few = queries()
    reports(END_2020, dict.fromkeys(communes_on(END_2020)[1:40], (1, 2, 3)), illustration=True)
    assert (few, queries()) == (14, 14)


def test_map_is_light(reader, history):
    content = page(reader, "?ky=2020-12-31&ms=2019-12-31").content
    assert len(content) <= 160_000
    assert len(gzip.compress(content)) <= 15_000


@pytest.mark.parametrize(
    "name, lines",
    [("Hội Hoan", ("Hội Hoan", "")), ("Hoàng Văn Thụ", ("Hoàng", "Văn Thụ")), ("Thượng Cường", ("Thượng", "Cường"))],
)
def test_map_names_in_two_lines(name, lines):
    assert in_two(name) == lines


def test_map_borders_only_between_districts():
    assert borders({(0, 0): "a", (1, 0): "b", (0, 1): "a"}) == "M60 0v44"
    assert borders({(0, 0): "a", (0, 1): "b"}) == "M0 44h60"
