"""Targets that were set several times: every version with who set it, its base and its verdict."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from communes.vietnamese import day
from ntm import printed, units, verdicts
from ntm.dashboards.goals.rows import Goal
from ntm.progress.versions import counted, revised, shared
from ntm.verdicts import own_units_result


@dataclass(frozen=True)
class Part:
    """One figure of a version: what it asks for, on which base, and its page."""

    text: str
    url: str
    goal: Goal
    here: bool


@dataclass(frozen=True)
class VersionRow:
    """What one body set in one document."""

    version: object
    parts: list
    beside: list

    @property
    def first(self):
        return self.parts[0].goal

    @property
    def set_by(self):
        return self.first.set_by

    @property
    def when(self):
        """17/08/2016, 2017, or that no year is stated and what it was set for."""
        target = self.version.first
        if not self.version.dated:
            return _("no year stated, for %(period)s") % {"period": target.period.replace("-", "–")}
        if target.document.issued_on == self.version.day:
            return day(self.version.day)
        return str(self.version.day.year)

    @property
    def text(self):
        """35% = 72 xã · 72 + 5 xã (37%) · 65/181."""
        count, share = self._text(counted), self._text(shared)
        if count and self.beside:
            sign = "+" if self.version.adds else _("of which")
            count = f"{count} {sign} {' + '.join(one.text for one in self.beside)}"
        if count and share:
            return f"{count} ({share})" if self.beside else f"{share} = {count}"
        return count or share or self.parts[0].text

    def _text(self, wanted):
        return next((one.text for one in self.parts if wanted(one.goal.target)), "")

    @property
    def base(self):
        base = self.first.judgement.base
        return units.amount(base, units.COMMUNE) if base else ""

    @property
    def apart(self):
        """Figures of the version that are judged otherwise than the first: one verdict does not speak for them."""
        return [one for one in [*self.parts[1:], *self.beside] if one.goal.verdict != self.first.verdict]

    @property
    def current(self):
        return any(one.here for one in self.parts)


@dataclass(frozen=True)
class Revised:
    """Everything that was set for one thing and year, the earliest first."""

    label: str
    rows: list

    @property
    def anchor(self):
        return f"giao-{self.rows[0].first.target.code.lower()}"


def as_versions(judge, found, selection, here=None):
    """The rows of the versions of one thing, judged on the date that is shown."""

    def part(target):
        judgement = judge.judge(target, selection.as_of)
        shown = Goal(judgement, judge.register, own_units_result(judge, judgement))
        url = reverse("goal", args=[target.code.lower()]) + selection.query
        return Part(asked(judgement), url, shown, target == here)

    return [
        VersionRow(one, [part(target) for target in one.targets], [part(target) for target in one.beside])
        for one in found
    ]


def asked(judgement):
    """72 xã · 35% · 65/181, as verdicts write it; a count that repeats its whole base stays a plain count."""
    target = judgement.target
    if counted(target) and target.unit == units.COMMUNE:
        return units.amount(target.low, units.COMMUNE)
    return verdicts.aim_text(judgement)


def all_revised(judge, selection):
    """Every thing that was set several times, for the list of targets."""
    register = judge.register
    return [
        Revised(label(register, found[0].first), as_versions(judge, found, selection))
        for found in revised(register.targets)
    ]


def label(register, target):
    told = {"what": printed.label(register, target), "year": target.date.year}
    scope = "" if target.scope == printed.PROVINCE else f" ({printed.scope_name(register, target.scope)})"
    return _("%(what)s, for %(year)s") % told + scope
