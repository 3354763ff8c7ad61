"""Submitting all complete reports of a person's communes in a round: each passes the door by itself, as it was seen."""

from dataclasses import dataclass, field

from criteria import rights, workflow
from criteria.models import Report


@dataclass
class Sending:
    """What became of each report of the list."""

    sent: list = field(default_factory=list)
    before: list = field(default_factory=list)  # sent already: by a second click, or by a colleague
    refused: list = field(default_factory=list)  # (report, why not)
    strange: int = 0  # not, or no longer, reports of this person's communes in this round


def send_each(user, of_round, seen):
    """Each in a transaction of its own: one refused holds up none of the others. seen: {report id: revision}."""
    mine = rights.communes_to_enter(user, of_round)
    found = Report.objects.filter(pk__in=seen, round=of_round, commune__in=mine).select_related("commune__district")
    done, reports = Sending(), list(found.order_by("commune__sort_key"))
    for report in reports:
        send_one(user, report, seen[report.pk], done)
    done.strange = len(seen) - len(reports)
    return done


def send_one(user, report, revision, done):
    try:
        done.sent.append(workflow.submit(user, report, revision))
    except workflow.Refused as refusal:
        state = Report.objects.values_list("state", flat=True).get(pk=report.pk)
        if state in Report.IN_ENTRY:
            done.refused.append((report, refusal.sentence))
        else:
            done.before.append(report)
