"""Communes named in a pasted list, however they are written (pure)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.reviewing.named import Place, find_named

PLACES = [
    Place(1, "06253", "Tân Lập", "Huyện Bắc Sơn"),
    Place(2, "06433", "Tân Lập", "Huyện Hữu Lũng"),
    Place(3, "06235", "Gia Cát", "Huyện Cao Lộc"),
    Place(4, "06505", "Vạn Linh", "Huyện Chi Lăng"),
    Place(5, "06283", "Xã Mới"),
]


@pytest.mark.parametrize(
    "text, keys",
    [
        ("Gia Cát", [3]),
        ("xã Gia Cát", [3]),
        ("GIA CÁT", [3]),
        ("gia cat", [3]),
        ("Gia  Cát ,", [3]),
        ("1. Gia Cát\n2) Vạn Linh\n- Gia Cát", [3, 4]),
        ("Gia Cát, Vạn Linh", [3, 4]),
        ("Gia Cát; xã Vạn Linh, huyện Chi Lăng", [3, 4]),
        ("06235", [3]),
        ("Tân Lập, Bắc Sơn", [1]),
        ("xã Tân Lập, huyện Hữu Lũng", [2]),
        ("Tân Lập - Hữu Lũng", [2]),
        ("Tân Lập (huyện Bắc Sơn)", [1]),
        ("1\tTân Lập\tBắc Sơn\tĐạt", [1]),
        ("12\tGia Cát\t19/19", [3]),
        (unicodedata.normalize("NFD", "Vạn Linh"), [4]),
        ("\n\n  \n", []),
    ],
)
def test_named_communes_are_found(text, keys):
    found = find_named(text, PLACES)
    assert (found.keys, found.unknown, found.ambiguous) == (keys, [], [])
    assert found.clear


def test_named_twice_counts_once():
    assert find_named("Gia Cát\n06235\nxã gia cat", PLACES).keys == [3]


def test_named_what_nobody_is_called_is_handed_back_as_written():
    found = find_named("Gia Cát\nGia Các\nVạn  Linh", PLACES)
    assert (found.keys, found.unknown) == ([3, 4], ["Gia Các"])
    assert not found.clear


def test_named_what_several_are_called_is_asked_and_never_guessed():
    found = find_named("Tân Lập", PLACES)
    assert found.keys == []
    assert [(text, [place.key for place in places]) for text, places in found.ambiguous] == [("Tân Lập", [1, 2])]


@given(st.text(max_size=60))
def test_named_loses_nothing(text):
    found = find_named(text, PLACES)
    asked = "".join(text.split())
    told = found.unknown + [written for written, _places in found.ambiguous]
    assert all("".join(written.split()) in asked for written in told)
    if not found.clear or found.keys:
        return
    assert not any(letter.isalnum() for letter in text)


@given(st.lists(st.sampled_from(PLACES), unique=True))
def test_named_by_their_titles_are_all_found(places):
    found = find_named("\n".join(place.title for place in places), PLACES)
    assert found.keys == [place.key for place in places]
