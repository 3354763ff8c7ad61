"""Targets that were set more than once for the same thing and year: who set which, in order (pure).

A target is any object with the fields of criteria.models.Target. The rule knows no document: two targets are versions
of each other when they ask the same of the same scope for the same year, as a count or as a share.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from ntm.progress.published import first_year

YEAR = re.compile(r"(?<![\d-])(20\d\d)(?![\d-])", re.ASCII)
SHARE = "_share"


@dataclass(frozen=True)
class Version:
    """What one body set in one document; `day` orders the versions, `dated` says whether its year is known."""

    targets: tuple
    beside: tuple
    day: date
    dated: bool

    @property
    def first(self):
        return self.targets[0]

    @property
    def adds(self):
        """Whether what stands beside comes on top: only then does the printed share fit."""
        count, share = self.part(counted), self.part(shared)
        base = count and count.base
        if not (self.beside and share and base and base.isdigit()):
            return False
        alone = count.low
        return not _fits(alone, base, share) and _fits(alone + sum(one.low for one in self.beside), base, share)

    def part(self, wanted):
        return next((one for one in self.targets if wanted(one)), None)


def shared(target):
    return target.measure.key.endswith(SHARE)


def counted(target):
    return not shared(target) and target.low is not None and target.low == target.high


def family(target):
    """What versions of a target have in common."""
    return (target.measure.key.removesuffix(SHARE), target.variant, target.criterion, target.scope, target.date.year)


def versions(targets, of):
    """[Version] of the target `of`, the earliest first; one for each body and document."""
    known = list(targets)
    alike = sorted((one for one in known if family(one) == family(of)), key=_setter)
    found = [_version(list(same), known) for _key, same in groupby(alike, key=_setter)]
    return sorted(found, key=lambda one: (one.day, one.first.code))


def revised(targets):
    """[[Version]] of everything that was set more than once, in the order of the year and the code."""
    by_family = {}
    for one in sorted(targets, key=lambda target: (target.date, target.code)):
        by_family.setdefault(family(one), one)
    found = [versions(targets, one) for one in by_family.values()]
    return [one for one in found if len(one) > 1]


def set_on(target):
    """(day, whether its year is known): the year named beside who set it, else no later than its period began."""
    years, issued = [int(one) for one in YEAR.findall(target.set_by)], target.document.issued_on
    if issued and (not target.set_by or issued.year in years):
        return issued, True
    if years:
        return date(max(years), 1, 1), True
    begins = date(first_year(target.period), 1, 1)
    return min(issued or begins, begins), False


def _setter(target):
    return target.document.code, target.set_by, target.code if not target.set_by else ""


def _version(same, known):
    same = sorted(same, key=lambda one: (shared(one), one.code))
    day, dated = set_on(same[0])
    return Version(_unlike(same), tuple(_beside(same, known)), day, dated)


def _unlike(same):
    """The same value printed twice is one."""
    found = {}
    for one in same:
        found.setdefault((one.measure.key, one.low, one.high), one)
    return tuple(found.values())


def _beside(same, known):
    """Counts of a group that the same sentence asks for."""
    lines = {(one.document.code, one.line, one.set_by) for one in same if counted(one)}
    wanted = {(*family(one)[:3], one.date) for one in same}
    for one in known:
        in_sentence = (one.document.code, one.line, one.set_by) in lines and one.scope.startswith("group:")
        if in_sentence and counted(one) and one.unit == "commune" and (*family(one)[:3], one.date) in wanted:
            yield one


def _fits(count, base, share):
    """Whether the share, rounded to the digits it is written with, is the count of the base."""
    digits = -share.low.normalize().as_tuple().exponent if share.low else 0
    exact = 100 * Decimal(count) / Decimal(base)
    return round(exact, max(digits, 0)) == share.low
