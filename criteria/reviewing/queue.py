"""The queue of submitted reports, what must be looked at first; and how many wait for somebody."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from communes.models import Officer
from communes.rights import role_names
from criteria import exceptions, rights, rules
from criteria.models import Lead, Measurement, Opinion, Report, Round
from criteria.sheet import sheets


@dataclass
class Examined:
    """One report with what must be looked at in it."""

    report: Report
    sheet: object
    points: list
    silent: list  # numbers of criteria whose department has said nothing for OPINION_DAYS
    leads: dict  # {criterion number: names of the departments in charge}
    copied_from: dict = field(default_factory=dict)  # {report: name of its commune} of identical blocks
    written: bool = False  # by the reader, who therefore may not approve it

    @property
    def clean(self):
        return exceptions.is_clean(self.points)

    @property
    def together(self):
        """Whether the reader may approve it together with others: nothing to look at, and not their own."""
        return self.clean and not self.written

    @property
    def kinds(self):
        return {point.kind for point in self.points}

    def order(self):
        """The gravest first, then whoever has waited longest."""
        grave = min((point.rank for point in self.points), default=len(exceptions.ORDER))
        held = not self.clean
        sent = self.report.submitted_at.timestamp() if self.report.submitted_at else 0
        return (not held, grave, -len(self.points), sent, self.report.commune.sort_key)


def submitted(user, of_round):
    """The submitted reports of a round that this person reviews, comments on or checks."""
    mine = rights.communes_to_watch(user, of_round).values("pk")
    return Report.objects.submitted().filter(round=of_round, criteria_set=of_round.criteria_set_id, commune__in=mine)


def queue(user, of_round, district=None):
    """Every report that waits for this person in the round, or in one district of it, exceptions first."""
    found = submitted(user, of_round)
    if district:
        found = found.filter(commune__district=district)
    return sorted(examined(list(found), user), key=Examined.order)


def examined(reports, user):
    """Reports of one round with what must be looked at, with as many queries for many as for one."""
    if not reports:
        return []
    of_round, laid = reports[0].round, sheets(reports)
    blocks, leads = exceptions.copied_blocks(entered(of_round)), leads_of(of_round)
    names = names_of({other for one in reports for block in blocks.get(one.pk, ()) for other in block.others})
    mine = set(Report.objects.filter(pk__in=laid, authors=user.pk).values_list("pk", flat=True))
    found = []
    for one in reports:
        own = laid[one.pk]
        quiet = exceptions.silent(leads, spoken(own), waited(one), settings.OPINION_DAYS)
        points = exceptions.points(own, blocks.get(one.pk, ()), quiet)
        found.append(Examined(one, own, points, quiet, leads, names, one.pk in mine))
    return found


def entered(of_round):
    """{report: [(indicator code, Measured)]} of the round, for finding blocks that were copied."""
    found = defaultdict(list)
    for report, code, *numbers in Measurement.objects.typed_in(of_round):
        found[report].append((code, rules.Measured(*numbers)))
    return found


def leads_of(of_round):
    """{criterion number: [names of the departments in charge on the round's date]}."""
    found = defaultdict(list)
    for lead in Lead.objects.of_set(of_round.criteria_set.code).in_force(of_round.date):
        found[lead.criterion.number].append(lead.department.name)
    return dict(found)


def names_of(reports):
    return dict(Report.objects.filter(pk__in=reports).values_list("pk", "commune__name")) if reports else {}


def spoken(sheet):
    """Criteria on which a department has said something."""
    said = ((row.number, one) for row in sheet.rows for one in row.opinions)
    return {number for number, one in said if one.stage == Opinion.Stage.DEPARTMENT}


def waited(report):
    """Days since it was submitted; None where that is not known, as of what was loaded."""
    if report.submitted_at is None:
        return None
    return (timezone.localdate() - timezone.localdate(report.submitted_at)).days


# --- rounds and counts -----------------------------------------------------------------------------------------


def rounds_waiting(user):
    """[(round, how many of its submitted reports are this person's to look at)], the latest round first."""
    states = Round.objects.filter(reports__state=Report.State.SUBMITTED).distinct().select_related("criteria_set")
    counted = ((one, submitted(user, one).count()) for one in states.order_by("-date", "kind"))
    return [(one, count) for one, count in counted if count]


def waiting(user):
    """What the header counts beside "Duyệt": reports, for a department those it has not said everything about."""
    roles = role_names(user)
    if not roles & (rights.OFFICE | {Officer.Role.AREA, Officer.Role.DEPARTMENT}):
        return None
    if roles & rights.OFFICE:
        return Report.objects.filter(state=Report.State.SUBMITTED).count()
    return sum(to_say(user, one, roles) for one, _count in rounds_waiting(user))


def to_say(user, of_round, roles):
    """Submitted reports of the round on which this person has not yet said what is theirs to say."""
    mine = submitted(user, of_round)
    if Officer.Role.DEPARTMENT not in roles:
        return mine.exclude(opinions__author=user.pk).count()
    own = set(rights.criteria_to_judge(user, of_round).values_list("pk", flat=True))
    said = Opinion.objects.filter(report__in=mine, stage=Opinion.Stage.DEPARTMENT, criterion__in=own)
    pairs = set(said.values_list("report_id", "criterion_id"))
    complete = [one for one in {report for report, _own in pairs} if all((one, each) in pairs for each in own)]
    return mine.count() - len(complete) if own else 0
