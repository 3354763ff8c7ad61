"""Bands of communes by criteria attained (pure). The default ones are those of the province's reports."""

from dataclasses import dataclass

# Kon Tum and Bắc Kạn use other bands (procedure.md section 7): functions take the lower ends as data.
DEFAULT_LOWER_ENDS = (15, 10, 5, 0)


@dataclass(frozen=True)
class Band:
    """Communes with `low` to `high` criteria, both included."""

    low: int
    high: int

    @property
    def label(self):
        if self.low == self.high:
            return str(self.low)
        return f"<{self.high + 1}" if self.low == 0 else f"{self.low}–{self.high}"

    def __contains__(self, count):
        return self.low <= count <= self.high


def bands_for(criteria_count, lower_ends=DEFAULT_LOWER_ENDS):
    """The top band means all criteria of the set, whatever their number; the rest share what is below.

    `criteria_count`: criteria of the set (19, 10 ...). The bands cover 0..criteria_count without overlap.
    """
    bands, high = [Band(criteria_count, criteria_count)], criteria_count - 1
    for low in lower_ends:
        if low <= high:
            bands.append(Band(low, high))
            high = low - 1
    return bands
