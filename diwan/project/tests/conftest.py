"""A site with something in it, and its backup: made once for all tests of a worker."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from .homes import FILL, run


@pytest.fixture(scope="session")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """A site on SQLite with letters, a log and a file."""
    home = tmp_path_factory.mktemp("site")
    if connection.vendor == "sqlite":
        # the tables that the tests have are those that “diwan setup” makes
        with django_db_blocker.unblock(), closing(sqlite3.connect(home / "diwan.sqlite3")) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
    assert run(home, "setup").returncode == 0
    filled = run(home, code=FILL)
    assert filled.returncode == 0, filled.stderr
    return home


@pytest.fixture(scope="session")
def made(site):
    """Its backup."""
    path = site / "site.diwan"
    done = run(site, "backup", str(path))
    assert done.returncode == 0, done.stderr
    assert "whoever has the file can read everything" in done.stdout
    return path
