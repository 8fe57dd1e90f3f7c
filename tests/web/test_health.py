"""/healthz and /readyz: for the machines that watch this one."""

import pytest
from django.db import DatabaseError

from tests.web.visitors import anonymous
from tingban.gateways.clamd import Address
from tingban.reads.overview import health


def test_alive_answers_without_a_database():
    answer = anonymous().get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_tells_database_tables_and_workers():
    answer = anonymous().get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready", "database": True, "migrated": True, "workers": 0, "scanner": "off",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_silent_virus_scanner_is_told_and_stops_nothing(settings):
    settings.CLAMD = Address(path="/nonexistent")

    answer = anonymous().get("/readyz")
    assert (answer.status_code, answer.json()["scanner"]) == (200, "unreachable")


@pytest.mark.django_db
def test_outdated_tables_are_not_ready(monkeypatch):
    monkeypatch.setattr(health, "is_migrated", lambda: False)

    answer = anonymous().get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"


def test_a_database_that_is_away_is_told_without_detail(monkeypatch):
    def away() -> bool:
        raise DatabaseError("password of the machine")

    monkeypatch.setattr(health, "is_migrated", away)

    answer = anonymous().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "not ready", "database": False, "migrated": False, "workers": 0,
        "scanner": "off",
    }  # fmt: skip
    assert "password" not in answer.content.decode()
