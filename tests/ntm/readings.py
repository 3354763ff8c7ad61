"""Small histories in the database: reports with verdicts, decisions and groups, for tests of the top floor."""

from datetime import date

from communes.models import Commune, Group, Membership
from criteria.models import Assessment, CriteriaSet, Criterion, Decision, Recognition, Report, Round
from criteria.models.standard import Level

END_2019, END_2020 = date(2019, 12, 31), date(2020, 12, 31)


def communes_on(on, **where):
    return list(Commune.objects.rural().in_force(on).filter(**where).order_by("code"))


def report(commune, on, held, illustration=False, set_code=None, state=Report.State.APPROVED, version=1, **outcomes):
    """An approved report that holds these criteria; `no_data` and `not_applicable` name others."""
    held = dict.fromkeys(held, Assessment.Outcome.ATTAINED)
    held |= {number: outcome for outcome, numbers in outcomes.items() for number in numbers}
    return _reports(on, {commune: held}, set_code, state=state, version=version, illustration=illustration)[0]


def reports(on, held, illustration=False, set_code=None):
    """Approved reports of many communes, {commune: criteria it holds}, with as few queries as one."""
    said = {commune: dict.fromkeys(numbers, Assessment.Outcome.ATTAINED) for commune, numbers in held.items()}
    return _reports(on, said, set_code, state=Report.State.APPROVED, illustration=illustration)


def _reports(on, said, set_code, **fields):
    of = Round.objects.select_related("criteria_set").get(date=on)
    criteria_set = CriteriaSet.objects.get(code=set_code) if set_code else of.criteria_set
    made = Report.objects.bulk_create(
        Report(round=of, commune=commune, criteria_set=criteria_set, **fields) for commune in said
    )
    criteria = list(Criterion.objects.filter(criteria_set=criteria_set))
    Assessment.objects.bulk_create(
        Assessment(report=one, criterion=criterion, outcome=said[one.commune].get(criterion.number, "not_attained"))
        for one in made
        for criterion in criteria
    )
    return made


def forget():
    """Takes back everything that report, decide and gather wrote."""
    Report.objects.all().delete()
    Decision.objects.filter(source="test").delete()
    Membership.objects.filter(source="test").delete()
    Group.objects.filter(source="test").delete()


def decide(communes, year, level=Level.BASIC, signed_on=None, illustration=False):
    decision = Decision.objects.create(
        number=f"{Decision.objects.count() + 1}/QĐ-UBND",
        signed_on=signed_on or date(year, 12, 15),
        year=year,
        level=level,
        illustration=illustration,
        source="test",
    )
    Recognition.objects.bulk_create(Recognition(decision=decision, commune=commune) for commune in communes)
    return decision


def gather(slug, communes, valid_from=date(2016, 1, 1), valid_to=None, illustration=False, area=False):
    group, _ = Group.objects.get_or_create(slug=slug, defaults={"name": slug, "source": "test", "area": area})
    for commune in communes:
        Membership.objects.create(
            group=group,
            commune=commune,
            valid_from=valid_from,
            valid_to=valid_to,
            source="test",
            illustration=illustration,
        )
    return group
