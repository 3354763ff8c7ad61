"""What the page of communes close to the line is narrowed to, read from the URL.

mat: tut for the other side · tc: criterion · nhom: group, besides the scope of the bar · con: criteria missing at most
· loai: kind of warning. What cannot be understood is left out and named.
"""

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import number
from ntm.dashboards.entries import name_of
from ntm.dashboards.selection import Option
from ntm.progress import early_warning

AT_RISK = "tut"
FEW = {str(n): n for n in (1, 2, 3, 5)}
KINDS = {
    "sat-nguong": early_warning.HAIR,
    "giam-dan": early_warning.DRIFT,
    "nam-sau": early_warning.NEXT_YEAR,
    "bo-sau": early_warning.NEXT_SET,
}
KIND_NAMES = {
    early_warning.HAIR: gettext_lazy("By a hair"),
    early_warning.DRIFT: gettext_lazy("Drifting towards the line"),
    early_warning.NEXT_YEAR: gettext_lazy("Missed by the threshold of the next year"),
    early_warning.NEXT_SET: gettext_lazy("Missed under the next criteria set"),
}


@dataclass(frozen=True)
class Choice:
    """The filters that were understood; `given`: as the URL writes them."""

    at_risk: bool = False
    criterion: int | None = None
    group: str = ""
    few: int | None = None
    kind: str = ""
    given: tuple = ()


def read_choice(query, selection):
    """(Choice, notices)."""
    notices, given = [], {}
    read = partial(_known, query, notices, given)
    numbers = {str(one.number): one.number for one in criteria(selection)}
    at_risk = bool(read("mat", {AT_RISK: True}))
    choice = {
        "criterion": read("tc", numbers),
        "group": read("nhom", {slug: slug for slug in selection.register.groups}) or "",
        "few": None if at_risk else read("con", FEW),
        "kind": (read("loai", KINDS) if at_risk else "") or "",
    }
    return Choice(at_risk, **choice, given=tuple(given.items())), notices


def _known(query, notices, given, name, known):
    text = query.get(name, "").replace("\x00", "").strip()[:40]
    if text in known:
        given[name] = text
    elif text:
        notices.append(
            _("“%(text)s” is not a choice for “%(name)s”. It is left out; choose again in the list.")
            % {"text": text, "name": name}
        )
    return known.get(text)


def criteria(selection):
    return selection.register.criteria.get(selection.set_code, [])


def choices(selection, choice):
    """(name, label, options) of every choice of the form."""
    given = dict(choice.given)
    numbered = [(str(one.number), f"{one.number}. {name_of(one)}") for one in criteria(selection)]
    asked = [("tc", _("Criterion"), numbered)]
    asked.append(("nhom", _("Group"), [(slug, one.name) for slug, one in selection.register.groups.items()]))
    if choice.at_risk:
        asked.append(("loai", _("Kind of warning"), [(word, KIND_NAMES[kind]) for word, kind in KINDS.items()]))
    else:
        few = [(word, _("at most %(n)s") % {"n": number(n)}) for word, n in FEW.items()]
        asked.append(("con", _("Criteria missing"), few))
    return [(name, label, options(values, given.get(name, ""))) for name, label, values in asked]


def options(values, chosen):
    return [Option("", _("All"), not chosen), *(Option(value, text, value == chosen) for value, text in values)]
