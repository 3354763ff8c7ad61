"""The register of a page about documents: plans and funds too, at no further query."""

from functools import cached_property

from criteria.models import PublishedFigure
from ntm.register import Register


class Archive(Register):
    @cached_property
    def figures(self):
        """Everything that documents print beside targets."""
        return self.figures_of(PublishedFigure)

    @cached_property
    def published(self):
        return [figure for figure in self.figures if figure.kind in PublishedFigure.RESULTS]
