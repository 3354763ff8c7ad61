"""The sentence of a reason: the numbers in it say the verdict that it tells, and rounding never turns one."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from criteria import reasons, rules
from criteria.rules import Approval, Ground, Measured, Told, Why

ON, BEFORE = date(2020, 12, 31), date(2019, 12, 31)
NUMBER = r"(−?[\d.]+(?:,\d+)?)"


@dataclass(frozen=True)
class Level:
    value: Decimal | None
    text: str = ""
    checked: bool = True


def told(value, threshold, counts=(None, None), on=ON, checked=True):
    level = None if threshold is None else Level(Decimal(threshold), f"{threshold}", checked)
    parts = [None if one is None else Decimal(one) for one in counts]
    return Told(on, Measured(None if value is None else Decimal(value), *parts), level, on.year)


def ground(now, before=None, comparison=">=", unit="%", text="Tỷ lệ hộ sử dụng điện"):
    return Ground("4.2", text, unit, comparison, now, before)


def why(outcome, *grounds, **fields):
    return Why(outcome, "Xã NTM 2016–2020", "QĐ 1980/QĐ-TTg - Bộ tiêu chí", "tdmnpb", ON, ON, grounds, **fields)


def as_number(text):
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


def read_back(sentence):
    """(value, sign, threshold) as a reader finds them in the sentence of an indicator."""
    found = re.search(rf": {NUMBER}.*?, [^:;]*?([≥≤>])\xa0{NUMBER}", sentence)
    return as_number(found[1]), found[2], as_number(found[3])


@given(
    st.decimals(0, 100, places=3),
    st.decimals(0, 100, places=1),
    st.sampled_from([">=", "<=", ">"]),
    st.tuples(st.integers(0, 6200), st.integers(1, 6200)) | st.just((None, None)),
)
def test_numbers_in_the_sentence_say_its_verdict(value, threshold, comparison, counts):
    if counts[0] is not None:
        counts, value = (min(counts), counts[1]), None
    one = ground(told(value, threshold, counts), comparison=comparison)
    with translation.override("vi"):
        written, sign, limit = read_back(reasons.ground_text(one))
    assert sign == reasons.SYMBOLS[comparison]
    assert rules.value_verdict(written, limit, comparison) == one.reason.verdict


@pytest.mark.parametrize(
    "now, comparison, unit, text, change",
    [
        (told("93.6", "95", (468, 500)), ">=", "%", "Tỷ lệ hộ", "7"),
        (told("35.2", "36"), ">=", "triệu đồng/người/năm", "Thu nhập", "0,8 triệu đồng/người"),
        (told(None, "96", ("8.4", "10")), ">=", "%", "Tỷ lệ km đường", "1,2 km"),
        (told("13", "12", (65, 500)), "<=", "%", "Tỷ lệ hộ nghèo", "5"),
    ],
)
def test_finding_tells_the_change_in_natural_units(now, comparison, unit, text, change):
    with translation.override("vi"):
        assert change in reasons.finding(ground(now, None, comparison, unit, text))


def test_reason_names_set_document_class_day_and_who_approved():
    approvals = (Approval(date(2021, 1, 15), "Nguyễn Văn A"),)
    with translation.override("vi"):
        text = reasons.sentence(why("not_attained", ground(told("93.6", "95", (468, 500))), approvals=approvals))
    for part in ["Xã NTM 2016–2020", "QĐ 1980/QĐ-TTg", "31/12/2020", "15/01/2021", "Nguyễn Văn A", "93,6%", "468/500"]:
        assert part in text


def test_reason_without_an_approver_invents_none():
    known = reasons.sentence(why("attained", approvals=(Approval(date(2021, 1, 15)),)))
    unknown = reasons.sentence(why("attained"))
    assert "15/01/2021" in known
    assert "15/01/2021" not in unknown


def test_reason_tells_where_only_the_threshold_changed():
    income = ground(told("44", "45"), told("44", "42", on=BEFORE), unit="triệu đồng", text="Thu nhập")
    with translation.override("en"):
        text = reasons.sentence(why("not_attained", income, before="attained", before_on=BEFORE))
    assert "only the threshold changed" in text
    assert "31/12/2019" in text


def test_reason_says_when_the_set_changed():
    said = reasons.said(why("attained", set_changed=True))
    assert len(said.turns) == 1


def test_reason_marks_what_is_made_up_unverified_carried_or_inherited():
    plain = reasons.said(why("attained", ground(told("96", "95"))))
    unchecked = ground(told("96", "95", checked=False))
    assert plain.doubts == ()
    for fields in ({"illustration": True}, {"carried": True}, {"inherited": True}):
        assert len(reasons.said(why("attained", ground(told("96", "95")), **fields)).doubts) == 1
    assert "4.2" in reasons.said(why("attained", unchecked)).doubts[0]


def test_reason_says_where_report_and_values_differ():
    missed = ground(told("90", "95"))
    assert reasons.said(why("attained", missed)).difference
    assert not reasons.said(why("not_attained", missed)).difference


def test_reason_without_numbers_is_left_to_the_officers():
    words = replace(ground(told(None, None)), comparison="dat")
    said = reasons.said(why("not_attained", words))
    assert said.grounds == ()
    assert len(said.doubts) == 1


@pytest.mark.parametrize("outcome", ["attained", "not_attained", "not_applicable", "no_data", ""])
def test_every_outcome_has_its_words(outcome):
    assert reasons.verdict_text(why(outcome))


def test_nearly_attained_counts_as_not_attained():
    with translation.override("en"):
        text = reasons.verdict_text(why("not_attained", nearly=(Decimal(80),)))
    assert "80%" in text
    assert "not attained" in text


@pytest.mark.parametrize("value, limit, expected", [("94.999", "95", "94.999"), ("94.9", "95", "94.90")])
def test_short_never_writes_a_value_as_the_threshold_it_misses(value, limit, expected):
    assert reasons.short(Decimal(value), Decimal(limit)) == Decimal(expected)


@pytest.mark.parametrize(
    "written, shown", [("Đạt (>=80%)", "Đạt (≥\N{NO-BREAK SPACE}80%)"), ("Đạt", "Đạt"), (None, "–")]
)
def test_threshold_in_words_shows_signs_and_not_their_typed_form(written, shown):
    level = SimpleNamespace(value=None, text=written)
    assert reasons.threshold_text(level, None, 2025) == shown
