"""Several people at once: threads, each with a connection of its own, on PostgreSQL and on a SQLite file."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

PATIENCE = 30  # seconds that a thread waits for the others to begin


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """A database whose connections wait for each other; the tests' SQLite in memory is copied into a file for it."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    copy = sqlite3.connect(tmp_path / "shared.sqlite3")
    memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "shared.sqlite3")
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, name


def at_once(*actions, refusals=()):
    """What each action answered, or which of the refusals it raised; all begin together."""
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(PATIENCE)
            return action()
        except refusals as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))
