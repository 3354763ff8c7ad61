"""Everything behind one ✓ or ✗ of a commune, gathered for criteria.reasons."""

from django.urls import reverse

from criteria import rules
from criteria.models import Assessment
from ntm.progress.standing import CARRIED, INHERITED, MISSING


def why_of(past, numbered, measured):
    """The structured reason of one criterion on the shown date."""
    now, before, used = past.now, earlier(past)[:1], past.register.sets[past.now.set_code]
    return rules.Why(
        outcome_of(now.standing, numbered),
        used.name,
        used.document,
        measured.commune_class,
        past.shown.as_of,
        now.standing.on,
        measured.grounds(numbered),
        tuple(measured.approvals[one.report] for one in now.trace.readings if one.report in measured.approvals),
        outcome_of(before[0].standing, numbered) if before else None,
        before[0].on if before else None,
        set_changed(past),
        now.standing.coverage == CARRIED,
        now.standing.coverage == INHERITED,
        now.standing.illustration,
        tuple(one.work_done for one in told(past, numbered) if one.work_done is not None),
    )


def outcome_of(standing, numbered):
    """What the standing of a commune says about a criterion, as criteria.Assessment.Outcome; "" without a report."""
    if standing.coverage == MISSING:
        return ""
    if numbered in standing.not_applicable:
        return Assessment.Outcome.NOT_APPLICABLE.value
    if numbered in standing.holds:
        return Assessment.Outcome.ATTAINED.value
    known = Assessment.Outcome.NO_DATA if numbered in standing.no_data else Assessment.Outcome.NOT_ATTAINED
    return known.value


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
