"""Biểu tổng hợp: all communes × the criteria of the set, by district, with every count leading to its rows."""

from django.shortcuts import render

from ntm.dashboards.addresses import Address
from ntm.dashboards.filters import filtered, read_wanted
from ntm.dashboards.matrix.cells import SYMBOLS, WORDS
from ntm.dashboards.matrix.chips import chips, lacking_chips, other_chips
from ntm.dashboards.matrix.columns import columns
from ntm.dashboards.matrix.download import download
from ntm.dashboards.matrix.sections import BY_COUNT, BY_NAME, Body, is_provisional
from ntm.dashboards.selection import read_selection
from ntm.edition import remembered
from ntm.progress.standing import INHERITED
from ntm.register import Register
from ntm.rows import Wanted, commune_rows
from ntm.units import plain

DEFAULT_SORT = f"-{BY_COUNT}"


@remembered
def matrix(request):
    """GET /ma-tran/ with the bar, the filters of ntm.dashboards.filters, `xep` and `tai=csv`."""
    query, selection = request.GET, read_selection(request.GET, Register())
    prepare(selection)
    wanted, notices = read_wanted(query, selection.standing)
    rows, heads = commune_rows(selection), columns(selection)
    sort = read_sort(query, heads)
    address = Address(selection, query, wanted, xep=sort if sort != DEFAULT_SORT else "")
    shown = filtered(rows, wanted)
    if query.get("tai") == "csv":
        return download(selection, shown, heads)
    selection.hidden = address.hidden
    body = Body(selection, shown, heads, address, wanted, sort)
    found = {"selection": selection, "notices": [*selection.notices, *notices], "columns": heads, "address": address}
    found |= {"chips": chips(selection, rows, address, wanted) + other_chips(heads, shown, address, wanted)}
    found |= {"lacking": lacking_chips(rows, heads, address, wanted), "lacks": wanted.lacking}
    return render(request, "dashboards/matrix.html", {**found, **table(body), **said(selection, rows, shown, wanted)})


def prepare(selection):
    """This round's outcomes and those of the round before in one query."""
    register, before = selection.register, selection.register.previous_round(selection.as_of)
    keys = [(selection.as_of, selection.units, selection.set_code)]
    keys += [(before.date, selection.units, before.criteria_set.code)] if before else []
    register.prepare(keys)


def read_sort(query, heads):
    """`xep`: ten, dat or a criterion's number, with - for the other way round; else the default."""
    known = {BY_NAME, BY_COUNT, *(str(column.number) for column in heads)}
    asked = query.get("xep", "").strip()
    return asked if asked.removeprefix("-") in known else DEFAULT_SORT


def table(body):
    return {
        "sections": body.sections(),
        "whole": body.whole(),
        "legend": [(kind, SYMBOLS[kind], WORDS[kind]) for kind in SYMBOLS],
        "by_name": head(body, BY_NAME, BY_NAME),
        "by_count": head(body, BY_COUNT, f"-{BY_COUNT}"),
        "heads": [(column, *head(body, str(column.number), str(column.number))) for column in body.columns],
        "csv": body.address(tai="csv"),
    }


def head(body, name, first):
    """(aria-sort, address) of a column that sorts: `first` on the first touch, the other way round on the second."""
    if body.sort.removeprefix("-") != name:
        return "", body.address(xep="" if first == DEFAULT_SORT else first)
    backward = body.sort.startswith("-")
    other = name if backward else f"-{name}"
    return "descending" if backward else "ascending", body.address(xep="" if other == DEFAULT_SORT else other)


def said(selection, rows, shown, wanted):
    """What the head of the page needs to say about the figures."""
    return {
        "communes": len(rows),
        "shown": len(shown),
        "narrowed": wanted != Wanted(),
        "recognised": len(selection.standing.recognised),
        "average": plain(selection.standing.average),
        "comparable": not rows or rows[0].gained is not None,
        "provisional": is_provisional(selection) and any(row.standing.coverage == INHERITED for row in rows),
    }
