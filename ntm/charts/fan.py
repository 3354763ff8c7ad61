"""The recorded path of a measure toward a target, the pace that is needed, and the fan of plausible paths."""

from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

import plotly.graph_objects as go

from ntm.charts import ATTAINED, ATTAINED_DARK, ILLUSTRATED, INK, INK_2, drawn

FILL = "rgba(148, 179, 221, 0.35)"
ROOM, APART = 1.14, 0.075  # of the height: above the highest value, and between two labels at the right


@dataclass(frozen=True)
class Point:
    """A recorded value: `run` tells points that a line joins from those of another set, `told` is the hover."""

    x: float
    y: float
    label: str
    told: str
    run: str = ""
    made: bool = False


@dataclass(frozen=True)
class Reach:
    """The fan in one year."""

    x: float
    low: float
    middle: float
    high: float
    told: str


@dataclass(frozen=True)
class Aim:
    """The target: a bar at its near end, a frame where it is a range."""

    x: float
    y: float
    top: float
    label: str
    told: str


@dataclass
class Course:
    points: list
    aim: Aim
    reaches: list = field(default_factory=list)
    needed: str = ""
    ends: tuple = ()
    suffix: str = ""


def fan_figure(course):
    """The plotly figure, None without any recorded point."""
    if not course.points:
        return None
    top = ROOM * max([one.y for one in course.points] + [one.high for one in course.reaches] + [course.aim.top, 1])
    xs = [one.x for one in course.points] + [course.aim.x]
    layout = {
        "xaxis": {
            "range": [min(xs) - 0.5, max(xs) + 1.6],
            "tickvals": list(range(ceil(min(xs)), int(max(xs)) + 1)),
            "tickformat": "d",
            "tickangle": 0,
            "showgrid": False,
        },
        "yaxis": {"range": [0, top], "ticksuffix": course.suffix, "rangemode": "tozero"},
        "shapes": _frame(course.aim),
        "annotations": [*_of_points(course.points), *_at_right(course, top)],
        "margin": {"l": 52, "r": 16, "t": 16, "b": 36},
    }
    traces = [*_fan(course.reaches), *_needed(course), *_recorded(course.points), _aim(course.aim)]
    return drawn(traces, layout)


def _fan(reaches):
    if len(reaches) < 2:
        return []
    xs = [one.x for one in reaches]
    around = go.Scatter(
        x=[*xs, *reversed(xs)],
        y=[*(one.high for one in reaches), *(one.low for one in reversed(reaches))],
        mode="lines",
        fill="toself",
        fillcolor=FILL,
        line={"color": ILLUSTRATED, "width": 1},
        hoverinfo="skip",
    )
    middle = go.Scatter(
        x=xs,
        y=[one.middle for one in reaches],
        mode="lines+markers",
        customdata=[one.told for one in reaches],
        hovertemplate="%{customdata}<extra></extra>",
        line={"color": ATTAINED, "width": 2, "dash": "dash"},
        marker={"size": [0, *[7] * (len(reaches) - 1)], "color": "#ffffff", "line": {"color": ATTAINED, "width": 2}},
    )
    return [around, middle]


def _needed(course):
    """A straight line from the last recorded point to the target."""
    last, aim = course.points[-1], course.aim
    if not course.needed:
        return []
    line = {"color": INK, "width": 2, "dash": "dot"}
    return [go.Scatter(x=[last.x, aim.x], y=[last.y, aim.y], mode="lines", line=line, hoverinfo="skip")]


def _recorded(points):
    runs = [list(run) for _key, run in groupby(points, key=lambda one: one.run)]
    lines = [
        go.Scatter(
            x=[one.x for one in run],
            y=[one.y for one in run],
            mode="lines",
            hoverinfo="skip",
            line={"color": ATTAINED, "width": 3},
        )
        for run in runs
        if len(run) > 1
    ]
    return [*lines, _dots(points)]


def _dots(points):
    return go.Scatter(
        x=[one.x for one in points],
        y=[one.y for one in points],
        mode="markers",
        cliponaxis=False,
        customdata=[one.told for one in points],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "size": [10] * len(points),
            "opacity": 1,
            "color": ["#ffffff" if one.made else ATTAINED_DARK for one in points],
            "line": {"color": ATTAINED, "width": [2 if one.made else 0 for one in points]},
        },
    )


def _aim(aim):
    return go.Scatter(
        x=[aim.x],
        y=[aim.y],
        mode="markers",
        customdata=[aim.told],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"symbol": "line-ew", "size": 26, "opacity": 1, "line": {"width": 4, "color": INK}},
    )


def _frame(aim):
    if aim.top == aim.y:
        return []
    line = {"color": INK, "width": 2}
    return [{"type": "rect", "x0": aim.x - 0.2, "x1": aim.x + 0.2, "y0": aim.y, "y1": aim.top, "line": line}]


def _of_points(points):
    """The number above each point, shifted left so that a rising line does not cross it."""
    return [_text(one.label, one.x - 0.06, one.y, "right", "bottom") for one in points]


def _at_right(course, top):
    """The target beside the last year, and the ends of the fan where there is room; the finding has them anyway."""
    placed = [course.aim.y]
    yield _text(f"<b>{course.aim.label}</b>", course.aim.x + 0.28, course.aim.y, "left", "middle")
    for y, text in course.ends:
        if all(abs(y - other) >= APART * top for other in placed):
            placed.append(y)
            yield _text(text, course.aim.x + 0.28, y, "left", "middle", INK_2)


def _text(text, x, y, xanchor, yanchor, color=INK):
    font = {"size": 14, "color": color}
    return {"x": x, "y": y, "text": text, "showarrow": False, "xanchor": xanchor, "yanchor": yanchor, "font": font}
