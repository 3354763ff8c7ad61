"""What the page of one criterion's evidence shows: what is attached, and what of elsewhere can serve here too."""

from functools import cached_property

from criteria.models import Evidence, EvidenceLink


def others(user, report):
    """Pieces that this person brought or attached in the round, for other communes or criteria; the newest first."""
    mine = EvidenceLink.objects.filter(added_by=user, report__round=report.round_id)
    return Evidence.objects.filter(pk__in=mine.values("evidence"))


class EvidencePage:
    """One criterion of one report under way."""

    def __init__(self, user, report, number):
        self.user, self.report, self.number = user, report, number
        self.criterion = report.criteria_set.criteria.get(number=number)

    @cached_property
    def links(self):
        found = self.report.evidence_links.filter(criterion=self.criterion)
        return list(found.select_related("evidence__added_by"))

    @cached_property
    def elsewhere(self):
        """What could be used here again, with the communes it serves."""
        here = [link.evidence_id for link in self.links]
        found = others(self.user, self.report).exclude(pk__in=here).prefetch_related("links__report__commune")
        return [(one, sorted({link.report.commune.name for link in one.links.all()})) for one in found[:50]]
