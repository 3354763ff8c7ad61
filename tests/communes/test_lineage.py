"""communes/lineage.py on the real units of Lạng Sơn, read from the fixture files without a database."""

import csv
from datetime import date, timedelta
from functools import cache

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from communes.lineage import Lineage, Link, Unit

ONE_DAY = timedelta(days=1)
OLD, Y2020, Y2024, Y2025 = date(2019, 12, 31), date(2020, 1, 1), date(2024, 12, 1), date(2025, 7, 1)
DATES = [date(2011, 12, 31), OLD, Y2020, date(2020, 12, 31), Y2024, date(2025, 6, 30), Y2025, date(2025, 12, 31)]
DIEM_HE = {"Văn An", "Song Giang", "Trấn Ninh", "Phú Mỹ", "Việt Yên", "Vân Mộng"}


def read(file):
    with (settings.FIXTURES / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def unit(number, row):
    last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    first, rural = date.fromisoformat(row["valid_from"]), row["kind"] == "commune"
    return Unit(number, row["code"], row["name"], rural, row["district"] or None, first, last)


def bearer(units, code, on):
    [found] = [unit.id for unit in units if unit.code == code and unit.in_force(on)]
    return found


@cache
def real_rows():
    units = tuple(unit(number, row) for number, row in enumerate(read("communes.csv"), 1))
    links = []
    for row in read("successions.csv"):
        day = date.fromisoformat(row["effective_on"])
        old, new = bearer(units, row["predecessor"], day - ONE_DAY), bearer(units, row["successor"], day)
        links.append(Link(old, new, day, row["kind"]))
    return units, tuple(links)


@cache
def real():
    return Lineage(*real_rows())


def named(code, on):
    """The id of the unit that bore this code on a day."""
    return bearer(real().units.values(), code, on)


def names(ids):
    return {real().units[one].name for one in ids}


@pytest.mark.parametrize(
    ("on", "units", "rural"),
    [(OLD, 226, 207), (Y2020, 200, 181), (Y2024, 194, 175), (Y2025, 65, 61)],
)
def test_lineage_universe_is_the_rural_units_of_the_day(on, units, rural):
    assert len([one for one in real().units.values() if one.in_force(on)]) == units
    assert len(real().universe(on)) == rural


def test_lineage_states_start_where_units_change():
    assert real().state_starts() == [date(2004, 8, 31), Y2020, Y2024, Y2025]
    assert real().state_start(date(2024, 11, 30)) == Y2020
    assert real().state_start(Y2024) == Y2024


@pytest.mark.parametrize(
    ("code", "on", "since", "voters"),
    [
        pytest.param("06151", Y2020, OLD, {"Hội Hoan", "Nam La"}, id="Hội Hoan keeps its row and takes in Nam La"),
        pytest.param("06046", Y2020, OLD, {"Đề Thám"}, id="Đề Thám gains a part of Bắc Ái, which does not vote"),
        pytest.param("06280", Y2020, OLD, {"Văn An", "Song Giang"}, id="Điềm He: two whole communes, part of Vĩnh Lại"),
        pytest.param(
            "06298", Y2020, OLD, {"Bình Phúc"}, id="Bình Phúc under the code of Xuân Mai, a part of which joins"
        ),
        pytest.param("06154", Y2020, OLD, {"Tân Việt", "Trùng Quán", "Tân Lang"}, id="Bắc Việt: parts vote alone"),
        pytest.param(
            "06385", Y2025, Y2025 - ONE_DAY, {"Đồng Tân", "Hồ Sơn"}, id="Hữu Lũng 2025: the town does not vote"
        ),
        pytest.param(
            "06385", Y2025, OLD, {"Đồng Tân", "Hồ Sơn", "Sơn Hà"}, id="Hữu Lũng 2025: Sơn Hà through the town"
        ),
        pytest.param("06184", Y2025, Y2024, {"Bảo Lâm", "Hồng Phong", "Thụy Hùng", "Phú Xá"}, id="Đồng Đăng 2025"),
        pytest.param("06625", Y2025, Y2024, {"Bắc Xa"}, id="Kiên Mộc 2025: its own part does not vote beside Bắc Xa"),
        pytest.param("06280", Y2025, OLD, DIEM_HE, id="Điềm He over both mergers"),
    ],
)
def test_lineage_voters(code, on, since, voters):
    assert names(real().voters(named(code, on), since, on)) == voters


@pytest.mark.parametrize(
    ("code", "since", "on", "successors"),
    [
        pytest.param("06112", OLD, Y2020, set(), id="Tô Hiệu becomes the town of Bình Gia: left the rural universe"),
        pytest.param("06112", OLD, Y2025, {"Bình Gia"}, id="Tô Hiệu comes back through the town"),
        pytest.param("06454", OLD, Y2024, set(), id="Sơn Hà joins the town of Hữu Lũng"),
        pytest.param("06454", OLD, Y2025, {"Hữu Lũng"}, id="Sơn Hà comes back with the commune Hữu Lũng"),
        pytest.param("05992", OLD, Y2025, set(), id="Mai Pha becomes part of a ward"),
        pytest.param("06622", Y2024, Y2025, {"Đình Lập", "Kiên Mộc"}, id="Bính Xá is divided"),
        pytest.param("06625", Y2024, Y2025, {"Kiên Mộc", "Châu Sơn"}, id="Kiên Mộc is divided"),
        pytest.param("06298", OLD, Y2020, {"Bình Phúc"}, id="Xuân Mai: one part rural, one to the town Văn Quan"),
        pytest.param("06052", OLD, Y2020, {"Đề Thám", "Kim Đồng"}, id="Bắc Ái is divided"),
    ],
)
def test_lineage_successors(code, since, on, successors):
    assert names(real().successors(named(code, since), since, on)) == successors


@pytest.mark.parametrize(
    ("code", "on", "began", "ended"),
    [
        pytest.param("06151", OLD, date(2004, 8, 31), OLD, id="Hội Hoan's first self ends with the merger"),
        pytest.param("06151", Y2020, Y2020, Y2025 - ONE_DAY, id="Hội Hoan begins anew though it keeps its row"),
        pytest.param("06046", Y2020, date(2004, 8, 31), Y2025 - ONE_DAY, id="Đề Thám is the same: a boundary"),
        pytest.param("06385", Y2024, Y2024, Y2025 - ONE_DAY, id="the town Hữu Lũng takes in Sơn Hà"),
        pytest.param("06559", Y2024, Y2024, Y2025 - ONE_DAY, id="Tam Gia takes in a neighbour in 2024"),
        pytest.param("06184", Y2025, Y2025, None, id="Đồng Đăng has not ended"),
    ],
)
def test_lineage_self(code, on, began, ended):
    one = named(code, on)
    assert (real().began(one, on), real().ended(one, on)) == (began, ended)


def test_lineage_same_self_ends_with_a_merger():
    hoi_hoan, de_tham = named("06151", OLD), named("06046", OLD)
    assert not real().same_self(hoi_hoan, OLD, Y2020)
    assert real().same_self(de_tham, OLD, Y2020)


def test_lineage_every_rural_commune_has_voters_before():
    for earlier, later in [(OLD, Y2020), (Y2020, Y2024), (Y2024, Y2025), (OLD, Y2025)]:
        assert all(real().voters(one, earlier, later) for one in real().universe(later))


def test_lineage_left_the_rural_universe():
    def left(earlier, later):
        return names(one for one in real().universe(earlier) if not real().successors(one, earlier, later))

    assert left(OLD, Y2020) == {"Tô Hiệu", "Hữu Vĩnh", "Quang Lang", "Lục Thôn"}
    assert left(Y2020, Y2024) == {"Sơn Hà"}
    to_wards = {"Hoàng Đồng", "Quảng Lạc", "Mai Pha", "Hợp Thành", "Gia Cát", "Tân Liên", "Yên Trạch"}
    assert left(Y2024, Y2025) == to_wards


def test_lineage_empty():
    empty = Lineage([], [])
    assert (empty.universe(OLD), empty.state_starts(), empty.relation(OLD, Y2025)) == ([], [], {})


@given(st.sampled_from(DATES), st.sampled_from(DATES), st.randoms(use_true_random=False))
def test_lineage_relation_does_not_hang_on_the_order_of_rows(one, other, random):
    units, links = (random.sample(rows, len(rows)) for rows in real_rows())
    earlier, later = sorted([one, other])
    shuffled = Lineage(units, links)
    assert shuffled.relation(earlier, later) == real().relation(earlier, later)
    assert [shuffled.voters(u, earlier, later) for u in real().universe(later)] == [
        real().voters(u, earlier, later) for u in real().universe(later)
    ]


@given(st.sampled_from(DATES))
def test_lineage_relation_to_the_same_day_is_identity(on):
    in_force = [one.id for one in real().units.values() if one.in_force(on)]
    assert real().relation(on, on) == {(one, one): True for one in in_force}


@given(st.tuples(*[st.sampled_from(DATES)] * 3).map(sorted))
def test_lineage_relations_compose(days):
    first, middle, last = days
    composed = {}
    for (old, between), whole in real().relation(first, middle).items():
        for (start, new), onward in real().relation(middle, last).items():
            if between == start:
                composed[old, new] = composed.get((old, new), False) or (whole and onward)
    assert composed == real().relation(first, last)


@given(st.tuples(*[st.sampled_from(DATES)] * 2).map(sorted))
def test_lineage_relation_joins_units_in_force(days):
    earlier, later = days
    units = real().units
    assert all(units[old].in_force(earlier) and units[new].in_force(later) for old, new in real().relation(*days))
    assert {old for old, _new in real().relation(*days)} == {u.id for u in units.values() if u.in_force(earlier)}
