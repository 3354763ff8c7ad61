"""Pages of the middle floor: rounds, entry, review, recognition."""
