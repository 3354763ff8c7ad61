"""Django's entry for the top floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NtmConfig(AppConfig):
    name = "ntm"
    verbose_name = _("The province's picture")
    default_auto_field = "django.db.models.BigAutoField"
