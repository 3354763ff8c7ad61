"""Communes as a sentence names them: by district, in Vietnamese order."""

from itertools import groupby

from django.utils.translation import gettext as _

from ntm.dashboards.selection import short_district


def in_order(register, units):
    """Communes by district and name; those without a district by name alone."""
    return sorted((register.communes[unit] for unit in units), key=order)


def order(commune):
    return commune.district.sort_key if commune.district else "", commune.sort_key, commune.code


def listed(register, units):
    """Văn Quan: Điềm He, Tràng Các; Cao Lộc: Gia Cát."""
    return by_district(in_order(register, units), lambda commune: commune.name)


def criteria_of(register, by_unit):
    """Văn Quan: Điềm He (tiêu chí 5, 17); …"""
    return by_district(in_order(register, by_unit), lambda commune: with_criteria(commune, by_unit[commune.id]))


def with_criteria(commune, numbers):
    return _("%(name)s (criterion %(numbers)s)") % {"name": commune.name, "numbers": ", ".join(map(str, numbers))}


def by_district(communes, told):
    parts = []
    for district, some in groupby(communes, key=lambda commune: commune.district):
        names = ", ".join(told(commune) for commune in some)
        parts.append(f"{short_district(district.name)}: {names}" if district else names)
    return "; ".join(parts)
