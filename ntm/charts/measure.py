"""The numbers of one measure through the years, joined only where they mean the same; and the parts of one total."""

from dataclasses import dataclass, field
from itertools import pairwise

import plotly.graph_objects as go

from ntm.charts import ATTAINED, ATTAINED_DARK, INK, PALE, SHORT, drawn
from ntm.charts.path import DOT, SOLID

ROOM = 1.18  # above the highest number, for its label
CLOSE, CLOSE_YEARS = 0.07, 0.6  # of the height and of the years, within which two labels would lie on each other
BESIDE = 16  # pixels from a dot or a bar to what stands beside it
LIFT = 0.06  # of the height, from a dot to its label
BAR = 34  # pixels a part


@dataclass(frozen=True)
class Dot:
    """A number on a day: `x` in years, `label` beside it, `told` the hover; `made`: an estimate, drawn hollow."""

    x: float
    y: float
    label: str
    told: str
    made: bool = False


@dataclass(frozen=True)
class Drawing:
    """`strokes`: lists of dots, each joined by a line of its own; `marks`: targets as dots, `short` where missed."""

    strokes: list
    marks: list = field(default_factory=list)
    suffix: str = ""


def measure_chart(drawing):
    """The plotly figure, None without any number."""
    dots = [dot for stroke in drawing.strokes for dot in stroke]
    if not dots:
        return None
    years = [one.x for one in [*dots, *drawing.marks]]
    top = max(one.y for one in [*dots, *drawing.marks]) * ROOM or 1
    layout = {
        "xaxis": {
            "range": [min(years) - 0.8, max(years) + 1.2],
            "tickvals": ticks(years),
            "showgrid": False,
            "tickformat": "d",
            "tickangle": 0,
        },
        "yaxis": {"range": [0, top], "ticksuffix": drawing.suffix, "rangemode": "tozero", "nticks": 6},
        "annotations": labels(drawing.strokes, drawing.marks, top),
        "margin": {"l": 68, "r": 16, "t": 16, "b": 36},
    }
    return drawn([*joined(drawing.strokes), bars(drawing.marks), points(dots)], layout)


def ticks(years):
    """The years that have a number; close ones would run into each other, so every second is left out then."""
    whole = sorted({round(one) for one in years})
    return whole if len(whole) <= 8 else whole[:: len(whole) // 8 + 1]


def joined(strokes):
    """One trace a line, dotted over years without any number."""
    traces = []
    for stroke in strokes:
        for before, after in pairwise(stroke):
            kind = DOT if after.x - before.x > 1 else SOLID
            line = {"color": ATTAINED, "width": 2 if kind == DOT else 3, "dash": kind}
            ends = {"x": [before.x, after.x], "y": [before.y, after.y]}
            traces.append(go.Scatter(**ends, mode="lines", hoverinfo="skip", line=line))
    return traces


def points(dots):
    return go.Scatter(
        x=[one.x for one in dots],
        y=[one.y for one in dots],
        mode="markers",
        cliponaxis=False,
        customdata=[one.told for one in dots],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "size": 11,
            "opacity": 1,
            "color": ["#ffffff" if one.made else ATTAINED_DARK for one in dots],
            "line": {"color": ATTAINED_DARK, "width": 2},
        },
    )


def bars(marks):
    return go.Scatter(
        x=[one.x for one in marks],
        y=[one.y for one in marks],
        mode="markers",
        customdata=[one.told for one in marks],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"symbol": "line-ew", "size": 20, "opacity": 1, "line": {"width": 4, "color": INK}},
    )


def labels(strokes, marks, top):
    """Numbers above their dots, right of those a line falls to; targets right of their bars; none upon another."""
    made, taken = [], []
    numbers = [(dot, falls, INK) for stroke in strokes for dot, falls in falling(stroke)]
    numbers.sort(key=lambda one: -one[0].x)  # where two are close, the later is told
    for one, beside, colour in [*numbers, *((mark, True, SHORT if mark.made else INK) for mark in marks)]:
        if any(abs(one.x - x) < CLOSE_YEARS and abs(one.y - y) < top * CLOSE for x, y in taken):
            continue
        taken.append((one.x, one.y))
        place = {"x": one.x, "y": one.y, "xanchor": "left", "xshift": BESIDE}
        if not beside:
            place = {"x": one.x, "y": one.y + top * LIFT, "xanchor": "center"}
        made.append({**place, "showarrow": False, "text": one.label, "font": {"size": 14, "color": colour}})
    return made


def falling(stroke):
    """(dot, whether the line comes down to it)."""
    return [(dot, bool(at) and stroke[at - 1].y > dot.y) for at, dot in enumerate(stroke)]


def parts_chart(names, values, told, whole):
    """Bars of the parts of one total of one document, each on the pale length of the total; None without any."""
    if not values:
        return None
    room = {"range": [0, max(whole, *values) * 1.25 or 1], "showgrid": False, "showticklabels": False, "zeroline": True}
    track = go.Bar(x=[whole] * len(names), y=names, orientation="h", hoverinfo="skip", marker={"color": PALE})
    trace = go.Bar(
        x=values,
        y=names,
        orientation="h",
        text=told,
        textposition="outside",
        cliponaxis=False,
        constraintext="none",
        hovertemplate="%{y}: %{text}<extra></extra>",
        marker={"color": ATTAINED},
    )
    names_axis = {"autorange": "reversed", "type": "category", "automargin": True, "showgrid": False, "ticks": ""}
    layout = {"xaxis": room, "yaxis": names_axis, "barmode": "overlay", "margin": {"l": 10, "r": 16, "t": 8, "b": 8}}
    return drawn([track, trace], layout)


def parts_height(names):
    return 30 + BAR * len(names)
