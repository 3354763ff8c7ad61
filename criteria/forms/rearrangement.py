"""Forms for writing a rearrangement, choosing what continues, and undoing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import PlainForm
from criteria.forms.rounds import Day

EXAMPLE = "Vĩnh Tiến + Khánh Long → xã Khánh Long\nphần còn lại xã Yên Trạch → xã Yên Trạch"
LONGEST = 50_000  # letters: the whole province in 2025 took 9,000


class RearrangementForm(PlainForm):
    """The resolution, its day, and its successions."""

    decree = forms.CharField(
        label=_("Resolution"),
        max_length=200,
        help_text=_("Number, date and who issued it, as it is cited."),
        error_messages={"required": _("Write number and date of the resolution.")},
    )
    effective_on = Day(label=_("Effective on"))
    text = forms.CharField(
        label=_("Successions"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "placeholder": EXAMPLE}),
        error_messages={"required": _("Write one line for each new unit: A + B → C.")},
    )

    def clean_effective_on(self):
        found = self.cleaned_data["effective_on"]
        if not 2000 <= found.year <= 2100:
            raise forms.ValidationError(_("Write a year between 2000 and 2100."))
        return found


class UndoForm(PlainForm):
    """Why a rearrangement is undone."""

    why = forms.CharField(label=_("Reason"), max_length=500, error_messages={"required": _("Write the reason.")})
