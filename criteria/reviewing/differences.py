"""A report held against what was approved last: criterion by criterion, in words, with margins and evidence."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from criteria import exceptions, reasons
from criteria.gauges import class_of, ground, told
from criteria.models import Opinion
from criteria.reviewing.words import moved_text, verdict
from criteria.sheet import measured


@dataclass
class ShownLine:
    """One indicator: value before and now, threshold, how far it lies from it, and what is remarkable about it."""

    code: str
    text: str
    before: str
    now: str
    threshold: str
    finding: str
    changed: bool
    tags: list


@dataclass
class ShownRow:
    """One criterion for the reviewer."""

    number: int
    name: str
    criterion: int
    before: str
    now: str
    result: str
    css: str
    tags: list
    note: str
    lines: list
    evidence: list
    opinions: list
    leads: list
    changed: bool
    reaffirmed: bool
    silent: bool
    weighed: bool  # its verdict moved or is against the values: then every value of it counts
    work: str = ""
    disputes: list = field(default_factory=list)


def differences(examined, everything=False):
    """The criteria that differ from what was approved last, or are talked about; all of the set on request."""
    rows = [shown(row, examined) for row in examined.sheet.rows]
    return rows if everything else [row for row in rows if row.changed or row.opinions or row.tags]


def shown(row, examined):
    said = row.assessment
    opinions = [one for one in row.opinions if one.stance != Opinion.Stance.STATES]
    return ShownRow(
        number=row.number,
        name=row.criterion.name,
        criterion=row.criterion.pk,
        before=verdict(row.before, row.nearly_before) if row.before else "–",
        now=verdict(row.outcome, bool(said) and said.nearly),
        result=result(row),
        css=css(row),
        tags=row_tags(row),
        note=said.note if said else "",
        lines=[shown_line(line, row, examined) for line in row.lines if line.now or line.before],
        evidence=[link.evidence for link in row.evidence],
        opinions=opinions,
        leads=examined.leads.get(row.number, []),
        changed=row.changed,
        reaffirmed=row.said.reaffirmed,
        silent=row.number in examined.silent,
        weighed=bool(row.outcome) and (row.outcome != row.before or row.differs),
        work=work(said),
        disputes=[one for one in opinions if one.stance == Opinion.Stance.DISPUTES and one.settled_at is None],
    )


def css(row):
    if not row.outcome:
        return ""
    return "lost" if row.lost else "met" if row.gained else ""


def result(row):
    """Tụt tiêu chí · Mới đạt · Vẫn đạt · Vẫn chưa đạt; what nobody has entered yet is not lost."""
    if not row.outcome:
        return verdict("").capitalize()
    if row.lost:
        return _("Criterion lost")
    if row.gained:
        return _("Newly attained")
    if row.outcome == row.before:
        return _("Still %(verdict)s") % {"verdict": verdict(row.outcome)}
    return verdict(row.outcome).capitalize()


def row_tags(row):
    """What is remarkable about the verdict itself."""
    found = {
        _("The values say: %(verdict)s") % {"verdict": verdict(row.by_rule or "")}: row.differs,
        _("No evidence yet"): any(gap.kind == exceptions.NOT_EVIDENCED for gap in row.gaps),
    }
    return [text for text, holds in found.items() if holds]


def work(said):
    """Cơ bản đạt: 80% khối lượng, 03/2026."""
    if said is None or not said.nearly or said.work_done is None:
        return ""
    month = f"{said.expected_month:%m/%Y}" if said.expected_month else "–"
    return _("%(done)s of the work done, expected %(month)s") % {
        "done": reasons.with_unit(said.work_done, reasons.PERCENT),
        "month": month,
    }


def shown_line(line, row, examined):
    place, on = class_of(examined.report.commune), examined.report.round.date
    now = ground(line.gauge, told(line.gauge, measured(line.now), place, on))
    before = ground(line.gauge, told(line.gauge, measured(line.before), place, on))
    points = exceptions.line_points(row.number, line)
    return ShownLine(
        code=line.gauge.code,
        text=line.gauge.text,
        before=reasons.value_text(before),
        now=reasons.value_text(now),
        threshold=reasons.level_text(now),
        finding="" if any(one.kind == exceptions.ON_THRESHOLD for one in points) else reasons.finding(now),
        changed=line.changed,
        tags=[line_tag(point) for point in points],
    )


def line_tag(point):
    return moved_text(point) if point.kind == exceptions.JUMP else _("Exactly on the threshold")
