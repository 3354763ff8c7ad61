"""Figures as the browser gets them: plain lists, breaks between units, hollow points for what is made up."""

import json

from ntm.charts import LAYOUT
from ntm.charts.bands import Column, bands_chart
from ntm.charts.path import Mark, Path, Point, path_chart
from ntm.charts.waterfall import Column as Hung
from ntm.charts.waterfall import waterfall_chart

OLD = [Point(2015, 6.28, "13", "207 xã", "13/207"), Point(2019, 29.47, "61", "207 xã", "61/207")]
NEW = [Point(2019.5, 27.07, "49", "181 xã", "49/181"), Point(2020, 35.91, "65", "181 xã", "65/181", last=True)]
MADE = Point(2021, 40.0, "72", "181 xã", "72/181", made=True)
PACE = [Point(2020, 35.91, "65", "", ""), Point(2021, 41.4, "75", "", ""), Point(2025, 63.54, "115", "", "")]


def drawn(**parts):
    return path_chart(Path(**{"points": OLD + NEW, **parts}))


def lines(figure):
    return [trace for trace in figure["data"] if trace["mode"] == "lines"]


def texts(figure):
    return [one["text"] for one in figure["layout"].get("annotations", [])]


def test_path_chart_without_points_is_nothing():
    assert path_chart(Path([])) is None


def test_path_chart_is_plain_json_without_plotlys_template():
    figure = drawn(marks=[Mark(2020, 50, "✕ 50%", "")], pace=PACE, pace_label="+10")
    assert json.loads(json.dumps(figure)) is not None
    assert len(json.dumps(figure["layout"]["template"])) < 100  # plotly's own takes 7 kB a chart


def test_path_chart_breaks_where_the_units_changed():
    figure = drawn()
    (at,) = figure["layout"]["shapes"]
    assert at["x0"] == 2019.25
    assert {"207 xã ◂", "▸ 181 xã"} <= set(texts(figure))
    pairs = [set(trace["x"][start : start + 2]) for trace in lines(figure) for start in range(0, len(trace["x"]), 3)]
    assert {2019, 2019.5} not in pairs


def test_path_chart_under_one_basis_has_no_break():
    assert "shapes" not in path_chart(Path(OLD))["layout"]


def test_path_chart_dots_years_without_a_number_and_dashes_what_is_made_up():
    figure = drawn(points=[*OLD, *NEW, MADE])
    kinds = {trace["line"]["dash"]: trace["x"] for trace in lines(figure)}
    assert kinds == {"dot": [2015, 2019, None], "solid": [2019.5, 2020, None], "dash": [2020, 2021, None]}
    colours = figure["data"][-1]["marker"]["color"]
    assert colours[-1] == "#ffffff"
    assert "#ffffff" not in colours[:-1]


def test_path_chart_names_one_of_targets_that_lie_on_each_other():
    marks = [Mark(2020, 34.78, "▲ 72/207", ""), Mark(2020, 35, "▲ 35%", ""), Mark(2020, 50, "✕ 50%", "", short=True)]
    said = texts(drawn(marks=marks))
    assert "▲ 72/207" in said
    assert "✕ 50%" in said
    assert "▲ 35%" not in said


def test_bands_chart_without_counts_is_nothing():
    assert bands_chart([Column("2016", None, 207, "1980")], ["19", "<19"]) is None


def test_bands_chart_marks_a_change_of_set_and_hatches_what_is_made_up():
    columns = [
        Column("2015", [13, 194], 207, "491-342"),
        Column("2016", [24, 183], 207, "1980", made=True),
        Column("2017", [36, 171], 207, "1980", made=True),
    ]
    figure = bands_chart(columns, ["19", "<19"])
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [0.5]
    assert figure["data"][0]["marker"]["pattern"]["shape"] == ["", "/", "/"]
    assert figure["data"][0]["y"] == [13, 24, 36]
    assert figure["layout"]["margin"]["r"] > LAYOUT["margin"]["r"]


def test_waterfall_hangs_each_part_where_the_one_before_ended():
    parts = [Hung("A", 0, 61, "61", "", whole=True), Hung("up", 61, 74, "+13", "")]
    parts += [Hung("down", 65, 74, "−9", "", falls=True, made=True), Hung("B", 0, 65, "65", "", whole=True)]
    figure = waterfall_chart(parts)
    (bars,) = figure["data"]
    assert (bars["base"], bars["y"]) == ([0, 61, 65, 0], [61, 13, 9, 65])
    assert [line["y0"] for line in figure["layout"]["shapes"]] == [61, 74, 65]
    assert bars["marker"]["pattern"]["shape"] == ["", "", "/", ""]
    assert texts(figure) == ["<b>61</b>", "+13", "−9", "<b>65</b>"]


def test_waterfall_of_nothing_is_nothing():
    assert waterfall_chart([]) is None
