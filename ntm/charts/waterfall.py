"""From one number to another by parts: two whole columns, between them each part hung where the one before ended."""

from dataclasses import dataclass

import plotly.graph_objects as go

from ntm.charts import ATTAINED, ATTAINED_DARK, INK, INK_2, SHORT, drawn

ROOM = 0.12  # of the height, above the highest column for its label


@dataclass(frozen=True)
class Column:
    """`low` and `high` of the column in the measure's unit, its label and what is said on hovering."""

    name: str
    low: float
    high: float
    label: str
    told: str
    whole: bool = False
    falls: bool = False
    made: bool = False

    @property
    def ends(self):
        """Where the next column begins."""
        return self.low if self.falls else self.high


def waterfall_chart(columns):
    """The plotly figure; None where nothing is to be explained. A column is hatched where it is made up."""
    if len(columns) < 2:
        return None
    top = max(one.high for one in columns) * (1 + ROOM) or 1
    layout = {
        "bargap": 0.35,
        "margin": {"l": 44, "r": 8, "t": 12, "b": 56},
        "xaxis": {"type": "category", "showgrid": False, "tickangle": 0, "range": [-0.5, len(columns) - 0.5]},
        "yaxis": {"range": [min(0, *(one.low for one in columns)), top], "rangemode": "tozero"},
        "shapes": [line(place, one.ends) for place, one in enumerate(columns[:-1])],
        "annotations": [label(place, one) for place, one in enumerate(columns)],
    }
    return drawn([bars(columns)], layout)


def bars(columns):
    return go.Bar(
        x=[one.name for one in columns],
        y=[one.high - one.low for one in columns],
        base=[one.low for one in columns],
        customdata=[one.told for one in columns],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "color": [ATTAINED_DARK if one.whole else SHORT if one.falls else ATTAINED for one in columns],
            "line": {"color": INK, "width": 0.6},
            "pattern": {
                "shape": ["/" if one.made else "" for one in columns],
                "fillmode": "overlay",
                "fgcolor": "#ffffff",
                "fgopacity": 0.4,
                "size": 8,
                "solidity": 0.15,
            },
        },
    )


def line(place, y):
    """From a column to the next one, at the height where it begins."""
    ink = {"color": INK_2, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": place, "x1": place + 1, "y0": y, "y1": y, "line": ink, "layer": "below"}


def label(place, column):
    size, text = (17, f"<b>{column.label}</b>") if column.whole else (14, column.label)
    font = {"size": size, "color": INK}
    return {"x": place, "y": column.high, "yanchor": "bottom", "text": text, "showarrow": False, "font": font}
