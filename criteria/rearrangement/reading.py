"""A rearrangement with everything known about its units, read with as many queries for one unit as for sixty."""

from datetime import date, timedelta

from django.db.models import Q

from communes.known import lineage_of
from communes.models import Commune, District, Membership, Officer, TilePosition
from criteria.models import RecogniseAgain, Recognition, RecognitionFile, Report
from criteria.rearrangement.outlook import AFile, AMembership, AReport, ARole, Facts, Outlook
from criteria.rearrangement.plan import Place, read_plan
from criteria.rules.recognition import Award, Renewal

ONE_DAY = timedelta(days=1)


def read(rearrangement):
    """Its text against the units that are known now; facts are asked for only where the plan has no problem."""
    day = rearrangement.effective_on
    communes = list(Commune.objects.select_related("district").defer("source"))
    lineage = lineage_of(communes)
    places = [as_place(one) for one in communes if lineage.units[one.pk].in_force(day - ONE_DAY)]
    standing = set(District.objects.in_force(day).values_list("pk", flat=True))
    last = max(lineage.state_starts(), default=date.min)
    plan = read_plan(rearrangement.text, day, places, last, {one.slug for one in communes}, standing)
    facts = Facts() if plan.problems else gathered(plan, last)
    return Outlook(plan, lineage, places, facts, rearrangement.choices)


def as_place(one):
    of = one.district
    return Place(one.pk, one.code, one.name, one.kind, one.district_id, of.name if of else "", one.valid_from)


def gathered(plan, state):
    """Facts about the units of the plan; `state`: the first day of the state of units before it."""
    ends = [one.id for one in plan.ends]
    anew = [one.kept.id for one in plan.new if one.kept and one.begins]
    return Facts(
        reports_of(ends, anew, plan.effective_on),
        roles_of(ends, plan.effective_on),
        memberships_of([step.old.id for _one, step in plan.steps], plan.effective_on),
        files_of(ends),
        [Award(*row) for row in Recognition.objects.awards()],
        [Renewal(*row) for row in RecogniseAgain.objects.values_list("commune_id", "level", "since")],
        {unit: (column, row) for unit, column, row in squares(state)},
    )


def reports_of(ends, anew, day):
    """Open reports of what ends or begins anew, and approved ones about a day on which a unit was no more."""
    under_way = Q(commune__in=[*ends, *anew], state__in=Report.UNDER_WAY)
    late = Q(commune__in=ends, state=Report.State.APPROVED, superseded_at=None, round__date__gte=day)
    found = Report.objects.filter(under_way | late, illustration=False).select_related("round", "commune")
    found = found.order_by("round__date", "commune__sort_key")
    return [
        AReport(one.commune.slug, one.commune.name, one.round.slug, one.round.date, one.state, one.get_state_display())
        for one in found
    ]


def roles_of(ends, day):
    """Commune officers' roles, not over by the day, that name a unit which ends."""
    held = Officer.objects.not_over(day).filter(role=Officer.Role.COMMUNE, communes__in=ends).distinct()
    found = held.select_related("user").prefetch_related("communes").order_by("user__sort_key", "pk")
    return [ARole(one.pk, str(one.user), tuple(unit.pk for unit in one.communes.all())) for one in found]


def memberships_of(units, day):
    """Times in groups and areas that reach to the day or beyond."""
    open_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    found = Membership.objects.filter(open_ended, commune__in=units).select_related("group")
    found = found.order_by("group__area", "group__slug", "pk")
    return [AMembership(one.pk, one.group_id, one.group.name, one.group.area, one.commune_id) for one in found]


def files_of(ends):
    found = RecognitionFile.objects.filter(commune__in=ends, state=RecognitionFile.State.OPEN)
    return [AFile(one.commune.name, one.year, one.get_level_display()) for one in found.select_related("commune")]


def squares(state):
    return TilePosition.objects.filter(state=state).values_list("commune_id", "column", "row")
