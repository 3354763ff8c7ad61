"""A report's own log: every step of all its versions, and in between what was entered, said and added."""

from communes.models import Change
from communes.rights import changes_read_by
from communes.views.history import told
from criteria.models import EvidenceLink, Opinion, Report

LONGEST = 200  # changes that the page tells; the whole is in the history


def log(report, user):
    """The newest first: (steps and opinions, what was entered) of all versions, as far as this person reads them."""
    versions = list(Report.objects.versions_of(report).values_list("pk", flat=True))
    kept = {Report: versions}
    for model in (Opinion, EvidenceLink):
        kept[model] = list(model.objects.filter(report__in=versions).values_list("pk", flat=True))
    found = list(changes_read_by(user).about_any(kept).select_related("who", "place__district")[:LONGEST])
    steps = [one for one in found if one.topic != Change.Topic.ENTRY]
    return told(steps), told(one for one in found if one.topic == Change.Topic.ENTRY)
