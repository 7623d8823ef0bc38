"""`make bench-mail-faults`: see docs/reference/mail-assurance.md for what the rows say."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import psycopg

from bench.report import Row, report
from tests.postgres import cluster

IS_QUICK = os.environ.get("BENCH_QUICK") == "1"
LETTERS, KILLS = (200, 12) if IS_QUICK else (2000, 100)
#: what is counted, its name, and the most that is good; None: only told
_COUNTS: tuple[tuple[str, str, int | None], ...] = (
    ("door_kills", "kills of the door", None),
    ("worker_kills", "kills of the worker", None),
    ("handed_over_again", "letters handed over again", None),
    ("lost", "acknowledged and not stored", 0),
    ("stored_twice", "stored more than once", 0),
    ("unread", "stored and never read", 0),
    ("without_contribution", "acknowledged without a contribution", 0),
    ("with_two_contributions", "with more than one contribution", 0),
    ("without_answer", "acknowledged without an answer", 0),
    ("answers_queued_twice", "with more than one answer", 0),
    ("answers_sent_twice", "answers that went out twice (same Message-ID)", None),
    ("unexplained", "of these, more than one for each kill of the worker", 0),
)


def main() -> int:
    """Try on both databases; 1 when anything was lost or doubled."""
    rows = _on("SQLite", "")
    with cluster() as url:
        with psycopg.connect(url.replace("/diwan?", "/postgres?"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE diwan")
        rows += _on("PostgreSQL", url)
    return 0 if report("mail-faults-quick" if IS_QUICK else "mail-faults", rows) else 1


def _on(database: str, url: str) -> list[Row]:
    home = Path(tempfile.mkdtemp(prefix="diwan-faults-", dir="/tmp"))
    home.chmod(0o755)  # the database server's own user looks into it
    try:
        return [*_rows(database, _found(home, url or f"sqlite:///{home}/disk/diwan.sqlite3"))]
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _found(home: Path, url: str) -> dict[str, Any]:
    """What a process of its own found, since settings are read once."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DIWAN_")}
    more = {
        "DATABASE_URL": url,
        "DIWAN_HOME": str(home),
        "DIWAN_SECRET_KEY": secrets.token_urlsafe(50),
        "DJANGO_SETTINGS_MODULE": "diwan.project.settings.base",
    }
    command = [sys.executable, "-m", "bench.mail_faults.alone", str(LETTERS), str(KILLS)]
    told = subprocess.run(command, env=kept | more, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def _rows(database: str, found: dict[str, Any]) -> list[Row]:
    fire = found["fire"]
    acknowledged = f"{database}: acknowledged letters"
    rows = [
        Row(acknowledged, fire["acknowledged"], "", LETTERS, is_less_better=False),
        Row(f"{database}: seconds", fire["seconds"], "s"),
    ]
    rows += [Row(f"{database}: {name}", fire[key], "", goal) for key, name, goal in _COUNTS]
    held = found["locked"]
    rows += [
        _answers(f"{database}: answer while the database is held", held["refused"], 451),
        Row(f"{database}: seconds to that answer", held["seconds"], "s", 30),
        _answers(f"{database}: answer when it is let go after 3 s", held["taken"], 250),
        _answers(f"{database}: letters stored of these two", held["stored"], 2),
    ]
    if full := found["full"]:
        rows += [
            _answers(f"{database}: answer when the disk is full", full["refused"], 451),
            _answers(f"{database}: answer when there is room again", full["taken"], 250),
            _answers(f"{database}: times that letter is stored", full["stored"], 1),
        ]
    else:
        print(f"{database}: no disk can be mounted here; the full disk was NOT tried.")
    return rows


def _answers(what: str, value: int, wanted: int) -> Row:
    """Nothing but ``wanted`` is good: the distance from it is held to nothing."""
    return Row(f"{what}: {value}, off", abs(value - wanted), "", 0)


if __name__ == "__main__":
    sys.exit(main())
