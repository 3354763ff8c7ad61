"""The page of one reason: value, threshold, papers, what changed, and what is not known."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone

from communes.models import Succession, User
from criteria.models import Assessment, Indicator, Measurement, Report
from ntm.dashboards.close.alike import alike_text
from ntm.dashboards.close.page import Page
from ntm.progress.alike import Profile
from tests.ntm.readings import END_2019, END_2020, communes_on, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


@pytest.fixture
def place():
    return communes_on(END_2020, district__slug="van-quan", origins__isnull=True)[0]


def measured(made, code, value, numerator=None, denominator=None):
    indicator = Indicator.objects.get(criterion__criteria_set=made.criteria_set, code=code)
    return Measurement.objects.create(
        report=made, indicator=indicator, value=Decimal(value), numerator=numerator, denominator=denominator
    )


def page(reader, place, number, query=""):
    response = reader.get(f"/xa/{place.slug}/ly-do/{number}/{query}")
    assert response.status_code == 200
    return response


def test_reason_tells_what_is_missing_in_households(reader, place):
    made = report(place, END_2020, [])
    measured(made, "17.7", "50", 250, 500)
    context = page(reader, place, 17).context
    ground = next(one for one in context["why"].grounds if one.code == "17.7")
    assert (ground.missing.number, ground.missing.counted) == (50, True)
    assert "250/500" in context["said"].text
    assert "60%" in context["said"].text


def test_reason_of_a_commune_without_a_report_says_so(reader, place):
    context = page(reader, place, 17).context
    assert (context["why"].outcome, context["verdict"], context["alike"]) == ("", "no_data", None)


def test_reason_names_who_approved_and_when(reader, place):
    made = report(place, END_2020, [10])
    office = User.objects.create_user("tinh", first_name="Trần Thị B")
    at = timezone.make_aware(datetime(2021, 1, 15, 0, 30))
    Report.objects.filter(pk=made.pk).update(approved_at=at, approved_by=office)
    text = page(reader, place, 10).context["said"].text
    assert "15/01/2021" in text
    assert "Trần Thị B" in text


@pytest.mark.parametrize("value, verdict", [("41", "attained"), ("43", "attained")])
def test_reason_tells_when_only_the_threshold_changed(reader, place, value, verdict):
    measured(report(place, date(2022, 12, 31), [10]), "10", value)
    measured(report(place, date(2023, 12, 31), []), "10", value)
    why = page(reader, place, 10, "?ky=2023-12-31").context["why"]
    turn = why.grounds[0].turn
    assert (why.before, turn.kind, turn.turned) == (verdict, "threshold", value == "41")


def test_reason_compares_with_the_last_value_even_over_a_round_without_one(reader, place):
    measured(report(place, END_2019, []), "15.1", "80")
    report(place, date(2020, 6, 30), [])
    measured(report(place, END_2020, []), "15.1", "84")
    ground = next(one for one in page(reader, place, 15).context["why"].grounds if one.code == "15.1")
    assert ground.before.on == END_2019
    assert ground.turn.kind == "value"


def test_reason_does_not_compare_over_a_change_of_set(reader, place):
    report(place, date(2021, 12, 31), [10])
    report(place, date(2022, 12, 31), [])
    why = page(reader, place, 10, "?ky=2022-12-31").context["why"]
    assert (why.set_changed, why.before) == (True, None)


def test_reason_marks_the_illustration_and_what_is_carried(reader, place):
    report(place, END_2019, [10], illustration=True)
    why = page(reader, place, 10).context["why"]
    assert (why.illustration, why.carried) == (True, True)
    assert len(page(reader, place, 10).context["said"].doubts) >= 2


def test_reason_where_the_values_say_otherwise(reader, place):
    measured(report(place, END_2020, [10]), "10", "20")
    context = page(reader, place, 10).context
    assert context["why"].disagrees
    assert context["said"].difference in page(reader, place, 10).content.decode()


def test_reason_of_not_applicable_and_no_data(reader, place):
    report(place, END_2020, [], not_applicable=[7], no_data=[8])
    assert page(reader, place, 7).context["why"].attained
    assert page(reader, place, 8).context["verdict"] == "no_data"


def test_reason_names_the_communes_alike_and_their_pace(reader, place):
    report(place, END_2020, [1, 2])
    other, unlike = communes_on(END_2020, district__slug="van-quan", origins__isnull=True)[1:3]
    measured(report(other, END_2019, [1, 2]), "15.1", "70")
    measured(report(other, END_2020, [1, 2, 15]), "15.1", "90")
    report(unlike, END_2019, range(1, 12))
    report(unlike, END_2020, range(1, 16))
    found = page(reader, place, 15).context["alike"]
    assert [one.name for one in found.rows] == [other.name, unlike.name]
    assert [one.distance for one in found.rows] == [0, 9]
    assert found.rows[0].steps == ["15.1: 70% → 90%"]


def test_reason_says_when_it_shows_another_day_than_the_bar(reader):
    later = communes_on(date(2025, 7, 1))[0]
    said = "Đơn vị này có từ 01/07/2025"
    assert said in page(reader, later, 10, "?ky=2020-12-31").content.decode()
    assert said not in page(reader, later, 10, "?ky=2025-12-31").content.decode()


def test_reason_of_communes_alike_says_no_district_where_there_is_none():
    own, other = (Profile(unit, 3, frozenset(), None, "tdmnpb") for unit in (1, 2))
    assert "huyện" not in alike_text(own, other)
    assert "cùng huyện" in alike_text(replace(own, district="van-quan"), replace(other, district="van-quan"))


def test_reason_with_nearly_attained_says_it_counts_as_not(reader, place):
    made = report(place, END_2020, [])
    Assessment.objects.filter(report=made, criterion__number=2).update(work_done=80)
    context = page(reader, place, 2).context
    assert context["why"].nearly == (80,)
    assert not context["why"].attained


@pytest.mark.parametrize("address", ["/xa/khong-co/ly-do/1/", "/xa/06298-2020/ly-do/99/", "/xa/06298-2020/ly-do/0/"])
def test_reason_of_something_unknown_is_a_404(reader, address):
    assert reader.get(address).status_code == 404


def test_reason_of_a_merged_commune_names_whose_value_it_is(reader):
    links = Succession.objects.filter(kind="merge", predecessor__kind="commune", successor__kind="commune")
    parts = {}
    for link in links.filter(effective_on=date(2020, 1, 1)).select_related("predecessor", "successor"):
        parts.setdefault(link.successor, []).append(link.predecessor)
    merged = next(commune for commune, found in parts.items() if len(found) == 2)
    for part in parts[merged]:
        measured(report(part, END_2019, [1, 2]), "15.1", "80")
    why = page(reader, merged, 15).context["why"]
    told = [one for one in why.grounds if one.code == "15.1"]
    assert why.inherited
    assert sorted(one.of for one in told) == sorted(part.name for part in parts[merged])


# --- what may be lost, in a history small enough to know it by heart ---------------------------------------------


def at_risk(query):
    return [(one.unit, risk) for one in Page(QueryDict(f"mat=tut&{query}")).every for risk in one.risks]


def test_threshold_that_rises_next_year_warns_early(place):
    measured(report(place, date(2023, 12, 31), [10]), "10", "43")
    ((unit, risk),) = at_risk("ky=2023-12-31")
    assert (unit, risk.kind, risk.level.limit, risk.missing.number) == (place.id, "next_year", 45, 2)


def test_value_that_falls_year_by_year_is_a_drift(place):
    for year, value in ((2018, "89"), (2019, "87.5"), (2020, "86.5")):
        measured(report(place, date(year, 12, 31), [15]), "15.1", value)
    assert [risk.kind for _unit, risk in at_risk("ky=2020-12-31")] == ["drift", "next_set"]
    assert at_risk("ky=2018-12-31")[0][1].kind == "next_set"


def test_value_within_a_point_is_a_hair(place):
    measured(report(place, END_2020, [15]), "15.1", "85.4", 427, 500)
    found = Page(QueryDict("mat=tut&loai=sat-nguong"))
    (risk,) = (risk for one in found.found for risk in one.risks if risk.kind == "hair")
    assert (risk.room.number, risk.room.counted) == (2, True)
    assert "2" in found.shown[0].said[0]


def test_not_applicable_is_not_at_risk(place):
    measured(report(place, END_2020, [], not_applicable=[15]), "15.1", "85.4")
    assert at_risk("") == []


def test_close_without_any_report_says_so(reader):
    for query in ("", "?mat=tut", "?ky=2025-12-31", "?tai=csv"):
        assert reader.get(f"/gan-dat/{query}").status_code == 200
    assert "empty" in reader.get("/gan-dat/").content.decode()
