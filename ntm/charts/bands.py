"""Communes by criteria attained, one column a year; columns under another criteria set stand behind a break."""

from dataclasses import dataclass
from itertools import pairwise

import plotly.graph_objects as go

from ntm.charts import ATTAINED_DARK, BAND_COLOURS, INK, INK_2, drawn

FITS = 0.055  # share of the tallest column that a label needs
LIGHT = {0, 1}  # bands dark enough for white figures


@dataclass(frozen=True)
class Column:
    """One year: `counts` from the top band down, None where nothing is known; `made` when it is illustration."""

    label: str
    counts: list
    whole: int
    set_code: str
    told: str = ""
    made: bool = False


def bands_chart(columns, names):
    """The plotly figure, None without any column that has counts."""
    known = [column for column in columns if column.counts]
    if not known:
        return None
    tallest = max(column.whole for column in known)
    layout = {
        "barmode": "stack",
        "bargap": 0.2,
        "margin": {"l": 8, "r": 96, "t": 20, "b": 30},
        "xaxis": {
            "type": "category",
            "showgrid": False,
            "range": [-0.5, len(columns) - 0.5],
            "tickangle": 0,
            "tickfont": {"size": 13},
        },
        "yaxis": {"visible": False, "range": [0, tallest * 1.12]},
        "shapes": list(_breaks(columns, tallest)),
        "annotations": [*_totals(columns), *_names(known[-1], names, tallest)],
    }
    return drawn([_trace(position, name, columns, tallest) for position, name in enumerate(names)], layout)


def _trace(position, name, columns, tallest):
    counts = [column.counts[position] if column.counts else None for column in columns]
    return go.Bar(
        name=name,
        x=[column.label for column in columns],
        y=counts,
        text=["" if not count or count < FITS * tallest else f"{count}" for count in counts],
        textposition="inside",
        insidetextanchor="middle",
        constraintext="none",
        textangle=0,
        textfont={"color": "#ffffff" if position in LIGHT else INK, "size": 13},
        customdata=[f"{column.label}: {name} – {count}" for column, count in zip(columns, counts, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "color": BAND_COLOURS[min(position, len(BAND_COLOURS) - 1)],
            "line": {"color": ATTAINED_DARK, "width": 0.6},
            "pattern": {
                "shape": ["/" if column.made else "" for column in columns],
                "fillmode": "overlay",
                "fgcolor": "#ffffff",
                "fgopacity": 0.4,
                "size": 8,
                "solidity": 0.15,
            },
        },
    )


def _breaks(columns, tallest):
    for position, (before, after) in enumerate(pairwise(columns)):
        if before.set_code != after.set_code:
            x = position + 0.5
            line = {"color": INK_2, "width": 1, "dash": "dot"}
            yield {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": tallest * 1.1, "line": line}


def _totals(columns):
    return [
        _text(f"{column.whole}", position, column.whole, size=12, color=INK_2, yanchor="bottom")
        for position, column in enumerate(columns)
        if column.counts
    ]


def _names(column, names, tallest):
    """The bands named beside the last column, apart even where a band is thin."""
    labels, below, free = [], 0, 0
    for name, count in zip(names, column.counts, strict=True):
        y = max(below + count / 2, free)
        labels.append(_text(name, 1, y, xref="paper", xanchor="left"))
        below, free = below + count, y + tallest * 0.065
    return labels


def _text(text, x, y, size=14, color=INK, **placed):
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": size, "color": color}, **placed}
