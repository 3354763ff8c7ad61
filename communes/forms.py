"""Forms of the ground floor."""

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


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
