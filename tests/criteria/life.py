"""People with roles, open rounds and reports under way, for tests of entry and review."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communes.models import Commune, Department, District, Group, Membership, Officer, User
from criteria.models import Assessment, Criterion, Extension, Indicator, Lead, Measurement, Report, Round
from criteria.workflow import approve, begin, return_criteria, submit
from tests.illustrated import shared
from tests.ntm.readings import report as approved_report

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
    of_set = {one.code: one for one in Indicator.objects.filter(criterion__criteria_set=report.criteria_set_id)}
    for code, value in values.items():
        numbers = {"value": value}
        if isinstance(value, tuple):
            numbers = {"value": round(100 * value[0] / value[1], 3), "numerator": value[0], "denominator": value[1]}
        Measurement.objects.update_or_create(report=report, indicator=of_set[code], defaults=numbers)


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


@pytest.fixture(scope="module")
def life(django_db_setup, django_db_blocker):
    """Seven roles with their territory here and elsewhere, and one commune with a report in every state."""
    with shared(django_db_blocker):
        yield Life()


class Life:
    def __init__(self):
        self.round, self.commune, other = opened(), commune_of(), commune_of("loc-binh")
        self.writer = person("nguoi-nhap", Role.COMMUNE, communes=[self.commune])
        self.office = person("van-phong", Role.OFFICE)
        department = leading(15, self.round)
        self.people = {
            "administrator": person("quan-tri", Role.ADMINISTRATOR),
            "office": self.office,
            "district own": person("huyen", Role.DISTRICT, district="van-quan"),
            "district other": person("huyen-khac", Role.DISTRICT, district="loc-binh"),
            "commune own": person("xa", Role.COMMUNE, communes=[self.commune]),
            "commune other": person("xa-khac", Role.COMMUNE, communes=[other]),
            "area own": person("dia-ban", Role.AREA, group=area_of(self.commune)),
            "area other": person("dia-ban-khac", Role.AREA, group=area_of(other, slug="dia-ban-khac")),
            "department own": person("so", Role.DEPARTMENT, department=department),
            "department other": person("so-khac", Role.DEPARTMENT, department=leading(1, self.round)),
            "leader": person("lanh-dao", Role.LEADER),
            "nobody": person("khong-vai-tro"),
        }

    def report(self, state):
        return in_state(state, self.writer, self.office, self.commune, self.round)

    def criterion(self, number=15):
        return self.round.criteria_set.criteria.get(number=number)

    def browsing(self, name):
        """A browser in which this person is signed in."""
        client = Client()
        client.force_login(self.people[name])
        return client

    def address(self, name, commune=None):
        return reverse(name, args=[self.round.slug, (commune or self.commune).slug])

    def sent(self, place, before=(), **outcomes):
        """A submitted report of another commune of the district that held `before` at the end of 2024."""
        commune, officer = commune_of(place=place), self.people["district own"]
        approved_before(commune, before)
        report = begin(officer, self.round, commune)
        fill(report, officer, **outcomes)
        return submit(officer, report, report.revision)


def approved_before(commune, held, **values):
    """What was approved at the end of 2024, with values."""
    found = approved_report(commune, date(2024, 12, 31), held)
    measure(found, **values)
    return found
