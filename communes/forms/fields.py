"""Fields that several forms share: a person's name, a day, the number of the change that a form was made from."""

import unicodedata
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = date(2010, 1, 1), date(2099, 12, 31)
FILL_IN = _("Fill this in.")


class TextField(forms.CharField):
    """One line without doubled spaces, in the composed form of its letters."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 150)
        super().__init__(error_messages={"required": FILL_IN}, **kwargs)

    def to_python(self, value):
        return unicodedata.normalize("NFC", " ".join(super().to_python(value).split()))


class NameField(TextField):
    """How a person or an office is called."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Full name"))
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "name"}), **kwargs)


class DayField(forms.DateField):
    """A day as the office writes it, 31/12/2025."""

    def __init__(self, **kwargs):
        wrong = _("Write the day as 31/12/2025.")
        super().__init__(
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "31/12/2025", "autocomplete": "off"}),
            error_messages={"required": wrong, "invalid": wrong},
            **kwargs,
        )

    def clean(self, value):
        found = super().clean(value)
        if found is not None and not EARLIEST <= found <= LATEST:
            raise ValidationError(_("Write a day between 01/01/2010 and 31/12/2099."))
        return found


class PlainForm(forms.Form):
    """A form as every page shows it: no colon after a label, and what is missing is said by the page itself."""

    use_required_attribute = False  # the browser would say so in its own language

    def __init__(self, *args, label_suffix="", **kwargs):
        super().__init__(*args, label_suffix=label_suffix, **kwargs)


class SeenForm(PlainForm):
    """A change of something that its writer has seen; `seen` is the newest change they saw of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, seen=0, initial=None, **kwargs):
        super().__init__(data, initial={**(initial or {}), "seen": seen}, **kwargs)

    def see(self, newest):
        """What is sent next was decided knowing everything up to this change."""
        self.data = self.data.copy()
        self.data["seen"] = newest


class WhyForm(SeenForm):
    """Nothing but the reason, for what needs no more."""

    why = TextField(label=_("Reason, document"), required=False, max_length=500)
