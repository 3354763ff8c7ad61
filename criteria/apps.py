"""Django's entry for the middle floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CriteriaConfig(AppConfig):
    name = "criteria"
    verbose_name = _("Criteria and reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import criteria.history  # noqa: F401  the sentences of this floor's changes
