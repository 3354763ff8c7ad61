"""Which communes are recognised on a date, by their own decision or by all who vote for them (pure).

Source of the rule: design section 4, "Lineage" and "Recognised". Year-ends count by the year a decision is
for, other dates by signing. Days are the unit; nothing raises: a commune without a decision is not recognised.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Award:
    """One commune in one decision."""

    commune: int
    level: str
    year: int
    signed_on: date
    withdrawn_on: date | None = None
    illustration: bool = False

    def known(self, on, by_year):
        return self.year <= on.year if by_year else self.signed_on <= on

    def stands(self, on, by_year):
        return self.known(on, by_year) and (self.withdrawn_on is None or self.withdrawn_on > on)


@dataclass(frozen=True)
class Renewal:
    """A recorded fact: from `since` the commune must be recognised again and inherits nothing."""

    commune: int
    level: str
    since: date


def is_year_end(on):
    return (on.month, on.day) == (12, 31)


class Recognitions:
    """The awards and renewals of one level, asked for any unit on any day."""

    def __init__(self, lineage, awards, renewals, level):
        self.lineage = lineage
        self._awards, self._renewals = defaultdict(list), defaultdict(list)
        for award in awards:
            if award.level == level:
                self._awards[award.commune, self._self_of(award)].append(award)
        for renewal in renewals:
            if renewal.level == level:
                self._renewals[renewal.commune].append(renewal.since)

    def _self_of(self, award):
        """First day of the self an award belongs to: not one that began after its year or its signing."""
        began = self.lineage.began(award.commune, award.signed_on)
        if began.year > award.year:
            return self.lineage.began(award.commune, began - ONE_DAY)
        return began

    def own(self, unit, on, by_year=False):
        """The award of this self that stands on the day, None without one.

        Where a real decision names the self, made-up ones say nothing more about it, even once it was withdrawn.
        """
        by_year = by_year or is_year_end(on)
        awards = [a for a in self._awards.get((unit, self.lineage.began(unit, on)), ()) if a.known(on, by_year)]
        real = [award for award in awards if not award.illustration] or awards
        return next((award for award in real if award.stands(on, by_year)), None)

    def __bool__(self):
        """Whether there is any award of this level."""
        return bool(self._awards)

    def must_again(self, unit, on):
        """Whether a recorded fact says that this self must be recognised again and inherits nothing."""
        began = self.lineage.began(unit, on)
        return any(began <= since <= on for since in self._renewals[unit])

    def awards_for(self, unit, on, by_year=False):
        """The awards that make `unit` recognised that day: its own, else one a voter; empty if it is not."""
        own = self.own(unit, on, by_year)
        if own:
            return [own]
        if self.must_again(unit, on):
            return []
        began = self.lineage.began(unit, on)
        before = began - ONE_DAY
        voters = self.lineage.voters(unit, before, on) if self.lineage.has_past(began) else ()
        return all_or_none([self.awards_for(v, before, by_year or is_year_end(on)) for v in voters])


def all_or_none(found):
    """All awards together if every voter has one."""
    return [award for awards in found for award in awards] if found and all(found) else []
