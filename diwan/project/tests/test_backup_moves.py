"""A backup moves a site between SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from .homes import KEPT, RAW, manifest, run

pytestmark = pytest.mark.xdist_group("backup")


@pytest.fixture
def server(db):
    """Makes a new, empty database on the PostgreSQL server of the tests: its address."""
    if connection.vendor != "postgresql":
        pytest.skip("runs with the tests on PostgreSQL, between the two")
    given = connection.settings_dict
    name = f"restored_{uuid4().hex[:8]}"
    plain = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"]}
    plain = {key: value for key, value in plain.items() if value}
    if given["PASSWORD"]:
        plain["password"] = given["PASSWORD"]
    with psycopg.connect(dbname="postgres", autocommit=True, **plain) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield _url(given, name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _url(given: dict[str, Any], name: str) -> str:
    who = given["USER"] + (f":{given['PASSWORD']}" if given["PASSWORD"] else "")
    host = str(given["HOST"])
    if host.startswith("/"):
        return f"postgresql://{who}@/{name}?host={host}&port={given['PORT'] or 5432}"
    return f"postgresql://{who}@{host}:{given['PORT'] or 5432}/{name}"


def test_a_backup_moves_a_site_from_one_database_to_the_other_and_back(made, tmp_path, server):
    there = run(tmp_path / "there", "restore", str(made), url=server)
    assert there.returncode == 0, there.stderr
    kept = run(tmp_path / "there", code=f"RAW = {RAW!r}\n{KEPT}", url=server)
    assert kept.stdout == "kept\n", kept.stderr
    run(tmp_path / "there", "backup", str(tmp_path / "there.diwan"), url=server)
    back = run(tmp_path / "back", "restore", str(tmp_path / "there.diwan"))
    assert back.returncode == 0, back.stderr
    before, after = manifest(made)["tables"], manifest(tmp_path / "there.diwan")["tables"]
    assert after["audit.entry"] == before["audit.entry"]
    assert after["mailroom.rawletter"] == before["mailroom.rawletter"]
    assert after["mailroom.letter"]["rows"] == before["mailroom.letter"]["rows"] + 1
