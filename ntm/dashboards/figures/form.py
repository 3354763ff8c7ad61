"""The form of a printed figure: what the document says, where it says so, and of what."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import SeenForm, TextField
from communes.vietnamese import Ambiguous, NotANumber, parse_number, typed
from criteria.models import CriteriaSet, Document, Measure, PublishedFigure, Target
from ntm import printed, units
from ntm.progress.integrity import last_day

YEAR, MONTH = (
    re.compile(r"(19|20)\d\d", re.ASCII),
    re.compile(r"(?:((?:19|20)\d\d)-(\d\d)|(\d\d?)/((?:19|20)\d\d))", re.ASCII),
)
PERIOD = re.compile(r"((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?", re.ASCII)
WHOLE_DIGITS, DECIMALS = 12, 4


class AmountField(TextField):
    """A number as the office types it; "" is none. One that can be read in two ways is asked back."""

    def __init__(self, **kwargs):
        super().__init__(max_length=30, required=kwargs.pop("required", False), **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value):
        try:
            found = parse_number(super().clean(value))
        except Ambiguous as both:
            told = dict(zip(("one", "other"), map(typed, both.readings), strict=True))
            raise ValidationError(_("Is this %(one)s or %(other)s? Write it without a point.") % told) from None
        except NotANumber:
            raise ValidationError(_("Write digits only, with a comma for decimals: 31,5.")) from None
        if found is not None and (found.adjusted() >= WHOLE_DIGITS or round(found, DECIMALS) != found):
            raise ValidationError(_("Write at most 12 digits and 4 decimals."))
        return found


class FigureForm(SeenForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=list(printed.KINDS.items()))
    document = forms.ModelChoiceField(Document.objects.all(), label=_("Document"), empty_label="")
    section = TextField(label=_("Section, item"), max_length=200)
    line = forms.IntegerField(label=_("Line or page"), min_value=1, max_value=100000)
    quote = forms.CharField(
        label=_("Quote"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Word for word as the document prints it."),
    )
    measure = forms.ModelChoiceField(Measure.objects.order_by("label"), label=_("Measure"), empty_label="")
    variant = forms.ChoiceField(label=_("Variant"), required=False)
    scope = forms.ChoiceField(label=_("Scope"), initial=printed.PROVINCE)
    criteria_set = forms.ModelChoiceField(
        CriteriaSet.objects.all(), label=_("Criteria set"), required=False, empty_label="–"
    )
    criterion = forms.IntegerField(label=_("Criterion number"), required=False, min_value=1, max_value=99)
    year = TextField(label=_("Year or month"), max_length=10, help_text=_("2020, or 06/2020 for a month."))
    period = TextField(label=_("Period"), max_length=12, required=False, help_text=_("2016-2020; empty: the year."))
    comparator = forms.ChoiceField(label=_("Comparison"), choices=PublishedFigure.Comparator.choices)
    value = AmountField(label=_("Value"), required=True)
    upper = AmountField(label=_("Upper end"), help_text=_("Only for a range."))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    numerator = AmountField(label=_("Numerator"))
    denominator = AmountField(label=_("Denominator"), help_text=_("Only where the document prints it."))
    stated_percent = AmountField(label=_("Percent as printed"))
    base = forms.IntegerField(label=_("Communes counted"), required=False, min_value=1, max_value=99999)
    part_of = TextField(label=_("Part of the figure"), max_length=10, required=False, help_text=_("Its code, F010."))
    set_by = TextField(label=_("Set by"), max_length=200, required=False)
    estimate = forms.BooleanField(label=_("Printed before the day had come"), required=False)
    why = TextField(label=_("Reason of the correction"), max_length=500, required=False)
    knowing = forms.BooleanField(label=_("It stands so in the document: keep it"), required=False)

    def __init__(self, data=None, *, archive, corrected=None, **kwargs):
        initial = given(corrected) if corrected else None
        super().__init__(data, initial=initial, **kwargs)
        self.archive, self.corrected = archive, corrected
        self.fields["scope"].choices = scopes(archive)
        self.fields["variant"].choices = [("", "–"), *printed.VARIANTS.items()]
        self.fields["unit"].choices = [
            ("", _("as the measure")),
            *((unit, unit_name(unit)) for unit in sorted(units.UNITS)),
        ]
        if corrected is None:
            del self.fields["why"]
        else:
            self.fields["why"].required = True
            self.fields["kind"].choices = kinds_beside(corrected)

    @property
    def model(self):
        return Target if self.cleaned_data["kind"] == printed.TARGET else PublishedFigure

    def clean_year(self):
        text = self.cleaned_data["year"]
        month = MONTH.fullmatch(text)
        found = text if YEAR.fullmatch(text) else month and f"{month[1] or month[4]}-{int(month[2] or month[3]):02}"
        if not found or last_day(found) is None:
            raise ValidationError(_("Write a year, 2020, or a month, 06/2020."))
        return found

    def clean_period(self):
        text = self.cleaned_data["period"] or self.cleaned_data.get("year", "")[:4]
        match = PERIOD.fullmatch(text)
        if text and not match:
            raise ValidationError(_("Write a period as 2016-2020 or a year."))
        if match and match[2] and match[2] < match[1]:
            raise ValidationError(_("The period ends before it begins."))
        return "-".join(filter(None, match.groups())) if match else ""

    def clean_stated_percent(self):
        """As printed, every digit kept: 37,20 stays 37.20."""
        found = self.cleaned_data["stated_percent"]
        return "" if found is None else f"{found:f}"

    def clean_part_of(self):
        code = self.cleaned_data["part_of"]
        known = {one.code for one in [*self.archive.targets, *self.archive.figures]}
        if code and code not in known and (self.corrected is None or code != self.corrected.part_of):
            raise ValidationError(_("There is no figure of this code."))
        return code

    def clean(self):
        found = super().clean()
        self._ends(found)
        measure = found.get("measure")
        if measure and not found.get("unit"):
            found["unit"] = measure.unit
            if measure.unit not in units.UNITS:
                self.add_error("unit", _("Choose the unit: this measure is printed in several."))
        if found.get("criterion") and not found.get("criteria_set") and measure and measure.key.endswith("_criterion"):
            self.add_error("criteria_set", _("A criterion's number belongs to a criteria set: choose it."))
        return found

    def _ends(self, found):
        """`value` and `upper` as the two ends that a figure has."""
        low, upper = found.get("value"), found.get("upper")
        ends = {">=": (low, None), "<=": (None, low), "range": (low, upper)}
        found["low"], found["high"] = ends.get(found.get("comparator"), (low, low))
        if found.get("comparator") == "range" and low is not None and (upper is None or upper <= low):
            self.add_error("upper", _("Write the upper end of the range, above the value."))

    def values(self):
        """The fields of the figure."""
        found = self.cleaned_data
        plain = ("document", "section", "line", "quote", "measure", "variant", "scope", "criteria_set", "criterion")
        more = ("year", "period", "comparator", "low", "high", "unit", "numerator", "denominator", "stated_percent")
        kept = {name: found[name] for name in (*plain, *more, "part_of", "set_by")}
        kept |= {"date": last_day(found["year"]), "base": str(found["base"] or "")}
        return kept if self.model is Target else {**kept, "kind": found["kind"], "estimate": found["estimate"]}


def kinds_beside(figure):
    """A target stays a target; a published figure may turn out to be of another kind, but no target."""
    target = isinstance(figure, Target)
    return [(key, words) for key, words in printed.KINDS.items() if (key == printed.TARGET) == target]


def scopes(archive):
    """Every scope that a figure has, and every district and group, as an official would say it."""
    known = {*printed.ALWAYS, *(one.scope for one in [*archive.targets, *archive.figures])}
    known |= {f"group:{slug}" for slug in archive.groups}
    known |= {f"district:{one.name.removeprefix('Huyện ')}" for one in archive.districts.values()}
    return sorted(((scope, printed.scope_name(archive, scope)) for scope in known), key=lambda pair: str(pair[1]))


def unit_name(unit):
    return units.with_unit("", unit).strip()


def given(figure):
    """What the form shows of a figure as it stands."""
    names = ("section", "line", "quote", "variant", "scope", "criterion", "year", "period", "comparator", "unit")
    shown = {name: getattr(figure, name) for name in (*names, "base", "part_of", "set_by")}
    value = figure.low if figure.low is not None else figure.high
    upper = figure.high if figure.comparator == PublishedFigure.Comparator.RANGE else None
    amounts = {"value": value, "upper": upper, "numerator": figure.numerator, "denominator": figure.denominator}
    shown |= {name: typed(amount) for name, amount in amounts.items()}
    shown |= {"document": figure.document_id, "measure": figure.measure_id, "criteria_set": figure.criteria_set_id}
    shown |= {"kind": getattr(figure, "kind", printed.TARGET), "estimate": getattr(figure, "estimate", False)}
    return {**shown, "stated_percent": figure.stated_percent.replace(".", ",")}


def drafted(form, code):
    """The figure that the form describes, not saved."""
    return form.model(code=code, **form.values())
