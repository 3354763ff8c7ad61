"""Saving cells: what is written, refused and asked about, and what happens to the verdict."""

from datetime import date

import pytest

from communes.models import Change
from criteria.cells import cells_of
from criteria.models import Assessment, Report
from criteria.saving import reaffirm_criteria, save
from criteria.sheet import sheet
from criteria.workflow import NotYours, Stale, WindowClosed, WrongState, begin
from tests.criteria.life import Role, close, commune_of, fill, measure, opened, person
from tests.illustrated import shared
from tests.ntm.readings import report as reported

pytestmark = pytest.mark.django_db
LAST_YEAR = date(2024, 12, 31)
COUNTS = {"i15.1.numerator": "80", "i15.1.denominator": "100"}


@pytest.fixture(scope="module")
def officer(django_db_setup, django_db_blocker):
    with shared(django_db_blocker):
        yield person("van", Role.DISTRICT, district="van-quan")


@pytest.fixture
def report(officer):
    before = reported(commune_of(), LAST_YEAR, [1, 2, 15], not_applicable=[7])
    measure(before, **{"15.1": (95, 100), "15.3": (10, 100), "15.4": (60, 100), "12.1": (75, 100)})
    return begin(officer, opened(), commune_of())


def now(report):
    return cells_of(sheet(Report.objects.get(pk=report.pk)))


def verdict(report, number):
    return Assessment.objects.get(report=report, criterion__number=number)


def test_save_writes_what_was_typed_and_counts_the_share(officer, report):
    saved = save(officer, report, COUNTS | {"c1.outcome": "attained", "c1.note": " đủ hồ sơ "})
    assert saved.applied == COUNTS | {
        "c1.outcome": "attained",
        "c1.note": "đủ hồ sơ",
        "i15.1.value": "80",
        "c15.outcome": "not_attained",
    }
    assert saved.revision == report.revision + 1
    assert saved.refused == {}
    assert saved.conflicts == []


def test_save_keeps_one_change_with_before_and_after(officer, report):
    save(officer, report, COUNTS)
    kept = Change.objects.filter(action="entry.saved").first()
    assert kept.who == officer
    assert kept.place == report.commune
    assert kept.after["i15.1.value"] == "80"
    assert kept.before["i15.1.value"] == ""


def test_save_refuses_single_cells_and_writes_the_others(officer, report):
    saved = save(officer, report, {"i4.2.value": "112", "c99.outcome": "attained", "c1.outcome": "attained", "x": "1"})
    assert set(saved.refused) == {"i4.2.value", "c99.outcome", "x"}
    assert list(saved.applied) == ["c1.outcome"]


def test_save_asks_which_number_was_meant(officer, report):
    saved = save(officer, report, {"i17.4.value": "1.234"})
    assert saved.readings == {"i17.4.value": ("1234", "1,234")}
    assert now(report)["i17.4.value"] == ""


def test_save_repeated_after_a_lost_answer_changes_nothing_and_is_no_conflict(officer, report):
    sent = {"i4.2.value": "51.2", "c2.outcome": "nearly", "c2.work_done": "33.333", "c2.expected_month": "3/2026"}
    first = save(officer, report, sent)
    again = save(officer, report, sent)
    assert again.conflicts == []
    assert again.applied == {}
    assert again.refused == {}
    assert again.revision == first.revision
    assert Change.objects.filter(action="entry.saved").count() == 1


def test_save_hands_back_what_somebody_else_has_written(officer, report):
    save(officer, report, {"i4.2.value": "48", "c1.outcome": "attained"})
    saved = save(officer, report, {"i4.2.value": "51,2", "c3.outcome": "attained"}, {"i4.2.value": ""})
    assert [(one.key, one.mine, one.theirs) for one in saved.conflicts] == [("i4.2.value", "51,2", "48")]
    assert now(report)["i4.2.value"] == "48"
    assert list(saved.applied) == ["c3.outcome"]
    chosen = save(officer, report, {"i4.2.value": "51,2"}, {"i4.2.value": "48"})
    assert chosen.conflicts == []
    assert now(report)["i4.2.value"] == "51,2"


@pytest.mark.parametrize(
    "sent", [{"denominator": "50"}, {"numerator": "101"}, {"numerator": "60", "denominator": "50"}]
)
def test_save_refuses_a_part_larger_than_its_whole(officer, report, sent):
    save(officer, report, COUNTS)
    saved = save(officer, report, {f"i15.1.{name}": text for name, text in sent.items()}, now(report))
    assert set(saved.refused) == {f"i15.1.{name}" for name in sent}
    assert now(report).items() >= COUNTS.items()


def test_save_refuses_a_share_that_is_not_the_counted_one(officer, report):
    save(officer, report, COUNTS)
    saved = save(officer, report, {"i15.1.value": "95"}, {"i15.1.value": "80"})
    assert list(saved.refused) == ["i15.1.value"]
    assert save(officer, report, {"i15.1.value": ""}, {"i15.1.value": "80"}).refused == {}
    assert now(report)["i15.1.value"] == "80"  # counted anew, never lost


def test_verdict_of_the_rule_is_proposed_and_followed(officer, report):
    save(officer, report, COUNTS)
    assert verdict(report, 15).outcome == "not_attained"
    save(officer, report, {"i12.1.value": "80"})
    assert not Assessment.objects.filter(report=report, criterion__number=12).exists()
    save(officer, report, {"i12.2.value": "30"})
    assert verdict(report, 12).outcome == "attained"
    save(officer, report, {"i12.2.value": "10"}, {"i12.2.value": "30"})
    assert verdict(report, 12).outcome == "not_attained"


def test_verdict_of_the_officer_stands_against_the_values(officer, report):
    save(officer, report, {"c12.outcome": "attained", "i12.1.value": "10"})
    save(officer, report, {"i12.2.value": "5"})
    assert verdict(report, 12).outcome == "attained"
    assert [gap.kind for gap in sheet(report).row(12).gaps if gap.blocks] == ["differs_without_reason"]


def test_nearly_attained_counts_as_not_attained_and_loses_its_month_with_its_name(officer, report):
    save(officer, report, {"c2.outcome": "nearly", "c2.work_done": "80", "c2.expected_month": "03/2026"})
    kept = verdict(report, 2)
    assert (kept.outcome, kept.nearly, kept.work_done) == ("not_attained", True, 80)
    save(officer, report, {"c2.outcome": "attained"}, {"c2.outcome": "nearly"})
    assert now(report)["c2.work_done"] == now(report)["c2.expected_month"] == ""


def test_reaffirm_says_again_what_nobody_looked_at_and_marks_it(officer, report):
    save(officer, report, {"c1.outcome": "not_attained", "c1.note": "hỏng"})
    kept = reaffirm_criteria(officer, report)
    assert 1 not in kept.reaffirmed
    assert {2, 7, 15} <= set(kept.reaffirmed)
    said = verdict(report, 15)
    assert (said.basis, said.outcome, said.reaffirms.report.round.date) == ("reaffirmed", "attained", LAST_YEAR)
    assert now(report)["i15.1.value"] == "95"
    assert not sheet(report).row(15).lines[0].changed
    assert Change.objects.filter(action="entry.reaffirmed").first().after["c15.basis"] == "reaffirmed"


def test_reaffirm_of_one_criterion_takes_back_what_was_typed(officer, report):
    save(officer, report, {"c2.outcome": "not_attained"})
    assert reaffirm_criteria(officer, report, [2], now(report)).reaffirmed == [2]
    assert verdict(report, 2).outcome == "attained"
    assert verdict(report, 2).basis == "reaffirmed"
    save(officer, report, {"i15.1.value": "91"})
    assert reaffirm_criteria(officer, report, [15], now(report)).reaffirmed == [15]


def test_reaffirm_never_writes_over_what_another_said_since(officer, report):
    seen = now(report)
    save(officer, report, {"c2.outcome": "not_attained", "c2.note": "mất vì bão"})
    with pytest.raises(Stale):
        reaffirm_criteria(officer, report, [2], seen)
    assert (now(report)["c2.outcome"], now(report)["c2.note"]) == ("not_attained", "mất vì bão")


def test_reaffirm_of_the_rest_leaves_what_was_begun_there(officer, report):
    save(officer, report, {"c2.note": "đang kiểm tra", "i15.3.numerator": "40"})
    assert not {2, 15} & set(reaffirm_criteria(officer, report).reaffirmed)
    assert (now(report)["c2.note"], now(report)["i15.3.numerator"]) == ("đang kiểm tra", "40")


def test_a_value_changed_later_ends_the_reaffirmation(officer, report):
    reaffirm_criteria(officer, report, [15], now(report))
    save(officer, report, {"i15.1.numerator": "92"}, {"i15.1.numerator": "95"})
    kept = verdict(report, 15)
    assert (kept.basis, kept.reaffirms, kept.outcome) == ("entered", None, "attained")


def test_a_repeated_save_leaves_the_reaffirmation(officer, report):
    reaffirm_criteria(officer, report, [15], now(report))
    save(officer, report, {"i15.1.numerator": "95"}, {"i15.1.numerator": "95"})
    assert verdict(report, 15).basis == "reaffirmed"


def test_reaffirm_needs_an_earlier_report_of_the_commune_itself(officer):
    report = begin(officer, opened(), commune_of(place=1))
    assert reaffirm_criteria(officer, report).reaffirmed == []


def test_save_makes_a_made_up_draft_somebody_s_own(officer, report):
    Report.objects.filter(pk=report.pk).update(illustration=True)
    save(officer, report, {"c1.outcome": "attained"})
    found = Report.objects.get(pk=report.pk)
    assert not found.illustration
    assert list(found.authors.all()) == [officer]


def test_save_is_refused_to_others_in_other_states_and_after_the_window(officer, report):
    with pytest.raises(NotYours):
        save(person("khac", Role.DISTRICT, district="cao-loc"), report, {"c1.outcome": "attained"})
    close(report.round)
    with pytest.raises(WindowClosed):
        save(officer, report, {"c1.outcome": "attained"})
    opened()
    fill(report, officer)
    Report.objects.filter(pk=report.pk).update(state="submitted")
    with pytest.raises(WrongState):
        save(officer, report, {"c1.outcome": "not_attained"})
    assert verdict(report, 1).outcome == "attained"
