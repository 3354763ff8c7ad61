"""Forms of recognition files and of the rules of a period."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import PlainForm
from communes.models import Commune
from communes.vietnamese import Ambiguous, NotANumber, number, parse_number, typed
from criteria.forms.recognition import WithFile, Year, reason
from criteria.forms.rounds import Day
from criteria.models import CriteriaSet, RecognitionPaper, RecognitionRule, RecognitionStep
from criteria.models.standard import Level
from criteria.recognition.conditions import contradictions
from criteria.recognition.decisions import candidate
from criteria.recognition.naming import read_names
from criteria.recognition.terms import numbers


class Amount(forms.CharField):
    """A number as it is written here: 1.250,5."""

    wrong = _("Write a number, for example 1250,5.")

    def __init__(self, largest, **kwargs):
        self.largest = largest
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value):
        try:
            found = parse_number(super().to_python(value))
        except Ambiguous as either:
            found = self.of_either(either)
        except NotANumber:
            raise forms.ValidationError(self.wrong) from None
        if found is not None and not 0 <= found <= self.largest:
            raise forms.ValidationError(_("Write a number from 0 to %(n)s.") % {"n": number(self.largest)})
        return found

    def of_either(self, either):
        raise forms.ValidationError(_("Is “%(text)s” a thousand or a decimal? Write 1234 or 1,234.") % {"text": either})

    def prepare_value(self, value):
        return value if isinstance(value, str) else typed(value)


class Count(Amount):
    """A whole number; a point in it can only group thousands."""

    wrong = _("Write a whole number, for example 1250.")

    def of_either(self, either):
        return either.readings[0]

    def to_python(self, value):
        found = super().to_python(value)
        if found is not None and found != int(found):
            raise forms.ValidationError(self.wrong)
        return None if found is None else int(found)


class Stated(forms.TypedChoiceField):
    """Yes, no, or not stated yet."""

    def __init__(self, **kwargs):
        choices = [("", _("not stated yet")), ("True", _("yes")), ("False", _("no"))]
        super().__init__(
            choices=choices, required=False, coerce=lambda text: text == "True", empty_value=None, **kwargs
        )

    def prepare_value(self, value):
        return "" if value is None else str(value)


class FileForm(PlainForm):
    """A new file: which commune, level and year."""

    commune = forms.CharField(
        label=_("Commune"),
        max_length=200,
        help_text=_("Name or code; with the district behind it where two communes bear the name."),
        error_messages={"required": _("Write the name of the commune.")},
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level)
    year = Year(label=_("For the year"))

    def clean(self):
        found = super().clean()
        if found.get("commune") and found.get("year"):
            found["commune"] = self._commune(found["commune"], found["year"])
        return found

    def _commune(self, text, year):
        """A commune of the end of the year, or one that ended within it."""
        today = timezone.localdate()
        on = min(today, today.replace(year=year, month=12, day=31)) if year <= today.year else today
        communes = {one.pk: one for one in Commune.objects.rural().in_force_within(on.replace(month=1, day=1), on)}
        lasting = [candidate(one, tier=bool(one.valid_to and one.valid_to < on)) for one in communes.values()]
        named = read_names(text, lasting)
        if named.clear and len(named.found) == 1:
            return communes[named.found[0]]
        if named.ambiguous:
            lines = "; ".join(one.line for one in named.ambiguous[0][1])
            words = _("“%(name)s” is the name of several communes: %(lines)s. Write it as one of these.")
            return self.add_error("commune", words % {"name": text, "lines": lines})
        told = {"name": text, "day": on.strftime("%d/%m/%Y")}
        words = _("No rural commune was called “%(name)s” on %(day)s. Check the name or write the code.")
        return self.add_error("commune", words % told)


class FactsForm(PlainForm):
    """What is stated about the conditions, and the council's vote; empty means not stated, never zero."""

    registered = Stated(label=_("Registered beforehand"))
    households = Count(10**6, label=_("Households of the commune"))
    households_asked = Count(10**6, label=_("Households asked"))
    households_satisfied = Count(10**6, label=_("Households satisfied"))
    arrears = Amount(10**8, label=_("Construction arrears (million đồng)"), help_text=_("0 where there are none"))
    security_confirmed = Stated(label=_("Security and order confirmed"))
    council_members = Count(1000, label=_("Members of the appraisal council"))
    council_present = Count(1000, label=_("Members present"))
    council_agreed = Count(1000, label=_("Members who agree"))
    voted_on = Day(label=_("Voted on"), required=False)

    def clean(self):
        found = super().clean()
        for field, sentence in contradictions(found).items():
            self.add_error(field, sentence)
        return found


class PaperForm(WithFile):
    """One paper of the file."""

    kind = forms.ChoiceField(label=_("Paper"), choices=RecognitionPaper.Kind)
    dated = Day(label=_("Date of the paper"))
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    field_order = ["kind", "dated", "number", "file", "kept_file"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("File of the paper")


class StepForm(PlainForm):
    """A step that was reached, and when."""

    step = forms.ChoiceField(label=_("Step"), choices=RecognitionStep.Kind)
    reached_on = Day(label=_("Reached on"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class RuleForm(PlainForm):
    """The value of a rule, with its source and whether it was held against the document."""

    comparison = forms.ChoiceField(
        label=_("Comparison"), required=False, choices=[("", "–"), *RecognitionRule.Comparison.choices]
    )
    value = Amount(1000, label=_("Value (percent or days)"))
    text = forms.CharField(
        label=_("Text"), max_length=300, required=False, help_text=_("numbers of the named criteria, or a range")
    )
    source = forms.CharField(
        label=_("Document"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write where the rule stands.")},
    )
    verified = forms.BooleanField(label=_("Confirmed by a source that was read"), required=False)
    why = reason(_("Why it is changed"))


class NewRuleForm(RuleForm):
    """A rule of a period that has none of its kind."""

    key = forms.ChoiceField(label=_("Rule"), choices=RecognitionRule.Key)
    first_year = Year(label=_("First year"))
    last_year = Year(label=_("Last year"))
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("all levels")), *Level.choices])
    criteria_set = forms.ModelChoiceField(
        CriteriaSet.objects.all(), label=_("Criteria set (for named criteria)"), required=False, empty_label="–"
    )
    why = None
    field_order = ["key", "first_year", "last_year", "level", "criteria_set"]

    def clean(self):
        found = super().clean()
        first, last = found.get("first_year"), found.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The last year lies before the first."))
        named = found.get("key") == RecognitionRule.Key.NAMED
        if named and not (found.get("criteria_set") and numbers(found.get("text") or "")):
            self.add_error("criteria_set", _("Choose the criteria set and write the numbers of the criteria."))
        if not named:
            found["criteria_set"] = None
        return found
