"""load_illustration and remove_illustration: marked, repeatable, and never in the way of what people enter."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override

from communes.models import Commune, Group, Membership
from criteria.models import (
    Assessment,
    CriteriaSet,
    Criterion,
    Decision,
    Measurement,
    RecogniseAgain,
    Recognition,
    Report,
    Round,
    Threshold,
)
from tests.illustrated import illustrated  # noqa: F401

MARKED = (Report, Decision, RecogniseAgain, Group, Membership)
COUNTED = (*MARKED, Assessment, Measurement, Recognition)
pytestmark = pytest.mark.usefixtures("illustrated", "db")


def counts():
    return {model: model.objects.count() for model in COUNTED}


def test_load_illustration_marks_every_row():
    assert not Report.objects.filter(illustration=False).exists()
    assert Decision.objects.filter(illustration=False).count() == 5  # those that sources name
    assert RecogniseAgain.objects.filter(illustration=True).count() == 3
    assert set(Group.objects.filter(illustration=False).values_list("slug", flat=True)) == {"border"}
    assert not Membership.objects.filter(illustration=False).exclude(group__slug="border").exists()


def test_load_illustration_twice_changes_nothing():
    before = counts()
    call_command("load_illustration", verbosity=0)
    assert counts() == before


def test_load_illustration_says_what_it_did(capsys):
    Report.objects.filter(round__date="2025-12-31").delete()
    with override("en"):
        call_command("load_illustration")
        call_command("load_illustration")
    assert capsys.readouterr().out.splitlines() == [
        "illustration: added 2 reports, 27 verdicts",
        "illustration: nothing to add",
    ]


def test_load_illustration_opens_the_rounds_of_2025():
    today = timezone.localdate()
    for one in Round.objects.filter(date__year=2025):
        assert one.opens_on == today - timedelta(days=7)
        assert one.closes_on == today + timedelta(days=42)
    assert not Round.objects.filter(date__year__lt=2025, opens_on__isnull=False).exists()


def test_load_illustration_keeps_windows_that_people_set():
    someday = timezone.localdate() - timedelta(days=100)
    Round.objects.filter(date="2025-06-30").update(opens_on=someday, closes_on=someday)
    call_command("load_illustration", verbosity=0)
    assert Round.objects.get(date="2025-06-30").closes_on == someday


def test_load_illustration_has_reports_in_every_state_in_the_open_round():
    states = list(Report.objects.filter(round__date="2025-06-30").values_list("state", flat=True))
    assert sorted(states) == ["approved"] * 3 + ["draft"] * 2 + ["submitted"] * 2
    inside = Report.objects.filter(round__date="2025-06-30", commune__district__slug="van-quan")
    assert inside.count() == 2


def test_load_illustration_leaves_a_commune_that_people_reported_alone():
    of_2024 = Round.objects.get(date="2024-12-31")
    commune = Commune.objects.get(name="Hoàng Đồng")
    Report.objects.filter(round=of_2024, commune=commune).delete()
    entered = Report.objects.create(round=of_2024, commune=commune, criteria_set=of_2024.criteria_set)
    call_command("load_illustration", verbosity=0)
    again = Report.objects.filter(round=of_2024, commune=commune, criteria_set=of_2024.criteria_set)
    assert list(again) == [entered]


def test_load_illustration_needs_the_reference_data(empty_database):
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_illustration", verbosity=0)


def test_remove_illustration_takes_all_of_it_and_brings_it_back():
    before = counts()
    call_command("remove_illustration", verbosity=0)
    assert not any(model.objects.filter(illustration=True).exists() for model in MARKED)
    assert Decision.objects.count() == Recognition.objects.count() == 5
    assert not Assessment.objects.exists()
    assert not Measurement.objects.exists()
    call_command("load_illustration", verbosity=0)
    assert counts() == before


def test_remove_illustration_keeps_an_entered_correction():
    made_up = Report.objects.filter(round__date="2024-12-31", criteria_set__code="318").first()
    Report.objects.filter(pk=made_up.pk).update(superseded_at=timezone.now())
    correction = Report.objects.create(
        round=made_up.round, commune=made_up.commune, criteria_set=made_up.criteria_set, version=2, reason="corrected"
    )
    Assessment.objects.create(
        report=correction, criterion=made_up.assessments.first().criterion, outcome=Assessment.Outcome.ATTAINED
    )
    call_command("remove_illustration", verbosity=0)
    assert list(Report.objects.all()) == [correction]
    assert correction.assessments.count() == 1
    call_command("load_illustration", verbosity=0)
    assert list(Report.objects.filter(round=made_up.round, commune=made_up.commune, version=1)) == []


def test_remove_illustration_keeps_a_group_that_people_filled():
    group = Group.objects.get(slug="dbkk")
    commune = Commune.objects.get(name="Hoàng Đồng")
    Membership.objects.create(group=group, commune=commune, valid_from=commune.valid_from, source="entered")
    call_command("remove_illustration", verbosity=0)
    assert Group.objects.get(slug="dbkk").memberships.count() == 1
    assert not Group.objects.get(slug="dbkk").illustration


def test_illustration_values_agree_with_the_verdicts():
    """Attained: every number reaches its threshold; not attained: at least one does not."""
    thresholds = {}
    for row in Measurement.objects.order_by().values_list("indicator_id", "report__round__date__year").distinct():
        thresholds[row] = _threshold(*row)
    outcomes = {
        (report, criterion): outcome
        for report, criterion, outcome in Assessment.objects.values_list("report_id", "criterion_id", "outcome")
    }
    reached = {}
    rows = Measurement.objects.values_list(
        "report_id", "indicator__criterion_id", "indicator_id", "indicator__comparison", "report__round__date__year",
        "value", "numerator", "denominator",
    )  # fmt: skip
    for report, criterion, indicator, comparison, year, value, numerator, denominator in rows:
        goal = thresholds[indicator, year]
        exact = value if denominator is None else 100 * numerator / denominator
        holds = {">=": exact >= goal, "<=": exact <= goal, ">": exact > goal}[comparison]
        reached.setdefault((report, criterion), []).append(holds)
    assert len(reached) > 10_000
    for key, holds in reached.items():
        assert (outcomes[key] == Assessment.Outcome.ATTAINED) == all(holds)


def _threshold(indicator, year):
    found = [
        one.value
        for one in Threshold.objects.filter(indicator_id=indicator, commune_class="tdmnpb", value__isnull=False)
        if (one.year_from or 0) <= year <= (one.year_to or 9999)
    ]
    (value,) = found
    return value


def test_illustration_has_life_in_its_verdicts():
    outcomes = Assessment.objects.values_list("outcome", flat=True)
    markets = Criterion.objects.filter(number=7)
    assert set(outcomes) == {choice.value for choice in Assessment.Outcome}
    absent = Assessment.objects.filter(outcome=Assessment.Outcome.NOT_APPLICABLE)
    assert not absent.exclude(criterion__in=markets).exists()
    unknown = Assessment.objects.filter(outcome=Assessment.Outcome.NO_DATA)
    assert not unknown.filter(report__round__date__year__lt=2021).exists()
    nearly = Assessment.objects.filter(work_done__isnull=False)
    assert nearly.exists()
    assert not nearly.exclude(outcome=Assessment.Outcome.NOT_ATTAINED, expected_month__isnull=False).exists()


def test_illustration_reports_under_the_set_of_the_round():
    advanced = CriteriaSet.objects.get(code="318-nc")
    for report in Report.objects.select_related("round__criteria_set", "criteria_set"):
        assert report.criteria_set in (report.round.criteria_set, advanced)
