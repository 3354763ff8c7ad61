"""What the page of one rearrangement says: a preview while it is written, what was done once it is applied."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.accounts.log import lines
from communes.models import Change, Commune, Succession
from communes.vietnamese import day
from criteria import rearrangement as steps
from criteria.models import Rearrangement

ONE_DAY = timedelta(days=1)
State = Rearrangement.State
KINDS, HOW = dict(Commune.Kind.choices), dict(Succession.Kind.choices)


@dataclass(frozen=True)
class Row:
    """One new unit: its kind, name and code, whether its row is new, and [(predecessor, how it goes there)]."""

    kind: str
    name: str
    code: str
    new: bool
    old: list
    slug: str = ""


@dataclass(frozen=True)
class Wrong:
    """A problem with the line of the text it is in; number 0: the whole."""

    number: int
    line: str
    sentence: str


class Page:
    """One rearrangement as one person of the office sees it."""

    def __init__(self, found, user):
        self.found, self.user = found, user

    @property
    def written(self):
        """Whether it is still being written or waits for approval: then there is something to look ahead to."""
        return self.found.state in (State.DRAFT, State.PROPOSED)

    @property
    def proposed(self):
        return self.found.state == State.PROPOSED

    @property
    def applied(self):
        return self.found.state == State.APPLIED

    @cached_property
    def outlook(self):
        return steps.read(self.found)

    @property
    def plan(self):
        return self.outlook.plan

    @cached_property
    def wrong(self):
        """The problems, each with the line as it was typed."""
        typed = self.found.text.splitlines()
        return [
            Wrong(one.number, typed[one.number - 1] if one.number else "", one.sentence) for one in self.plan.problems
        ]

    @property
    def ready(self):
        return self.plan.ready and not self.outlook.twice_in_areas

    @cached_property
    def rows(self):
        """The new units with what they are made of."""
        return self._planned() if self.written else self._done()

    def _planned(self):
        return [planned(one) for one in self.plan.new]

    def _done(self):
        """From the lines, which stay when the units are taken back."""
        found = {}
        for line in self.found.lines.select_related("predecessor", "successor"):
            slug = line.successor.slug if line.successor else ""
            row = Row(line.get_unit_kind_display(), line.name, line.code, not line.keeps, [], slug)
            row = found.setdefault((line.code, line.name), row)
            row.old.append((line.predecessor.name, line.get_kind_display()))
        return list(found.values())

    @property
    def finding(self):
        """The heading: what is wrong, else how many communes there were and will be."""
        told = {"day": day(self.found.effective_on)}
        if self.written and self.wrong:
            count = len(self.wrong)
            words = ngettext("%(n)d place must be corrected first", "%(n)d places must be corrected first", count)
            return words % {"n": count}
        if self.written:
            told |= {"before": self.outlook.rural_before, "after": self.outlook.rural_after}
            return _("From %(day)s: %(before)d communes become %(after)d") % told
        told |= dict(zip(("before", "after"), self.found.made["counts"], strict=True))
        if self.applied:
            return _("Applied from %(day)s: %(before)d communes became %(after)d") % told
        return _("Undone: the units of before %(day)s are in force again") % told

    @property
    def bridge(self):
        """The ends of the bridge page that explain the day."""
        return urlencode({"tu": self.found.effective_on - ONE_DAY, "den": self.found.effective_on, "do": "so-xa"})

    @property
    def may_approve(self):
        return steps.may_approve(self.user, self.found)

    @cached_property
    def built_on(self):
        return steps.built_on(self.found) if self.applied else []

    @property
    def log(self):
        return lines(Change.objects.about(self.found).select_related("who"))


def planned(new):
    """A unit of the plan; its kind may still be asked for."""
    old = [(step.old.name, HOW[step.kind]) for step in new.steps]
    return Row(KINDS.get(new.kind, ""), new.name, new.code, new.kept is None, old)
