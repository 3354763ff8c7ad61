"""The register of the pages about criteria: their departments and indicators too, nothing about recognition."""

from functools import cached_property

from django.db.models import Count, F

from criteria.models import Criterion, Indicator
from criteria.models.standard import Lead
from ntm.archive import Archive


class Yardstick(Archive):
    recognitions = {}  # these pages say who holds a criterion, not who is recognised: two queries less

    @cached_property
    def criteria(self):
        """{set code: [Criterion] by number}, each with its `indicator_count`."""
        counted = Criterion.objects.annotate(indicator_count=Count("indicators")).order_by("number")
        found = {}
        for criterion in counted.select_related("criteria_set"):
            found.setdefault(criterion.criteria_set.code, []).append(criterion)
        return found

    def criterion(self, set_code, number):
        return next((one for one in self.criteria.get(set_code, []) if one.number == number), None)

    def leads(self, set_code, on):
        """{criterion number: [Lead in charge on the day]}."""
        known = Lead.objects.filter(criterion__criteria_set__code=set_code).select_related("department")
        found = {}
        for lead in known.annotate(number=F("criterion__number")).order_by("department__name"):
            if lead.valid_from <= on and (lead.valid_to is None or on <= lead.valid_to):
                found.setdefault(lead.number, []).append(lead)
        return found

    def indicator_rows(self, criteria):
        """One row an indicator and threshold, an indicator without threshold once; in the order of the document."""
        return (
            Indicator.objects.filter(criterion__in=criteria)
            .order_by("criterion", "position", "thresholds__commune_class", "thresholds__year_from")
            .values(
                "criterion_id",
                "code",
                "text",
                "unit",
                "comparison",
                "yearly",
                "source",
                level_class=F("thresholds__commune_class"),
                year_from=F("thresholds__year_from"),
                year_to=F("thresholds__year_to"),
                value=F("thresholds__value"),
                level_text=F("thresholds__text"),
                level_source=F("thresholds__source"),
                checked=F("thresholds__checked"),
            )
        )
