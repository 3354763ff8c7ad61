"""The page of one commune: its number, its criteria with values, its history, its decisions, its life."""

from datetime import date
from decimal import Decimal

import pytest

from communes.models import Commune, User
from criteria.models import (
    Assessment,
    Evidence,
    EvidenceLink,
    Indicator,
    Measurement,
    RecogniseAgain,
    Recognition,
    Threshold,
)
from ntm.register import Register
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, gather, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LATER = date(2025, 12, 31)


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


@pytest.fixture
def place():
    """A commune that no merger of 2020 touched."""
    return communes_on(END_2020, district__slug="van-quan", origins__isnull=True)[0]


def page(reader, place, query=""):
    response = reader.get(f"/xa/{place.slug}/{query}")
    assert response.status_code == 200
    return response


def measured(made, code, value, numerator=None, denominator=None):
    indicator = Indicator.objects.get(criterion__criteria_set=made.criteria_set, code=code)
    return Measurement.objects.create(
        report=made, indicator=indicator, value=Decimal(value), numerator=numerator, denominator=denominator
    )


def row(response, number):
    return next(one for one in response.context["criteria"].rows if one.number == number)


def line(response, code):
    number = int(code.split(".")[0])
    return next(one for one in row(response, number).lines if one.code == code)


# --- the number and the criteria ---------------------------------------------------------------------------------


def test_commune_without_data_is_unknown_and_not_zero(reader, place):
    head = page(reader, place).context["head"]
    assert (head.number, head.whole) == ("–", "19")


def test_commune_lacking_comes_first_and_is_named(reader, place):
    report(place, END_2020, set(range(1, 20)) - {2, 6})
    response = page(reader, place)
    rows = response.context["criteria"].rows
    assert response.context["head"].number == "17"
    assert [one.number for one in rows[:3]] == [2, 6, 1]
    assert [one.open for one in rows[:3]] == [True, True, False]
    assert rows[0].name in response.context["head"].title


def test_commune_with_all_criteria_is_not_recognised_by_that(reader, place):
    report(place, END_2020, range(1, 20))
    response = page(reader, place)
    assert response.context["criteria"].lacking == []
    assert not response.context["decisions"].recognised


def test_commune_not_applicable_and_no_data_are_told(reader, place):
    report(place, END_2020, range(1, 15), not_applicable=[15], no_data=[16])
    response = page(reader, place)
    assert response.context["head"].number == "15"
    assert (row(response, 15).verdict, row(response, 15).attained) == ("met", True)
    assert (row(response, 16).verdict, row(response, 16).attained) == ("no_data", False)


def test_commune_value_threshold_and_margin(reader, place):
    made = report(place, END_2020, range(1, 20))
    measured(made, "4.2", "97.6", 488, 500)
    measured(made, "10", "34.5")
    response = page(reader, place)
    electricity, income = line(response, "4.2"), line(response, "10")
    assert (electricity.value, electricity.share, electricity.verdict) == ("97,6%", "488/500", "met")
    assert electricity.threshold == "≥\xa095%"
    assert (income.verdict, "1,5" in income.words) == ("not_met", True)


def test_commune_threshold_not_checked_is_marked(reader, place):
    report(place, END_2020, [1])
    response = page(reader, place)
    assert line(response, "4.2").unverified
    assert not line(response, "15.1").unverified
    Threshold.objects.filter(indicator__code="4.2").update(checked=True)
    assert not line(page(reader, place), "4.2").unverified


def test_commune_without_a_number_nothing_is_concluded(reader, place):
    made = report(place, END_2020, [1])
    measured(made, "2.1", "80")  # the province sets this threshold; the data have none
    found = line(page(reader, place), "2.1")
    assert (found.judged, found.verdict) == (None, "")


def test_commune_miss_is_never_rounded_to_the_threshold(reader, place):
    made = report(place, END_2020, [1])
    measured(made, "4.2", "94.999")
    found = line(page(reader, place), "4.2")
    assert (found.value, found.verdict) == ("94,999%", "not_met")


def test_commune_officer_and_values_differ(reader, place):
    made = report(place, END_2020, [10])
    measured(made, "10", "20")
    assert len(row(page(reader, place), 10).notes) == 1


@pytest.mark.parametrize("year, value", [(2022, 39), (2024, 45)])
def test_commune_threshold_of_the_year(reader, place, year, value):
    report(place, date(year, 12, 31), [1])
    income = row(page(reader, place, f"?ky={year}-12-31"), 10).lines[0]
    assert income.threshold.startswith(f"≥\xa0{value} ")


def test_commune_nearly_attained_is_not_attained(reader, place):
    made = report(place, END_2020, [1])
    Assessment.objects.filter(report=made, criterion__number=2).update(work_done=80, expected_month=date(2021, 6, 1))
    found = row(page(reader, place), 2)
    assert (found.verdict, found.attained) == ("not_met", False)
    assert "80" in found.notes[0]
    assert "06/2021" in found.notes[1]


def test_commune_department_in_charge_carries_its_doubt(reader, place):
    report(place, END_2020, [1])
    assert "chưa có phân công của Lạng Sơn" in row(page(reader, place), 15).lead


# --- history -----------------------------------------------------------------------------------------------------


def test_commune_since_when_and_lost(reader, place):
    report(place, date(2018, 12, 31), [1, 3])
    report(place, END_2019, [1, 3, 4])
    report(place, END_2020, [1, 4, 5])
    response = page(reader, place)
    assert row(response, 3).verdict == "lost"
    assert "2019" in row(response, 3).since
    assert "2019" in row(response, 4).since
    assert "2018" in row(response, 1).since


def test_commune_history_agrees_with_standing(reader):
    """A merged commune: every column is what the province's standing says under its units."""
    merged = Commune.objects.get(code="06298", valid_from=date(2020, 1, 1))
    for old in communes_on(END_2019, district__slug="van-quan"):
        report(old, END_2019, range(1, 12))
    report(merged, END_2020, range(1, 15))
    register = Register()
    response = page(reader, merged)
    columns = response.context["history"].columns
    for column, on in zip(columns[-3:], (END_2019, date(2020, 6, 30), END_2020), strict=True):
        assert column.total == str(register.standing(on, END_2020).rows[merged.id].count)


def test_commune_history_breaks_at_set_and_unit(reader):
    merged = Commune.objects.get(code="06298", valid_from=date(2020, 1, 1))
    report(merged, END_2020, [1])
    columns = page(reader, merged).context["history"].columns
    assert [one.label for one in columns if one.cut] == ["2013", "2016", "6/2020"]
    assert page(reader, merged).context["history"].predecessors


def test_commune_history_without_any_reading_is_left_out(reader, place):
    assert page(reader, place).context["history"].columns == []


@pytest.mark.parametrize("as_of", ["2018-12-31", "2019-12-31", "2020-06-30", "2020-12-31", "2021-12-31"])
@pytest.mark.parametrize("units", ["", "2019-12-31", "2020-01-01", "2024-12-31"])
def test_commune_number_is_that_of_standing(reader, place, as_of, units):
    report(place, date(2018, 12, 31), [1, 2, 3])
    report(place, END_2020, [1, 2, 3, 4], not_applicable=[7])
    response = page(reader, place, f"?ky={as_of}&ms={units}")
    on, basis = date.fromisoformat(as_of), date.fromisoformat(units or as_of)
    standing = Register().standing(on, basis).rows[place.id]
    expected = "–" if standing.coverage == "missing" else str(standing.count)
    assert response.context["head"].number == expected


# --- recognition -------------------------------------------------------------------------------------------------


def test_commune_decisions_with_the_withdrawn_struck_through(reader, place):
    decision = decide([place], 2018)
    Recognition.objects.filter(decision=decision).update(withdrawn_on=date(2019, 6, 1), withdrawal_decision="9/QĐ")
    response = page(reader, place)
    assert not response.context["decisions"].recognised
    assert "<del>" in response.content.decode()
    assert "9/QĐ" in response.content.decode()


def test_commune_recognised_before_the_year_is_not_yet(reader, place):
    decide([place], 2020)
    assert not page(reader, place, "?ky=2019-12-31").context["decisions"].recognised
    assert page(reader, place, "?ky=2020-12-31").context["decisions"].recognised


def test_commune_inherits_recognition_and_says_from_whom(reader):
    merged = Commune.objects.get(code="06298", valid_from=date(2020, 1, 1))
    decide(communes_on(END_2019, district__slug="van-quan"), 2019)
    decisions = page(reader, merged).context["decisions"]
    assert decisions.recognised
    assert decisions.lines[0].of_url


def test_commune_that_must_be_recognised_again_says_so(reader):
    merged = Commune.objects.get(code="06298", valid_from=date(2020, 1, 1))
    decide(communes_on(END_2019, district__slug="van-quan"), 2019)
    RecogniseAgain.objects.create(commune=merged, since=date(2020, 1, 1), source="test")
    decisions = page(reader, merged).context["decisions"]
    assert not decisions.recognised
    assert "01/01/2020" in decisions.sentence


# --- life --------------------------------------------------------------------------------------------------------


def test_commune_of_the_past_points_to_its_successors(reader):
    old = Commune.objects.get(code="06298", valid_to=END_2019)
    report(old, END_2019, [1, 2])
    response = page(reader, old, "?ky=2020-12-31")
    assert response.context["shown"].outside == "after"
    assert response.context["head"].number == "2"
    for successor in old.successions.all():
        assert f"/xa/{successor.successor.slug}/?ky=2020-12-31" in response.content.decode()


def test_commune_of_the_past_under_its_own_units_is_restated(reader):
    old = Commune.objects.get(code="06298", valid_to=END_2019)
    response = page(reader, old, "?ky=2020-12-31&ms=2019-12-31")
    assert response.context["shown"].outside == ""
    assert response.context["shown"].restated


def test_commune_not_yet_there_points_to_its_predecessors(reader):
    merged = Commune.objects.get(code="06298", valid_from=date(2020, 1, 1))
    response = page(reader, merged, "?ky=2018-12-31")
    assert response.context["shown"].outside == "before"
    assert "ky=2018-12-31" in response.content.decode()


def test_commune_tells_whole_from_part(reader):
    merged = Commune.objects.get(code="06298", valid_from=date(2020, 1, 1))
    before = page(reader, merged).context["identity"].before
    assert len({one.words for one in before}) == len(before) == 2


def test_commune_town_has_no_criteria(reader):
    town = Commune.objects.filter(kind=Commune.Kind.TOWN).first()
    assert page(reader, town).context["head"].number == ""


def test_commune_groups_are_marked_where_made_up(reader, place):
    group = gather("pilots", [place])
    group.illustration = True
    group.save()
    found = page(reader, place).context["identity"].groups
    assert [(one.illustration, one.now) for one in found if one.name == "pilots"] == [(True, True)]


@pytest.mark.parametrize("slug", ["khong-co", "06298", "06298-1999", "06298-2020-1", "-"])
def test_commune_unknown_is_a_404(reader, slug):
    assert reader.get(f"/xa/{slug}/").status_code == 404


# --- how well ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?ky=2020-12-31", "?ky=2024-12-31&ms=2020-01-01", "?ky=2025-12-31"])
def test_commune_queries_do_not_grow(reader, place, query, django_assert_max_num_queries):
    for year in range(2011, 2021):
        measured(report(place, date(year, 12, 31), range(1, 10)), "15.1", "90")
    decide([place], 2019)
    gather("pilots", [place])
    with django_assert_max_num_queries(18):
        page(reader, place, query)


def test_commune_shows_the_evidence_of_what_it_stands_on(reader):
    [commune, *_] = communes_on(END_2020)
    found = report(commune, END_2020, [1])
    user = User.objects.create_user("lan")
    criterion = found.assessments.get(criterion__number=1).criterion
    piece = Evidence.objects.create(number="12/BC-UBND", issued_on=END_2020, issuer="UBND xã", added_by=user)
    EvidenceLink.objects.create(evidence=piece, report=found, criterion=criterion, added_by=user)
    page = reader.get(f"/xa/{commune.slug}/?ky=2020-12-31")
    assert page.context["evidence"] == [(criterion, [piece])]
    assert "12/BC-UBND" in page.text
