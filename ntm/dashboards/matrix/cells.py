"""What one commune shows on one criterion, as a kind, its symbol and its words; the map uses the same."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

ATTAINED, GAINED, LACKING, LOST, NOT_APPLICABLE, NO_DATA = "y", "up", "x", "w", "na", "q"
SYMBOLS = {ATTAINED: "●", GAINED: "▲", LACKING: "○", LOST: "▼", NOT_APPLICABLE: "◇", NO_DATA: "–"}
WORDS = {
    ATTAINED: _("Attained"),
    GAINED: _("Newly attained since the round before"),
    LACKING: _("Not attained"),
    LOST: _("Lost: attained in the round before, not in this one"),
    NOT_APPLICABLE: _("Not applicable, counts as attained"),
    NO_DATA: _("No data, counts as not attained"),
}
RULED = " k"  # a new group of criteria begins: the column has a rule on its left
# One pair (class, symbol) a kind, shared by all cells; marked safe so that a page of 4,000 does not escape each.
CELLS = {
    (kind, ruled): (mark_safe(kind + RULED * ruled), mark_safe(symbol))
    for kind, symbol in SYMBOLS.items()
    for ruled in (False, True)
}


def kind_of(row, number):
    standing = row.standing
    if number in standing.holds:
        if number in standing.not_applicable:
            return NOT_APPLICABLE
        return GAINED if row.gained and number in row.gained else ATTAINED
    if row.lost and number in row.lost:
        return LOST
    return NO_DATA if row.missing or number in standing.no_data else LACKING


def cells(row, columns):
    return [CELLS[kind_of(row, column.number), column.ruled] for column in columns]
