"""The form of a commitment: what the document says and where, of whom, what is counted, how much, by when."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import DayField, SeenForm, TextField
from communes.vietnamese import typed
from criteria.models import Commitment, CriteriaSet, Document
from criteria.models.standard import Level
from ntm import printed
from ntm.dashboards.figures.form import AmountField, scopes
from ntm.progress.commitments import AVERAGE, COMMUNES, CRITERIA, SHARE

MOST, DECIMALS = 9999, 2
NAMING = ("district:", "group:", "commune:")  # scopes that name communes
CONDITIONS = ("least", "including", "level")


class CommitmentForm(SeenForm):
    title = TextField(label=_("In short"), max_length=200)
    document = forms.ModelChoiceField(Document.objects.all(), label=_("Document"), empty_label="")
    section = TextField(label=_("Section, item"), max_length=200)
    line = forms.IntegerField(label=_("Line or page"), min_value=1, max_value=100000)
    quote = forms.CharField(
        label=_("Quote"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Word for word as the document prints it."),
    )
    scope = forms.ChoiceField(label=_("Scope"), initial=printed.PROVINCE)
    per = forms.ChoiceField(label=_("Asked of"), choices=Commitment.Per.choices)
    counts = forms.ChoiceField(label=_("What is counted"), choices=Commitment.Counts.choices)
    least = forms.IntegerField(label=_("Communes with at least … criteria"), required=False, min_value=1, max_value=99)
    including = TextField(
        label=_("Among them criteria"), required=False, max_length=100, help_text=_("Numbers: 10, 11, 14.")
    )
    level = forms.ChoiceField(label=_("Recognised as"), choices=[("", "–"), *Level.choices], required=False)
    criteria_set = forms.ModelChoiceField(
        CriteriaSet.objects.all(),
        label=_("Criteria set"),
        required=False,
        empty_label="–",
        help_text=_("The set that the numbers belong to; another set is then not compared."),
    )
    comparator = forms.ChoiceField(label=_("Comparison"), choices=Commitment.Comparator.choices)
    value = AmountField(label=_("Value"), required=True)
    upper = AmountField(label=_("Upper end"), help_text=_("Only for a range."))
    date = DayField(label=_("To be kept by"))
    why = TextField(label=_("Reason of the correction"), max_length=500, required=False)

    def __init__(self, data=None, *, archive, corrected=None, **kwargs):
        super().__init__(data, initial=given(corrected) if corrected else None, **kwargs)
        self.archive = archive
        self.fields["scope"].choices = naming_communes(archive, corrected)
        if corrected is None:
            del self.fields["why"]
        else:
            self.fields["why"].required = True

    def clean_including(self):
        """Numbers of criteria, each once, in order: "10, 11"."""
        parts = [one.strip() for one in self.cleaned_data["including"].split(",") if one.strip()]
        if not all(one.isascii() and one.isdigit() and len(one) <= 2 for one in parts):
            raise ValidationError(_("Write the numbers of criteria with commas between them: 10, 11, 14."))
        return ", ".join(map(str, sorted({int(one) for one in parts})))

    def clean(self):
        found = super().clean()
        self._ends(found)
        self._of_whom(found)
        self._criteria(found)
        return found

    def _ends(self, found):
        """`value` and `upper` as the two ends; a share ends at 100."""
        low, upper, most = found.get("value"), found.get("upper"), 100 if found.get("counts") == SHARE else MOST
        ends = {">=": (low, None), "<=": (None, low), "range": (low, upper)}
        found["low"], found["high"] = ends.get(found.get("comparator"), (low, None))
        if found.get("comparator") == "range" and low is not None and (upper is None or upper <= low):
            self.add_error("upper", _("Write the upper end of the range, above the value."))
        for name, end in (("value", low), ("upper", upper)):
            if end is not None and not (0 <= end <= most and round(end, DECIMALS) == end):
                self.add_error(name, _("Write a number from 0 to %(most)s with at most 2 decimals.") % {"most": most})

    def _of_whom(self, found):
        """Criteria of one commune are asked of each commune, everything else of the whole or of districts."""
        each, counts = found.get("per") == Commitment.Per.COMMUNE, found.get("counts")
        if counts and each != (counts == CRITERIA):
            self.add_error("per", _("“Each commune” goes with “criteria that one commune attains”, and only with it."))
        wanted = [name for name in CONDITIONS if found.get(name)]
        if counts in (COMMUNES, SHARE) and not wanted and not self.errors:
            self.add_error("least", _("Say which communes are counted: by criteria or by recognition."))
        if counts in (AVERAGE, CRITERIA) and wanted:
            self.add_error(wanted[0], _("Only where communes are counted."))

    def _criteria(self, found):
        chosen, numbers = found.get("criteria_set"), found.get("including")
        if not numbers:
            return
        if chosen is None:
            self.add_error("criteria_set", _("A criterion's number belongs to a criteria set: choose it."))
            return
        known = {one.number for one in self.archive.criteria.get(chosen.code, ())}
        if not {int(one) for one in numbers.split(",")} <= known:
            self.add_error("including", _("The set has no criterion of this number."))

    def values(self):
        """The fields of the commitment."""
        found = self.cleaned_data
        plain = ("title", "document", "section", "line", "quote", "scope", "per", "counts", "least", "including")
        return {name: found[name] for name in (*plain, "level", "criteria_set", "comparator", "low", "high", "date")}


def naming_communes(archive, corrected):
    """Scopes whose communes are known by name: the province, districts, groups, communes that documents name."""
    known = [(scope, name) for scope, name in scopes(archive) if scope == printed.PROVINCE or scope.startswith(NAMING)]
    own = corrected.scope if corrected else printed.PROVINCE
    kept = [] if own in dict(known) else [(own, printed.scope_name(archive, own))]
    return [*kept, *known]


def given(commitment):
    """What the form shows of a commitment as it stands."""
    names = ("title", "section", "line", "quote", "scope", "per", "counts", "least", "including", "level", "comparator")
    value = commitment.low if commitment.low is not None else commitment.high
    upper = commitment.high if commitment.comparator == Commitment.Comparator.RANGE else None
    shown = {name: getattr(commitment, name) for name in names}
    shown |= {"value": typed(value), "upper": typed(upper), "date": commitment.date}
    return {**shown, "document": commitment.document_id, "criteria_set": commitment.criteria_set_id}
