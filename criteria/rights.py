"""Who may do what with rounds, reports, opinions, decisions and figures (design section 5); asked by every door."""

from django.db.models import Q
from django.utils import timezone

from communes.models import Officer
from communes.rights import holds, roles_in_force, territory
from criteria.models import CriteriaSet, Criterion, Lead, Opinion, Report, StatedValue

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
    """A draft is its officers' business; submitted, reviewers and leaders see it too; approved, everybody."""
    if report.state == Report.State.APPROVED or may_enter(user, report.commune, report.round):
        return True
    if report.state == Report.State.DRAFT:
        return is_office(user)
    if holds(user, Role.LEADER):
        return True
    return communes_to_review(user, report.round).filter(pk=report.commune_id).exists()


def may_approve(user, report):
    """Nobody approves what they entered or changed."""
    return is_office(user) and not report.authors.filter(pk=user.pk).exists()


def criteria_to_judge(user, of_round):
    """The criteria of the round's set that the person's department leads on the round's date."""
    departments = [one.department_id for one in roles_in_force(user) if one.role == Role.DEPARTMENT]
    led = Lead.objects.in_force(of_round.date).filter(department__in=departments)
    return Criterion.objects.filter(criteria_set=of_round.criteria_set_id, pk__in=led.values("criterion"))


def department_for(user, measure):
    """The department for which the user may state values of a measure: their own, if it leads the criterion that the
    measure's figures name on the day of entering; None where there is none."""
    held = [one.department for one in roles_in_force(user) if one.role == Role.DEPARTMENT and one.department]
    leading = leads_of(measure, timezone.localdate()) if held else set()
    return next((department for department in held if department.pk in leading), None)


def leads_of(measure, on):
    """Departments in charge on that day of a criterion that figures of the measure belong to."""
    led = Q(pk__in=[])
    for number, of_set, day in measure.criteria_named():
        known = of_set or getattr(CriteriaSet.objects.in_force(day), "pk", None)
        led |= Q(criterion__criteria_set=known, criterion__number=number)
    return set(Lead.objects.in_force(on).filter(led).order_by().values_list("department", flat=True))


def may_state(user, measure):
    """Whether the user may enter a value of a measure that communes do not report."""
    return is_office(user) or department_for(user, measure) is not None


def stated_read_by(user):
    """The stated values that are this person's business: all for the office, those of their own for departments."""
    if is_office(user):
        return StatedValue.objects.all()
    departments = [one.department_id for one in roles_in_force(user) if one.role == Role.DEPARTMENT]
    return StatedValue.objects.read_by(departments)


def may_decide(user, stated):
    """Nobody confirms what they stated themselves."""
    return is_office(user) and stated.author_id != user.pk


def may_open_stated(user, stated):
    """Evidence of what counts is everybody's to read, of what waits its department's and the office's."""
    counts = stated.state == StatedValue.State.CONFIRMED
    return counts or stated_read_by(user).filter(pk=stated.pk).exists()


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
