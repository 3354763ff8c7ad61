"""Pages of the ground floor: accounts and health."""
