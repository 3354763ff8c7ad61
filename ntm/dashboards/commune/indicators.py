"""Indicators of a commune's page: value, threshold of its class and year, margin, and what was not verified."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria import reasons, rules
from criteria.gauges import approvals_of, class_of, gauges, ground, told, values_of

UNKNOWN = rules.Measured()


@dataclass(frozen=True)
class Line:
    """One indicator in one report, in words; `of` names the commune where several speak."""

    code: str
    text: str
    of: str
    value: str
    share: str
    threshold: str
    unverified: bool
    previous: str
    verdict: str
    words: str
    judged: str | None

    @property
    def met(self):
        return self.verdict == "met"

    @property
    def known(self):
        """Whether a value was entered."""
        return self.value != number(None)


class Measured:
    """The values behind the shown date, each beside its threshold."""

    def __init__(self, past):
        self.past, self.shown = past, past.shown
        self.readings = past.now.trace.readings
        self.earlier = self._readings_before()
        self._values = values_of([one.report for one in [*self.readings, *self.earlier]])
        self._gauges = gauges(self.shown.set_code)
        self._grounds = {}

    def _readings_before(self):
        """The commune's own earlier readings under the set, the latest first; inherited ones have none of their own."""
        if len(self.readings) != 1:
            return []
        now = self.readings[0]
        earlier = [r for m in self.past.moments[:-1] if m.set_code == self.shown.set_code for r in m.trace.readings]
        own = {one.on: one for one in earlier if one.commune == now.commune and one.on < now.on}
        return [own[on] for on in sorted(own, reverse=True)]

    @property
    def commune_class(self):
        return class_of(self.past.place)

    @cached_property
    def approvals(self):
        """{report: Approval} of the reports that the page rests on."""
        return approvals_of([one.report for one in self.readings])

    def grounds(self, criterion):
        """Every indicator of the criterion in every report that speaks."""
        if criterion not in self._grounds:
            pairs = [(gauge, reading) for gauge in self._gauges[criterion] for reading in self.readings]
            self._grounds[criterion] = tuple(self._ground(gauge, reading) for gauge, reading in pairs)
        return self._grounds[criterion]

    def _ground(self, gauge, reading):
        of = self.past.register.communes[reading.commune].name if len(self.readings) > 1 else ""
        now = self._told(gauge, reading, self.shown.as_of.year)
        return ground(gauge, now, self._told_before(gauge), of)

    def _told_before(self, gauge):
        """The last value that an earlier report gave; yearly indicators are not in every one."""
        told_before = (self._told(gauge, reading) for reading in self.earlier)
        return next((one for one in told_before if rules.exact(one.measured) is not None), None)

    def _told(self, gauge, reading, year=None):
        value = self._values.get((reading.report, gauge.id), UNKNOWN)
        return told(gauge, value, self.commune_class, reading.on, year)

    def lines(self, criterion):
        last = self.earlier[0].on if self.earlier else None
        return [line(one, last) for one in self.grounds(criterion)]

    def known(self, criterion):
        """Whether any value of the criterion was entered."""
        return any(one.value is not None for one in self.grounds(criterion))

    def verdict(self, criterion):
        """What the values say about the criterion; None where a person has to."""
        return rules.recomputed(self.grounds(criterion))

    def summary(self, criterion):
        """97,6% (≥ 95%) for one value, else how many of those that numbers decide reach their threshold."""
        judged = [one for one in self.grounds(criterion) if one.reason.verdict]
        if len(judged) == 1:
            return f"{reasons.value_text(judged[0])} ({reasons.level_text(judged[0])})"
        if not judged:
            return ""
        reached = sum(one.reason.verdict == rules.ATTAINED for one in judged)
        counted = {"n": number(reached), "all": number(len(judged))}
        return _("%(n)s/%(all)s values reach their threshold") % counted


def line(one, last):
    """`last`: the date of the round before; an older value is for the sentence, which names its date."""
    before = rules.exact(one.before.measured) if one.before and one.before.on == last else None
    return Line(
        one.code,
        one.text,
        one.of,
        reasons.value_text(one),
        reasons.share_text(one.now.measured),
        reasons.level_text(one),
        bool(one.now.threshold) and not one.now.threshold.checked,
        "" if before is None else reasons.with_unit(reasons.short(before), one.unit),
        {rules.ATTAINED: "met", rules.NOT_ATTAINED: "not_met"}.get(one.reason.verdict, ""),
        capfirst(reasons.finding(one)),
        one.reason.verdict,
    )
