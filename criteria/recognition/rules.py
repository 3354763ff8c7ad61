"""Changing and adding the rules of a period: every value with its source and whether it is verified."""

from django.utils.translation import gettext as _

from communes.history import differences, writing
from communes.models import Change
from criteria.models import RecognitionRule
from criteria.recognition.door import admit, fresh, keep
from criteria.workflow import Refused

IDENTITY = ("key", "first_year", "last_year", "level", "criteria_set")
VALUES = ("comparison", "value", "text", "source", "verified")


def told(rule, names):
    return {name: str(getattr(rule, name) or "") if name == "criteria_set" else getattr(rule, name) for name in names}


def add_rule(actor, **values):
    with writing(actor) as book:
        admit(actor)
        same = RecognitionRule.objects.filter(
            key=values["key"], level=values["level"], criteria_set=values["criteria_set"]
        )
        if same.filter(first_year__lte=values["last_year"], last_year__gte=values["first_year"]).exists():
            raise Refused(_("There is a rule of this kind for these years already; change it instead."))
        made = RecognitionRule.objects.create(**values)
        book.record(Change.Topic.RECOGNITION, "rule.added", made, {}, told(made, IDENTITY + VALUES))
        return made


def change_rule(actor, rule, revision, why, **values):
    """Another value, text or source; what the rule is about and its years stay."""
    with writing(actor, why) as book:
        admit(actor)
        found = fresh(rule, revision, _("Somebody changed this rule in the meantime. Look at it again, then repeat."))
        before, after = differences(told(found, VALUES), values)
        if after:
            keep(book, found, after)
            book.record(Change.Topic.RECOGNITION, "rule.changed", found, before, after)
        return found
