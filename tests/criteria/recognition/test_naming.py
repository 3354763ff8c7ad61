"""A pasted list of names: folded, districts and codes understood, doubts handed back, nothing dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.recognition.naming import Candidate, read_names

COMMUNES = [
    Candidate(1, "06034", "Chi Lăng", "Huyện Chi Lăng"),
    Candidate(2, "06013", "Chi Lăng", "Huyện Tràng Định"),
    Candidate(3, "06298", "Bình Phúc", "Huyện Văn Quan"),
    Candidate(4, "06301", "Hoà Bình", "Huyện Văn Quan"),
    Candidate(5, "06190", "Tân Lang", "Huyện Văn Lãng"),
    Candidate(6, "06191", "Tân Lãng", "Huyện Bắc Sơn"),
    Candidate(7, "05971", "Hoàng Đồng", "Thành phố Lạng Sơn"),
    Candidate(8, "07001", "Cũ", "Huyện Văn Quan", tier=1),
    Candidate(9, "07002", "Bình Phúc", "Huyện Cao Lộc", tier=1),
    Candidate(10, "06298", "Tên Cũ", "Huyện Văn Quan", tier=1),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bình Phúc", [3]),
        ("  xã  BÌNH   PHÚC.", [3]),
        ("binh phuc", [3]),
        ("Bi\u0300nh Phu\u0301c", [3]),
        ("Hòa Bình", [4]),
        ("1. Bình Phúc\n2) Hoà Bình\n- Hoàng Đồng", [3, 4, 7]),
        ("Bình Phúc, Hoà Bình; Hoàng Đồng", [3, 4, 7]),
        ("Chi Lăng (Tràng Định)", [2]),
        ("Chi Lăng, huyện Tràng Định, Bình Phúc", [2, 3]),
        ("xã Chi Lăng huyện Chi Lăng", [1]),
        ("Chi Lăng - Tràng Định", [2]),
        ("1\tChi Lăng\tHuyện Chi Lăng", [1]),
        ("1\tBình Phúc\t19\tđạt", [3]),
        ("Hoàng Đồng, thành phố Lạng Sơn", [7]),
        ("06013", [2]),
        ("06298", [3]),
        ("06298 Tên Cũ (Huyện Văn Quan)", [10]),
        ("xã Tên Cũ 06298", [10]),
        ("06013 Chi Lăng (Huyện Tràng Định)", [2]),
        ("Tân Lang", [5]),
        ("Tân Lãng", [6]),
        ("Cũ", [8]),
        ("Bình Phúc\nBình Phúc", [3]),
        ("\r\n ; , \t\n", []),
    ],
)
def test_names_that_are_clear(text, found):
    named = read_names(text, COMMUNES)
    assert named.clear
    assert named.found == found


def test_names_of_two_communes_are_handed_back_with_both():
    named = read_names("Chi Lăng\nBình Phúc", COMMUNES)
    assert named.found == [3]
    assert [(text, [one.id for one in some]) for text, some in named.ambiguous] == [("Chi Lăng", [1, 2])]
    assert not named.clear


def test_names_without_diacritics_that_two_bear_are_handed_back():
    [(text, some)] = read_names("tan lang", COMMUNES).ambiguous
    assert (text, [one.id for one in some]) == ("tan lang", [5, 6])


def test_names_with_a_gap_of_any_length_are_read_at_once():
    gap = " " * 20_000
    assert read_names(f"Bình{gap}Phúc, huyện{gap}Văn Quan", COMMUNES).found == [3]
    assert read_names(f"Không{gap}Có", COMMUNES).unknown == ["Không Có"]


@pytest.mark.parametrize(
    "text", ["Không Có", "Chi Lăng (Bắc Sơn)", "99999", "06298 Hoà Bình", "Bình", "<script>", "😀"]
)
def test_names_of_nobody_are_handed_back_as_written(text):
    assert read_names(text, COMMUNES).unknown == [text]


@given(st.lists(st.sampled_from(COMMUNES), unique=True))
def test_lines_that_the_form_writes_are_read_back(communes):
    named = read_names("\n".join(one.line for one in communes), COMMUNES)
    assert named.clear
    assert named.found == [one.id for one in communes]


@given(st.lists(st.sampled_from(["Bình Phúc", "Không Có", "Chi Lăng", "99999", "xã Lạ"])))
def test_names_of_a_list_are_each_found_or_handed_back(written):
    named = read_names("\n".join(written), COMMUNES)
    assert named.unknown == [one for one in written if one in {"Không Có", "99999", "xã Lạ"}]
    assert [text for text, _some in named.ambiguous] == [one for one in written if one == "Chi Lăng"]
    assert named.found == ([3] if "Bình Phúc" in written else [])


@given(st.text(max_size=80))
def test_names_never_break_whatever_is_pasted(text):
    named = read_names(text, COMMUNES)
    assert len(named.found) == len(set(named.found))
    assert all(some for _text, some in named.ambiguous)
