"""The lineage as the database knows it: its communes and successions, handed to the pure communes/lineage.py."""

from communes.lineage import Lineage, Link, Unit
from communes.models import Commune, Succession


def known_lineage():
    return lineage_of(Commune.objects.select_related("district").defer("source"))


def lineage_of(communes):
    """The lineage over communes that were read already, with their districts."""
    links = Succession.objects.values_list("predecessor_id", "successor_id", "effective_on", "kind")
    return Lineage([as_unit(commune) for commune in communes], [Link(*row) for row in links])


def as_unit(commune):
    district = commune.district.slug if commune.district else None
    rural = commune.kind == Commune.Kind.COMMUNE
    return Unit(commune.id, commune.code, commune.name, rural, district, commune.valid_from, commune.valid_to)
