"""What a report still lacks: every kind of gap, and that a warning never blocks."""

from datetime import date

import pytest

from criteria.completeness import Gap, Said, differs, gained, gaps, kinds, lost


@pytest.mark.parametrize(
    "said, found",
    [
        (Said(1), ["not_looked_at"]),
        (Said(1, before="attained", note="x"), ["not_looked_at"]),
        (Said(1, "attained", "attained"), []),
        (Said(1, "not_attained", "not_attained"), []),
        (Said(1, "not_attained"), []),
        (Said(1, "not_attained", "attained"), ["lost_without_reason"]),
        (Said(1, "not_attained", "attained", note=" "), ["lost_without_reason"]),
        (Said(1, "not_attained", "attained", note="vì bão"), []),
        (Said(1, "no_data", "not_applicable"), ["lost_without_reason"]),
        (Said(1, "not_applicable", "attained"), []),
        (Said(1, "attained", "attained", by_rule="not_attained"), ["differs_without_reason"]),
        (Said(1, "not_attained", "attained", by_rule="attained"), ["lost_without_reason"]),
        (Said(1, "no_data", by_rule="attained"), []),
        (Said(1, "not_attained", nearly=True), ["nearly_without_month"]),
        (Said(1, "not_attained", nearly=True, work_done=80), ["nearly_without_month"]),
        (Said(1, "not_attained", nearly=True, work_done=0, expected_month=date(2026, 3, 1)), []),
        (Said(1, "attained", "attained", returned_unchanged=True), ["still_returned"]),
        (Said(1, "attained", "not_attained"), ["no_evidence"]),
        (Said(1, "attained"), ["no_evidence"]),
        (Said(1, "attained", "not_attained", evidence=1), []),
    ],
)
def test_gaps_of_a_criterion(said, found):
    assert kinds(said) == found


def test_missing_evidence_only_warns():
    assert [gap.blocks for gap in gaps([Said(1), Said(2, "attained")])] == [True, False]
    assert gaps([Said(2, "attained")]) == [Gap(2, "no_evidence")]


def test_lost_gained_and_differs_need_a_verdict_on_both_sides():
    assert lost(Said(1, "not_attained", "attained"))
    assert not lost(Said(1, "not_attained", ""))
    assert gained(Said(1, "attained", "no_data"))
    assert not gained(Said(1, "not_applicable", "not_attained"))
    assert differs(Said(1, "attained", by_rule="not_attained"))
    assert not differs(Said(1, "attained"))
