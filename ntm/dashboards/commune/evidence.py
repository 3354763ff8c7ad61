"""The evidence of the reports that a commune's standing rests on, criterion by criterion."""

from itertools import groupby

from criteria.models import EvidenceLink


def evidence_of(past):
    """[(criterion, its pieces)] in the order of the set; empty where nothing was attached or nothing stands."""
    reports = [reading.report for reading in past.now.trace.readings] if past.now else []
    if not reports:
        return []
    found = EvidenceLink.objects.of_criteria(reports)
    return [
        (criterion, [link.evidence for link in links])
        for criterion, links in groupby(found, lambda link: link.criterion)
    ]
