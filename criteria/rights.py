"""Who may do what with rounds, reports, opinions, decisions and figures (design section 5); asked by every door."""

from communes.models import Officer
from communes.rights import holds, roles_in_force, territory
from criteria.models import Criterion, Lead, Opinion, Report

Role = Officer.Role
ENTERING = {Role.DISTRICT, Role.COMMUNE}
OFFICE = {Role.OFFICE, Role.ADMINISTRATOR}
REVIEWING = OFFICE | {Role.DEPARTMENT, Role.AREA}


def is_office(user):
    """Manages rounds, reviews, approves, records decisions, corrects figures."""
    return holds(user, *OFFICE)


def may_read_scenarios(user):
    """What is only supposed is for those who decide: officers would take it for a plan that was made for them."""
    return holds(user, *OFFICE, Role.LEADER)


READING_FILES = OFFICE | {Role.LEADER, Role.DISTRICT, Role.COMMUNE, Role.AREA}


def may_read_files(user):
    """Whether there may be recognition files for this person: all of them, or those of an own territory."""
    return holds(user, *READING_FILES)


def may_read_every_file(user):
    return holds(user, *OFFICE, Role.LEADER)


def may_read_file(user, file):
    """The office and leaders read every file, officers those of communes that lay in their territory."""
    return territory(user, file.judged_on, READING_FILES).filter(pk=file.commune_id).exists()


def may_enter_somewhere(user):
    return holds(user, *ENTERING)


def communes_to_enter(user, of_round):
    """The communes of the round that this person enters: the units of its date in their own territory."""
    return of_round.communes().filter(pk__in=territory(user, of_round.date, ENTERING).values("pk"))


def may_enter(user, commune, of_round):
    return communes_to_enter(user, of_round).filter(pk=commune.pk).exists()


def may_review_somewhere(user):
    """Whether the queue of submitted reports has anything for this person."""
    return holds(user, *REVIEWING)


def communes_to_review(user, of_round):
    """The communes whose reports this person reviews or comments on: all, or those of an assigned area."""
    return of_round.communes().filter(pk__in=territory(user, of_round.date, REVIEWING).values("pk"))


def may_see(user, report):
    """A draft is its officers' business; what was submitted is also the reviewers', what is approved everybody's."""
    if report.state == Report.State.APPROVED or may_enter(user, report.commune, report.round):
        return True
    if report.state == Report.State.DRAFT:
        return is_office(user)
    return communes_to_review(user, report.round).filter(pk=report.commune_id).exists()


def may_approve(user, report):
    """Nobody approves what they entered or changed."""
    return is_office(user) and not report.authors.filter(pk=user.pk).exists()


def criteria_to_judge(user, of_round):
    """The criteria of the round's set that the person's department leads on the round's date."""
    departments = [one.department_id for one in roles_in_force(user) if one.role == Role.DEPARTMENT]
    led = Lead.objects.in_force(of_round.date).filter(department__in=departments)
    return Criterion.objects.filter(criteria_set=of_round.criteria_set_id, pk__in=led.values("criterion"))


def may_comment(user, report):
    """An area officer of the province comments on the communes of an assigned area and does not enter."""
    return territory(user, report.round.date, {Role.AREA}).filter(pk=report.commune_id).exists()


def oversees(user, report):
    """Whether the commune lies in a district that this person answers for."""
    return territory(user, report.round.date, {Role.DISTRICT}).filter(pk=report.commune_id).exists()


def may_check(user, report):
    """The district's check of what a commune of the district stated about itself; nobody checks their own entry."""
    return oversees(user, report) and not report.authors.filter(pk=user.pk).exists()


def communes_to_watch(user, of_round):
    """The communes whose submitted reports this person finds in the queue: to review, to comment on or to check."""
    reach = territory(user, of_round.date, REVIEWING | {Role.DISTRICT})
    return of_round.communes().filter(pk__in=reach.values("pk"))


def stages_of(user, report):
    """{criterion id: the stage at which this person may say something about it}, without those they have no word on."""
    criteria = Criterion.objects.filter(criteria_set=report.criteria_set_id).values_list("pk", flat=True)
    if is_office(user):
        return dict.fromkeys(criteria, Opinion.Stage.PROVINCE)
    everywhere = Opinion.Stage.AREA if may_comment(user, report) else None
    if everywhere is None and may_check(user, report):
        everywhere = Opinion.Stage.DISTRICT
    found = dict.fromkeys(criteria, everywhere) if everywhere else {}
    led = criteria_to_judge(user, report.round).filter(criteria_set=report.criteria_set_id)
    return found | dict.fromkeys(led.values_list("pk", flat=True), Opinion.Stage.DEPARTMENT)


def stage_of(user, report, criterion):
    """The stage at which this person may say something about the criterion, None where they may not."""
    return stages_of(user, report).get(criterion.pk)


Stance = Opinion.Stance
SAYS = {
    Opinion.Stage.PROVINCE: (Stance.AGREES, Stance.COMMENTS),
    Opinion.Stage.DEPARTMENT: (Stance.AGREES, Stance.DISPUTES, Stance.COMMENTS),
    Opinion.Stage.AREA: (Stance.COMMENTS, Stance.FLAGS),
    Opinion.Stage.DISTRICT: (Stance.AGREES, Stance.DISPUTES, Stance.COMMENTS),
}


def stances_at(stage):
    """What can be said at a stage: verdicts are stated by submitting, criteria returned by returning, not by a word."""
    return SAYS.get(stage, ())
