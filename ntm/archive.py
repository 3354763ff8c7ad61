"""The register of a page about documents: plans and funds too, at no further query."""

from functools import cached_property

from communes.history import as_known
from criteria.models import Commitment, PublishedFigure
from ntm.register import Register


class Archive(Register):
    @cached_property
    def figures(self):
        """Everything that documents print beside targets."""
        return self.figures_of(PublishedFigure)

    @cached_property
    def published(self):
        return [figure for figure in self.figures if figure.kind in PublishedFigure.RESULTS]

    @cached_property
    def commitments(self):
        """Sentences of plans as conditions, of the documents that had been issued on the day that is asked for."""
        found = list(Commitment.objects.listed())
        if self.known_on:
            found = [one for one in found if self.issued(one.document_id) <= self.known_on]
        return as_known(found, self.known_on)
