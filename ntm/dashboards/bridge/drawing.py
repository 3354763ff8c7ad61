"""The bridge drawn: the two numbers as whole columns, between them each part that is not zero."""

from django.utils.translation import gettext as _

from communes.vietnamese import day
from ntm.charts import Chart, Table
from ntm.charts.waterfall import Column, waterfall_chart
from ntm.dashboards.bridge import words

WIDEST = 18  # letters that fit under a column


def chart(choice, found, ends, made_up):
    """`ends`: sections.Shown of both; `made_up`: whether the parts rest on illustration."""
    columns = columns_of(choice, found, ends, made_up)
    return Chart(
        id="chart-bridge",
        title=_("From one number to the other, part by part"),
        finding=finding(choice, found),
        subtitle=_("Parts that are zero are left out of the drawing; they stand in the list below."),
        source=words.source(choice.measure),
        note=note(choice, made_up),
        table=Table([_("Part"), _("Amount")], [[one.name.replace("<br>", " "), one.label] for one in columns]),
        figure=waterfall_chart(columns),
        illustration=made_up,
        height=380,
    )


def finding(choice, found):
    if not found.known:
        return _("There is nothing to draw yet")
    told = {"difference": words.amount_text(choice.measure, found.difference)}
    return _("The parts add up to the whole difference: %(difference)s") % told


def note(choice, made_up):
    said = [_("Hatched: illustration.")] if made_up else []
    said += [_("Numbers are rounded only here; the exact parts add up exactly.")] if choice.measure.averaged else []
    return " ".join(said)


def columns_of(choice, found, ends, made_up):
    if not found.known:
        return []
    columns, at = [whole(choice, choice.one, found.before, found.start, ends[0])], found.start
    for one in found.parts:
        if one.amount:
            columns.append(hung(choice, one, at, made_up))
            at += one.amount
    return [*columns, whole(choice, choice.other, found.after, found.end, ends[1])]


def hung(choice, part, at, made_up):
    low, high = sorted((at, at + part.amount))
    name, label = str(words.NAMES[part.name]), words.amount_text(choice.measure, part.amount)
    told, falls = f"{name}: {label}", part.amount < 0
    return Column(wrapped(name), float(low), float(high), label, told, falls=falls, made=made_up)


def whole(choice, end, scene, value, shown):
    """A number that a document prints is not hatched, only who is behind it is made up."""
    name = _("%(day)s, by %(n)d communes") % {"day": day(end.as_of), "n": scene.standing.universe}
    told = f"{name}: {shown.text}"
    return Column(wrapped(name), 0.0, float(value), shown.text, told, whole=True, made=shown.illustration)


def wrapped(name):
    """Words of a column's name on lines that fit under it."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= WIDEST:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
