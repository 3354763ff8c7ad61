"""Whether some day would be without an administrator (pure)."""

from datetime import timedelta


def uncovered_from(spans, today):
    """The first day from today on that no span covers, None where every day to come is covered.

    A span is (first day, last day or None for without end); rule of design section 5: nobody locks out the last
    administrator, not even for one day.
    """
    day = today
    for first, last in sorted(spans, key=lambda span: span[0]):
        if first > day:
            return day
        if last is None:
            return None
        day = max(day, last + timedelta(days=1))
    return day


def worse(before, after):
    """Whether a day without an administrator comes that did not come before, or comes earlier."""
    return after is not None and (before is None or after < before)
