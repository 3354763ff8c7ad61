"""What the map is asked for: the layer (lop), its criterion (tc) and another date (so)."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from communes.vietnamese import day as written
from ntm import asked
from ntm.dashboards.map.layers import BANDS, CHANGE, CRITERION, NAMES
from ntm.dashboards.selection import GROUP, round_label


@dataclass
class Choice:
    layer: str = BANDS
    number: int | None = None
    other: date | None = None
    notices: list = field(default_factory=list)

    @property
    def given(self):
        """What stays in the address; a default stays out of it."""
        layer = "" if self.layer == BANDS else self.layer
        number = self.number if self.layer == CRITERION else ""
        return {"lop": layer, "tc": number or "", "so": f"{self.other}" if self.other else ""}


def read_choice(query, selection):
    choice = Choice()
    choice.layer = one_of(query, "lop", {name: name for name in NAMES}, choice.notices) or BANDS
    numbers = {f"{one.number}": one.number for one in selection.register.criteria.get(selection.set_code, [])}
    choice.number = one_of(query, "tc", numbers, choice.notices) or min(numbers.values(), default=None)
    choice.other = other_date(query, selection, choice.notices)
    if choice.layer == CHANGE and choice.other is None:
        before = selection.register.previous_round(selection.as_of)
        choice.other = before and before.date
    return choice


def one_of(query, name, known, notices):
    text = query.get(name, "").strip()[:40]
    if text and text not in known:
        said = _("“%(text)s” is not a choice for “%(name)s”. It is left out; choose again in the list.")
        notices.append(said % {"text": text, "name": name})
    return known.get(text)


def other_date(query, selection, notices):
    text = query.get("so", "").strip()[:40]
    if not text:
        return None
    try:
        on = asked.day(text)
    except asked.NotUnderstood as error:
        notices.append(str(error))
        return None
    if on == selection.as_of:
        return None
    if any(one.date == on for one in selection.register.rounds):
        return on
    said = _("There is no reporting round on %(day)s to compare with; choose one in the list.")
    notices.append(said % {"day": written(on)})
    return None


def at(selection, on):
    """The same units and the same communes on another date, under the set of that date."""
    in_force = selection.register.set_in_force(on)
    given = {name: value for name, value in selection.given.items() if name != "bo"}
    given |= {"ky": f"{on}", "ms": f"{selection.units}"}
    scope = "" if selection.scope.startswith(GROUP) else selection.scope
    set_code = in_force and in_force.code
    return replace(selection, as_of=on, set_code=set_code, scope=scope, notices=[], given=given)


def prepare(selections):
    """The outcomes of these dates, and of the rounds before them, in one query."""
    register, keys = selections[0].register, []
    for one in selections:
        before = register.previous_round(one.as_of)
        keys.append((one.as_of, one.units, one.set_code))
        keys += [(before.date, one.units, before.criteria_set.code)] if before else []
    register.prepare(keys)


def offered(selection, choice):
    """(value, label, chosen) of every other round, the latest first."""
    rounds = [one for one in reversed(selection.register.rounds) if one.date != selection.as_of]
    return [(f"{one.date}", round_label(one), one.date == choice.other) for one in rounds]
