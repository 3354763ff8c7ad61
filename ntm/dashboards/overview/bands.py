"""Communes by criteria attained at the end of each year: as printed where that settles all bands, else computed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm.charts import Chart, Table
from ntm.charts.bands import Column, bands_chart
from ntm.dashboards.overview.results import printed_at, source_of, told
from ntm.judgement import COMPUTED, ILLUSTRATION
from ntm.progress.bands import bands_for
from ntm.progress.distribution import Printed, completed
from ntm.progress.measures import BANDS, Question
from ntm.progress.published import answers
from ntm.verdicts import SOURCES

ALL_CRITERIA = "communes_in_band_19"


class Year:
    """One year-end: its bands with their communes, and where they come from."""

    def __init__(self, results, on):
        self.results, self.on = results, on
        self.basis = results.basis(on)
        chosen = results.selection.standing if on == results.as_of else None
        self.standing = chosen or results.judge.scoped(results.scope, on, self.basis)
        self.bands = bands_for(len(self.standing.criteria)) if self.standing.criteria else []
        self.figures = self._figures()
        self.counts = self._counts()

    def _figures(self):
        """Printed bands for the scope, the day and the basis."""
        found = []
        for measure, (low, high) in {**BANDS, ALL_CRITERIA: (19, 19)}.items():
            question = Question(measure, self.on)
            figures = self.results.register.published_at(self.results.scope, question.date)
            printed = answers(figures, question, self.results.scope, self._on_basis)
            found += [(Printed(low, high, int(one.value)), one.figure) for one in printed[:1]]
        return found

    def _on_basis(self, figure):
        state = self.results.register.lineage.state_start
        return state(self.results.judge.result_basis(figure)) == state(self.basis)

    def _counts(self):
        printed = completed(self.bands, [one for one, _figure in self.figures], self.standing.universe)
        self.published = printed is not None
        if printed is not None:
            return printed
        return [communes for _band, communes in self.standing.bands()] if self.standing.has_data else None

    @property
    def source(self):
        if self.published:
            return printed_at(self.figures[0][1])
        return str(SOURCES[ILLUSTRATION if self.standing.illustration else COMPUTED])

    @property
    def column(self):
        made = not self.published and self.standing.illustration
        return Column(self.label, self.counts, self.standing.universe, self.standing.criteria_set, made=made)

    @property
    def label(self):
        return str(self.on.year) if self.on.month == 12 else f"{self.on.month}/{self.on.year}"


def chart(results):
    ends = [on for on in results.dates if on.month == 12 or on == results.as_of]
    years = [Year(results, on) for on in ends]
    names = band_names(years)
    known = [year for year in years if year.counts and len(year.bands) == len(names)]
    return Chart(
        id="chart-bands",
        title=_("Communes by criteria attained, by year"),
        finding=finding(known[-1]) if known else _("No data on communes by criteria attained yet"),
        subtitle=_("Communes by criteria attained; one column a year. Dotted lines: the criteria set changed."),
        source=told(printed_in(known)),
        note=_("Hatched: illustration.") if any(year.column.made for year in known) else "",
        table=table(known, names),
        figure=bands_chart([year.column for year in known], names),
        illustration=bool(known and known[-1].column.made),
        height=340,
    )


def band_names(years):
    """Names from the top band down, of the last year's set."""
    bands = next((year.bands for year in reversed(years) if year.counts), [])
    return [_("All %(n)d") % {"n": bands[0].low}, *(band_name(band) for band in bands[1:])] if bands else []


def band_name(band):
    return _("Below %(n)d") % {"n": band.high + 1} if band.low == 0 else f"{band.low}–{band.high}"


def finding(year):
    """What the last column says; it is not compared with columns of other units or sets."""
    top, below = year.counts[0], sum(n for band, n in zip(year.bands, year.counts, strict=True) if band.high < 10)
    met = ngettext("%(n)s commune holds all criteria", "%(n)s communes hold all criteria", top) % {"n": number(top)}
    told = {"day": day(year.on), "met": met, "below": number(below)}
    return _("By %(day)s %(met)s, %(below)s hold fewer than 10") % told


def printed_in(years):
    found = [source_of(year.figures[0][1]) for year in years if year.published]
    return list({one.text: one for one in found}.values())


def table(years, names):
    head = [_("Year"), *names, _("Communes in all"), _("Source")]
    rows = [[year.label, *map(number, year.counts), number(year.standing.universe), year.source] for year in years]
    return Table(head, rows, text=[len(head) - 1])
