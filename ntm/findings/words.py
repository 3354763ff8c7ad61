"""A finding as an official would say it: which figure, what does not go together, what would reconcile it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from communes.vietnamese import day, number, span
from ntm import printed, units
from ntm.findings.sentences import CLASSES, RECONCILED, RULES, SAYS
from ntm.progress.contradictions.ledger import Citation, Row

SHORT = 3  # decimals: what million and billion differ by
ABOUT = ("total", "stated", "average", "end", "reached", "row", "part", "first")  # the row a sentence is about


class Teller:
    """Puts findings into words, with the labels of the figures they name."""

    def __init__(self, examined):
        self.archive, self.figures = examined.archive, examined.figures

    def text(self, finding):
        """Số xã đạt tiêu chí: 6. Cơ sở vật chất văn hóa (2020): 72/181 là 39,78%, văn bản in 40,33% …"""
        about, sentence = self.subject(finding), str(SAYS[self._name(finding)]) % told(finding.facts)
        return f"{about}: {sentence}" if about else sentence

    def reconciled(self, finding):
        return str(RECONCILED[self._name(finding)]) % told(finding.facts)

    def _name(self, finding):
        unfit = finding.says == "share_wrong" and finding.facts["fits"] is None
        return "share_wrong_unfit" if unfit else finding.says

    def subject(self, finding):
        """The label of the figure that a finding is about, its document where it is about many; "" for citations."""
        figures = [self.figures[row.code] for row in finding.rows if isinstance(row, Row)]
        led = next((one for one in map(finding.facts.get, ABOUT) if isinstance(one, Row)), None)
        if not figures:
            return ""
        if led is None and len({figure.measure_id for figure in figures}) > 1:
            return f"{figures[0].document.short_name} ({self.context(figures[0])})"
        figure = self.figures[led.code] if led else figures[0]
        return f"{printed.label(self.archive, figure)} ({self.context(figure)})"

    def context(self, figure):
        scope = "" if figure.scope == printed.PROVINCE else printed.scope_name(self.archive, figure.scope)
        return ", ".join(filter(None, [scope, day(figure.date) if "-" in figure.year else figure.year]))


def rule_name(rule):
    return str(RULES[rule])


def class_name(kind):
    return str(CLASSES[kind])


def told(facts):
    """Facts as words, by what they are: rows, amounts with a unit, spans, dates, numbers, printed percents."""
    return {name: word(value) for name, value in facts.items()}


def word(value):
    if isinstance(value, Row):
        return f"{value.code} ({units.with_unit(span(value.low, value.high), value.unit, one=value.value == 1)})"
    if isinstance(value, Citation):
        return _("%(number)s of %(day)s (%(document)s, line %(line)d)") % {**vars(value), "day": day(value.date)}
    if isinstance(value, str):
        return number(Decimal(value), len(value.partition(".")[2])) if value.replace(".", "").isdigit() else value
    if isinstance(value, tuple) and isinstance(value[-1], str):
        return units.amount(as_written(value[0]), value[1])
    if isinstance(value, tuple):
        low, high = (as_written(one) for one in value)
        return span(low, high)
    if isinstance(value, list):
        return ", ".join(word(one) for one in value)
    return day(value) if isinstance(value, date) else number(as_written(value))


def as_written(value):
    """A computed number exactly while it is short, else at two digits; a printed one as it is."""
    if not isinstance(value, Fraction):
        return value
    return units.as_decimal(value) if 10**SHORT % value.denominator == 0 else units.shown(value)
