"""The ledger of the database: printed figures as light rows, with what the register knows beside them."""

from datetime import date
from functools import cached_property

from communes.models import Commune
from criteria.models import Citation, Target
from ntm.judgement import Judge, from_communes
from ntm.progress import contradictions
from ntm.progress.contradictions import ledger as light
from ntm.progress.measures import SIZES

KINDS = {
    "commune_level_units_total": set(Commune.Kind),
    "wards_total": {Commune.Kind.WARD},
    "towns_total": {Commune.Kind.TOWN},
}
DISTRICTS = {"districts_total": True, "cities_total": False}
RURAL_DISTRICT = "Huyện "


class Examined:
    """All figures of an archive (ntm.archive) checked once: findings, coverage, and the figures by their code."""

    def __init__(self, archive, changed=()):
        """`changed`: figures, saved or not, that stand in for those of the same code, or beside the others."""
        self.archive = archive
        self.figures = {figure.code: figure for figure in [*archive.targets, *archive.figures, *changed]}

    @cached_property
    def checks(self):
        return contradictions.checks(self.ledger)

    @cached_property
    def findings(self):
        return contradictions.findings(self.checks)

    @cached_property
    def coverage(self):
        """{code: {part of the row: rules that fix it}}."""
        return contradictions.coverage(self.checks)

    @cached_property
    def bounded(self):
        """Codes of rows that some rule compares with anything but their own quote."""
        return contradictions.bounded(self.checks) & self.figures.keys()

    @cached_property
    def ledger(self):
        rows = tuple(as_row(figure) for _code, figure in sorted(self.figures.items()))
        criteria = {code: [one.number for one in found] for code, found in self.archive.criteria.items()}
        citations = tuple(as_citation(cited) for cited in self.citations.values())
        return light.Ledger(rows, tuple(self.states), criteria, self.sizes, citations)

    @cached_property
    def citations(self):
        """{code: Citation} of the documents that the documents name."""
        return {cited.code: cited for cited in Citation.objects.select_related("document").order_by("code")}

    @property
    def states(self):
        lineage = self.archive.lineage
        for since in lineage.state_starts():
            units = [unit for unit in self.archive.communes.values() if alive(unit, since)]
            yield light.UnitState(since, len(units), len(lineage.universe(since)))

    @property
    def sizes(self):
        """{code: units} of figures that print how many units there are, as far as the register knows it."""
        counted = {code: self._size(figure) for code, figure in self.figures.items()}
        return {code: known for code, known in counted.items() if known}

    def _size(self, figure):
        measure, archive = figure.measure.key, self.archive
        if measure in KINDS:
            return sum(alive(one, figure.date) and one.kind in KINDS[measure] for one in archive.communes.values())
        if measure in DISTRICTS:
            there = [one for one in archive.districts.values() if alive(one, figure.date)]
            return sum(one.name.startswith(RURAL_DISTRICT) == DISTRICTS[measure] for one in there)
        if measure not in SIZES or archive.made_up_scope(figure.scope):
            return None
        return len(archive.scope(figure.scope, figure.date, self._basis(figure)) or ())

    def _basis(self, figure):
        return Judge(self.archive).result_basis(figure)


def alive(row, on):
    return row.valid_from <= on <= (row.valid_to or date.max)


def as_citation(cited):
    return light.Citation(cited.code, cited.document.short_name, cited.line, cited.number, cited.date, cited.quote)


def as_row(figure):
    """A figure without the database."""
    return light.Row(
        code=figure.code,
        kind=light.TARGET if isinstance(figure, Target) else figure.kind,
        document=figure.document.code,
        section=figure.section,
        line=figure.line,
        date=figure.date,
        period=figure.period,
        scope=figure.scope,
        measure=figure.measure.key,
        unit=figure.unit,
        variant=figure.variant,
        criteria_set=figure.criteria_set.code if figure.criteria_set else "",
        criterion=figure.criterion,
        low=figure.low,
        high=figure.high,
        numerator=figure.numerator,
        whole=figure.denominator,
        percent=figure.stated_percent,
        base=figure.base,
        part_of=figure.part_of,
        set_by=figure.set_by,
        estimate=getattr(figure, "estimate", False),
        of_communes=from_communes(figure),
        quote=figure.quote,
    )
