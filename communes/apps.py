"""Django's entry for the ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunesConfig(AppConfig):
    name = "communes"
    verbose_name = _("Places and people")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import communes.telling.people  # noqa: F401  the sentences of this floor's changes
