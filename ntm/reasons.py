"""The structured reason of any cell, from a standing and the values behind it: for pages, files and the API alike.

`why_behind` is the one place that puts a criteria.rules.Why together; criteria.reasons turns it into sentences.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cached_property

from criteria import rules
from criteria.gauges import approvals_of, class_of
from criteria.models import Assessment
from ntm.efforts import Efforts
from ntm.progress.standing import CARRIED, INHERITED, MISSING


def outcome_of(standing, number):
    """What the standing of a commune says about a criterion, as criteria.Assessment.Outcome; "" without a report."""
    if standing.coverage == MISSING:
        return ""
    if number in standing.not_applicable:
        return Assessment.Outcome.NOT_APPLICABLE.value
    if number in standing.holds:
        return Assessment.Outcome.ATTAINED.value
    known = Assessment.Outcome.NO_DATA if number in standing.no_data else Assessment.Outcome.NOT_ATTAINED
    return known.value


def why_behind(number, now, before, used, as_of, **found):
    """The Why of one criterion of one commune.

    now: its CommuneStanding; before: (date, CommuneStanding) of the last round before it under the same set, or None;
    used: the CriteriaSet; found: grounds, approvals, nearly and set_changed, where they are known.
    """
    return rules.Why(
        outcome=outcome_of(now, number),
        set_name=used.name,
        document=used.document,
        commune_class=class_of(now.unit),
        as_of=as_of,
        on=now.on,
        before=outcome_of(before[1], number) if before else None,
        before_on=before[0] if before else None,
        carried=now.coverage == CARRIED,
        inherited=now.coverage == INHERITED,
        illustration=now.illustration,
        **found,
    )


class Reasons:
    """The reason of every cell of a standing; its queries do not grow with the cells."""

    def __init__(self, register, as_of, units, set_code):
        self.register, self.as_of, self.units = register, as_of, units
        self.used = register.sets[set_code]
        self.standing = register.standing(as_of, units, set_code)
        found = [(one.date, register.set_in_force(one.date, self.used.level)) for one in register.rounds]
        self._earlier = [(on, used.code) for on, used in found if used and on < as_of]
        same = [on for on, code in self._earlier if code == set_code]
        self.efforts = Efforts(register, as_of, units, set_code, same)

    def why(self, unit, number):
        now, before = self.standing.rows[unit], self._before[unit]
        readings = self.efforts.readings(unit)
        return why_behind(
            number,
            now,
            before,
            self.used,
            self.as_of,
            grounds=tuple(self._grounds(unit, number)),
            approvals=tuple(self._approvals[one.report] for one in readings if one.report in self._approvals),
            nearly=tuple(self._nearly[one.report, number] for one in readings if (one.report, number) in self._nearly),
            set_changed=before is None and self._set_changed(unit),
        )

    def _grounds(self, unit, number):
        """With the last value that an earlier report of the same commune gave, where one report speaks."""
        readings = self.efforts.readings(unit)
        grounds = self.efforts.grounds(unit, number)
        if len(readings) != 1:
            return grounds
        gauges = self.efforts.gauges.get(number, ())
        before = [self.efforts.history(unit, gauge, readings[0]) for gauge in gauges]
        return [replace(one, before=last_known(told)) for one, told in zip(grounds, before, strict=True)]

    @cached_property
    def _reports(self):
        return sorted({one.report for unit in self.standing.rows for one in self.efforts.readings(unit)})

    @cached_property
    def _approvals(self):
        return approvals_of(self._reports)

    @cached_property
    def _nearly(self):
        """{(report, criterion): % of the work done} where it was nearly attained."""
        said = Assessment.objects.said(self._reports).filter(work_done__isnull=False) if self._reports else []
        return {(report, number): done for report, number, _outcome, done, _month, _note in said}

    @cached_property
    def _before(self):
        """{commune: (date, standing)} of its last round before under the same set; None where there is none."""
        found = defaultdict(lambda: None)
        for on, code in reversed(self._earlier):
            if code != self.used.code:
                break
            rows = self.register.standing(on, self.units, code).rows
            found.update({u: (on, row) for u, row in rows.items() if u not in found and row.coverage != MISSING})
            if len(found) == len(self.standing.rows):
                break
        return found

    def _set_changed(self, unit):
        if not self._earlier or self._earlier[-1][1] == self.used.code:
            return False
        on, code = self._earlier[-1]
        return self.register.standing(on, self.units, code).rows[unit].coverage != MISSING


def last_known(told):
    """The latest of these that has a value; None without one."""
    return next((one for one in reversed(told) if rules.exact(one.measured) is not None), None)
