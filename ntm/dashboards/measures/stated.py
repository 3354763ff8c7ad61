"""A stated value in words: the number as it would be printed, who says so, and where it stands."""

from dataclasses import dataclass
from functools import cached_property

from communes.vietnamese import day
from criteria.measure_entry import OF_FIGURE, cited
from criteria.models import PublishedFigure
from ntm.dashboards.documents.rows import Row


@dataclass(frozen=True)
class Stated:
    value: object
    judge: object
    doubts: tuple = ()

    @cached_property
    def draft(self):
        """The figure that would count."""
        return drafted(self.value)

    @cached_property
    def row(self):
        return Row(self.draft, self.judge, None)

    @property
    def period(self):
        return self.value.period.replace("-", "–")

    @property
    def citation(self):
        """Báo cáo số 12/BC-SYT ngày 15/01/2026 (Sở Y tế), section and line."""
        return f"{self.value.number}, {day(self.value.issued_on)} ({self.value.issuer}), {self.value.section}"


def drafted(value):
    """The figure, not saved, of a document that is known by its citation."""
    fields = {name: getattr(value, name) for name in OF_FIGURE}
    document = cited(value.number, value.issued_on, value.issuer)
    return PublishedFigure(code=f"…{value.pk}", document=document, **fields)
