"""Withdrawing the recognition of one commune by a decision, and taking back a withdrawal recorded by mistake."""

from django.utils.translation import gettext as _

from communes.history import writing
from communes.models import Change
from communes.vietnamese import day
from criteria.models import Recognition
from criteria.recognition.door import admit, fresh_decision, keep, not_ahead
from criteria.workflow import Refused

FIELDS = ("withdrawn_on", "withdrawal_decision", "withdrawal_reason", "withdrawal_evidence")
EMPTY = {"withdrawn_on": None, "withdrawal_decision": "", "withdrawal_reason": "", "withdrawal_evidence": None}


def fresh_recognition(recognition, revision):
    """(recognition, decision) as they are now; the decision's revision stands for both."""
    decision = fresh_decision(recognition.decision, revision)
    found = Recognition.objects.select_related("commune", "withdrawal_evidence").filter(pk=recognition.pk).first()
    if found is None:
        raise Refused(_("This commune was taken out of the decision in the meantime."))
    return found, decision


def told(recognition):
    said = {name: getattr(recognition, name) for name in FIELDS}
    return said | {"withdrawal_evidence": str(recognition.withdrawal_evidence or "")}


def withdraw(actor, recognition, revision, **values):
    """From that day the recognition no longer stands; the decision and its number are kept."""
    with writing(actor, values.get("withdrawal_reason", "")) as book:
        admit(actor)
        found, decision = fresh_recognition(recognition, revision)
        check(found, decision, values)
        return change(book, "recognition.withdrawn", found, decision, EMPTY | values)


def check(found, decision, values):
    not_ahead(values["withdrawn_on"])
    if found.withdrawn_on:
        raise Refused(_("It was withdrawn on %(day)s already.") % {"day": day(found.withdrawn_on)})
    if values["withdrawn_on"] <= decision.signed_on:
        raise Refused(
            _("A recognition is withdrawn after it was signed, on %(day)s.") % {"day": day(decision.signed_on)}
        )


def restore(actor, recognition, revision, why):
    """A withdrawal that was recorded by mistake never was; the history keeps both."""
    with writing(actor, why) as book:
        admit(actor)
        found, decision = fresh_recognition(recognition, revision)
        if not found.withdrawn_on:
            raise Refused(_("This recognition was not withdrawn."))
        return change(book, "recognition.restored", found, decision, EMPTY)


def change(book, action, found, decision, values):
    before = told(found)
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    keep(book, decision, {})
    subject = f"{found.commune.name}, {decision.number}"
    book.record(Change.Topic.RECOGNITION, action, found, before, told(found), place=found.commune, subject=subject)
    return found
