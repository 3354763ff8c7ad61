"""Numbers and dates in templates, as the office writes them."""

from django import template

from communes import vietnamese

register = template.Library()
register.filter("number", vietnamese.number)
register.filter("signed", vietnamese.signed)
register.filter("day", vietnamese.day)
