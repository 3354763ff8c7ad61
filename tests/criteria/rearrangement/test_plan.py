"""Reading a block of successions: every form of a line, every mistake named, and small random histories come true."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communes.lineage import Lineage, Unit
from criteria.rearrangement.block import named, read_block
from criteria.rearrangement.outlook import Facts, Outlook
from criteria.rearrangement.plan import Place, read_plan
from criteria.rules.recognition import Award

STATE, DAY = date(2025, 7, 1), date(2027, 7, 1)
NAMES = ["Khuất Xá", "Xuân Dương", "Vân An", "Văn An", "Hoàng Văn Thụ", "Đồng Đăng", "Thất Khê"]
PLACES = [Place(number, f"0600{number}", name, "commune") for number, name in enumerate(NAMES, 1)]
PLACES += [Place(8, "06008", "Hoàng Văn Thụ", "ward"), Place(9, "06009", "Na Sầm", "town")]


def plan(text, places=PLACES, day=DAY, **more):
    return read_plan(text, day, places, STATE, **more)


def told(found):
    """[(new unit, kept, [(predecessor, kind)])]."""
    return [(one.name, one.kept is not None, [(s.old.name, str(s.kind)) for s in one.steps]) for one in found.new]


# --- lines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arrow", [" → ", "->", " => ", "\t", " \t\t ", "⇒"])
@pytest.mark.parametrize("numbered", ["", "1. ", "12) ", "a) ", "- ", "3\t"])
def test_arrow_of_a_line(arrow, numbered):
    [found] = read_block(f"{numbered}Khuất Xá + Xuân Dương{arrow}xã Tân Hòa (06997)").written
    assert [one.name for one in found.predecessors] == ["Khuất Xá", "Xuân Dương"]
    assert (found.successor.kind, found.successor.name, found.successor.code) == ("commune", "Tân Hòa", "06997")


@pytest.mark.parametrize(
    "words, kind, name, code, part",
    [
        ("Xá Lượng", "", "Xá Lượng", "", False),
        ("XÃ Yên Trạch (06247)", "commune", "Yên Trạch", "06247", False),
        ("P. Đông Kinh", "ward", "Đông Kinh", "", False),
        ("thị  trấn Na Sầm (mã 06009)", "town", "Na Sầm", "06009", False),
        ("Một phần của xã Yên Trạch", "commune", "Yên Trạch", "", True),
        ("phần còn lại Yên Trạch", "", "Yên Trạch", "", True),
    ],
)
def test_name_of_a_unit(words, kind, name, code, part):
    found = named(words)
    assert (found.kind, found.name, found.code, found.part) == (kind, name, code, part)


@pytest.mark.parametrize("line", ["Khuất Xá", "→ B", "A →", "A → B → C", "A + → B", "A (12) → B", "A → một phần B"])
def test_line_that_cannot_be_read_is_named_and_the_others_are_read(line):
    found = read_block(f"{line}\nKhuất Xá → xã Tân Hòa")
    assert [one.number for one in found.problems] == [1]
    assert [one.number for one in found.written] == [2]


@pytest.mark.parametrize("joined", ["Khuất Xá, Xuân Dương", "xã Khuất Xá và xã Xuân Dương", "Khuất Xá; Xuân Dương"])
def test_units_may_be_joined_as_in_a_sentence(joined):
    assert told(plan(f"{joined} → xã Tân Hòa (06997)"))[0][2] == [("Khuất Xá", "merge"), ("Xuân Dương", "merge")]


@pytest.mark.parametrize(
    "line, old, new",
    [
        (
            "1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của các xã Chi Lăng, Đề Thám và Hùng Sơn thành xã mới"
            " có tên gọi là xã Thất Khê (06001).",
            ["xã Chi Lăng", "xã Đề Thám", "xã Hùng Sơn"],
            ("commune", "Thất Khê", "06001"),
        ),
        (
            "Sắp xếp phường Đông Kinh, các xã Mai Pha, Quảng Lạc và một phần diện tích tự nhiên, quy mô dân số của xã"
            " Yên Trạch thành phường mới có tên gọi là phường Đông Kinh.",
            ["phường Đông Kinh", "xã Mai Pha", "xã Quảng Lạc", "một phần xã Yên Trạch"],
            ("ward", "Đông Kinh", ""),
        ),
        (
            "c) Sắp xếp phần còn lại của xã Yên Trạch sau khi sắp xếp theo quy định tại khoản 3 Điều này và xã Mai Pha"
            " thành xã mới có tên gọi là xã Yên Trạch;",
            ["phần còn lại của xã Yên Trạch", "xã Mai Pha"],
            ("commune", "Yên Trạch", ""),
        ),
        (
            "Thành lập xã Khánh Long trên cơ sở nhập toàn bộ diện tích và dân số của xã Vĩnh Tiến và xã Khánh Long",
            ["xã Vĩnh Tiến", "xã Khánh Long"],
            ("commune", "Khánh Long", ""),
        ),
    ],
)
def test_sentence_of_a_resolution_is_read(line, old, new):
    [found] = read_block(line).written
    assert [one.words for one in found.predecessors] == old
    assert (found.successor.kind, found.successor.name, found.successor.code) == new


def test_sentence_that_leaves_open_who_goes_on_is_asked_for():
    assert [one.number for one in read_block("Nhập xã Vĩnh Tiến vào xã Khánh Long.").problems] == [1]


def test_lines_of_one_new_unit_belong_together():
    found = plan("Khuất Xá\txã Tân Hòa\n\nXuân Dương\txã Tân Hòa (06997)")
    assert told(found) == [("Tân Hòa", False, [("Khuất Xá", "merge"), ("Xuân Dương", "merge")])]
    assert found.ready


# --- names -------------------------------------------------------------------------------------------------------


def test_marks_may_be_left_out_and_written_ones_decide():
    assert told(plan("khuat xa → xã Tân Hòa (06997)"))[0][2] == [("Khuất Xá", "rename")]
    assert told(plan("vân an → xã Tân Hòa (06997)"))[0][2] == [("Vân An", "rename")]
    [problem] = plan("van an → xã Tân Hòa (06997)").problems
    assert "06003" in problem.sentence
    assert "06004" in problem.sentence
    assert told(plan("van an (06004) → xã Tân Hòa (06997)"))[0][2] == [("Văn An", "rename")]


def test_kind_tells_two_of_one_name_apart():
    assert len(plan("Hoàng Văn Thụ → xã Tân Hòa (06997)").problems) == 1
    found = plan("phường Hoàng Văn Thụ → phường Tân Hòa (06997)")
    assert (found.new[0].steps[0].old.id, found.ready) == (8, True)


def test_kind_of_the_new_unit_is_asked_where_the_old_ones_differ():
    [problem] = plan("Khuất Xá + Na Sầm → Tân Hòa (06997)").problems
    assert "thị trấn" in problem.sentence
    assert plan("Khuất Xá + Xuân Dương → Tân Hòa (06997)").new[0].kind == "commune"


# --- mistakes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, line",
    [
        ("", 0),
        ("Không Có → xã Tân Hòa (06997)", 1),
        ("Khuất Xá → xã A (06997)\nKhuất Xá + Xuân Dương → xã B (06996)", 2),
        ("Khuất Xá + Khuất Xá → xã A (06997)", 1),
        ("một phần Khuất Xá + Xuân Dương → xã Xuân Dương", 1),
        ("một phần Khuất Xá + Xuân Dương → xã Xuân Dương\nKhuất Xá → xã Khuất Xá", 2),
        ("Khuất Xá → xã Xuân Dương (06997)", 1),
        ("Khuất Xá → xã A (06997)\nXuân Dương → xã B (06997)", 2),
        ("Khuất Xá → xã A (06002)", 1),
        ("Khuất Xá → xã A (06997)\nXuân Dương → xã A (06996)", 2),
    ],
)
def test_mistake_is_named_with_its_line(text, line):
    found = plan(text)
    assert [one.number for one in found.problems][:1] == [line]
    assert not found.ready


def test_unit_written_twice_on_one_line_is_said_to_be():
    [problem] = plan("Khuất Xá + Khuất Xá → xã A (06997)").problems
    assert "hai lần" in problem.sentence or "twice" in problem.sentence


def test_day_must_come_after_the_last_known_state():
    assert [one.number for one in plan("Khuất Xá → xã A (06997)", day=STATE).problems] == [0]


def test_code_that_would_give_two_units_one_address_is_refused():
    assert plan("Khuất Xá → xã A (06997)", slugs={"06997-2027"}).problems
    assert not plan("Khuất Xá → xã A (06997)", slugs={"06997-2025"}).problems


def test_code_may_be_given_later_and_an_ended_one_used_again():
    found = plan("Khuất Xá + Xuân Dương → xã Tân Hòa")
    assert ([one.name for one in found.uncoded], found.problems, found.ready) == (["Tân Hòa"], [], False)
    assert plan("Khuất Xá + Xuân Dương → xã Tân Hòa (06002)").ready


# --- kinds of successions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Khuất Xá + Xuân Dương → Khuất Xá", [("Khuất Xá", True, [("Khuất Xá", "merge"), ("Xuân Dương", "merge")])]),
        (
            "một phần Khuất Xá + Xuân Dương → Xuân Dương\nphần còn lại Khuất Xá → Khuất Xá",
            [
                ("Xuân Dương", True, [("Khuất Xá", "split"), ("Xuân Dương", "boundary")]),
                ("Khuất Xá", True, [("Khuất Xá", "boundary")]),
            ],
        ),
        ("Đồng Đăng → phường Đồng Đăng (06006)", [("Đồng Đăng", False, [("Đồng Đăng", "rename")])]),
        (
            "một phần Khuất Xá → xã A (06997)\nmột phần Khuất Xá + Vân An → xã Vân An",
            [
                ("A", False, [("Khuất Xá", "split")]),
                ("Vân An", True, [("Khuất Xá", "split"), ("Vân An", "boundary")]),
            ],
        ),
    ],
)
def test_kinds_are_those_of_the_earlier_resolutions(text, expected):
    found = plan(text)
    assert found.problems == []
    assert told(found) == expected


# --- small random histories --------------------------------------------------------------------------------------


@st.composite
def resolutions(draw):
    """Seven communes partitioned; each part goes on, merges under a new name or into one of its own."""
    places = PLACES[:7]
    home = draw(st.lists(st.integers(0, 6), min_size=7, max_size=7))
    lines, expected = [], {}
    for part in sorted(set(home)):
        old = [place for place, where in zip(places, home, strict=True) if where == part]
        new_name = draw(st.booleans())
        if len(old) == 1 and not new_name:
            continue
        successor = f"xã Mới {part} (0698{part})" if new_name else f"xã {old[0].name}"
        lines.append(" + ".join(f"xã {one.name} ({one.code})" for one in old) + f" → {successor}")
        expected[f"0698{part}" if new_name else old[0].code] = {one.id for one in old}
    return "\n".join(lines), expected


def lineage():
    return Lineage([Unit(one.id, one.code, one.name, one.kind == "commune", None, STATE) for one in PLACES], [])


@given(resolutions(), st.sets(st.integers(1, 7)))
@settings(max_examples=60, deadline=None)
def test_preview_of_any_resolution_is_what_the_lineage_says(resolution, recognised):
    text, expected = resolution
    found = plan(text)
    if not expected:
        assert [one.number for one in found.problems] == [0]
        return
    assert found.ready
    assert {one.code: {step.old.id for step in one.steps} for one in found.new} == expected
    awards = [Award(unit, "basic", 2025, date(2025, 12, 1)) for unit in sorted(recognised)]
    outlook = Outlook(found, lineage(), PLACES, Facts(awards=awards))
    merged = sum(len(old) - 1 for old in expected.values())
    assert (outlook.rural_before, outlook.rural_after) == (7, 7 - merged)
    assert sum(after for _kind, _before, after in outlook.counts) == len(PLACES) - merged
    inherits = {item.new.code for item in outlook.recognitions if item.options}
    begun = {one.code for one in found.new if one.begins}
    assert inherits == {code for code, old in expected.items() if code in begun and old <= recognised}


@given(st.text(alphabet="ABKhuấtXá +→()0123456789\t\n.>-phầnmột", max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_named(text):
    found = plan(text)
    assert found.problems or found.new
    assert all(0 <= one.number <= len(text.splitlines()) for one in found.problems)
