"""The reference data: which fixture file fills which table, in the order in which they depend on each other."""

from criteria.reference import figures, places, standard
from criteria.reference.loading import load_table

TABLES = [*places.TABLES, *standard.TABLES, *figures.TABLES]


def load_all(folder):
    """Load every table; the caller holds the transaction. Returns one Outcome a table, in loading order."""
    return [load_table(table, folder) for table in TABLES]
