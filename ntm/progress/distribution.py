"""Communes by bands as documents print them, made whole where only one way is left (pure)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """One band of a document: `communes` with at least `low` and at most `high` criteria."""

    low: int
    high: int
    communes: int


def completed(bands, printed, universe):
    """[communes of each band] from what a document prints, None where it does not settle every band.

    A band may be printed in parts (0, 1-4). What the printed bands leave of the universe settles the rest:
    nothing left means that the others are empty, and one band that is not printed takes what is left.
    """
    counts = [_sum_of_parts(band, printed) for band in bands]
    if not printed or all(count is None for count in counts):
        return None
    left = universe - sum(count for count in counts if count is not None)
    unknown = [position for position, count in enumerate(counts) if count is None]
    if left < 0 or (left and len(unknown) != 1):
        return None
    return [left if count is None else count for count in counts]


def _sum_of_parts(band, printed):
    """Communes of a band whose printed parts cover it without gap or overlap; None where they do not."""
    whole = next((one.communes for one in printed if (one.low, one.high) == (band.low, band.high)), None)
    if whole is not None:
        return whole
    total, low = 0, band.low
    for part in sorted(printed, key=lambda one: one.low):
        if part.low == low and part.high <= band.high:
            total, low = total + part.communes, part.high + 1
    return total if low == band.high + 1 else None
