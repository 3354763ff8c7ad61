"""Tables as declarations (django-tables2): which columns there are, what they sort by, and the pages.

The cells are written by a plain loop in the template: a bound cell costs a hundred times as much (207 rows in 50 ms).
"""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

# What `xep` says in the URL, with a minus in front for the other way round.
ORDERS = {"ten": "name", "huyen": "district", "dat": "held", "cn": "recognised", "nguon": "source"}


class CommuneTable(tables.Table):
    name = tables.Column(verbose_name=_("Commune"), order_by=("name_key", "code"))
    district = tables.Column(verbose_name=_("District"), order_by=("district_key", "name_key"))
    held = tables.Column(verbose_name=_("Attained"), order_by=("held", "name_key"))
    lacking = tables.Column(verbose_name=_("Criteria not attained"), orderable=False)
    groups = tables.Column(verbose_name=_("Group"), orderable=False)
    recognised = tables.Column(verbose_name=_("Recognised"), order_by=("rank", "name_key"))
    source = tables.Column(verbose_name=_("Source of the numbers"), order_by=("source_rank", "name_key"))

    class Meta:
        order_by = ("district",)


def asked_order(text):
    """What `xep` asks for, "" where it is not a column."""
    return text if text.removeprefix("-") in ORDERS else ""


def ordered(table, order):
    """Sorts by `xep`; without one the order of the table stays."""
    if order:
        table.order_by = ("-" if order.startswith("-") else "") + ORDERS[order.removeprefix("-")]
    return table


def heads(table):
    """[(column, what `xep` becomes at a click, ascending, descending or "")] of every column."""
    words = {column: word for word, column in ORDERS.items()}
    return [(column, _next(words.get(column.name), column), _state(column)) for column in table.columns]


def _next(word, column):
    if word is None:
        return ""
    return f"-{word}" if _state(column) == "ascending" else word


def _state(column):
    if not column.is_ordered:
        return ""
    return "ascending" if column.order_by_alias.is_ascending else "descending"
