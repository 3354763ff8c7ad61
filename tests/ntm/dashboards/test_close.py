"""Close to the line over the whole illustration: every cell's reason, every row's change, filters, pages and file."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation

from communes.models import Commune, User
from criteria import reasons, rules
from criteria.models import Report
from ntm.dashboards.close.page import Page
from ntm.reasons import Reasons
from ntm.register import Register
from ntm.rows import commune_rows
from tests.criteria.test_reasons import read_back
from tests.illustrated import illustrated  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("illustrated")]
END_2020, END_2023 = date(2020, 12, 31), date(2023, 12, 31)
DATES = [END_2020, END_2023]


@pytest.fixture
def reader(client):
    client.force_login(User.objects.create_user("nguoi-doc"))
    return client


@pytest.fixture(scope="module")
def computed():
    """{query: Page}: the data of the module never change, so each query is computed once."""
    return {}


@pytest.fixture
def asked(computed):
    def ask(query=""):
        if query not in computed:
            computed[query] = Page(QueryDict(query.removeprefix("?")))
        return computed[query]

    return ask


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_numbers_in_every_cell_s_sentences_say_the_verdict_shown(as_of):
    """Read back from the sentences of each cell: what they say is what the matrix shows, or they decide nothing."""
    register = Register()
    standing = register.standing(as_of)
    found = Reasons(register, as_of, as_of, standing.criteria_set)
    wrong, decided = [], 0
    with translation.override("vi"):
        for unit in standing.rows:
            for number in standing.criteria:
                why = found.why(unit, number)
                told = [read_back(text) for text in reasons.said(why).grounds if re.search("[≥≤>]", text)]
                open_ = [one for one in why.grounds if one.reason.verdict is None]
                verdicts = [rules.value_verdict(*by_sign(one)) for one in told] + [None] * len(open_)
                verdict = rules.criterion_verdict(verdicts)
                decided += verdict is not None
                if verdict and why.outcome in ("attained", "not_attained") and verdict != why.outcome:
                    wrong.append((unit, number))
    assert wrong == []
    assert decided > 500


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_reason_of_the_page_and_of_a_list_is_the_same_sentence(reader, as_of):
    register = Register()
    found = Reasons(register, as_of, as_of, register.standing(as_of).criteria_set)
    with translation.override("vi"):
        for unit in list(found.standing.rows)[::60]:
            place = register.communes[unit]
            response = reader.get(reverse("commune", args=[place.slug]) + f"?ky={as_of}")
            shown = {row.number: row.reason.text for row in response.context["criteria"].rows}
            assert shown == {number: reasons.sentence(found.why(unit, number)) for number in shown}


def test_reasons_of_all_cells_ask_as_often_as_of_one(django_assert_max_num_queries):
    register = Register()
    found = Reasons(register, END_2020, END_2020, "1980")
    with django_assert_max_num_queries(9):
        assert len([found.why(unit, number) for unit in found.standing.rows for number in range(1, 20)]) == 181 * 19


@pytest.mark.parametrize(
    "query, rows, known, points",
    [("?ky=2020-12-31", 1176, 848, "18532.693126"), ("?ky=2020-12-31&ms=2019-12-31", 1362, 984, "21146.186798")],
)
def test_numbers_are_these_on_every_database(asked, query, rows, known, points):
    """SQLite and PostgreSQL give the same numbers to the last digit; these are those of the illustration."""
    found = [one.effort.points for one in asked(query).every]
    assert (len(found), len([one for one in found if one is not None])) == (rows, known)
    total = sum(one for one in found if one is not None)
    assert reasons.rounded(total, 6) == Decimal(points)


def by_sign(found):
    value, sign, limit = found
    return value, limit, {symbol: comparison for comparison, symbol in reasons.SYMBOLS.items()}[sign]


@pytest.mark.parametrize("query", ["", "?ky=2023-12-31", "?ms=2019-12-31", "?ky=2019-12-31&ms=2020-01-01"])
def test_rows_are_the_criteria_that_the_standing_lacks(asked, query):
    found = asked(query)
    lacking = [(row.commune.id, n) for row in commune_rows(found.selection) if not row.missing for n in row.lacking]
    assert sorted((one.unit, one.number) for one in found.every) == sorted(lacking)


@pytest.mark.parametrize("as_of", DATES, ids=str)
def test_every_change_of_the_page_attains_and_one_step_less_does_not(asked, as_of):
    changes = [pair for one in asked(f"?ky={as_of}").every for pair in one.effort.changes]
    assert len(changes) > 500
    for ground, change in changes:
        less = rules.Change(change.number - change.step, change.step, change.counted, change.less, None)
        verdicts = [
            rules.value_verdict(rules.exact(rules.after(ground.now.measured, one)), ground.now.limit, ground.comparison)
            for one in (change, less)
        ]
        assert verdicts == ["attained", "not_attained"]


def test_rows_come_by_criteria_missing_then_by_effort_with_the_unknown_last(asked):
    keys = [(one.missing, one.effort.points is None, one.effort.points or 0) for one in asked().every]
    assert keys == sorted(keys)


def test_rows_without_numbers_say_so_and_have_no_points(asked):
    found = asked()
    lines = found.lines([one for one in found.every if not one.effort.known])
    assert len(lines) == found.unknown > 0
    assert all(line.points == "" and line.changes == [] and line.notes for line in lines)


def test_filters_narrow_to_their_rows(asked):
    every = asked().every
    assert {one.number for one in asked("?tc=17").found} == {17}
    assert len(asked("?tc=17").found) == sum(one.number == 17 for one in every)
    assert all(one.missing <= 5 for one in asked("?con=5").found)
    register = Register()
    border = register.members("border", END_2020, END_2020)
    assert {one.unit for one in asked("?nhom=border").found} <= border
    district = register.district_communes("van-quan", END_2020)
    assert {one.unit for one in asked("?pv=huyen-van-quan").found} <= district


@pytest.mark.parametrize("query", ["?tc=99", "?nhom=khong-co", "?con=x", "?mat=x", "?mat=tut&loai=x"])
def test_filter_that_is_not_known_is_left_out_and_named(asked, query):
    found = asked(query)
    assert len(found.notices) == 1
    assert len(found.found) == len(found.every)


def test_pages_hold_all_rows_once(asked):
    found, seen = asked(), []
    for part in found.part.paginator:
        seen += [(one.code, one.number) for one in found.lines(part.object_list)]
    assert len(seen) == len(set(seen)) == len(found.found)
    assert len(found.shown) == 50


@pytest.mark.parametrize("query", ["?tai=csv&mat=tut", "?tai=csv&tc=17"])
def test_csv_holds_all_rows_of_the_filter(reader, asked, query):
    response = reader.get(reverse("close") + query)
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) - 1 == len(asked(query.replace("tai=csv&", "")).found)
    assert len({len(row) for row in rows}) == 1


def test_illustration_is_marked(reader):
    assert 'class="mh"' in reader.get(reverse("close")).content.decode().partition("<h1")[2][:400]


def test_made_up_rows_are_marked_one_by_one_beside_entered_ones(reader, asked):
    content = reader.get(reverse("close")).content.decode()
    assert 'class="mh"' not in content.partition("<tbody")[2].partition("</tbody")[0]
    entered = asked().found[0].unit
    Report.objects.filter(commune=entered, round__date=END_2020).update(illustration=False)
    rows = reader.get(reverse("close")).content.decode().partition("<tbody")[2].partition("</tbody")[0].split("<tr")[1:]
    name = Commune.objects.get(pk=entered).slug
    assert {('class="mh"' in row) == (f"/xa/{name}/" not in row) for row in rows} == {True}


def test_risks_hold_only_what_is_attained(asked):
    found = asked("?mat=tut")
    assert found.every
    for one in found.every:
        assert one.number in found.selection.standing.rows[one.unit].holds
        assert all(risk.ground.reason.verdict == "attained" for risk in one.risks)


def test_risks_of_the_next_set_are_told_with_its_threshold(asked):
    found = asked("?mat=tut&loai=bo-sau")
    insured = next(one for one in found.found if one.number == 15)
    risk = next(risk for risk in insured.risks if risk.kind == "next_set" and risk.code == "15.1")
    assert risk.level.limit == Decimal(90)
    assert risk.ground.value < 90
    assert "318" in found.lines([insured])[0].said[0]


def test_set_without_content_is_waited_for_and_not_guessed(asked):
    assert asked("?mat=tut").waiting is None
    waiting = asked("?ky=2023-12-31&mat=tut")
    assert waiting.waiting.code == "51-2025"
    assert not [risk for one in waiting.every for risk in one.risks if risk.kind == "next_set"]


@pytest.mark.parametrize("query", ["", "?mat=tut", "?ky=2023-12-31&ms=2020-01-01"])
def test_close_queries_do_not_grow(reader, query, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        assert reader.get(reverse("close") + query).status_code == 200


@pytest.mark.parametrize("query", ["", "?ky=2023-12-31", "?ky=2020-12-31&ms=2019-12-31"])
def test_reason_queries_are_bounded(reader, query, django_assert_max_num_queries):
    with django_assert_max_num_queries(21):
        assert reader.get(reverse("reason", args=["06280-2020", 15]) + query).status_code == 200


def test_reason_of_a_missing_criterion_names_who_made_it(reader, asked):
    found = asked("?tc=16").found[0]
    place = Register().communes[found.unit]
    alike = reader.get(reverse("reason", args=[place.slug, 16])).context["alike"]
    assert 0 < len(alike.rows) <= 5
    assert [one.distance for one in alike.rows] == sorted(one.distance for one in alike.rows)
    assert all(one.name != place.name for one in alike.rows)
    assert alike.illustration


def test_pages_lead_to_the_page_of_what_is_close(reader):
    for name, args in (("overview", []), ("criterion", ["1980", 17]), ("commune", ["06298-2020"])):
        assert reverse("close") in reader.get(reverse(name, args=args)).content.decode().partition("<main")[2]


def test_commune_page_leads_from_every_criterion_to_its_reason(reader):
    html = reader.get(reverse("commune", args=["06298-2020"])).content.decode()
    assert {int(one) for one in re.findall(r'/xa/06298-2020/ly-do/(\d+)/"', html)} == set(range(1, 20))


def test_matrix_says_how_to_reach_a_reason(reader):
    html = reader.get(reverse("matrix")).content.decode()
    assert 'data-reason="ly-do"' in html
    assert "js/reason" in html
