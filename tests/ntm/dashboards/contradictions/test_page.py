"""Đối chiếu: findings by class with their quotes, filters, the CSV, and published beside computed figures."""

import csv
import io
import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from communes.models import User
from criteria.models import Document, PublishedFigure
from ntm.archive import Archive
from ntm.dashboards.contradictions.compared import compared
from ntm.findings import Examined
from tests.ntm.readings import END_2019, communes_on, reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def show(client, reference):
    client.force_login(User.objects.create_user("lanhdao"))

    def get(query="", name="contradictions"):
        answer = client.get(f"{reverse(name)}?{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def listed(text):
    return re.findall(r'<li id="([a-z_]+-[0-9a-f]{10})"', text)


def block(text, finding):
    return text.split(f'<li id="{finding}"')[1].split("</details>")[0]


def finding(*codes, rule=None):
    found = Examined(Archive()).findings
    return next(one for one in found if one.codes == list(codes) and rule in (None, one.rule))


def test_contradictions_head_counts_what_is_listed(show):
    text, found = show(), Examined(Archive()).findings
    counts = [len([one for one in found if one.kind == kind]) for kind in ("contradiction", "rounding", "ambiguous")]
    assert [int(n) for n in re.findall(r"\d+", text.split("<h1>")[1].split("</h1>")[0])] == [*counts, 496]
    assert listed(text) == [one.id for one in found]


def test_contradiction_shows_quotes_with_links_to_their_places(show):
    share = finding("F347")
    shown = block(show(), share.id)
    figure = PublishedFigure.objects.get(code="F347")
    assert f"<q>{escape(figure.quote)}</q>" in shown
    assert f'href="{reverse("document", args=[figure.document.slug])}#F347"' in shown
    assert f"({'dòng' if 'dòng' in shown else 'line'} {figure.line})" in shown


def test_contradiction_of_citations_quotes_both_documents(show):
    shown = block(show(), finding("C043", "C054").id)
    assert "10/12/2019" in shown
    assert "12/12/2019" in shown
    assert shown.count("<q>") == 2


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("loai=lam-tron", lambda one: one.kind == "rounding"),
        ("quy-tac=stated_twice", lambda one: one.rule == "stated_twice"),
        ("tt=mo", lambda one: True),
        ("tt=chap-nhan", lambda one: False),
        ("chi-tieu=militia_total", lambda one: "F363" in one.codes),
        ("loai=chua-thong-nhat&vb=tb-2020", lambda one: one.codes == ["C043", "C054"]),
    ],
)
def test_contradictions_filters(show, query, fits):
    expected = [one.id for one in Examined(Archive()).findings if fits(one)]
    assert listed(show(query)) == expected


def test_contradictions_filter_by_document(show):
    text = show("vb=kh42-2018")
    kh42 = set(PublishedFigure.objects.filter(document__slug="kh42-2018").values_list("code", flat=True))
    wanted = [one.id for one in Examined(Archive()).findings if kh42 & set(one.codes)]
    assert set(wanted) <= set(listed(text))
    assert "F347" not in text


def test_contradictions_unknown_filter_is_named_and_ignored(show):
    text = show("loai=khong-co&quy-tac=%00x")
    assert text.count('class="notice warn"') == 2
    assert len(listed(text)) == len(Examined(Archive()).findings)


def test_contradictions_filter_that_fits_nothing_says_so(show):
    assert 'class="empty"' in show("loai=lam-tron&vb=tb-2020").split("beside")[0]


def test_contradictions_of_an_empty_database(client, empty_database):
    client.force_login(User.objects.create_user("lanhdao"))
    answer = client.get(reverse("contradictions"))
    assert answer.status_code == 200
    assert answer.content.decode().count('class="empty"') == 2


def test_contradictions_as_csv_hold_what_the_page_lists(show):
    rows = list(csv.DictReader(io.StringIO(show("loai=chua-thong-nhat", "contradictions_csv").removeprefix("\ufeff"))))
    found = [one for one in Examined(Archive()).findings if one.kind == "contradiction"]
    assert [next(iter(row.values())) for row in rows] == [one.id for one in found]
    assert "72/181" in next(list(row.values())[4] for row in rows if list(row.values())[3] == "F347")
    assert all(len(row) == 11 for row in rows)


def test_contradictions_query_count_does_not_grow_with_findings(client, reference, django_assert_max_num_queries):
    client.force_login(User.objects.create_user("lanhdao"))
    PublishedFigure.objects.filter(document__slug="kh42-2018").update(stated_percent="1.5")
    with django_assert_max_num_queries(30):
        text = client.get(reverse("contradictions")).content.decode()
    assert len(listed(text)) > 32


def test_compared_leaves_out_recognitions_whose_decisions_are_not_in_hand(reference):
    measures = {row.figure.measure.key for row in compared(Archive(), {})}
    assert "communes_total" in measures
    assert "communes_attained_standard" not in measures


def test_compared_shows_another_number_first(reference):
    reports(END_2019, {commune: {1, 2} for commune in communes_on(END_2019)})
    rows = compared(Archive(), {})
    average = next(row for row in rows if row.figure.code == "F460")
    assert (average.computed.value, average.differs) == (2, True)
    differing = [row.differs for row in rows]
    assert differing == sorted(differing, reverse=True)


def test_compared_follows_the_filter(reference):
    rows = compared(Archive(), {"vb": "tb-2020"})
    assert rows
    assert {row.figure.document.slug for row in rows} == {"tb-2020"}


def test_compared_marks_the_illustration(show):
    reports(END_2019, {commune: {1, 2} for commune in communes_on(END_2019)}, illustration=True)
    text = show("chi-tieu=avg_criteria_per_commune")
    assert 'class="mh"' in text.split('id="beside"')[1]


def test_documents_page_leads_to_what_does_not_go_together(show):
    assert f'href="{reverse("contradictions")}"' in show(name="documents").split("<main")[1]
    assert Document.objects.count() == 5


def test_overview_and_targets_lead_to_what_sources_say_differently(show):
    address = f"{reverse('contradictions')}?chi-tieu="
    assert f'href="{address}communes_attained_standard"' in show("ky=2020-12-31&ms=2019-12-31", "overview")
    assert f'href="{address}communes_attained_standard' in show("ky=2020-12-31", "goals")
