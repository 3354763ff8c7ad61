"""The head of a commune's page: the number, what is missing in a sentence, and what the number rests on."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm.dashboards.commune.identity import named
from ntm.dashboards.commune.shown import TOWN
from ntm.progress.standing import CARRIED, INHERITED, MISSING

NAMED = 4  # so many missing criteria are told in the title


@dataclass(frozen=True)
class Head:
    number: str
    whole: str
    title: str
    notes: list = field(default_factory=list)
    illustration: bool = False


def head_of(past, criteria, decisions):
    place = named(past.place)
    if past.shown.outside == TOWN:
        return Head("", "", _("%(place)s is urban: the criteria for communes do not apply to it") % {"place": place})
    whole = number(len(past.criteria))
    if not criteria.rows:
        title = _("No criteria results of %(place)s by %(day)s") % {"place": place, "day": day(past.shown.as_of)}
        return Head(number(None), whole, title, [decisions.sentence], decisions.illustration)
    notes = [decisions.sentence, *rests_on(past)]
    count = number(past.now.standing.count)
    return Head(count, whole, title_of(place, criteria, whole), notes, past.illustration or decisions.illustration)


def title_of(place, criteria, whole):
    """Xã Bình Phúc còn thiếu 2 tiêu chí: Giao thông và Cơ sở vật chất văn hóa."""
    lacking = criteria.lacking
    if not lacking:
        return _("%(place)s attains all %(whole)s criteria") % {"place": place, "whole": whole}
    told = {"place": place, "n": number(len(lacking)), "names": listed([row.name for row in lacking[:NAMED]])}
    if len(lacking) <= NAMED:
        return (
            ngettext(
                "%(place)s still lacks %(n)s criterion: %(names)s",
                "%(place)s still lacks %(n)s criteria: %(names)s",
                len(lacking),
            )
            % told
        )
    return _("%(place)s still lacks %(n)s criteria") % told


def listed(names):
    """Giao thông, Thủy lợi và Y tế."""
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def rests_on(past):
    """Where the number comes from when it is not the commune's own report of the day."""
    standing, trace = past.now.standing, past.now.trace
    said = []
    if standing.coverage == CARRIED:
        said.append(_("No report in this round; carried forward from %(day)s.") % {"day": day(standing.on)})
    if standing.coverage == INHERITED and trace.complete:
        said.append(_("Inherited from the units before the rearrangement: holds what all of them held."))
    if standing.coverage == INHERITED and not trace.complete:
        said.append(_("Not every unit before the rearrangement has results, so no criterion counts as inherited."))
    if standing.left:
        said.append(_("Its territory left the rural universe: no criterion counts as attained."))
    if standing.coverage == MISSING:
        said.append(_("No report yet."))
    if past.shown.restated:
        said.append(
            _("Counted by the units of %(units)s on %(day)s.")
            % {"units": day(past.shown.units), "day": day(past.shown.as_of)}
        )
    return said
