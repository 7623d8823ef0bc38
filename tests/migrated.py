"""The tables that migrations made, kept for the next run of tests as long as nothing changed them.

A run on SQLite that finds no copy for its migrations runs them all, and keeps one; so do the
first run of a clone, and every run on PostgreSQL.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.core import management
from django.db import connection
from django.db.migrations.loader import MigrationLoader

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "migrated"
#: what migrations call, beside what stands in them
_CALLED = ("diwan/core/fulltext.py",)


def fingerprint() -> str:
    """Of every migration on disk, of what they call, and of the programs that run them."""
    found = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    found.update(" ".join(settings.INSTALLED_APPS).encode())
    migrations = MigrationLoader(None).disk_migrations
    files = {_file_of(migration) for migration in (migrations or {}).values()}
    for path in sorted(files | {ROOT / name for name in _CALLED}):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:32]


def _file_of(migration: Any) -> Path:
    return Path(str(sys.modules[migration.__module__].__file__))


@contextmanager
def remembered() -> Iterator[None]:
    """While a test database is made: its tables come from the copy, where there is one."""
    run = management.call_command

    def call(name: str, *args: Any, **options: Any) -> Any:
        if name != "migrate" or not options.get("run_syncdb") or connection.vendor != "sqlite":
            return run(name, *args, **options)
        copy = KEPT / f"{fingerprint()}.sqlite3"
        if copy.is_file():
            return _restore(copy)
        done = run(name, *args, **options)
        _keep(copy)
        return done

    management.call_command = call  # type: ignore[assignment]
    try:
        yield
    finally:
        management.call_command = run


def _restore(copy: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as kept:
        kept.backup(connection.connection)
    # migrating asks this once; later it would count among the queries of whichever test is first
    assert connection.features.supports_json_field


def _keep(copy: Path) -> None:
    """Whole or not at all: several workers may keep the same one."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    kept_before = sorted(copy.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
    for old in kept_before[:-3]:
        old.unlink(missing_ok=True)
    new = copy.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(new)) as kept:
        connection.connection.backup(kept)
    new.replace(copy)
