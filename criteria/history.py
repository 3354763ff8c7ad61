"""The history of rounds, reports, opinions, evidence, recognition and figures in sentences."""

import re

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from communes.telling import PATTERNS, call_field, call_values, says, told_by
from communes.telling.registry import FIELDS
from criteria.models import (
    Assessment,
    Commitment,
    FindingNote,
    Opinion,
    Rearrangement,
    RecognitionRule,
    Report,
    Round,
)
from criteria.models.standard import Level

call_values("outcome", {**dict(Assessment.Outcome.choices), "nearly": _("nearly attained")})
call_values("basis", dict(Assessment.Basis.choices))
call_values("state", dict(Report.State.choices))
call_values("state", dict(FindingNote.State.choices))
call_values("stage", dict(Opinion.Stage.choices))
call_values("stance", dict(Opinion.Stance.choices))
call_values("kind", dict(Round.Kind.choices))
call_values("level", dict(Level.choices))
call_values("state", dict(Rearrangement.State.choices))
call_values("kind", dict(Commune.Kind.choices))
call_values("per", dict(Commitment.Per.choices))
call_values("counts", dict(Commitment.Counts.choices))
call_values("key", dict(RecognitionRule.Key.choices))

call_field("outcome", _("verdict"))
call_field("basis", _("how it was looked at"))
call_field("work_done", _("work done in percent"), amount=True)
call_field("expected_month", _("month expected"))
call_field("value", _("value"), amount=True)
call_field("numerator", _("numerator"), amount=True)
call_field("denominator", _("denominator"), amount=True)
call_field("low", _("value or lower end"), amount=True)
call_field("high", _("upper end"), amount=True)
call_field("base", _("base"))
call_field("stated_percent", _("percent as printed"))
call_field("state", _("state"))
call_field("reason", _("reason"))
call_field("version", _("version"))
call_field("stage", _("stage"))
call_field("stance", _("stance"))
call_field("text", _("text"))
call_field("answer", _("answer"))
call_field("criterion", _("criterion"))
call_field("number", _("number"))
call_field("year", _("for the year"))
call_field("level", _("level"))
call_field("signed_on", _("signed on"))
call_field("issued_on", _("issued on"))
call_field("issuer", _("issuer"))
call_field("withdrawn_on", _("withdrawn on"))
call_field("withdrawal_decision", _("decision of withdrawal"))
call_field("withdrawal_reason", _("reason of withdrawal"))
call_field("withdrawal_evidence", _("file of the withdrawal"))
call_field("evidence", _("evidence"))
call_field("decision", _("decision"))
call_field("rural", _("rural communes"))
call_field("paper", _("paper"))
call_field("dated", _("dated"))
call_field("reached_on", _("reached on"))
call_field("registered", _("registered"))
call_field("households", _("households"), amount=True)
call_field("households_asked", _("households asked"), amount=True)
call_field("households_satisfied", _("households satisfied"), amount=True)
call_field("arrears", _("construction arrears"), amount=True)
call_field("security_confirmed", _("security and order confirmed"))
call_field("council_members", _("members of the council"), amount=True)
call_field("council_present", _("members present"), amount=True)
call_field("council_agreed", _("members who agree"), amount=True)
call_field("voted_on", _("voted on"))
call_field("comparison", _("comparison"))
call_field("verified", _("verified"))
call_field("key", _("rule"))
call_field("first_year", _("first year"))
call_field("last_year", _("last year"))
call_field("date", _("date"))
call_field("kind", _("kind"))
call_field("criteria_set", _("criteria set"))
call_field("opens_on", _("first day of entry"))
call_field("closes_on", _("last day of entry"))
call_field("size", _("size"))
call_field("quote", _("quote"))
call_field("document", _("document"))
call_field("department", _("department"))
call_field("figure", _("figure"))
call_field("section", _("section"))
call_field("as_of", _("round that it starts from"))
call_field("units", _("day of the units"))
call_field("wanted", _("communes wanted"))
call_field("at_least", _("criteria each is to hold"))
call_field("due", _("by the day"))
call_field("decree", _("resolution"))
call_field("effective_on", _("effective on"))
call_field("code", _("code"))
call_field("choices", _("chosen otherwise"))
call_field("since", _("since"))
call_field("counts", _("what is counted"))
call_field("per", _("of whom"))
call_field("least", _("criteria at least"))
call_field("including", _("criteria among them"))
call_field("comparator", _("comparison"))
call_field("scope", _("scope"))


def of_criterion(match):
    field = str(FIELDS.get(match["field"], match["field"]))
    return gettext("criterion %(number)s, %(field)s") % {"number": match["number"], "field": field}


def of_indicator(match):
    field = str(FIELDS.get(match["field"], match["field"]))
    return gettext("indicator %(number)s, %(field)s") % {"number": match["number"], "field": field}


PATTERNS.append((re.compile(r"c(?P<number>\d+)\.(?P<field>\w+)"), of_criterion))
PATTERNS.append((re.compile(r"i(?P<number>.+)\.(?P<field>\w+)"), of_indicator))


@told_by("entry.reaffirmed")
def reaffirmed(change, names):
    """Many criteria at once are counted, few are told."""
    numbers = sorted({int(one[1]) for key in change.after if (one := re.fullmatch(r"c(\d+)\..+", key))})
    if not numbers:
        return gettext("Reaffirmed the results of the round before: %(subject)s") % {"subject": change.subject}
    told = {"n": len(numbers), "subject": change.subject, "numbers": ", ".join(map(str, numbers))}
    words = ngettext(
        "Reaffirmed %(n)d criterion as in the round before, %(subject)s: %(numbers)s",
        "Reaffirmed %(n)d criteria as in the round before, %(subject)s: %(numbers)s",
        len(numbers),
    )
    return words % told


STATE = ("state",)
says("entry.saved", _("Entered %(subject)s"), STATE)
says("entry.illustration_dropped", _("Took the made-up draft %(subject)s away"), STATE)
says("report.begin", _("Began the report %(subject)s"), ("state", "version"))
says("report.submit", _("Submitted the report %(subject)s"), STATE)
says("report.withdraw", _("Withdrew the report %(subject)s from review"), STATE)
says("report.begin_review", _("Began to review the report %(subject)s"), STATE)
says("report.return", _("Returned the report %(subject)s"), STATE)
says("report.approve", _("Approved the report %(subject)s"), STATE)
says("report.correct", _("Began a correction of the report %(subject)s"), STATE)
says("report.superseded", _("Replaced the report %(subject)s by a later version"), STATE)
says("opinion.given", _("Gave an opinion on %(subject)s"))
says("opinion.answered", _("Answered the opinion on %(subject)s"))
says("report.rested_on_illustration", _("Deleted the report %(subject)s with the illustration it rested on"))
says("evidence.added", _("Added the evidence %(subject)s"), ("sha256", "stored", "content_type"))
says("evidence.linked", _("Linked the evidence %(subject)s"), ("evidence",))
says("evidence.unlinked", _("Took the evidence %(subject)s away"), ("evidence",))
says("round.opened", _("Opened the reporting round %(subject)s"))
says("round.extended", _("Extended the reporting round %(subject)s"))
says("round.closed", _("Closed the reporting round %(subject)s"))
says("round.changed", _("Changed the reporting round %(subject)s"))
says("decision.recorded", _("Recorded the recognition decision %(subject)s"))
says("decision.changed", _("Changed the recognition decision %(subject)s"))
says("decision.corrected", _("Corrected the recognition decision %(subject)s"))
says("recognition.removed", _("Took %(subject)s out of a recognition decision"))
says("recognition.restored", _("Took back the recorded withdrawal from %(subject)s"))
says("recognition.again", _("Recorded that it must be recognised again: %(subject)s"))
says("recognition.again_dropped", _("Dropped the record that it must be recognised again: %(subject)s"))
says("rule.added", _("Added the recognition rule %(subject)s"))
says("rule.changed", _("Changed the recognition rule %(subject)s"))
says("file.opened", _("Opened the recognition file %(subject)s"))
says("file.changed", _("Changed the recognition file %(subject)s"))
says("file.paper", _("Added a paper to the recognition file %(subject)s"))
says("file.paper_off", _("Took a paper off the recognition file %(subject)s"))
says("file.step", _("Recorded a step of the recognition file %(subject)s"))
says("file.step_off", _("Took back a step of the recognition file %(subject)s"))
says("file.recognised", _("Ended the recognition file %(subject)s with a decision"))
says("file.reopened", _("Opened the recognition file %(subject)s again"))
says("file.closed", _("Closed the recognition file %(subject)s without recognition"))
says("recognition.added", _("Recorded the recognition of %(subject)s"))
WITHDRAWN = _("Recorded that recognition was withdrawn from %(subject)s")
says("recognition.withdrawn", WITHDRAWN, ("withdrawal_reason",))  # it is the reason of the change, which is told
says("figure.added", _("Added the published figure %(subject)s"))
says("figure.corrected", _("Corrected the published figure %(subject)s"))
says("document.added", _("Added the document %(subject)s"))
says("value.stated", _("Stated a value, waiting for the office: %(subject)s"))
says("value.confirmed", _("Confirmed the stated value %(subject)s"))
says("value.sent_back", _("Sent the stated value back: %(subject)s"))
says("target.added", _("Added the target %(subject)s"))
says("target.corrected", _("Corrected the target %(subject)s"))
says("commitment.added", _("Added the commitment %(subject)s"))
says("commitment.corrected", _("Corrected the commitment %(subject)s"))
says("finding.noted", _("Noted what is done about %(subject)s"))
says("scenario.made", _("Made the scenario %(subject)s"), ("options", "pairs", "criteria_set"))
says("scenario.changed", _("Changed the scenario %(subject)s"), ("options", "criteria_set"))
says("scenario.dropped", _("Dropped the scenario %(subject)s"), ("options", "pairs", "criteria_set"))


@told_by("scenario.chosen")
def chosen(change, names):
    """Hundreds of criteria are counted; the scenario itself shows which."""
    pairs = change.after.get("pairs", {})
    told = {"subject": change.subject, "communes": len(pairs), "criteria": sum(map(len, pairs.values()))}
    words = gettext("Chose for the scenario %(subject)s: %(communes)s communes, %(criteria)s criteria")
    return words % told


says("rearrangement.drafted", _("Wrote the rearrangement %(subject)s"), ("text", "decree"))
says("rearrangement.changed", _("Changed the rearrangement %(subject)s"), ("text",))
says("rearrangement.chosen", _("Chose what continues after the rearrangement %(subject)s"))
says("rearrangement.proposed", _("Proposed the rearrangement %(subject)s"))
says("rearrangement.applied", _("Approved and applied the rearrangement %(subject)s"))
says("rearrangement.undone", _("Undid the rearrangement %(subject)s as a whole"))
says("unit.ended", _("%(subject)s ended by rearrangement"))
says("unit.began", _("%(subject)s began by rearrangement"))
says("unit.removed", _("Took back that %(subject)s began"), ("code", "valid_from"))
says("unit.restored", _("Took back that %(subject)s ended"))
says("unit.recognised_again", _("%(subject)s must be recognised again after the rearrangement"))
says("group.restored", _("Took communes back into the group %(subject)s"))
