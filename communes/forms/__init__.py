"""Forms of the ground floor: signing in and passwords, accounts and roles, areas."""
