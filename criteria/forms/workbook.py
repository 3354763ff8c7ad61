"""Forms of the upload: the file, and how it is confirmed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import PlainForm
from criteria.workbook.applying import Choice
from criteria.workbook.opening import LARGEST

ACCEPTED = ".xlsx,.xls,.ods,.csv,.xlsb"


class WorkbookForm(PlainForm):
    file = forms.FileField(
        label=_("Workbook"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose the workbook first.")},
    )

    def clean_file(self):
        """The size is asked before a byte is read."""
        found = self.cleaned_data["file"]
        if found.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 20 MB. Delete pictures and other sheets, then upload again.")
            )
        return found


class ConfirmForm(PlainForm):
    WAYS = [
        ("clean", _("Save every commune that has nothing wrong; leave out the others")),
        ("all", _("Save only if nothing is wrong in the whole file")),
    ]

    way = forms.ChoiceField(label=_("What to save"), choices=WAYS, initial="clean", widget=forms.RadioSelect)
    again = forms.BooleanField(required=False)

    def choice(self, chosen):
        """The Choice of the officer; `chosen`: the stale cells ticked, "slug|key|fingerprint"."""
        parts = (tuple(one.split("|")) for one in chosen)
        overwrite = frozenset(one for one in parts if len(one) == 3)
        return Choice(self.cleaned_data["way"] == "all", self.cleaned_data["again"], overwrite)
