"""The path of one criterion through the years of its set, against its targets; other sets stand beyond a break."""

from dataclasses import dataclass, field

from communes.vietnamese import day, number
from ntm.charts import INK_2, Chart, Table
from ntm.charts.path import Path, path_chart

SIDES = set("◂▸")  # in the names of the units on both sides of a break
FULL, ROOM = 100, 122  # percent: the whole, and the height that leaves room for names above it


@dataclass(frozen=True)
class Words:
    """What the page says about the chart; the figure itself knows no language."""

    title: str
    finding: str
    subtitle: str
    source: str
    note: str
    head: list
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Year:
    """One round for the table: `origin` says which document, or that it was computed."""

    on: object
    fraction: str
    percent: str
    origin: str


@dataclass
class Course:
    """Points and marks of the chart, rows of its table, and the years (first, last) of the set."""

    points: list
    marks: list
    years: list
    aims: list = field(default_factory=list)
    span: tuple = (0, 0)
    illustration: bool = False


def criterion_chart(course, words):
    """A chart with its table; its figure is None where nothing is known."""
    rows = [[day(one.on), one.fraction, one.percent, one.origin] for one in course.years]
    return Chart(
        id="chart-criterion",
        title=words.title,
        finding=words.finding,
        subtitle=words.subtitle,
        source=words.source,
        note=words.note,
        table=Table(words.head, [*rows, *course.aims], text=[3]),
        figure=drawn(course, words),
        illustration=course.illustration,
        height=320,
    )


def drawn(course, words):
    figure = path_chart(Path(course.points, course.marks))
    if figure is None:
        return None
    first, last = course.span
    before, after = words.before and f"{words.before} ◂", words.after and f"▸ {words.after}"
    layout = figure["layout"]
    make_room(layout)
    layout["xaxis"].update(range=[first - 1.6, last + 1.6], tickvals=list(range(first - 1, last + 2)))
    layout.setdefault("shapes", [])
    layout.setdefault("annotations", [])
    top = layout["yaxis"]["range"][1]
    for x, text, anchor in [(first - 0.7, before, "right"), (last + 0.7, after, "left")]:
        if text:
            layout["shapes"] = [*layout["shapes"], set_break(x, top)]
            layout["annotations"] = [*layout["annotations"], set_name(text, x, top, anchor)]
    return figure


def make_room(layout):
    """Near 100% the names of the units would lie on the last label: they move up, the scale still ends at 100%."""
    axis = layout["yaxis"]
    low, top = axis["range"]
    if top <= FULL:
        return
    ticks = range(0, FULL + 1, 20)
    axis.update(range=[low, ROOM], tickvals=list(ticks), ticktext=[f"{one}%" for one in ticks])
    layout["shapes"] = [{**one, "y1": ROOM} for one in layout.get("shapes", ())]
    labels = layout.get("annotations", ())
    layout["annotations"] = [{**one, "y": ROOM - 2} if set(one["text"]) & SIDES else one for one in labels]


def set_break(x, top):
    line = {"color": INK_2, "width": 2, "dash": "dash"}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": top, "line": line}


def set_name(text, x, top, anchor):
    shift = -0.06 if anchor == "right" else 0.06
    font = {"size": 13, "color": INK_2}
    return {"x": x + shift, "y": top * 0.05, "text": text, "xanchor": anchor, "showarrow": False, "font": font}


def fraction(count, whole):
    return f"{number(count)}/{number(whole)}"
