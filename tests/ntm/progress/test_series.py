"""Lines of one measure: every number on exactly one, none that joins what means something else."""

from datetime import date
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from ntm.progress import series

DOCUMENTS = ["KH", "BC"]


def figure(code, **fields):
    plain = {"scope": "province", "variant": "", "criterion": None, "criteria_set": None, "unit": "product", "base": ""}
    plain |= {"kind": "actual", "period": "2011-2020", "date": date(2020, 12, 31), "low": 1, "high": 1}
    plain |= {"estimate": False, "line": 1, "part_of": ""}
    document = SimpleNamespace(code=fields.pop("document", "BC"))
    return SimpleNamespace(code=code, document=document, **{**plain, **fields})


NAMES = ("scope", "variant", "unit", "kind", "period", "year", "document", "low", "estimate")
FIGURES = st.lists(
    st.tuples(
        st.sampled_from(["province", "district:A"]),
        st.sampled_from(["", "recognised"]),
        st.sampled_from(["product", "percent", "billion_vnd"]),
        st.sampled_from(["actual", "estimate", "funding_actual", "funding_plan"]),
        st.sampled_from(["2018", "2020", "2011-2015", "2011-2020"]),
        st.sampled_from([2015, 2018, 2020]),
        st.sampled_from(DOCUMENTS),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=8,
).map(lambda rows: [made(at, dict(zip(NAMES, row, strict=True))) for at, row in enumerate(rows)])


def made(at, fields):
    return figure(f"F{at:03}", date=date(fields.pop("year"), 12, 31), **fields)


@given(FIGURES)
def test_lines_hold_every_figure_once(figures):
    held = [one.code for line in series.lines(figures) for point in line.points for one in point.figures]
    assert sorted(held) == [one.code for one in figures]


@given(FIGURES)
def test_lines_join_only_what_means_the_same(figures):
    for line in series.lines(figures):
        on_it = [one for point in line.points for one in point.figures]
        assert len({(one.scope, one.variant, one.unit) for one in on_it}) == 1
        assert len({one.kind in series.RESULTS for one in on_it}) == 1
        assert not any(map(series.is_money, on_it)) or len({one.document.code for one in on_it}) == 1


@given(FIGURES)
def test_lines_run_forward_in_time(figures):
    for line in series.lines(figures):
        days = [point.date for point in line.points]
        assert days == sorted(set(days))


@given(FIGURES, st.permutations(range(8)))
def test_lines_do_not_depend_on_the_order_of_the_rows(figures, order):
    shuffled = [figures[at] for at in order if at < len(figures)]
    assert series.lines(shuffled) == series.lines(figures)


@given(FIGURES)
def test_newest_is_the_latest_day_of_the_province_where_it_has_one(figures):
    found = series.newest(figures)
    assert bool(found) == bool(figures)
    whole = [one for one in figures if one.scope == "province"] or figures
    assert {point.date for point in found} == ({max(one.date for one in whole)} if figures else set())


def test_direct_funds_of_two_documents_are_two_lines():
    plan = figure("F1", unit="billion_vnd", kind="funding_plan", period="2018", document="KH")
    report = figure("F2", unit="billion_vnd", kind="funding_plan", period="2018", document="BC")
    assert len(series.lines([plan, report])) == 2


def test_a_sum_of_one_year_does_not_follow_a_sum_of_ten():
    ten, one = figure("F1"), figure("F2", period="2021", date=date(2021, 12, 31))
    assert len(series.lines([ten, one])) == 2
    assert len(series.lines([figure("F1", unit="percent"), figure("F2", unit="percent", period="2021")])) == 1


def test_point_of_two_documents_is_disputed_and_shows_the_result_before_the_estimate():
    guess, result = figure("F1", kind="estimate", low=2), figure("F2", low=3)
    point = series.point(result.date, [guess, result])
    assert (point.value, point.disputed, point.estimate) == (3, True, False)


def test_parts_stand_in_the_order_of_their_document():
    total, late, early = figure("F1"), figure("F2", line=9, part_of="F1"), figure("F3", line=2, part_of="F1")
    units = figure("F4", part_of="units@")
    assert series.parts([total, late, early, units]) == {"F1": [early, late]}


def test_an_open_range_is_drawn_at_its_known_end():
    assert series.value_of(figure("F1", low=None, high=500)) == 500
    assert series.year_of(SimpleNamespace(year="2020-06")) == "06/2020"
