"""Signing in, one's own password, and what somebody sets who comes by a one-time link."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communes.forms.fields import NameField


class SignInForm(AuthenticationForm):
    """User name and password; a refusal says how many tries are left before half an hour's wait."""

    error_messages = {**AuthenticationForm.error_messages, "invalid_login": _("Wrong user name or password")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")

    def get_invalid_login_error(self):
        return ValidationError(self.error_messages["invalid_login"], code="invalid_login")

    @property
    def tries_left(self):
        failures = getattr(self.request, "axes_failures_since_start", None)
        if failures is None:
            return ""
        left = max(settings.AXES_FAILURE_LIMIT - failures, 0)
        return ngettext("%(left)d try left.", "%(left)d tries left.", left) % {"left": left}


NEW_PASSWORD = {
    "password_mismatch": _("The two passwords differ."),
    "required": _("Fill this in."),
}


class NewPasswordForm(SetPasswordForm):
    """A new password, twice; what it must be stands beside it."""

    error_messages = NEW_PASSWORD
    use_required_attribute = False  # the browser would say so in its own language

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["new_password2"].help_text = ""
        for field in self.fields.values():
            field.error_messages["required"] = NEW_PASSWORD["required"]


class LinkForm(NewPasswordForm):
    """What somebody sets who comes by a one-time link: how they are called and their password."""

    name = NameField()
    field_order = ["name", "new_password1", "new_password2"]


class ChangePasswordForm(NewPasswordForm):
    """The password so far, and the new one twice."""

    old_password = forms.CharField(
        label=_("Password so far"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old_password", "new_password1", "new_password2"]

    def clean_old_password(self):
        if not self.user.check_password(self.cleaned_data["old_password"]):
            raise ValidationError(_("This is not your password so far."), code="password_incorrect")
        return self.cleaned_data["old_password"]
