"""The words of data entry: verdicts, values, and what is missing, as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.vietnamese import number
from criteria import completeness
from criteria.cells import NEARLY
from criteria.completeness import HOLDING
from criteria.models import Assessment
from criteria.reasons import with_unit

Outcome = Assessment.Outcome
VERDICTS = [
    (str(Outcome.ATTAINED), gettext_lazy("Attained")),
    (NEARLY, gettext_lazy("Nearly attained")),
    (str(Outcome.NOT_ATTAINED), gettext_lazy("Not attained")),
    (str(Outcome.NOT_APPLICABLE), gettext_lazy("Not applicable")),
    (str(Outcome.NO_DATA), gettext_lazy("No data")),
]
CALLED = dict(VERDICTS)


def verdict(outcome, nearly=False):
    """● Đạt, ○ Chưa đạt, ○ Cơ bản đạt; a dash where nothing was said."""
    if not outcome:
        return number(None)
    called = NEARLY if nearly and outcome == Outcome.NOT_ATTAINED else outcome
    return f"{'●' if outcome in HOLDING else '○'} {CALLED[called]}"


def value(measurement, unit):
    """98,5% (796/802); a dash where nothing was measured. At most two decimals, rounded here only."""
    if measurement is None or measurement.value is None:
        return number(None)
    text = with_unit(round(measurement.value, 2), unit)
    if measurement.numerator is None or measurement.denominator is None:
        return text
    return f"{text} ({number(measurement.numerator)}/{number(measurement.denominator)})"


def by_rule(row):
    """What the values say about the criterion, and whether the officer says something else."""
    if row.by_rule is None:
        return ""
    said = {"verdict": CALLED[row.by_rule].lower()}
    if row.differs:
        return _("By the values: %(verdict)s. Your verdict differs: write the reason.") % said
    return _("By the values: %(verdict)s.") % said


MISSING = {
    completeness.NOT_LOOKED_AT: ("outcome", gettext_lazy("not entered yet. Choose a verdict.")),
    completeness.LOST_WITHOUT_REASON: (
        "note",
        gettext_lazy("attained in the round before, not now. Write the reason and what will be done."),
    ),
    completeness.DIFFERS_WITHOUT_REASON: (
        "note",
        gettext_lazy("your verdict differs from the values. Write the reason."),
    ),
    completeness.NEARLY_WITHOUT_MONTH: (
        "work_done",
        gettext_lazy("nearly attained. Enter the work done in % and the month expected."),
    ),
    completeness.STILL_RETURNED: ("note", gettext_lazy("returned by the province. Correct it or write an answer.")),
    completeness.NO_EVIDENCE: ("evidence", gettext_lazy("newly attained without evidence.")),
}


def gap_target(gap):
    """The field where the gap is mended, as the page names it."""
    return f"c{gap.number}.{MISSING[gap.kind][0]}"


def mended_on_the_line(gap):
    return MISSING[gap.kind][0] == "outcome"


def gap(gap):
    return MISSING[gap.kind][1]


def not_looked_at(numbers):
    """Còn 4 tiêu chí chưa nhập: 8, 12, 16, 18."""
    told = {"n": len(numbers), "numbers": ", ".join(map(str, numbers))}
    words = ngettext(
        "%(n)d criterion not entered: %(numbers)s.", "%(n)d criteria not entered: %(numbers)s.", len(numbers)
    )
    return words % told
