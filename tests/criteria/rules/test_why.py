"""The structured reason: what the numbers say, what changed, and what nobody has checked."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from criteria import rules
from criteria.rules import Ground, Measured, Told, Why

NOW, BEFORE = date(2024, 12, 31), date(2023, 12, 31)


@dataclass(frozen=True)
class Level:
    value: Decimal | None
    text: str = ""
    checked: bool = True


def told(value, threshold, on=NOW, checked=True):
    level = None if threshold is None else Level(Decimal(threshold), checked=checked)
    return Told(on, Measured(None if value is None else Decimal(value)), level)


def ground(now, before=None, comparison=">="):
    return Ground("10", "Thu nhập bình quân đầu người", "triệu đồng/người/năm", comparison, now, before)


def why(outcome, *grounds):
    return Why(outcome, "set", "document", "tdmnpb", NOW, NOW, grounds)


@pytest.mark.parametrize(
    "now, before, kind, turned",
    [
        (("44", "45"), ("44", "42"), "threshold", True),
        (("46", "45"), ("44", "42"), "both", False),
        (("46", "45"), ("44", "45"), "value", True),
        (("46", "45"), ("46", "45"), "same", False),
        (("46", "45"), (None, "45"), "first", False),
        (("46", "45"), None, "first", False),
    ],
)
def test_turn_tells_the_value_from_the_threshold(now, before, kind, turned):
    found = ground(told(*now), before and told(*before, on=BEFORE)).turn
    assert (found.kind, found.turned) == (kind, turned)


def test_recomputed_needs_every_indicator_to_be_judged():
    met, missed, open_ = (ground(told(value, "45")) for value in ("46", "44", None))
    assert rules.recomputed([met]) == "attained"
    assert rules.recomputed([met, missed, open_]) == "not_attained"
    assert rules.recomputed([met, open_]) is None
    assert rules.recomputed([]) is None


@pytest.mark.parametrize(
    "outcome, value, disagrees",
    [
        ("attained", "46", False),
        ("attained", "44", True),
        ("not_attained", "46", True),
        ("not_applicable", "44", False),
    ],
)
def test_why_says_where_report_and_values_differ(outcome, value, disagrees):
    assert why(outcome, ground(told(value, "45"))).disagrees == disagrees


def test_why_names_what_was_not_checked():
    unchecked, unjudged = ground(told("44", "45", checked=False)), ground(told(None, "45", checked=False))
    assert why("not_attained", unchecked, unjudged).unverified == [unchecked]


def test_ground_gives_the_change_and_the_room():
    assert ground(told("44.2", "45")).missing.number == Decimal("0.8")
    assert ground(told("44.2", "45")).room is None
    assert ground(told("46", "45")).room.number == 1
    assert ground(told("46", "45")).missing is None


def test_ground_of_a_share_counts_by_its_wording():
    share = Ground("4.2", "Tỷ lệ hộ sử dụng điện", "%", ">=", told("93.6", "95"))
    share = replace(share, now=replace(share.now, measured=Measured(Decimal("93.6"), Decimal(468), Decimal(500))))
    assert (share.counts, share.missing.number, share.missing.counted) == ("household", 7, True)
