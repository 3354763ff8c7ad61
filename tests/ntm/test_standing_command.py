"""`manage.py standing` and `targets`: the numbers, and a sentence for what is not understood."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from criteria.models import Report
from tests.ntm.readings import END_2019, END_2020, communes_on, decide, gather, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
KEYS = {"as_of", "units", "set", "universe", "coverage", "recognised", "recognised_advanced", "recognised_model"}
KEYS |= {"all_criteria", "average", "bands", "criteria", "gained", "lost", "illustration"}


def run(command, *options):
    out = StringIO()
    call_command(command, *options, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_standing_has_every_key():
    assert set(run("standing", "--as-of", "2020-12-31")) >= KEYS


@pytest.mark.parametrize(
    "as_of, universe, set_code",
    [("2011-12-31", 207, "491"), ("2020-12-31", 181, "1980"), ("2024-12-31", 175, "318"), ("2025-12-31", 61, "318")],
)
def test_standing_universe_and_set_of_the_date(as_of, universe, set_code):
    found = run("standing", "--as-of", as_of)
    assert (found["universe"], found["set"], found["units"]) == (universe, set_code, as_of)
    assert sum(found["coverage"].values()) == universe


def test_standing_without_data_names_what_is_missing_and_has_no_average():
    found = run("standing", "--as-of", "2020-12-31")
    assert (found["coverage"]["missing"], found["average"]) == (181, None)


def test_standing_under_older_units():
    assert run("standing", "--as-of", "2020-12-31", "--units", "2019-12-31")["universe"] == 207


def test_standing_counts():
    first, second, *_ = communes_on(END_2020)
    report(first, END_2020, range(1, 20))
    report(second, END_2020, [1, 2, 3], not_applicable=[7], no_data=[9])
    decide([first], 2020)
    found = run("standing", "--as-of", "2020-12-31")
    assert (found["recognised"], found["all_criteria"], found["coverage"]["reported"]) == (2, 1, 2)
    assert (found["criteria"]["7"], found["criteria"]["9"]) == (2, 1)
    assert [band["communes"] for band in found["bands"]] == [1, 0, 0, 0, 180]
    assert round(found["average"] * 181) == 23
    assert found["illustration"] is False


def test_standing_counts_only_approved_reports():
    first, *_ = communes_on(END_2020)
    report(first, END_2020, range(1, 20), state=Report.State.SUBMITTED)
    assert run("standing", "--as-of", "2020-12-31")["coverage"]["missing"] == 181


def test_standing_gained_and_lost_against_the_round_before():
    first, *_ = communes_on(END_2020)
    report(first, END_2019, [1, 2])
    report(first, END_2020, [2, 3, 4])
    found = run("standing", "--as-of", "2020-12-31")
    assert (found["gained"], found["lost"]) == (2, 1)


def test_standing_gained_is_null_where_the_set_changed():
    found = run("standing", "--as-of", "2022-12-31")
    assert (found["gained"], found["lost"]) == (None, None)


def test_standing_of_a_district_and_of_a_group():
    assert run("standing", "--as-of", "2020-12-31", "--district", "van-quan")["universe"] == 16
    assert run("standing", "--as-of", "2019-12-31", "--group", "border")["universe"] == 20
    assert run("standing", "--as-of", "2025-12-31", "--group", "border")["universe"] == 11


def test_standing_of_a_group_member_whose_row_ended():
    merged = communes_on(END_2019, valid_to=END_2019)[0]
    gather("pilots", [merged], valid_to=date(2020, 12, 31))
    found = run("standing", "--as-of", "2020-12-31", "--units", "2019-12-31", "--group", "pilots")
    assert found["universe"] == 1


def test_standing_districts_end_with_june_2025():
    assert run("standing", "--as-of", "2025-12-31", "--district", "van-quan")["universe"] == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--district", "nowhere"),
        ("--group", "nobody"),
        ("--set", "77"),
        ("--as-of", "soon"),
        ("--as-of", "1700-01-01"),
        ("--as-of", "2020-02-30"),
        ("--units", "9999-01-01"),
    ],
)
def test_standing_not_understood_is_a_sentence_and_exit_2(options):
    with pytest.raises(CommandError) as refused:
        run("standing", *options)
    assert refused.value.returncode == 2
    assert options[1][:4] in str(refused.value) or "1700" in options[1]


def test_standing_of_an_empty_database(empty_database):
    with pytest.raises(CommandError):
        run("standing")


def test_targets_lists_all_with_their_keys():
    found = run("targets")
    assert len(found) == 116
    keys = (
        "id measure criterion scope year low high unit base better actual actual_source estimate verdict set_by "
        "document quote"
    )
    assert all(set(one) == set(keys.split()) for one in found)


def test_targets_of_one_year():
    found = run("targets", "--year", "2025")
    assert {one["year"] for one in found} == {2025}
    headline = next(one for one in found if one["id"] == "F426")
    assert (headline["low"], headline["base"], headline["actual"], headline["estimate"]) == (115, 181, 65, True)


def test_targets_not_understood_is_exit_2():
    with pytest.raises(CommandError) as refused:
        run("targets", "--year", "twenty")
    assert refused.value.returncode == 2


def test_targets_as_text():
    out = StringIO()
    call_command("targets", "--year", "2025", stdout=out)
    assert "F426" in out.getvalue()
