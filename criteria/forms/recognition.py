"""Forms of recognition decisions: recording, correcting, withdrawing, and recognising again."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import PlainForm
from criteria.evidence import uploading
from criteria.forms.rounds import Day
from criteria.models.standard import Level
from criteria.recognition.decisions import candidate, candidates
from criteria.recognition.naming import read_names

FIRST_YEAR = 2011


def reason(label):
    return forms.CharField(
        label=label,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the reason.")},
    )


class Year(forms.IntegerField):
    """A year of the programme."""

    def __init__(self, **kwargs):
        wrong = _("Write a year from 2011 on, for example 2025.")
        errors = dict.fromkeys(("invalid", "required", "min_value", "max_value"), wrong)
        limits = {"min_value": FIRST_YEAR, "max_value": timezone.localdate().year + 5}
        super().__init__(error_messages=errors, **limits, **kwargs)


class WithFile(PlainForm):
    """A form with a file that is kept as evidence, and kept on when something else in the form is wrong."""

    file = forms.FileField(label=_("File of the decision"), required=False, help_text=_("PDF, JPG, PNG, DOCX, 10 MB"))
    kept_file = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_file(self):
        file = self.cleaned_data.get("file")
        if file and file.size > uploading.LARGEST:
            raise forms.ValidationError(_("The file is larger than 10 MB or empty. Split the file."))
        return file


class DecisionForm(WithFile):
    """A decision and the communes it names, pasted as they stand in it."""

    number = forms.CharField(
        label=_("Number of the decision"),
        max_length=60,
        error_messages={"required": _("Write the number, for example 99/QĐ-UBND.")},
    )
    signed_on = Day(label=_("Signed on"))
    year = Year(label=_("Recognised for the year"))
    level = forms.ChoiceField(label=_("Level"), choices=Level)
    communes = forms.CharField(
        label=_("Communes"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("One a line, as in the decision. Where two communes bear the name, write the district behind it."),
        error_messages={"required": _("Name at least one commune.")},
    )
    field_order = ["number", "signed_on", "year", "level", "communes", "file", "kept_file"]

    def __init__(self, *args, named=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.named, self.names = list(named), None

    def clean_signed_on(self):
        signed_on = self.cleaned_data["signed_on"]
        if not date(FIRST_YEAR, 1, 1) <= signed_on <= timezone.localdate():
            raise forms.ValidationError(_("The day of signing lies between 2011 and today."))
        return signed_on

    def clean(self):
        found = super().clean()
        signed_on, year = found.get("signed_on"), found.get("year")
        if signed_on and year and year > signed_on.year:
            self.add_error("year", _("A decision is for the year of its signing or an earlier one."))
        elif signed_on and year and found.get("communes"):
            self.names = read_names(found["communes"], candidates(signed_on, year, self.named))
            self._doubts(signed_on)
        return found

    def _doubts(self, signed_on):
        told = {"day": signed_on.strftime("%d/%m/%Y")}
        for text, some in self.names.ambiguous:
            lines = "; ".join(one.line for one in some)
            words = _now("“%(name)s” is the name of several communes: %(lines)s. Write it as one of these.")
            self.add_error("communes", words % {"name": text, "lines": lines})
        for text in self.names.unknown:
            words = _now("No rural commune was called “%(name)s” on %(day)s. Check the name or write the code.")
            self.add_error("communes", words % {"name": text, **told})


class CorrectionForm(DecisionForm):
    """The same decision corrected, with why."""

    why = reason(_("Why it is corrected"))
    field_order = [*DecisionForm.field_order, "why"]


def initial_of(decision, recognitions):
    """What the form of a decision shows: its communes written so that reading them again is never in doubt."""
    lines = [candidate(one.commune).line for one in recognitions]
    facts = {name: getattr(decision, name) for name in ("number", "signed_on", "year", "level")}
    return facts | {"communes": "\n".join(lines)}


class WithdrawalForm(WithFile):
    """A decision that withdraws the recognition of one commune."""

    withdrawal_decision = forms.CharField(
        label=_("Number of the decision of withdrawal"),
        max_length=60,
        error_messages={"required": _("Write the number, for example 99/QĐ-UBND.")},
    )
    withdrawn_on = Day(label=_("Withdrawn on"))
    withdrawal_reason = reason(_("Reason of withdrawal"))
    field_order = ["withdrawal_decision", "withdrawn_on", "withdrawal_reason", "file", "kept_file"]


class ReasonForm(PlainForm):
    """Why something is taken back or closed."""

    why = reason(_("Reason"))


class AgainForm(PlainForm):
    """From which day a commune must be recognised again, and what says so."""

    since = Day(label=_("Since"))
    level = forms.ChoiceField(label=_("Level"), choices=Level)
    source = reason(_("Document or reason"))
