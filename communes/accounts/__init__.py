"""People's accounts: links, roles and territories, changed in one place and kept in the history."""
