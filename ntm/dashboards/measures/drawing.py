"""The charts of one measure: its course with its targets, and for sums of money their parts, document by document."""

from django.utils.translation import gettext as _

from communes.vietnamese import day, span
from ntm import printed, units
from ntm.charts import Chart, Table
from ntm.charts.measure import Dot, Drawing, measure_chart, parts_chart, parts_height
from ntm.dashboards.documents.rows import Row
from ntm.progress import goals, series

SHORT = {goals.NOT_MET, goals.BEHIND}


def course(measure, figures, judgements, judge):
    """What the documents report of the province, joined where it means the same; money is told by `divided`."""
    drawable = [one for one in figures if one.kind in series.COUNTED]
    lines = [line for line in series.lines(drawable) if one_scope(line, drawable)]
    unit = lines[0].figure.unit if lines else measure.unit
    drawn = [line for line in lines if line.figure.unit == unit and (len(line.points) > 1 or not money(line))]
    marks = [mark(one, judge) for one in judgements if drawn and fits(one.target, drawn[0].figure)]
    suffix = "%" if unit == units.PERCENT else ""
    rows = [Row(one, judge, None) for one in sorted(figures, key=lambda one: (one.date, one.code))]
    aims = [one.target for one in judgements]
    return Chart(
        id="chart-measure",
        title=measure.label,
        finding=finding(measure, lines, judge),
        subtitle=subtitle(lines),
        source="; ".join(dict.fromkeys(one.document.short_name for one in [*figures, *aims])),
        note=note(lines, drawn),
        table=table(rows, judgements, judge),
        figure=measure_chart(Drawing([dots(line, judge) for line in drawn], marks, suffix)),
        height=340,
    )


def one_scope(line, figures):
    """The province where the documents report it, else whatever they report."""
    whole = any(one.scope == printed.PROVINCE for one in figures)
    return not whole or line.figure.scope == printed.PROVINCE


def money(line):
    return series.is_money(line.figure)


def fits(target, figure):
    return (target.scope, target.unit) == (figure.scope, figure.unit)


def when(figure):
    """The place of a day on the axis of years: the end of 2020 is 2020, June 2020 half a year before."""
    return figure.date.year - 1 + figure.date.month / 12


def dots(line, judge):
    """A dot a number; where documents print several for one day, the line goes through the first."""
    found = []
    for point in line.points:
        row = Row(point.figure, judge, None)
        told = f"{row.label}, {day(point.date)}: {row.value}"
        label = marked(short(row)) if point.estimate else short(row)
        found.append(Dot(when(point.figure), float(point.value), label, told, made=point.estimate))
    return found


def marked(text):
    """26,86 (ước thực hiện)."""
    said = _("estimate")
    return text if text == said else f"{text} ({said})"


def short(row):
    """The number as a label: with its sign of percent, without the name of its unit."""
    text = span(row.figure.low, row.figure.high)
    return units.with_unit(text, units.PERCENT) if row.figure.unit == units.PERCENT else text


def mark(judgement, judge):
    target = judgement.target
    row = Row(target, judge, None)
    told = _("Target of %(year)s: %(aim)s (%(set_by)s)") % {
        "year": target.year,
        "aim": row.value,
        "set_by": row.set_by or target.document.short_name,
    }
    label = _("target %(aim)s") % {"aim": short(row)}
    return Dot(when(target), float(judgement.aim.near), label, told, made=judgement.verdict in SHORT)


def finding(measure, lines, judge):
    """Tỷ lệ hộ nghèo: từ 25,95% năm 2015 đến 7,89% năm 2020 – the line that reaches furthest."""
    told = {"measure": measure.label}
    if not lines:
        return _("%(measure)s: no document reports a result yet") % told
    last = max(lines, key=lambda line: (line.points[-1].date, len(line.points)))
    told |= {"value": value(last.points[-1], judge), "year": series.year_of(last.points[-1].figure)}
    if len(last.points) == 1:
        return _("%(measure)s: %(value)s in %(year)s, the only number of its kind") % told
    told |= {"first": value(last.points[0], judge), "since": series.year_of(last.points[0].figure)}
    return _("%(measure)s: from %(first)s in %(since)s to %(value)s in %(year)s") % told


def value(point, judge):
    return Row(point.figure, judge, None).value


def subtitle(lines):
    names = dict.fromkeys(printed.variant_name(line.figure) for line in lines if line.figure.variant)
    of_lines = {line.figure.unit for line in lines}
    unit = units.with_unit("", of_lines.pop()).strip() if len(of_lines) == 1 else ""
    parts = [_("Unit: %(unit)s") % {"unit": unit} if unit else "", *names]
    return " · ".join(filter(None, parts))


def note(lines, drawn):
    """What is not joined and why."""
    said = []
    if len(lines) > 1:
        said.append(_("Numbers that mean something else (another line, base or period) are not joined."))
    if any(money(line) for line in lines):
        said.append(_("Each document says for itself what its sums hold: sums of two documents are never joined."))
    if any(point.estimate for line in drawn for point in line.points):
        said.append(_("Hollow: estimated before the day had come."))
    return " ".join(said)


def table(rows, judgements, judge):
    """Every number with its day, kind and document; the targets after them."""
    head = [_("Date"), _("Value"), _("Kind"), _("Period"), _("Scope, meaning"), _("Source")]
    targets = [Row(one.target, judge, None) for one in judgements]
    return Table(head, [line_of(row) for row in [*rows, *targets]], text=[2, 3, 4, 5])


def line_of(row):
    figure = row.figure
    kind = marked(row.kind_name) if row.estimate else row.kind_name
    period = figure.period.replace("-", "–")
    place = f"{figure.document.short_name}, {figure.section}"
    return [day(figure.date), row.value, kind, period, named(row), place]


def named(row):
    """Scope, variant and set: what tells two rows of one measure apart."""
    scope = printed.scope_name(row.register, row.figure.scope)
    of_set = row.figure.criteria_set.name if row.figure.criteria_set else ""
    return " · ".join(filter(None, [scope, printed.variant_name(row.figure), of_set]))


def divided(figures, everything, judge):
    """A chart for each total of these figures: its parts as its own document gives them, never beside another's."""
    found = series.parts(everything)
    one_unit = {code for code, some in found.items() if len({part.unit for part in some}) == 1}
    return [of_parts(total, found[total.code], judge) for total in figures if total.code in one_unit]


def of_parts(total, parts, judge):
    rows = [Row(one, judge, None) for one in parts]
    whole = Row(total, judge, None)
    place = f"{total.document.short_name}, {total.section}"
    told = {"document": total.document.short_name, "period": total.period.replace("-", "–")}
    told |= {"kind": whole.kind_name, "value": whole.value}
    names, values = [row.label for row in rows], [float(series.value_of(one)) for one in parts]
    return Chart(
        id=f"chart-{total.code}",
        title=_("Parts of %(measure)s") % {"measure": whole.label},
        finding=_("%(document)s, %(period)s, %(kind)s: %(value)s") % told,
        subtitle=_("This document's parts on the pale length of its total; another may divide it otherwise."),
        source=place,
        table=Table([_("Part"), _("Value")], [[row.label, row.value] for row in rows]),
        figure=parts_chart(names, values, [row.value for row in rows], float(series.value_of(total))),
        height=parts_height(names),
    )
