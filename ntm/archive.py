"""The register of a page about documents: plans and funds too, at no further query."""

from functools import cached_property

from criteria.models import PublishedFigure
from ntm.register import Register


class Archive(Register):
    @cached_property
    def figures(self):
        """Everything that documents print beside targets."""
        return list(PublishedFigure.objects.select_related("measure", "document", "criteria_set").order_by("code"))

    @cached_property
    def published(self):
        return [figure for figure in self.figures if figure.kind in PublishedFigure.RESULTS]

    @cached_property
    def districts(self):
        """Read with the communes; a district without a commune has nothing to show."""
        found = {one.district.slug: one.district for one in self.communes.values() if one.district}
        return dict(sorted(found.items(), key=lambda pair: pair[1].sort_key))
