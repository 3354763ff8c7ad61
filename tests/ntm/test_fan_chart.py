"""The chart of a target: nothing to draw without a point, lines that stop where the set changes, room for labels."""

from ntm.charts.fan import Aim, Course, Point, Reach, fan_figure

AIM = Aim(2025, 115, 115, "115/181", "115/181")


def points(*runs):
    return [Point(2019 + n, 50.0 + n, f"{50 + n}", "", run) for n, run in enumerate(runs)]


def test_fan_figure_without_any_point_is_none():
    assert fan_figure(Course([], AIM)) is None


def test_fan_figure_breaks_the_line_where_the_set_changes():
    lines = [one for one in fan_figure(Course(points("a", "a", "b", "b"), AIM))["data"] if one["mode"] == "lines"]
    assert [list(one["x"]) for one in lines] == [[2019, 2020], [2021, 2022]]


def test_fan_figure_closes_the_fan_around_its_paths():
    reaches = [Reach(2020, 51, 51, 51, ""), Reach(2021, 55, 60, 70, "")]
    around = next(one for one in fan_figure(Course(points("a", "a"), AIM, reaches))["data"] if one.get("fill"))
    assert list(zip(around["x"], around["y"], strict=True)) == [(2020, 51), (2021, 70), (2021, 55), (2020, 51)]


def test_fan_figure_leaves_out_an_end_that_would_lie_on_the_target():
    course = Course(points("a"), AIM, ends=((114.0, "114"), (160.0, "160")))
    texts = [one["text"] for one in fan_figure(course)["layout"]["annotations"]]
    assert "<b>115/181</b>" in texts
    assert "160" in texts
    assert "114" not in texts


def test_fan_figure_frames_a_range():
    shapes = fan_figure(Course(points("a"), Aim(2025, 15.5, 16, "15,5–16", "")))["layout"]["shapes"]
    assert (shapes[0]["y0"], shapes[0]["y1"]) == (15.5, 16)
