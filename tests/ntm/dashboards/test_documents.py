"""Văn bản: five documents, 496 figures with their quotes, beside what the system computes."""

import gzip
import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from communes.models import User
from criteria.models import Document, PublishedFigure, Target
from ntm.register import Register
from tests.ntm.readings import END_2020, communes_on, decide, reports

pytestmark = pytest.mark.django_db
LONGEST = "bc-nq20-2020"


@pytest.fixture
def show(client, reference):
    """show(slug, query) → the text of one document's page; without a slug that of the list."""
    client.force_login(User.objects.create_user("lanhdao"))

    def get(slug="", query=""):
        address = reverse("document", args=[slug]) if slug else reverse("documents")
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def listed(text):
    return re.findall(r'<tr id="(F\d+)"', text)


def row_of(text, code):
    return text.split(f'<tr id="{code}"')[1].split("</tr>")[0]


def test_documents_lists_the_five_with_their_counts(show):
    text = show()
    assert text.count(f'href="{reverse("documents")}') >= 5
    for document in Document.objects.all():
        row = text.split(f'href="{reverse("document", args=[document.slug])}"')[1].split("</tr>")[0]
        counts = [int(number) for number in re.findall(r">(\d+)</td>", row)]
        assert counts == [document.targets.count(), document.publishedfigures.count()]


def test_documents_are_cited_as_they_are(show):
    text = show()
    assert "798/PĐ-UBND" in text
    assert "28/02/2018" in text
    without_number = [one for one in Document.objects.all() if not one.number]
    assert len(without_number) == 3


def test_document_pages_show_all_496_figures_and_quotes(show):
    seen = []
    for document in Document.objects.all():
        text = show(document.slug)
        codes = listed(text)
        seen += codes
        for model in (Target, PublishedFigure):
            for figure in model.objects.filter(document=document):
                assert f"<q>{escape(figure.quote)}</q>" in row_of(text, figure.code), figure.code
    assert len(seen) == len(set(seen)) == 496


def test_document_is_in_printed_order(show):
    lines = {f.code: f.line for model in (Target, PublishedFigure) for f in model.objects.all()}
    groups = show(LONGEST).split('<tr class="group"')[1:]
    first = [min(lines[code] for code in listed(group)) for group in groups]
    assert first == sorted(first)


def test_document_shows_the_percent_as_printed(show):
    text = show(LONGEST)
    figure = PublishedFigure.objects.get(stated_percent="37.20")
    assert "37,20%" in row_of(text, figure.code)


def test_document_names_competing_figures(show):
    """74 and 77 of 207 stand in two footnotes of one report: each row names the other."""
    text = show(LONGEST)
    assert "#F408" in row_of(text, "F421")
    assert "#F421" in row_of(text, "F408")


def test_document_names_a_competing_percent_with_its_zero(show):
    """35,74 % in the text, 37,20 % in a footnote beside its count: printed with two decimals, both."""
    figure = PublishedFigure.objects.get(
        measure__key="communes_attained_standard_share", low="35.74", document__slug=LONGEST
    )
    assert "37,20%" in row_of(show(LONGEST), figure.code)


def test_document_shows_what_the_system_computes(show):
    """65 of 181 are printed; the decisions that are known give another number, marked so and as made up."""
    figure = published("communes_attained_standard", 65)
    decide(communes_on(END_2020)[:60], 2020, illustration=True)
    row = row_of(show(LONGEST), figure.code)
    assert 'class="mh"' in row
    assert f"<span>{len(Register().standing(END_2020).recognised)} " in row
    assert row.count('class="tag"') == 1 + figure.estimate


def published(measure, low):
    return PublishedFigure.objects.filter(
        document__slug=LONGEST, measure__key=measure, low=low, scope="province", date=END_2020
    ).first()


def test_document_computed_equal_to_the_printed_number_has_no_mark(show):
    """The average 12,5 as printed: 12,4972 rounds to it and is no other number."""
    figure = published("avg_criteria_per_commune", 12.5)
    places = enumerate(communes_on(END_2020))
    reports(END_2020, {commune: range(1, 14 if place < 90 else 13) for place, commune in places})
    row = row_of(show(LONGEST), figure.code)
    assert "12,5" in row
    assert row.count('class="tag"') == figure.estimate


def test_document_links_targets_to_their_verdicts(show):
    row = row_of(show(LONGEST), "F426")
    assert f'href="{reverse("goals")}#F426"' in row
    assert 'class="v no_data"' in row


def test_document_filters_by_words_without_diacritics(show):
    found = listed(show(LONGEST, "q=y+te"))
    assert found
    assert len(found) < 318
    assert listed(show(LONGEST, "q=Y+TẾ")) == found


def test_document_filters_by_kind(show):
    assert len(listed(show(LONGEST, "loai=muc-tieu"))) == 21
    assert len(listed(show(LONGEST, "loai=von-thuc-hien"))) == 28
    assert len(listed(show(LONGEST, "loai=khong-co"))) == 318


def test_document_is_light(show):
    assert len(gzip.compress(show(LONGEST).encode())) < 30_000


def test_document_queries_do_not_grow(show, django_assert_max_num_queries):
    for slug in (LONGEST, "kh42-2018"):
        with django_assert_max_num_queries(15):
            show(slug)
    reports(END_2020, dict.fromkeys(communes_on(END_2020), (1, 2, 3)))
    with django_assert_max_num_queries(15):
        show(LONGEST)
    with django_assert_max_num_queries(5):
        show()


def test_document_without_figures_is_shown(show):
    Document.objects.create(slug="moi", code="MOI", name="Văn bản mới", short_name="Mới", source="test")
    assert "Văn bản mới" in show("moi")


def test_document_unknown_is_our_404(client, reference):
    client.force_login(User.objects.create_user("lanhdao"))
    answer = client.get(reverse("document", args=["khong-co"]))
    assert answer.status_code == 404
    assert 'class="top"' in answer.content.decode()


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 5000, "loai=%FF", "q=<script>&loai='", "ky=1945-09-02"])
def test_document_answers_a_hostile_filter(show, query):
    assert "<script>&" not in show("tb-2020", query)


def test_documents_of_an_empty_database(client, empty_database):
    client.force_login(User.objects.create_user("lanhdao"))
    assert client.get(reverse("documents")).status_code == 200
    assert client.get(reverse("document", args=[LONGEST])).status_code == 404
