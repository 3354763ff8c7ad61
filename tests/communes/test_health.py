"""/healthz: says whether the database answers with every migration applied, and nothing else."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


@pytest.mark.django_db
def test_health_is_ok_without_sign_in(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_health_is_not_ok_with_a_migration_missing(client):
    [latest] = MigrationLoader(connection).graph.leaf_nodes("communes")
    MigrationRecorder(connection).record_unapplied(*latest)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content == b"not ok"


@pytest.mark.django_db
def test_health_is_not_ok_without_a_database(client, monkeypatch):
    def refuse(*_args):
        raise OperationalError("could not connect to server at 10.0.0.5")

    monkeypatch.setattr("communes.views.health.MigrationExecutor", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content == b"not ok"
