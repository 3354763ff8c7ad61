"""On which units a target is judged, and how, once those units are gone."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communes.vietnamese import day, number
from ntm import verdicts
from ntm.judgement import from_communes
from ntm.progress.measures import level_recognised

BACK = gettext_lazy(
    "A commune that was joined or divided since holds a criterion if every rural commune that followed it holds it."
)
BACK_RECOGNISED = gettext_lazy(
    "A commune that was joined or divided since counts as recognised if its own decision stood when it ended,"
    " or if every rural commune that followed it has a decision of its own."
)
FORTH = gettext_lazy("A commune that came later holds what all communes that it was made from held.")


@dataclass(frozen=True)
class Base:
    """What a page says of the base of a target."""

    judgement: object
    register: object
    query: str = ""

    @property
    def text(self):
        judgement = self.judgement
        if not from_communes(judgement.target):
            return _("A number that only documents state; the system does not count it from communes.")
        if judgement.base is None:
            return _("No source names the communes it is about.")
        told = {"n": number(judgement.base), "units": day(judgement.basis), "on": day(judgement.on)}
        if not verdicts.restated(judgement, self.register):
            return _("Set for and counted by %(n)s communes, the units of %(on)s.") % told
        return _("Set for %(n)s communes, the units of %(units)s; the result of %(on)s is restated to them.") % told

    @property
    def how(self):
        """How units that are gone, or not there yet, are counted; "" where they are the units of the day."""
        judgement = self.judgement
        if not from_communes(judgement.target) or not verdicts.restated(judgement, self.register):
            return ""
        recognised = level_recognised(judgement.target.measure.key)
        if judgement.basis < judgement.on:
            return str(BACK_RECOGNISED if recognised else BACK)
        return str(FORTH)

    @cached_property
    def left(self):
        """(name, page) of communes of the base that have left the rural universe."""
        judgement = self.judgement
        if not self.how or not judgement.base:
            return []
        standing = self.register.standing(judgement.on, judgement.basis)
        named = self.register.scope(judgement.target.scope, judgement.on, judgement.basis) or set()
        found = [self.register.communes[unit] for unit in standing.left if unit in named]
        found.sort(key=lambda one: one.sort_key)
        return [(one.name, reverse("commune", args=[one.slug]) + self.query) for one in found]

    @property
    def left_text(self):
        told = {"n": len(self.left)}
        return (
            ngettext(
                "%(n)d commune of the base has left the rural universe and counts as not attained:",
                "%(n)d communes of the base have left the rural universe and count as not attained:",
                len(self.left),
            )
            % told
        )
