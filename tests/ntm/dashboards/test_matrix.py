"""The matrix: every cell, count and link against the standing; its weight and its queries."""

import gzip
import re
from collections import Counter
from datetime import date
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import User
from criteria.models import Report
from ntm.dashboards.matrix import matrix
from ntm.register import Register
from tests.illustrated import shared
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, forget, gather, report, reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
JUNE_2020, END_2011 = date(2020, 6, 30), date(2011, 12, 31)


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


@pytest.fixture(scope="module")
def history(django_db_setup, django_db_blocker):
    """All communes of 2019 and 2020 with a spread of results, some recognised, some on the border."""
    with shared(django_db_blocker):
        for on in (END_2019, JUNE_2020, END_2020):
            held = {}
            for place, commune in enumerate(communes_on(on)):
                extra = 2 if on == END_2020 and place % 3 == 0 else 0
                fewer = 1 if on == END_2020 and place % 7 == 0 else 0
                held[commune] = [n for n in range(1, 1 + place % 18 + extra) if not (fewer and n == 1)]
            reports(on, held)
        full = communes_on(END_2020)[-1]
        Report.objects.filter(commune=full, round__date=END_2020).delete()
        report(full, END_2020, range(1, 20))
        decide([full, *communes_on(END_2020)[:9]], 2020)
        gather("border", communes_on(END_2020)[20:40])
        yield


@pytest.fixture
def without_history():
    """For tests that write their own rows: another test of the module may have asked for the history before."""
    forget()


def page(reader, query=""):
    return reader.get(reverse("matrix") + query)


def lines(response):
    return [line for section in response.context["sections"] for line in section.lines]


def rows_behind(query, register):
    """How many rows the page of a link shows; it is not drawn for that, and reads from a register read before."""
    with (
        patch("ntm.dashboards.matrix.render", lambda _request, _template, context: context),
        patch("ntm.dashboards.matrix.Register", lambda: register),
    ):
        context = matrix.__wrapped__(RequestFactory().get(reverse("matrix") + query))
    return sum(len(section.lines) for section in context["sections"])


def line_of(response, commune):
    return next(line for line in lines(response) if line.row.commune == commune)


def symbols(line):
    return "".join(str(symbol) for _kind, symbol in line.cells)


BASES = [
    ("ky=2020-12-31", END_2020, END_2020, None),
    ("ky=2020-12-31&ms=2019-12-31", END_2020, END_2019, None),
    ("ky=2019-12-31&ms=2020-01-01", END_2019, date(2020, 1, 1), None),
    ("ky=2020-06-30", JUNE_2020, JUNE_2020, None),
    ("ky=2020-12-31&ms=2025-07-01", END_2020, date(2025, 7, 1), None),
    ("ky=2020-12-31&bo=318", END_2020, END_2020, "318"),
]


@pytest.mark.parametrize("query, as_of, units, set_code", BASES, ids=[base[0] for base in BASES])
def test_matrix_holds_the_numbers_of_standing(reader, history, query, as_of, units, set_code):
    response, standing = page(reader, f"?{query}"), Register().standing(as_of, units, set_code)
    whole, found = response.context["whole"], lines(response)
    assert len(found) == standing.universe
    assert whole.recognised == len(standing.recognised)
    if standing.has_data:
        assert [total.communes for total in whole.totals] == list(standing.by_criterion.values())
    assert Counter(line.row.commune.id for line in found) == Counter(standing.rows.keys())
    assert all(symbols(line).count("●") + symbols(line).count("▲") == line.row.standing.count for line in found)


def test_matrix_districts_sum_to_the_province(reader, history):
    context = page(reader).context
    for place, total in enumerate(context["whole"].totals):
        assert sum(section.totals[place].communes for section in context["sections"]) == total.communes
    assert sum(section.recognised for section in context["sections"]) == context["whole"].recognised


@pytest.mark.parametrize(
    "query", ["?ky=2020-12-31", "?ky=2020-12-31&ms=2019-12-31", "?ky=2019-12-31", "?pv=huyen-van-quan"]
)
def test_matrix_every_count_leads_to_as_many_rows(reader, history, query):
    context = page(reader, query).context
    links = [(chip.count, chip.url) for chip in context["chips"] + context["lacking"]]
    for section in [context["whole"], *context["sections"][:3]]:
        links += [(total.communes, total.url) for total in section.totals[::5] if total.url]
        links += [(section.recognised, section.recognised_url)] if section.recognised_url else []
        links += [(section.communes, section.url)] if section.url else []
    assert len(links) > 30
    register = Register()
    wrong = [(count, url) for count, url in links if rows_behind(url, register) != count]
    assert wrong == []


def test_matrix_bands_sum_to_the_universe_and_the_missing_are_named(reader, history):
    missing = communes_on(END_2020)[0]
    Report.objects.filter(commune=missing).delete()
    chips = {chip.url: chip.count for chip in page(reader).context["chips"]}
    bands = [count for url, count in chips.items() if "muc=" in url]
    assert sum(bands) == 181
    assert chips["?nguon=missing"] == 1


def test_matrix_symbols_of_a_row(reader, without_history):
    commune, other = communes_on(END_2020)[:2]
    report(commune, JUNE_2020, [1, 2])
    report(commune, END_2020, [1, 3], not_applicable=[7], no_data=[9])
    report(other, JUNE_2020, [])
    line = line_of(page(reader), commune)
    assert symbols(line) == "●▼▲○○○◇○–" + "○" * 10
    assert str(line.said).startswith("2, 4, 5, 6, 8, 9, 10")
    assert "9" in str(line.said).split("·")[1]


def test_matrix_a_commune_without_a_report_is_unknown_not_zero(reader, without_history):
    report(communes_on(END_2020)[0], END_2020, [1])
    line = line_of(page(reader), communes_on(END_2020)[1])
    assert (line.count, symbols(line)) == ("–", "–" * 19)


def test_matrix_marks_what_is_carried_and_inherited(reader, without_history):
    carried, reported = communes_on(END_2020)[:2]
    merged = next(c for c in communes_on(END_2020) if c.valid_from.year == 2020)
    report(carried, JUNE_2020, [1])
    report(reported, END_2020, [1])
    for predecessor in merged.origins.all():
        if predecessor.predecessor.kind == "commune":
            report(predecessor.predecessor, END_2019, [1, 2])
    response = page(reader)
    assert line_of(response, carried).tag == "06/2020"
    assert "30/06/2020" in line_of(response, carried).said
    assert line_of(response, merged).row.standing.coverage == "inherited"
    assert line_of(response, merged).tag
    assert line_of(response, reported).tag == ""


def test_matrix_what_2025_inherits_is_provisional(reader, history):
    assert not page(reader, "?ky=2020-12-31").context["provisional"]
    assert page(reader, "?ky=2020-12-31&ms=2025-07-01").context["provisional"]


def test_matrix_does_not_tell_moves_over_a_change_of_set(reader, history):
    response = page(reader, "?ky=2022-12-31")
    assert not response.context["comparable"]
    assert not [chip for chip in response.context["chips"] if "moi=" in chip.url]


@pytest.mark.parametrize(
    "sort, key",
    [
        ("", lambda row: (-row.count, row.commune.sort_key)),
        ("dat", lambda row: (row.count, row.commune.sort_key)),
        ("ten", lambda row: row.commune.sort_key),
        ("5", lambda row: (5 in row.standing.holds, row.commune.sort_key)),
    ],
)
def test_matrix_sorts_within_districts(reader, history, sort, key):
    for section in page(reader, f"?xep={sort}").context["sections"]:
        rows = [line.row for line in section.lines]
        assert rows == sorted(rows, key=key)


def test_matrix_says_how_it_is_sorted(reader, history):
    assert 'aria-sort="descending"' in page(reader).content.decode()
    assert page(reader, "?xep=ten").context["by_name"] == ("ascending", "?xep=-ten")
    assert page(reader, "?xep=khong-co").context["by_count"][0] == "descending"


@pytest.mark.parametrize("query", ["?bo=51-2025", "?bo=318-nc", "?ky=2011-12-31", "?ky=2025-12-31", "?thieu=99&muc=x"])
def test_matrix_without_data_is_clear(reader, without_history, query):
    response = page(reader, query)
    assert response.status_code == 200
    assert {line.count for line in lines(response)} == {"–"}


def test_matrix_has_the_columns_of_its_set(reader, history):
    assert [len(page(reader, f"?bo={code}").context["columns"]) for code in ("51-2025", "1980")] == [10, 19]
    ruled = [column.number for column in page(reader, "?bo=1980").context["columns"] if column.ruled]
    assert ruled == [1, 2, 10, 14, 18]


def test_matrix_filter_that_nobody_answers(reader, history):
    response = page(reader, "?q=khong+co+xa+nay")
    assert 'class="empty"' in response.content.decode()
    assert response.context["shown"] == 0


def test_matrix_empty_database(empty_database, client):
    client.force_login(User.objects.create_user("nguoi-dau-tien"))
    assert 'class="empty"' in page(client).content.decode()


def test_matrix_csv_has_the_rows_of_the_page(reader, history):
    text = page(reader, "?thieu=5&tai=csv").content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert len(text.strip().splitlines()) == 1 + len(lines(page(reader, "?thieu=5")))


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_matrix_csv_runs_no_formula(reader, without_history, name):
    commune = communes_on(END_2020)[0]
    commune.name = name
    commune.save()
    assert f"'{name}" in page(reader, "?tai=csv").content.decode("utf-8")


def test_matrix_escapes_what_the_reader_wrote(reader, history):
    assert "<script>x" not in page(reader, "?q=<script>x&xep=<script>x&thieu=<script>x").content.decode()


def every_cell(on):
    """The heaviest page: all communes, hardly anything attained."""
    reports(on, {commune: [1 + place % 19] for place, commune in enumerate(communes_on(on))}, illustration=True)


def test_matrix_of_207_communes_is_light(reader, without_history):
    every_cell(END_2011)
    for query in ("?ky=2011-12-31", "?ky=2011-12-31&pv=&xep=ten"):
        content = page(reader, query).content
        assert len(re.findall(rb"<td class=\"x", content)) > 3500
        assert len(content) <= 160_000
        assert len(gzip.compress(content)) <= 12_000


def test_matrix_takes_few_queries_that_do_not_grow(reader, without_history):
    def queries():
        with CaptureQueriesContext(connection) as found:
            page(reader, "?ky=2020-12-31")
        return len(found)

    report(communes_on(JUNE_2020)[0], JUNE_2020, [1], illustration=True)
    report(communes_on(END_2020)[0], END_2020, [1], illustration=True)
    few = queries()
    reports(END_2020, dict.fromkeys(communes_on(END_2020)[1:40], (1, 2, 3)), illustration=True)
    assert (few, queries()) == (13, 13)
