"""The table of appraisal of one report: who said what about each criterion, as it is printed and signed."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from criteria import reasons
from criteria.gauges import class_of, ground, told
from criteria.models import Opinion, Report
from criteria.reviewing.words import verdict
from criteria.sheet import measured

Stage, Stance = Opinion.Stage, Opinion.Stance
SILENT, RETURNED = gettext_lazy("No opinion of the department yet"), gettext_lazy("Returned")


@dataclass
class Part:
    """One indicator of a criterion: what is asked, the level, the result."""

    code: str
    text: str
    threshold: str
    result: str


@dataclass
class Judged:
    """One criterion with the verdict of each stage; empty where that stage said nothing."""

    number: int
    name: str
    parts: list
    commune: str
    district: str
    department: str
    province: str

    @property
    def span(self):
        return max(len(self.parts), 1)


def appraisal(examined):
    """The rows of the table, criterion by criterion."""
    return [judged(row, examined) for row in examined.sheet.rows]


def judged(row, examined):
    report = examined.report
    return Judged(
        row.number,
        row.criterion.name,
        [part(line, report) for line in row.lines],
        commune_word(row, report),
        stage_word(row, Stage.DISTRICT),
        stage_word(row, Stage.DEPARTMENT) or (str(SILENT) if row.number in examined.silent else ""),
        province_word(row, report),
    )


def part(line, report):
    found = ground(line.gauge, told(line.gauge, measured(line.now), class_of(report.commune), report.round.date))
    result = reasons.value_text(found) if line.now else ""
    return Part(line.gauge.code, line.gauge.text, reasons.level_text(found), result)


def commune_word(row, report):
    """What the commune stated; a report that came without statements is the commune's own word."""
    stated = stage_word(row, Stage.COMMUNE)
    if stated or any(one.stance == Stance.STATES for one in row.opinions):
        return stated
    return own_word(row) if report.state != Report.State.DRAFT else ""


def own_word(row):
    return capital(verdict(row.outcome, bool(row.assessment) and row.assessment.nearly))


def stage_word(row, stage):
    """The last word of a stage: the verdict it stated, else whether it agrees, and what it noted."""
    found = [one for one in row.opinions if one.stage == stage and one.stance != Stance.RETURNS]
    if not found:
        return ""
    last = found[-1]
    word = capital(verdict(last.outcome)) if last.stance == Stance.STATES else last.get_stance_display().capitalize()
    return f"{word}: {last.text}" if last.text else word


def province_word(row, report):
    """The province confirms what it approved; before that it has said nothing or returned the criterion."""
    if report.state == Report.State.APPROVED:
        return own_word(row)
    return str(RETURNED) if row.returned else ""


def capital(text):
    return text[:1].upper() + text[1:]
