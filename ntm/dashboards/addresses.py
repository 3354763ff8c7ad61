"""Addresses of a page narrowed to some communes: the bar's choice and the list's filters, with some of it changed."""

from dataclasses import astuple

from ntm.dashboards.filters import NAMES


class Address:
    """Called with what changes it gives the query string: address(thieu=5); an empty value drops a name."""

    def __init__(self, selection, query, wanted, **kept):
        self.selection = selection
        self.filters = understood(query, wanted)
        self.kept = {name: value for name, value in kept.items() if value}

    def __call__(self, **changes):
        return self.selection.url(**{**self.filters, **self.kept, **changes})

    def only(self, **changes):
        """The bar's choice alone, without the filters."""
        return self.selection.url(**{**self.kept, **changes})

    @property
    def hidden(self):
        """What the bar's form must carry along."""
        return [*self.filters.items(), *self.kept.items()]


def understood(query, wanted):
    """{name in the URL: text} of the filters that were given and understood, in the order of NAMES."""
    given = {name: query.get(name, "").replace("\x00", "").strip()[:100] for name in NAMES}
    return {name: given[name] for name, value in zip(NAMES, astuple(wanted), strict=True) if value not in ("", None)}
