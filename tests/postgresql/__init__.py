"""Django's PostgreSQL backend, with a quicker way to empty the tables after a transactional test."""
