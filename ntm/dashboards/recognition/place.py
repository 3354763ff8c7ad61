"""One commune as the lists of this page show it."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Place:
    """`slug` is what a form for this commune is prefilled with."""

    unit: int
    slug: str
    name: str
    district: str
    url: str


def place_of(selection, unit):
    commune = selection.register.communes[unit]
    district = commune.district.name if commune.district else ""
    return Place(unit, commune.slug, commune.name, district, reverse("commune", args=[commune.slug]) + selection.query)


def in_order(selection, units):
    """Units in Vietnamese order of their districts and names."""
    communes = (selection.register.communes[unit] for unit in units)
    found = sorted(communes, key=lambda one: (one.district.sort_key if one.district else "", one.sort_key))
    return [one.id for one in found]
