"""People with roles, open rounds and reports under way, for tests of entry and review."""

from datetime import date, timedelta

from django.utils import timezone

from communes.models import Commune, Department, District, Group, Membership, Officer, User
from criteria.models import Assessment, Criterion, Extension, Lead, Measurement, Report, Round
from criteria.workflow import approve, begin, return_criteria, submit

JUNE, DECEMBER = date(2025, 6, 30), date(2025, 12, 31)
Role = Officer.Role
WEEK = timedelta(days=7)


def person(name, role=None, **territory):
    """Somebody with a role: district="van-quan", communes=[...], department=..., group=..."""
    user = User.objects.create_user(name, first_name=name)
    if role:
        communes = territory.pop("communes", [])
        if isinstance(territory.get("district"), str):
            territory["district"] = District.objects.get(slug=territory["district"])
        officer = Officer.objects.create(user=user, role=role, valid_from=date(2011, 1, 1), **territory)
        officer.communes.set(communes)
    return user


def opened(on=JUNE, since=-WEEK, until=WEEK):
    """The round of that day with a window around today."""
    found, today = Round.objects.official().get(date=on), timezone.localdate()
    found.opens_on, found.closes_on = today + since, today + until
    found.save()
    return found


def commune_of(district="van-quan", place=0, on=JUNE):
    return Commune.objects.rural().in_force(on).filter(district__slug=district).order_by("code")[place]


def area_of(*communes, slug="dia-ban"):
    group = Group.objects.create(slug=slug, name=slug, source="test", area=True)
    for one in communes:
        Membership.objects.create(group=group, commune=one, valid_from=one.valid_from, source="test")
    return group


def leading(number, of_round):
    """The department that leads a criterion of the round's set on its date."""
    led = Lead.objects.in_force(of_round.date).filter(
        criterion__number=number, criterion__criteria_set=of_round.criteria_set
    )
    return Department.objects.get(pk=led.first().department_id)


def fill(report, actor, outcome="attained", **others):
    """Every criterion judged; others: c3="not_attained"."""
    said = {criterion: others.get(f"c{criterion.number}", outcome) for criterion in criteria_of(report)}
    Assessment.objects.filter(report=report).delete()
    Assessment.objects.bulk_create(
        Assessment(
            report=report,
            criterion=criterion,
            outcome=one,
            note="vì bão",
            basis="entered",
            entered_by=actor,
            entered_at=timezone.now(),
        )
        for criterion, one in said.items()
    )
    report.authors.add(actor)


def criteria_of(report):
    return list(Criterion.objects.filter(criteria_set=report.criteria_set_id).order_by("number"))


def measure(report, **values):
    """measure(report, **{"4.2": 98}) or {"4.2": (98, 100)} for a share."""
    of_set = {one.code: one for criterion in criteria_of(report) for one in criterion.indicators.all()}
    for code, value in values.items():
        numbers = {"value": value}
        if isinstance(value, tuple):
            numbers = {"value": round(100 * value[0] / value[1], 3), "numerator": value[0], "denominator": value[1]}
        Measurement.objects.create(report=report, indicator=of_set[code], **numbers)


def in_state(state, officer, office, commune, of_round):
    """A report of the commune brought to a state by the workflow itself, the window being open; None for "none"."""
    if state == "none":
        return None
    report = begin(officer, of_round, commune)
    fill(report, officer)
    if state == Report.State.DRAFT:
        return report
    report = submit(officer, report, report.revision)
    if state == Report.State.SUBMITTED:
        return report
    if state == Report.State.RETURNED:
        return return_criteria(office, report, {3: "thiếu biểu"}, report.revision)
    return approve(office, report, report.revision)


def close(of_round):
    """The window ended the week before, without any extension."""
    Extension.objects.filter(round=of_round).delete()
    of_round.opens_on, of_round.closes_on = timezone.localdate() - 3 * WEEK, timezone.localdate() - WEEK
    of_round.save()
