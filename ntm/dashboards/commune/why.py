"""Everything behind one ✓ or ✗ of a commune, gathered for criteria.reasons."""

from django.urls import reverse

from ntm.progress.standing import MISSING
from ntm.reasons import why_behind


def why_of(past, numbered, measured):
    """The structured reason of one criterion on the shown date."""
    now, before = past.now, earlier(past)[:1]
    return why_behind(
        numbered,
        now.standing,
        (before[0].on, before[0].standing) if before else None,
        past.register.sets[now.set_code],
        past.shown.as_of,
        grounds=measured.grounds(numbered),
        approvals=tuple(filter(None, (measured.approvals.get(one.report) for one in now.trace.readings))),
        nearly=tuple(one.work_done for one in told(past, numbered) if one.work_done is not None),
        set_changed=set_changed(past),
    )


def told(past, numbered):
    """What the readings of the page say about a criterion."""
    reports = [reading.report for reading in past.now.trace.readings]
    return [past.said[report][numbered] for report in reports if numbered in past.said.get(report, {})]


def earlier(past):
    """Moments before the shown one under the same set and with a reading, the latest first."""
    found = []
    for moment in reversed(past.moments[:-1]):
        if moment.set_code != past.now.set_code:
            break
        if moment.standing.coverage != MISSING:
            found.append(moment)
    return found


def was_held(past, numbered):
    before = earlier(past)[:1]
    return bool(before) and numbered in before[0].standing.holds


def set_changed(past):
    """Whether the round before was judged, but by another set."""
    if earlier(past) or len(past.moments) < 2:
        return False
    before = past.moments[-2]
    return before.set_code != past.now.set_code and before.standing.coverage != MISSING


def reason_url(selection, place, numbered):
    """The address of the reason of one cell, under the selection of the page."""
    return reverse("reason", args=[place.slug, numbered]) + selection.query
