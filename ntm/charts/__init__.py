"""What a chart is: a figure with its title, its finding in one sentence, its source and the table behind it.

Plotly figures are built here on the server and sent as plain lists; the browser only draws them.
"""

from dataclasses import dataclass, field

import plotly.graph_objects as go


@dataclass
class Table:
    """Rows as people read them; the first cell of a row is its heading, `text` the columns that are words."""

    head: list
    rows: list
    text: list = field(default_factory=list)


@dataclass
class Chart:
    """`figure` is None when there is nothing to draw: the page then says so and keeps the table."""

    id: str
    title: str
    finding: str
    source: str
    table: Table
    figure: dict | None = None
    subtitle: str = ""
    note: str = ""
    illustration: bool = False
    height: int = 320


INK, INK_2, LINE, PALE = "#16202b", "#46535f", "#d3dae1", "#dfe8f5"
ATTAINED, ATTAINED_DARK, ILLUSTRATED, SHORT = "#1f4480", "#152a4e", "#94b3dd", "#c25a14"
BAND_COLOURS = ["#152a4e", "#43699f", "#7fa1d2", "#b7cae6", "#e6ecf5"]
LAYOUT = {
    "template": "none",
    "showlegend": False,
    "dragmode": False,
    "hovermode": "closest",
    "margin": {"l": 44, "r": 16, "t": 16, "b": 36},
    "font": {"family": "'Source Sans 3', sans-serif", "size": 14, "color": INK},
    "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": INK, "font": {"color": INK}},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}


def drawn(traces, layout):
    """A plotly figure as plain lists and dicts, without plotly's own template.

    Traces and layout are given at once: adding annotations one by one checks the whole layout again each time.
    """
    return go.Figure(data=traces, layout={**LAYOUT, **layout}).to_plotly_json()
