"""Forms of evidence: a file or a citation for one criterion, for this commune and others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms.fields import PlainForm
from criteria.forms.rounds import Day


class FileForm(PlainForm):
    """One file, sent with an ordinary form."""

    file = forms.FileField(
        label=_("File"), error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")}
    )


class CitationForm(PlainForm):
    """A document cited as evidence."""

    number = forms.CharField(label=_("Number of the document"), max_length=60)
    issued_on = Day(label=_("Date of the document"))
    issuer = forms.CharField(label=_("Issued by"), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].error_messages["required"] = _("Write the number of the document.")
        self.fields["issuer"].error_messages["required"] = _("Write who issued it.")
