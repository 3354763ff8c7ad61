"""What stands beside the form of a report: this round's count, what moved, what is missing."""

from dataclasses import dataclass

from criteria import completeness
from criteria.entry import words


@dataclass(frozen=True)
class Side:
    """What stands beside the form: this round's count, what moved, what is missing."""

    sheet: object

    @property
    def count(self):
        return self.sheet.count

    @property
    def count_before(self):
        return self.sheet.count_before

    @property
    def total(self):
        return len(self.sheet.rows)

    @property
    def looked_at(self):
        return self.sheet.looked_at

    @property
    def share(self):
        return round(100 * self.looked_at / self.total) if self.total else 0

    @property
    def gained(self):
        return [row for row in self.sheet.rows if row.before and row.gained]

    @property
    def lost(self):
        return [row for row in self.sheet.rows if row.lost and row.outcome]

    @property
    def untouched(self):
        return [gap.number for gap in self.sheet.missing if gap.kind == completeness.NOT_LOOKED_AT]

    @property
    def untouched_words(self):
        return words.not_looked_at(self.untouched) if self.untouched else ""

    @property
    def gaps(self):
        """(field's id, number, sentence) of what blocks submitting, besides what was not looked at."""
        found = [gap for gap in self.sheet.missing if gap.kind != completeness.NOT_LOOKED_AT]
        return [(words.gap_target(gap), gap.number, words.gap(gap)) for gap in found]

    @property
    def without_evidence(self):
        return [gap.number for gap in self.sheet.warnings]
