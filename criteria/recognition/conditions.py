"""The conditions that a commune's file must meet, each met, not met or not known (pure).

Source of the rule: the settings of the period (RecognitionRule). A condition that the period does not set is not
asked. What nobody stated is not known; it is never taken for met or for zero.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import floor

from django.utils.translation import gettext as _

from communes.vietnamese import number
from criteria.recognition.terms import holds, share

KEYS = ("registered", "criteria", "satisfied", "no_arrears", "security")


@dataclass(frozen=True)
class Condition:
    """`met`: True, False or None (not known). `words` say with which figures."""

    key: str
    met: bool | None
    words: str
    rules: tuple = ()
    computed: bool = False
    illustration: bool = False

    @property
    def label(self):
        return {
            "registered": _("registered beforehand"),
            "criteria": _("all criteria of the set"),
            "satisfied": _("satisfaction of the residents"),
            "no_arrears": _("no construction arrears"),
            "security": _("security and order confirmed"),
        }[self.key]


@dataclass(frozen=True)
class ByData:
    """What the results of the communes say about the first condition."""

    met: bool | None
    words: str
    illustration: bool = False


def conditions(terms, file, by_data):
    """The conditions of the period in their order; `file`: RecognitionFile or anything with its fields."""
    found = {
        "registered": (file.registered, stated(file.registered)),
        "criteria": (by_data.met, by_data.words),
        "satisfied": satisfied(terms, file),
        "no_arrears": no_arrears(file),
        "security": (file.security_confirmed, stated(file.security_confirmed)),
    }
    return [condition(terms, key, *found[key], by_data) for key in KEYS if terms.get(key)]


def condition(terms, key, met, words, by_data):
    more = ("pass_mark", "asked") if key == "satisfied" else ()
    rules = tuple(rule for rule in (terms.get(one) for one in (key, *more)) if rule)
    computed = key == "criteria"
    return Condition(key, met, words, rules, computed, computed and by_data.illustration)


def stated(value):
    if value is None:
        return _("Not stated yet.")
    return _("Stated: yes.") if value else _("Stated: no.")


def satisfied(terms, file):
    """(met, words): the share of those asked who are satisfied, and the share of the households asked.

    Both limits of the period must hold; one that the period does not set is not asked.
    """
    part = share(file.households_satisfied, file.households_asked)
    if part is None:
        return None, _("No survey result yet.")
    asked = share(file.households_asked, file.households)
    told = {"satisfied": number(file.households_satisfied), "asked": number(file.households_asked)}
    words = [_("%(satisfied)s of %(asked)s households asked are satisfied") % told + f" ({percent(part)})"]
    words.append(_("asked: %(share)s of all households") % {"share": percent(asked)})
    limits = [(terms.get("pass_mark"), part), (terms.get("asked"), asked)]
    words += [limit_of(rule) for rule, _found in limits if rule and rule.value is not None]
    return both([holds(rule, found) for rule, found in limits if rule]), "; ".join(words) + "."


def both(answers):
    """One failure fails; one unknown leaves it unknown; without any limit nothing can be judged."""
    if False in answers:
        return False
    return True if answers and None not in answers else None


def limit_of(rule):
    told = {"limit": percent(rule.value)}
    return _("must be more than %(limit)s") % told if rule.comparison == ">" else _("must be at least %(limit)s") % told


def percent(value):
    """Cut, not rounded, so that 79.996% never reads as 80%."""
    if value is None:
        return number(None)
    return f"{number(Decimal(floor(value * 100)) / 100)}%"


def no_arrears(file):
    if file.arrears is None:
        return None, _("Not stated yet.")
    if file.arrears == 0:
        return True, _("No construction arrears.")
    return False, _("Construction arrears of %(amount)s million đồng.") % {"amount": number(file.arrears)}


@dataclass(frozen=True)
class Vote:
    """The council's vote: shares with their limits; `met` is None while something is unknown."""

    met: bool | None
    words: str
    rules: tuple = ()


def vote(terms, file):
    """The vote of the appraisal council against the quorum and the share of votes of the period."""
    present = share(file.council_present, file.council_members)
    agreed = share(file.council_agreed, file.council_present)
    if present is None or agreed is None:
        return Vote(None, _("The council has not voted yet."))
    rules = tuple(rule for rule in (terms.get("quorum"), terms.get("votes")) if rule)
    told = {
        "members": number(file.council_members),
        "present": number(file.council_present),
        "agreed": number(file.council_agreed),
    }
    words = _("%(present)s of %(members)s members present, %(agreed)s agree") % told
    answers = [holds(rule, {"quorum": present, "votes": agreed}[rule.key]) for rule in rules]
    return Vote(both(answers), f"{words} ({percent(present)}; {percent(agreed)}).", rules)


SURVEY = ("households", "households_asked", "households_satisfied")
COUNCIL = ("council_members", "council_present", "council_agreed")


def contradictions(facts):
    """{field: sentence} of what cannot be: more asked than there are, more agree than are present."""
    found = {}
    for names in (SURVEY, COUNCIL):
        for whole, part in pairwise(names):
            if facts.get(part) is not None and facts.get(whole) is not None and facts[part] > facts[whole]:
                found[part] = _("This cannot be more than %(whole)s.") % {"whole": number(facts[whole])}
    return found
