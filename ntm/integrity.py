"""The named integrity checks: which rows each one reads, what it says, and where its findings are mended."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from communes.models import Commune, District, Membership, Officer, Succession, TilePosition
from criteria.models import (
    Assessment,
    CriteriaSet,
    Criterion,
    Lead,
    Measurement,
    PublishedFigure,
    Recognition,
    Report,
    Round,
    Target,
    Threshold,
)
from ntm.progress import integrity as find
from ntm.register import Register


class Rows:
    """The rows that checks read, each table fetched at most once and only if a check asks for it."""

    @cached_property
    def register(self):
        return Register()

    @cached_property
    def units(self):
        """The units as communes.lineage sees them."""
        return list(self.register.lineage.units.values())

    @cached_property
    def links(self):
        return list(Succession.objects.all())

    @cached_property
    def sets(self):
        return list(CriteriaSet.objects.all())

    @cached_property
    def memberships(self):
        return named(Membership, "commune_id", "valid_from", "valid_to", group_slug=F("group__slug"))

    @cached_property
    def awards(self):
        decision = {field: F(f"decision__{field}") for field in ("number", "signed_on", "year")}
        return named(Recognition, "commune_id", "withdrawn_on", **decision)

    @cached_property
    def rounds(self):
        return named(Round, "date", "kind", set_code=F("criteria_set__code"))

    @cached_property
    def reports(self):
        return named(Report, "commune_id", date=F("round__date"), set_code=F("criteria_set__code"))

    @cached_property
    def counting(self):
        """Reports that count, with the number of their verdicts."""
        joined = {"date": F("round__date"), "kind": F("round__kind"), "set_code": F("criteria_set__code")}
        verdicts = {"name": F("commune__name"), "verdicts": Count("assessments")}
        return named(Report.objects.approved(), "commune_id", **joined, **verdicts)

    @cached_property
    def criteria_counts(self):
        return dict(Criterion.objects.order_by().values_list("criteria_set__code").annotate(Count("id")))

    @cached_property
    def figures(self):
        fields = ("code", "year", "date", "base", "low", "high")
        return [row for model in (Target, PublishedFigure) for row in named(model, *fields)]

    @cached_property
    def thresholds(self):
        indicator = {"indicator_code": F("indicator__code"), "comparison": F("indicator__comparison")}
        sets = {"set_code": F("indicator__criterion__criteria_set__code")}
        return named(Threshold, "commune_class", "year_from", "year_to", "value", "text", **indicator, **sets)

    @cached_property
    def standings(self):
        """The province on the date of every official round."""
        register = self.register
        register.prepare([(one.date, one.date, one.criteria_set.code) for one in register.rounds])
        return [register.standing(one.date) for one in register.rounds]


def named(rows, *fields, **joined):
    """Light rows with these attributes, in a fixed order."""
    rows = getattr(rows, "objects", rows)
    return list(rows.order_by("id").annotate(**joined).values_list(*fields, *joined, named=True))


def lives_reversed(rows):
    models = (District, Commune, Membership, Officer, Lead)
    lives = [row for model in models for row in model.objects.exclude(valid_to=None)]
    return find.lives_reversed(lives, lambda row: f"{row._meta.label} #{row.pk}")


def verdicts_of_another_set(rows):
    strange = Assessment.objects.exclude(criterion__criteria_set=F("report__criteria_set"))
    measured = Measurement.objects.exclude(indicator__criterion__criteria_set=F("report__criteria_set"))
    return [f"{row._meta.label} #{row.pk}" for found in (strange, measured) for row in found.order_by("id")]


@dataclass(frozen=True)
class Check:
    """One question to the data: its name, what must hold, where to mend it, and how to find what breaks it."""

    name: str
    rule: str
    mend: str
    run: Callable[[Rows], list]


UNITS, SUCCESSIONS = "fixtures/communes.csv", "fixtures/successions.csv"
THRESHOLDS, FIGURES, ROUNDS = "fixtures/thresholds.csv", "fixtures/figures.csv", "fixtures/rounds.csv"
REPORTS, DECISIONS, GROUPS = _("the report of that round"), _("the recognition decision"), _("the group's members")

CHECKS = [
    Check("lives_reversed", _("nothing ends before it begins"), _("the row itself"), lives_reversed),
    Check("codes", _("a code is borne by one unit at a time"), UNITS, lambda r: find.codes_borne_twice(r.units)),
    Check(
        "successors",
        _("every unit that ended has a successor"),
        SUCCESSIONS,
        lambda r: find.without_successor(r.units, r.links),
    ),
    Check(
        "predecessors",
        _("every unit that began later has a predecessor"),
        SUCCESSIONS,
        lambda r: find.without_predecessor(r.units, r.links),
    ),
    Check(
        "successions",
        _("successions join units in force"),
        SUCCESSIONS,
        lambda r: find.successions_outside_life(r.links, r.units),
    ),
    Check(
        "memberships",
        _("memberships lie in the life of their unit"),
        GROUPS,
        lambda r: find.members_outside_life(r.memberships, r.units),
    ),
    Check(
        "tiles",
        _("every rural commune has its square on the map of each unit state"),
        "fixtures/tile_positions.csv",
        lambda r: find.tiles_missing(r.register.lineage.state_starts(), r.units, TilePosition.objects.all()),
    ),
    Check(
        "thresholds_empty",
        _("every threshold has a value or words"),
        THRESHOLDS,
        lambda r: find.thresholds_empty(r.thresholds),
    ),
    Check(
        "thresholds_comparable",
        _("a value stands beside a comparison, and its years run forward"),
        THRESHOLDS,
        lambda r: find.thresholds_not_comparable(r.thresholds),
    ),
    Check(
        "figures_readable",
        _("every figure has a readable date and base"),
        FIGURES,
        lambda r: find.figures_unreadable(r.figures),
    ),
    Check("figures_valued", _("every figure has a value"), FIGURES, lambda r: find.figures_without_value(r.figures)),
    Check(
        "round_sets",
        _("every round is judged by the set in force"),
        ROUNDS,
        lambda r: find.rounds_under_another_set(r.rounds, r.sets),
    ),
    Check(
        "report_sets",
        _("every report is judged by a set in force in its year"),
        REPORTS,
        lambda r: find.reports_under_another_set(r.reports, r.sets),
    ),
    Check(
        "reports_alive",
        _("reports lie in the life of their unit"),
        REPORTS,
        lambda r: find.reports_outside_life(r.reports, r.units),
    ),
    Check(
        "reports_once",
        _("one version of a report counts"),
        REPORTS,
        lambda r: find.reports_counting_twice(r.counting),
    ),
    Check(
        "verdicts_complete",
        _("an approved report has a verdict on every criterion"),
        REPORTS,
        lambda r: find.verdicts_missing(r.counting, r.criteria_counts),
    ),
    Check("verdicts_set", _("verdicts and values belong to the report's set"), REPORTS, verdicts_of_another_set),
    Check(
        "recognitions_alive",
        _("communes are recognised while they exist"),
        DECISIONS,
        lambda r: find.awards_outside_life(r.awards, r.units),
    ),
    Check(
        "withdrawals",
        _("nothing is withdrawn before it was signed"),
        DECISIONS,
        lambda r: find.awards_withdrawn_early(r.awards),
    ),
    Check("bands", _("bands sum to the universe"), REPORTS, lambda r: find.bands_not_summing(r.standings)),
    Check(
        "criteria",
        _("criteria of the communes and communes of the criteria sum alike"),
        REPORTS,
        lambda r: find.criteria_not_summing(r.standings),
    ),
]


def run_checks(checks=CHECKS):
    """[(check, what breaks it)] over one reading of the database."""
    rows = Rows()
    return [(check, check.run(rows)) for check in checks]
