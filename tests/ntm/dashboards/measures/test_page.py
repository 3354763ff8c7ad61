"""Chỉ số: what communes do not report one by one, with documents, charts and verdicts."""

import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from criteria.models import Measure, PublishedFigure
from ntm.archive import Archive
from ntm.dashboards.measures.listing import MeasureRow
from ntm.dashboards.measures.page import page_of
from ntm.dashboards.selection import read_selection
from ntm.judgement import Judge
from ntm.topics import listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(reference, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nguoi-doc"))
    return lambda name, *args, **query: client.get(reverse(name, args=args), query)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def page(key):
    archive = Archive()
    return page_of(Measure.objects.get(key=key), Judge(archive), read_selection({}, archive))


def test_list_names_latest_values_verdicts_and_sources(seen):
    said = words(seen("measures"))
    for text in ["Sản phẩm OCOP 11 sản phẩm", "29.038 tỷ đồng", "93,8%", "80 sản phẩm", "BC NQ 20, P1.III.5"]:
        assert text in said
    assert "xã đạt tiêu chí" not in said


def test_list_says_what_is_planned_and_what_nobody_states(seen):
    said = words(seen("measures", nhom="von"))
    assert "985,7/4.111,5 tỷ đồng vốn kế hoạch" in said
    assert "Chưa có số liệu" in words(seen("measures", nhom="nuoc"))


def test_list_holds_every_measure_that_communes_do_not_report(seen):
    said = seen("measures", nhom="tat-ca").text
    figures = Archive()
    wanted = {one.measure.key for one in [*figures.figures, *figures.targets] if listed(one.measure)}
    assert {key for key in wanted if f'href="{reverse("measure", args=[key])}"' not in said} == set()


def test_list_of_an_unknown_group_says_so(seen):
    assert "“khong-co”" in words(seen("measures", nhom="khong-co"))


def test_list_asks_no_more_with_more_figures(seen):
    with CaptureQueriesContext(
        connection,
    ) as before:
        seen("measures")
    copied = PublishedFigure.objects.get(code="F244")
    for year in range(2011, 2020):
        copied.pk, copied.code, copied.year, copied.date = None, f"T{year}", str(year), f"{year}-12-31"
        copied.save()
    with CaptureQueriesContext(connection) as after:
        seen("measures")
    assert len(after) <= len(before)


def test_poverty_under_two_lines_is_never_joined(reference):
    chart = page("poverty_rate")["chart"]
    lines = [trace["x"] for trace in chart.figure["data"] if trace["mode"] == "lines"]
    assert lines == [[2011, 2015], [2015, 2020]] or lines == [[2015, 2020], [2011, 2015]]
    assert len(chart.table.rows) == 4


def test_direct_funds_of_two_documents_are_never_in_one_chart(reference):
    shown = page("funding_direct_budget")
    assert shown["chart"].figure is None
    assert len(shown["chart"].table.rows) == 2
    totals = page("funding_total")["parts"]
    assert len(totals) == len({one.source for one in totals}) == 4


def test_a_lone_part_does_not_look_like_the_whole(reference):
    track, part = page("funding_total")["parts"][-1].figure["data"]
    assert (list(track["x"]), list(part["x"])) == ([4111.5], [985.7])


def test_estimates_are_marked_and_drawn_hollow(reference, seen):
    chart = page("rural_income_per_head")["chart"]
    assert any("ước thực hiện" in one["text"] for one in chart.figure["layout"]["annotations"])
    assert "ước thực hiện" in words(seen("measure", "rural_income_per_head"))


def test_models_in_progress_are_not_recognised_ones(reference):
    """105 being built and 30 to be recognised: no verdict joins them."""
    shown = page("model_residential_areas")
    assert [table.goals[0].verdict for table in shown["tables"]] == ["no_data"]


def test_measure_page_shows_quotes_findings_and_targets(seen):
    said = words(seen("measure", "funding_total"))
    assert "Tổng nguồn lực huy động xây dựng nông thôn mới" in said
    assert "lớn hơn tổng F278" in said
    assert "Thiếu" in words(seen("measure", "villages_with_culture_house_share"))


def test_measure_that_communes_report_has_no_page_here(seen):
    assert seen("measure", "avg_criteria_per_commune").status_code == 404
    assert seen("measure", "khong-co").status_code == 404


def test_measure_of_an_earlier_day_knows_nothing_later(seen):
    def head(**query):
        return seen("measure", "ocop_products", **query).text.partition("<h1>")[2].partition("</h1>")[0]

    assert "11 sản phẩm" in head()
    assert "11 sản phẩm" not in head(ky="2019-12-31")


def test_goals_documents_and_overview_lead_to_the_measure(seen):
    address = reverse("measure", args=["ocop_products"])
    assert f'href="{address}"' in seen("goals").text
    assert f'href="{address}"' in seen("document", "bc-nq20-2020").text
    assert f'href="{reverse("measure", args=["communes_attained_advanced"])}"' in seen("overview").text


def test_verdict_on_made_up_results_is_marked(seen, monkeypatch):
    assert 'class="mh"' not in seen("measure", "ocop_products").text.partition("</h1>")[0]
    monkeypatch.setattr(MeasureRow, "illustration", True)
    assert 'class="mh"' in seen("measure", "ocop_products").text.partition("</h1>")[0]


@pytest.mark.parametrize(("source", "marked"), [("illustration", True), ("published", False)])
def test_row_knows_whether_its_verdict_is_made_up(source, marked):
    judged = SimpleNamespace(result=SimpleNamespace(source=source), ahead=True)
    assert MeasureRow(None, [], [judged], None, None).illustration is marked
    assert MeasureRow(None, [], [], None, None).illustration is False
