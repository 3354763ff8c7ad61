"""The path of a share through the years: published and computed points, breaks of units, targets, required pace."""

from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import ceil

import plotly.graph_objects as go

from ntm.charts import ATTAINED, ATTAINED_DARK, INK, INK_2, SHORT, drawn
from ntm.charts import LINE as LINE_COLOUR

DOT, DASH, SOLID = "dot", "dash", "solid"
LINE = 0.055  # of the height, for one line of labels
CLOSE = 4  # percentage points within which two labels would lie on each other
TOUCH = 2.5  # percentage points within which two bars of targets would run into one blot
ROOM, SIDE = 2, 2.5  # years that the large label of the last point needs, and that are added where it has fewer


@dataclass(frozen=True)
class Point:
    """A value on a day: `x` in years, `y` in percent, `units` the label of its unit basis, `told` the hover."""

    x: float
    y: float
    label: str
    units: str
    told: str
    made: bool = False
    last: bool = False


@dataclass(frozen=True)
class Mark:
    """A target: a short bar with a symbol and its value; `top` where it is a frame around several."""

    x: float
    y: float
    label: str
    told: str
    short: bool = False
    top: float | None = None

    @property
    def high(self):
        return self.y if self.top is None else self.top


@dataclass(frozen=True)
class Path:
    points: list
    marks: list = field(default_factory=list)
    pace: list = field(default_factory=list)
    pace_label: str = ""


def framed(marks, label):
    """Marks of one day that would run into each other become one frame; `label` names a list of them."""
    found = []
    for mark in sorted(marks, key=lambda one: (one.x, one.y)):
        if found and mark.x == found[-1][-1].x and mark.y - found[-1][-1].y < TOUCH:
            found[-1].append(mark)
        else:
            found.append([mark])
    return [frame(some, label) if len(some) > 1 else some[0] for some in found]


def frame(marks, label):
    told = "<br>".join(one.told for one in marks)
    return replace(marks[0], label=label(marks), told=told, short=False, top=marks[-1].y)


def path_chart(path):
    """The plotly figure, None without any point."""
    if not path.points:
        return None
    first, last = _years(path)
    breaks = list(_breaks(path))
    ticks = list(range(ceil(first), int(_end(path)) + 1))
    layout = {
        "xaxis": {
            "range": [first - 0.6, last],
            "tickvals": ticks,
            "showgrid": False,
            "tickformat": "d",
            "tickangle": 0,
        },
        "yaxis": {"range": [0, _top(path)], "ticksuffix": "%", "dtick": 10, "rangemode": "tozero"},
        "shapes": [*(shape for shape, _sides in breaks), *_frames(path.marks)],
        "annotations": [*(side for _shape, sides in breaks for side in sides), *_labels(path)],
    }
    return drawn([*_lines(path.points), _marks(path.marks), *_pace(path), _dots(path.points)], layout)


def _years(path):
    """The first year, and the right end of the picture: with room for the label of a last point at the end."""
    first, end = min(one.x for one in [*path.points, *path.marks, *path.pace]), _end(path)
    return first, end + (SIDE if _crowded_end(path) else 0.7)


def _end(path):
    return max(one.x for one in [*path.points, *path.marks, *path.pace])


def _crowded_end(path):
    return _end(path) - path.points[-1].x < ROOM


def _top(path):
    """A whole ten above the highest point, and a line of room for the labels of each break."""
    highest = max([*(one.y for one in [*path.points, *path.pace]), *(one.high for one in path.marks)])
    return min(105, max(20, (int(highest) // 10 + 1) * 10 + 3)) * (1 + LINE * len(_changes(path)))


def _changes(path):
    """Pairs of points between which the units changed."""
    return [(before, after) for before, after in pairwise(path.points) if before.units != after.units]


def _lines(points):
    """One trace a kind of line; a line never crosses a change of units."""
    pieces = {SOLID: ([], []), DASH: ([], []), DOT: ([], [])}
    for before, after in pairwise(points):
        if before.units == after.units:
            x, y = pieces[_kind(before, after)]
            x += [before.x, after.x, None]
            y += [before.y, after.y, None]
    return [
        go.Scatter(
            x=x, y=y, mode="lines", hoverinfo="skip", line={"color": ATTAINED, "width": 3 - (kind == DOT), "dash": kind}
        )
        for kind, (x, y) in pieces.items()
        if x
    ]


def _kind(before, after):
    """Dotted over years without any number, dashed where a made-up or computed point is at one end."""
    if after.x - before.x > 1:
        return DOT
    return DASH if before.made or after.made else SOLID


def _dots(points):
    return go.Scatter(
        x=[one.x for one in points],
        y=[one.y for one in points],
        mode="markers",
        cliponaxis=False,
        customdata=[one.told for one in points],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "size": [15 if one.last else 10 for one in points],
            "opacity": 1,
            "color": ["#ffffff" if one.made else ATTAINED_DARK if one.last else ATTAINED for one in points],
            "line": {"color": ATTAINED, "width": [2 if one.made else 0 for one in points]},
        },
    )


def _pace(path):
    if len(path.pace) < 2:
        return []
    between = [0, *[8] * (len(path.pace) - 2), 0]
    return [
        go.Scatter(
            x=[one.x for one in path.pace],
            y=[one.y for one in path.pace],
            mode="lines+markers",
            customdata=[one.told for one in path.pace],
            hovertemplate="%{customdata}<extra></extra>",
            line={"color": INK, "width": 2, "dash": "dash"},
            marker={
                "symbol": "square",
                "size": between,
                "opacity": 1,
                "color": "#ffffff",
                "line": {"color": INK, "width": 2},
            },
        )
    ]


def _marks(marks):
    """A bar each; a frame is drawn by its shape and only hovered here."""
    return go.Scatter(
        x=[one.x for one in marks],
        y=[(one.y + one.high) / 2 for one in marks],
        mode="markers",
        customdata=[one.told for one in marks],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "symbol": "line-ew",
            "size": 20,
            "opacity": 1,
            "line": {"width": [4 if one.top is None else 0 for one in marks], "color": INK},
        },
    )


def _frames(marks):
    """Around targets that lie close together, behind the points and lines."""
    return [
        {
            "type": "rect",
            "x0": one.x - 0.3,
            "x1": one.x + 0.3,
            "y0": one.y,
            "y1": one.top,
            "layer": "below",
            "fillcolor": LINE_COLOUR,
            "line": {"color": INK, "width": 2},
        }
        for one in marks
        if one.top is not None
    ]


def _breaks(path):
    """A dotted line between two unit bases, with the communes of each side; labels of close breaks step down."""
    for step, (before, after) in enumerate(_changes(path)):
        x, top = (before.x + after.x) / 2, _top(path)
        line = {
            "type": "line",
            "x0": x,
            "x1": x,
            "y0": 0,
            "y1": top,
            "line": {"color": INK_2, "width": 1, "dash": "dot"},
        }
        sides = [(f"{before.units} ◂", x - 0.08, "right"), (f"▸ {after.units}", x + 0.08, "left")]
        y = top * (0.98 - LINE * step)
        yield line, [_text(side, at, y, anchor, size=13, color=INK_2) for side, at, anchor in sides]


def _labels(path):
    """Labels of points, of the first of targets that lie on each other, and of the pace."""
    labels = list(_of_points(path))
    taken = [(one.x, one.y) for one in path.points]
    for x, marks in groupby(sorted(path.marks, key=lambda one: one.x), key=lambda one: one.x):
        labels += _of_marks(x, list(marks), taken, _crowded_end(path) and x == _end(path))
    labels += [_text(one.label, one.x + 0.12, one.y - 2.2, "left", color=INK_2) for one in path.pace[1:-1]]
    if path.pace_label and len(path.pace) > 3:
        middle = path.pace[len(path.pace) // 2]
        labels.append(_text(f"<b>{path.pace_label}</b>", middle.x - 0.1, middle.y + 5, "right"))
    return labels


def _of_points(path):
    """Each point's number: left above it, right below where a new basis begins, large for the last."""
    starts = {after.x for _before, after in _changes(path)}
    for point in path.points:
        if point.last:
            text = f"<b>{point.label}</b>"
            yield _text(text, point.x + 0.34, point.y - 2.4, "left", size=17, color=ATTAINED_DARK)
        elif point.x in starts:
            yield _text(point.label, point.x + 0.12, point.y - 2.6, "left")
        else:
            yield _text(point.label, point.x - 0.1, point.y + 2.4, "right")


def _of_marks(x, marks, taken, at_end):
    """Targets told in the order given; one too close to another keeps its bar and its hover only."""
    placed = []
    for mark in marks:
        if any(abs(mark.y - y) < CLOSE for y in placed):
            continue
        placed.append(mark.y)
        near_point = any(abs(px - x) < 0.5 and mark.y - CLOSE < py < mark.high + CLOSE for px, py in taken)
        colour = SHORT if mark.short else INK
        if near_point:
            yield _text(mark.label, x + 0.34, mark.y - 5.6, "left", color=colour)
        elif at_end:
            yield _text(mark.label, x + 0.34, mark.y, "left", color=colour)
        else:
            yield _text(mark.label, x + 0.3, mark.high + 2.4, "right", color=colour)


def _text(text, x, y, anchor, size=14, color=INK):
    return {"x": x, "y": y, "text": text, "showarrow": False, "xanchor": anchor, "font": {"size": size, "color": color}}
