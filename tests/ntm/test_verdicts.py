"""The words of a judgement: tag, target, result, and the sentence that keeps bases apart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from ntm import verdicts
from ntm.judgement import Judge
from ntm.progress import goals
from ntm.register import Register
from tests.ntm.readings import END_2020

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def in_vietnamese():
    with override("vi"):
        yield


@pytest.fixture
def judge():
    return Judge(Register())


@pytest.fixture
def judged(judge):
    """judged(code, as_of) → Judgement of the reference data."""

    def find(code, as_of=END_2020):
        return judge.judge(next(one for one in judge.register.targets if one.code == code), as_of)

    return find


@pytest.mark.parametrize(
    "code, tag",
    [
        ("F407", "Vượt 2 xã"),
        ("F022", "Thiếu 3 điểm"),
        ("F028", "Thiếu 1,05 điểm"),
        ("F475", "Đạt"),
        ("F019", "Số liệu chưa thống nhất"),
        ("F435", "Chưa có số liệu đầu kỳ"),
        ("F433", "Chưa có số liệu"),
    ],
)
def test_tag_says_how_much(judged, code, tag):
    assert verdicts.tag(judged(code)) == tag


@pytest.mark.parametrize("verdict", goals.VERDICTS)
def test_tag_and_sentence_exist_for_every_verdict(judge, judged, verdict):
    found = replace(judged("F407"), verdict=verdict)
    assert verdicts.tag(found)
    assert "74/207" in verdicts.sentence(found, judge.register)


def test_tag_of_a_pace():
    assert str(verdicts.NAMES[goals.ON_TRACK]) == "Đúng tiến độ"
    assert str(verdicts.NAMES[goals.BEHIND]) == "Chậm so với yêu cầu"
    assert str(verdicts.NAMES[goals.NOT_COMPARABLE]) == "Không so sánh trực tiếp"


def test_tag_where_lower_is_better(judged):
    """No commune below 5 criteria was the aim: 3 are 3 too many, never "short of"."""
    found = judged("F043")
    found = replace(found, result=replace(judged("F407").result, value=Fraction(3)), verdict=goals.NOT_MET)
    assert verdicts.tag(found) == "Cao hơn 3 xã"


@pytest.mark.parametrize(
    "code, text",
    [
        ("F426", "115/181"),
        ("F427", "15,5–16"),
        ("F429", "≥ 10"),
        ("F018", "5 xã"),
        ("F051", "20 xã"),
        ("F022", "82%"),
        ("F063", "33.500 ha"),
        ("F441", "1/1"),
    ],
)
def test_aim_keeps_its_base_or_its_unit(judged, code, text):
    assert verdicts.aim_text(judged(code)) == text


def test_aim_percent_as_printed(judged):
    assert verdicts.aim_percent(judged("F426")) == "63,54%"
    assert verdicts.aim_percent(judged("F045")) == "23,2%"
    assert verdicts.aim_percent(judged("F022")) == ""


def test_percent_text_keeps_the_printed_digits(judge):
    figure = next(one for one in judge.register.published if one.stated_percent == "37.20")
    assert verdicts.percent_text(figure) == "37,20%"


def test_sentence_keeps_bases_apart(judge, judged):
    found = judged("F407")
    own = verdicts.own_units_result(judge, found)
    assert verdicts.sentence(found, judge.register, own) == (
        "Quy về 207 xã cũ: 74/207, vượt 2 xã so với chỉ tiêu giao 72 xã (Thủ tướng, QĐ 1865/QĐ-TTg, 2017); "
        "theo đơn vị hành chính tại thời điểm đó 65/181"
    )


def test_sentence_in_the_units_of_the_day_names_no_other_base(judge, judged):
    found = judged("F475")
    assert verdicts.own_units_result(judge, found) is None
    assert verdicts.sentence(found, judge.register).startswith("65/181, đạt chỉ tiêu giao 65 xã")


def test_result_is_never_rounded_over_the_line(judged):
    """79,996 % of an 80 % target must not read 80 %."""
    found = judged("F022")
    near = found.aim.near
    missed = replace(found, result=replace(found.result, value=near - Fraction(4, 1000), competing=()))
    assert verdicts.result_text(missed) == "81,996%"
    assert verdicts.result_text(replace(found, result=replace(found.result, value=near))) == "82%"


def test_result_without_data_is_a_dash(judged):
    assert verdicts.result_text(judged("F433")) == "–"


def test_pace_in_the_unit_of_the_target(judged):
    found = judged("F426")
    assert verdicts.required_text(found) == "10 xã/năm"
    found = replace(found, recent=Fraction(40, 3), recent_years=3)
    assert verdicts.recent_text(found) == "13,33 xã/năm (bình quân 3 năm)"


def test_target_of_2025_says_on_track_or_behind(judged):
    found = replace(judged("F426"), verdict=goals.BEHIND)
    assert verdicts.tag(found) == "Chậm so với yêu cầu"
    assert found.on == END_2020
    assert found.target.date == date(2025, 12, 31)
    assert found.target.low == Decimal(115)
