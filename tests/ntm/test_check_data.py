"""manage.py check_data: the reference data pass, and for each check something that makes it fail."""

import json
from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from communes.models import Commune, Group, Membership, Succession, TilePosition
from criteria.models import (
    Assessment,
    CriteriaSet,
    Criterion,
    Decision,
    PublishedFigure,
    Recognition,
    Report,
    Round,
    Target,
    Threshold,
)
from ntm import integrity
from ntm.progress import integrity as find
from ntm.progress.bands import Band

APPROVED = Report.State.APPROVED


def commune(name, on=date(2020, 12, 31), **fields):
    return Commune.objects.in_force(on).get(name=name, **fields)


def report(name="Điềm He", on=date(2020, 12, 31), code="1980", verdicts=19, version=1):
    """An approved report with this many verdicts."""
    [judged] = CriteriaSet.objects.filter(code=code)
    made = Report.objects.create(
        round=Round.objects.get(date=on, kind="year"),
        commune=commune(name),
        criteria_set=judged,
        version=version,
        state=APPROVED,
        approved_at=timezone.now(),
    )
    for criterion in judged.criteria.all()[:verdicts]:
        Assessment.objects.create(report=made, criterion=criterion, outcome=Assessment.Outcome.ATTAINED)
    return made


def end_before_it_begins():
    Membership.objects.filter(group__slug="border").first().delete()
    one = Membership.objects.first()
    Membership.objects.filter(pk=one.pk).update(valid_to=date(2000, 1, 1))


def bear_a_code_twice():
    mine = commune("Điềm He")
    Commune.objects.create(
        code=mine.code,
        name="Điềm He 2",
        kind="commune",
        district=mine.district,
        valid_from=date(2021, 1, 1),
        source="x",
    )


def forget_a_successor():
    Succession.objects.filter(predecessor__name="Song Giang").delete()


def forget_a_predecessor():
    Succession.objects.filter(successor__name="Bắc Việt").delete()


def move_a_succession():
    one = Succession.objects.filter(effective_on=date(2025, 7, 1)).first()
    Succession.objects.filter(pk=one.pk).update(effective_on=date(2024, 7, 1))


def outlive_the_unit():
    Membership.objects.create(
        group=Group.objects.get(slug="border"), commune=commune("Điềm He"), valid_from=date(2020, 1, 1), source="x"
    )


def lose_a_square():
    TilePosition.objects.filter(state=date(2020, 1, 1)).first().delete()


def empty_a_threshold():
    Threshold.objects.filter(pk=Threshold.objects.filter(value=None).first().pk).update(text=" ")


def value_without_comparison():
    Threshold.objects.filter(pk=Threshold.objects.filter(indicator__comparison="dat").first().pk).update(value=1)


def misread_a_date():
    PublishedFigure.objects.filter(code="F001").update(year="2015-13")


def lose_a_value():
    Target.objects.filter(pk=Target.objects.first().pk).update(low=None, high=None)


def judge_a_round_by_another_set():
    Round.objects.filter(date="2021-12-31").update(criteria_set=CriteriaSet.objects.get(code="318"))


def judge_a_report_by_another_set():
    report(code="491")


def report_before_it_began():
    report(on=date(2019, 12, 31))


def count_twice():
    report(version=1)
    report(version=2)


def forget_a_verdict():
    report(verdicts=18)


def judge_a_foreign_criterion():
    other = Criterion.objects.get(criteria_set__code="491", number=1)
    Assessment.objects.create(report=report(verdicts=0), criterion=other, outcome=Assessment.Outcome.ATTAINED)


def recognise_after_its_end():
    decision = Decision.objects.create(
        number="1/QĐ-UBND", signed_on=date(2021, 6, 1), year=2021, level="basic", source="x"
    )
    Recognition.objects.create(decision=decision, commune=commune("Văn An", on=date(2019, 12, 31)))


def withdraw_before_signing():
    Recognition.objects.filter(commune__name="Bính Xá").update(withdrawn_on=date(2017, 1, 1))


def lose_a_band(monkeypatch):
    monkeypatch.setattr("ntm.progress.standing.bands_for", lambda count, ends: [Band(15, 19)])


def count_an_unknown_criterion():
    Criterion.objects.filter(criteria_set__code="1980", number=19).update(number=99)
    made = report()
    Assessment.objects.filter(report=made, criterion__number=99).update(
        criterion=Criterion.objects.get(criteria_set__code="318", number=19)
    )
    Criterion.objects.filter(criteria_set__code="318", number=19).update(number=20)


BREAKERS = {
    "lives_reversed": end_before_it_begins,
    "codes": bear_a_code_twice,
    "successors": forget_a_successor,
    "predecessors": forget_a_predecessor,
    "successions": move_a_succession,
    "memberships": outlive_the_unit,
    "tiles": lose_a_square,
    "thresholds_empty": empty_a_threshold,
    "thresholds_comparable": value_without_comparison,
    "figures_readable": misread_a_date,
    "figures_valued": lose_a_value,
    "round_sets": judge_a_round_by_another_set,
    "report_sets": judge_a_report_by_another_set,
    "reports_alive": report_before_it_began,
    "reports_once": count_twice,
    "verdicts_complete": forget_a_verdict,
    "verdicts_set": judge_a_foreign_criterion,
    "recognitions_alive": recognise_after_its_end,
    "withdrawals": withdraw_before_signing,
    "criteria": count_an_unknown_criterion,
}


def check_data(*args):
    """(exit code, what was printed)"""
    out = StringIO()
    try:
        call_command("check_data", *args, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def failing():
    code, printed = check_data("--json")
    failed = {one["check"]: one for one in json.loads(printed) if not one["ok"]}
    assert code == (1 if failed else 0)
    return failed


def test_check_data_reference_passes(reference):
    assert failing() == {}


def test_check_data_complete_report_passes(reference):
    report()
    assert failing() == {}


def test_check_data_empty_database_passes(empty_database):
    assert failing() == {}


def test_check_data_has_a_breaker_for_every_check():
    assert {check.name for check in integrity.CHECKS} == {*BREAKERS, "bands"}


@pytest.mark.parametrize("name", BREAKERS)
def test_check_data_finds(reference, name):
    BREAKERS[name]()
    found = failing()
    assert name in found
    assert found[name]["count"] == len(found[name]["found"]) > 0
    assert found[name]["mend"]


def test_check_data_finds_lost_bands(reference, monkeypatch):
    report()
    lose_a_band(monkeypatch)
    assert set(failing()) == {"bands"}


def test_check_data_prints_a_line_a_check(reference):
    lose_a_square()
    code, printed = check_data()
    assert code == 1
    assert len(printed.splitlines()) == len(integrity.CHECKS)
    assert "fixtures/tile_positions.csv" in printed


def test_check_data_asks_a_fixed_number_of_queries(reference, django_assert_max_num_queries):
    for name in ["Điềm He", "Bắc Việt", "Hội Hoan"]:
        report(name)
    with django_assert_max_num_queries(30):
        integrity.run_checks()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020", date(2020, 12, 31)),
        ("2020-06", date(2020, 6, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2020-13", None),
        ("cuối năm", None),
        ("", None),
    ],
)
def test_integrity_last_day(text, expected):
    assert find.last_day(text) == expected


@pytest.mark.parametrize(
    ("base", "readable"), [("", True), ("207", True), ("4111.5", True), ("các xã", False), ("0", False)]
)
def test_integrity_base(base, readable):
    assert find.readable_base(base) is readable


@pytest.mark.parametrize(
    ("signed_on", "year", "outside"),
    [
        (date(2019, 11, 1), 2019, 0),
        (date(2020, 1, 20), 2019, 0),  # signed after the unit ended, for a year at whose end it stood
        (date(2020, 3, 1), 2020, 1),
    ],
)
def test_integrity_awards_outside_life(signed_on, year, outside):
    unit = SimpleNamespace(id=1, code="06280", name="Văn An", valid_from=date(2004, 8, 31), valid_to=date(2019, 12, 31))
    award = SimpleNamespace(commune_id=1, number="1/QĐ", signed_on=signed_on, year=year)
    assert len(find.awards_outside_life([award], [unit])) == outside
