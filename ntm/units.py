"""Every unit of fixtures/figures.csv as words: "72 communes", "63,54%", "3 points"."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from communes.vietnamese import number, signed

PERCENT, CRITERIA, COMMUNE = "percent", "criteria", "commune"
SHOWN_DIGITS = 2  # of a computed number; a printed one keeps its own

# `value` is the number as written, `n` decides between one and many.
COUNTED = {
    "award": ngettext_lazy("%(value)s award", "%(value)s awards", "n"),
    "case": ngettext_lazy("%(value)s case", "%(value)s cases", "n"),
    "chain": ngettext_lazy("%(value)s value chain", "%(value)s value chains", "n"),
    "city": ngettext_lazy("%(value)s city", "%(value)s cities", "n"),
    "class": ngettext_lazy("%(value)s class", "%(value)s classes", "n"),
    "club": ngettext_lazy("%(value)s club", "%(value)s clubs", "n"),
    "commune": ngettext_lazy("%(value)s commune", "%(value)s communes", "n"),
    "commune_per_year": ngettext_lazy("%(value)s commune a year", "%(value)s communes a year", "n"),
    "conference": ngettext_lazy("%(value)s conference", "%(value)s conferences", "n"),
    "contest": ngettext_lazy("%(value)s contest", "%(value)s contests", "n"),
    "cooperative": ngettext_lazy("%(value)s cooperative", "%(value)s cooperatives", "n"),
    "copy": ngettext_lazy("%(value)s copy", "%(value)s copies", "n"),
    "criteria": ngettext_lazy("%(value)s criterion", "%(value)s criteria", "n"),
    "criteria_per_year": ngettext_lazy("%(value)s criterion a year", "%(value)s criteria a year", "n"),
    "district": ngettext_lazy("%(value)s district", "%(value)s districts", "n"),
    "district_unit": ngettext_lazy("%(value)s district or city", "%(value)s districts and cities", "n"),
    "document": ngettext_lazy("%(value)s document", "%(value)s documents", "n"),
    "facility": ngettext_lazy("%(value)s facility", "%(value)s facilities", "n"),
    "household": ngettext_lazy("%(value)s household", "%(value)s households", "n"),
    "item": ngettext_lazy("%(value)s news item", "%(value)s news items", "n"),
    "mailbox": ngettext_lazy("%(value)s mailbox", "%(value)s mailboxes", "n"),
    "market": ngettext_lazy("%(value)s market", "%(value)s markets", "n"),
    "million_person_day": ngettext_lazy("%(value)s million working day", "%(value)s million working days", "n"),
    "model": ngettext_lazy("%(value)s model", "%(value)s models", "n"),
    "party_organisation": ngettext_lazy("%(value)s party organisation", "%(value)s party organisations", "n"),
    "percent_point": ngettext_lazy("%(value)s percentage point", "%(value)s percentage points", "n"),
    "percent_point_per_year": ngettext_lazy(
        "%(value)s percentage point a year", "%(value)s percentage points a year", "n"
    ),
    "person": ngettext_lazy("%(value)s person", "%(value)s persons", "n"),
    "person_turn": ngettext_lazy("%(value)s attendance", "%(value)s attendances", "n"),
    "point": ngettext_lazy("%(value)s point", "%(value)s points", "n"),
    "product": ngettext_lazy("%(value)s product", "%(value)s products", "n"),
    "project": ngettext_lazy("%(value)s project", "%(value)s projects", "n"),
    "residential_area": ngettext_lazy("%(value)s residential area", "%(value)s residential areas", "n"),
    "room": ngettext_lazy("%(value)s room", "%(value)s rooms", "n"),
    "round": ngettext_lazy("%(value)s supervision round", "%(value)s supervision rounds", "n"),
    "school": ngettext_lazy("%(value)s school", "%(value)s schools", "n"),
    "service": ngettext_lazy("%(value)s service", "%(value)s services", "n"),
    "site": ngettext_lazy("%(value)s site", "%(value)s sites", "n"),
    "station": ngettext_lazy("%(value)s station", "%(value)s stations", "n"),
    "times": ngettext_lazy("%(value)s time", "%(value)s times", "n"),
    "tonne": ngettext_lazy("%(value)s tonne", "%(value)s tonnes", "n"),
    "town": ngettext_lazy("%(value)s town", "%(value)s towns", "n"),
    "union": ngettext_lazy("%(value)s cooperative union", "%(value)s cooperative unions", "n"),
    "unit": ngettext_lazy("%(value)s unit", "%(value)s units", "n"),
    "village": ngettext_lazy("%(value)s village", "%(value)s villages", "n"),
    "ward": ngettext_lazy("%(value)s ward", "%(value)s wards", "n"),
    "work": ngettext_lazy("%(value)s work", "%(value)s works", "n"),
}
WRITTEN = {
    "billion_vnd": _("VND %(value)s billion"),
    "million_vnd": _("VND %(value)s million"),
    "million_vnd_per_person_year": _("VND %(value)s million per person a year"),
    "ha": _("%(value)s ha"),
    "ha_turn": _("%(value)s ha (area times turns)"),
    "km": _("%(value)s km"),
    "km2": _("%(value)s km²"),
    "level": _("level %(value)s"),
    "m": _("%(value)s m"),
    "m3": _("%(value)s m³"),
    "percent": "%(value)s%%",
}
UNITS = {*COUNTED, *WRITTEN} - {"point"}
DIFFERENCES = {"percent": "point"}  # shares differ by points
YEARLY = {"percent": "percent_point_per_year", "commune": "commune_per_year", "criteria": "criteria_per_year"}


def with_unit(text, unit, one=False):
    """A number already written, with its unit; an unknown unit is left out rather than shown as a code."""
    if unit in COUNTED:
        return COUNTED[unit] % {"value": text, "n": 1 if one else 2}
    return str(WRITTEN.get(unit, "%(value)s")) % {"value": text}


def amount(value, unit, digits=None):
    """72 xã · 63,54% · 12,5 tiêu chí; "–" for None."""
    if value is None:
        return number(None)
    return with_unit(plain(value, digits), unit, one=value == 1)


def difference(value, unit):
    """A difference of two values of the unit: 2 xã, 3 điểm, 0,7 tiêu chí."""
    return amount(value, DIFFERENCES.get(unit, unit))


def signed_difference(value, unit):
    """The same with its sign: +2 xã, −3 điểm."""
    unit = DIFFERENCES.get(unit, unit)
    return with_unit(signed(shown(value)), unit, one=abs(value) == 1)


def a_year(value, unit):
    """A pace: 10 xã/năm, 0,84 điểm %/năm; other units get the number and "a year"."""
    if value is None:
        return number(None)
    if unit in YEARLY:
        return amount(value, YEARLY[unit])
    return _("%(amount)s a year") % {"amount": amount(value, unit)}


def plain(value, digits=None):
    """The number alone: as many digits as it has, a computed one at most two (more while it would show as 0)."""
    return number(shown(value)) if digits is None else number(as_decimal(value), digits)


def as_decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value


def shown(value):
    """The decimal that is written: exact while short, else rounded; what is not zero never becomes zero."""
    if not isinstance(value, Fraction):
        return value
    exact, digits = as_decimal(value), SHOWN_DIGITS
    while value and not rounded(exact, digits):
        digits += 1
    return rounded(exact, digits)


def rounded(exact, digits):
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
