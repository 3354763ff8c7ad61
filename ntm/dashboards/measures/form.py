"""The form of a stated value: the number, and the document that says so; read by the rules of every printed figure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import DayField, TextField
from communes.vietnamese import day
from criteria.measure_entry import cited
from criteria.models import PublishedFigure
from ntm import printed, units
from ntm.dashboards.figures.form import FigureForm
from ntm.progress.integrity import last_day

KEPT = ("section", "line", "quote", "variant", "scope", "year", "period", "comparator", "low", "high", "unit")


class ValueForm(FigureForm):
    """A figure of one measure; what only a reader of printed ledgers fills in is left out."""

    document = measure = criteria_set = criterion = base = part_of = set_by = None
    numerator = denominator = stated_percent = None
    number = TextField(label=_("Number of the document"), max_length=40, help_text=_("As it is cited: 12/BC-SYT."))
    issued_on = DayField(label=_("Date of the document"))
    issuer = TextField(label=_("Issued by"), max_length=200)
    file = forms.FileField(
        label=_("File of the document"),
        required=False,
        help_text=_("PDF, JPG, PNG, DOCX or XLSX, 10 MB at most; the citation alone is enough."),
    )
    field_order = ("year", "comparator", "value", "upper", "unit", "period", "kind", "scope", "variant")

    def __init__(self, data=None, files=None, *, archive, measure, last=None):
        super().__init__(data, files=files, archive=archive)
        self.measure, self.last = measure, last
        self.fields["kind"].choices = list(PublishedFigure.Kind.choices)
        self.fields["period"].help_text = _("2011-2023 for a sum since 2011; empty: the year.")
        self.fields["value"].label = _("Value")
        if last:
            self.initial |= {"unit": last.unit, "scope": last.scope, "variant": last.variant, "kind": last.kind}
        elif measure.unit in units.UNITS:
            self.initial["unit"] = measure.unit

    @property
    def model(self):
        return PublishedFigure

    def clean(self):
        self.cleaned_data["measure"] = self.measure
        found = super().clean()
        issued, year = found.get("issued_on"), found.get("year")
        if issued and year and not found.get("estimate") and int(year[:4]) > issued.year:
            told = {"day": day(issued)}
            self.add_error("year", _("The document is of %(day)s: tick “printed before the day had come”.") % told)
        return found

    def stated(self):
        """The fields of a StatedValue."""
        found = self.cleaned_data
        kept = {name: found[name] for name in KEPT} | {"number": found["number"], "issued_on": found["issued_on"]}
        return kept | self.of_figure() | {"issuer": found["issuer"]}

    def of_figure(self):
        """What the form does not ask: the day, and the criterion that the measure's figures belong to."""
        found = self.cleaned_data
        day_of = last_day(found["year"])
        criterion = self.last.criterion if self.last else None
        return {"date": day_of, "kind": found["kind"], "estimate": found["estimate"], "criterion": criterion}

    def values(self):
        """The fields of the figure, of a document that is not saved: for the rules that look at it."""
        found = self.cleaned_data
        document = cited(found["number"], found["issued_on"], found["issuer"])
        kept = {name: found[name] for name in KEPT}
        return {"measure": self.measure, "document": document, **kept, **self.of_figure()}


def last_of(archive, measure):
    """The latest figure of the measure for the province, else of any scope: what a new value most likely follows."""
    of_measure = [one for one in archive.figures if one.measure_id == measure.pk]
    return max(of_measure, key=lambda one: (one.scope == printed.PROVINCE, one.date, one.code), default=None)
