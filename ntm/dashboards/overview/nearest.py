"""Communes nearest to the standard, and what each of them lacks."""

from dataclasses import dataclass

from django.urls import reverse

from ntm.dashboards.overview.criteria import criterion_names
from ntm.dashboards.selection import short_district
from ntm.progress.needs import closest, lacking

NEAREST = 10


@dataclass(frozen=True)
class NearRow:
    name: str
    url: str
    district: str
    held: str
    lacking: list


@dataclass(frozen=True)
class Nearest:
    rows: list
    left: int
    url: str
    illustration: bool


def nearest(results):
    """Communes not recognised with the most criteria, and what each lacks."""
    standing, names = results.selection.standing, criterion_names(results)
    rows = sorted(standing.rows.values(), key=lambda row: commune(results, row.unit).sort_key)
    found = closest(rows, standing.recognised, NEAREST)
    return Nearest(
        [near_row(results, row, standing.criteria, names) for row in found],
        standing.universe - len(standing.recognised),
        reverse("communes") + results.selection.url(cn="khong"),
        any(row.illustration for row in found),
    )


def near_row(results, row, criteria, names):
    lacks = [f"{one}. {names[one]}" for one in lacking(row, criteria)]
    place = commune(results, row.unit)
    district = short_district(place.district.name) if place.district else ""
    return NearRow(place.name, commune_url(results, row.unit), district, f"{row.count}/{len(criteria)}", lacks)


def commune_url(results, unit):
    return reverse("commune", args=[commune(results, unit).slug]) + results.selection.query


def commune(results, unit):
    return results.register.communes[unit]
