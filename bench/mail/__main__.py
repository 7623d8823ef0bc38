"""`make bench-mail`: see docs/reference/benchmarks.md for what the rows say.

``BENCH_LETTERS`` and ``BENCH_LIVE`` say how many letters (5,000 and 300), ``BENCH_REPEATS`` how
often a page is asked for.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from bench.report import Row, report
from tests.postgres import cluster

from . import theirs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .theirs import Letters

LETTERS = int(os.environ.get("BENCH_LETTERS", "5000"))
LIVE = int(os.environ.get("BENCH_LIVE", "300"))
REPEATS = int(os.environ.get("BENCH_REPEATS", "20"))
TIMES_BULK, TIMES_LIVE, SHARE_SEARCH = 10, 5, 0.1
PEER = "HyperKitty"


def main() -> int:
    """Measure on both databases; 1 when a goal is not met or nothing can be compared."""
    rows = _on("SQLite", "sqlite", "")
    with cluster(is_durable=True) as url:
        with psycopg.connect(url.replace("/diwan?", "/postgres?"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE diwan")
        rows += _on("PostgreSQL", "postgres", url)
    name = "mail" if LETTERS >= 5000 else "mail-quick"
    return 0 if rows and report(name, rows) else 1


def _on(database: str, kind: str, url: str) -> list[Row]:
    print(f"{database}: HyperKitty takes {LETTERS} letters …", file=sys.stderr)
    with theirs.letters(kind, count=LETTERS, live=LIVE, repeats=REPEATS) as letters:
        if letters is None:
            return []
        print(f"{database}: Diwan takes {LETTERS} letters …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="diwan-bench-") as folder:
            return list(_rows(database, _ours(Path(folder), url, letters), letters))


def _ours(home: Path, url: str, letters: Letters) -> dict[str, Any]:
    out = home / "found.json"
    environment = {
        "DIWAN_HOME": str(home),
        "DIWAN_SECRET_KEY": secrets.token_hex(32),
        "DATABASE_URL": url,
        "DIWAN_DEMO": "0",
        "DIWAN_DEBUG": "0",
        "DIWAN_MAIL_VERIFY": "off",
        "DIWAN_STATIC_FINDERS": "0",
        "DJANGO_SETTINGS_MODULE": "diwan.project.settings.base",
    }
    subprocess.run(
        [sys.executable, "-m", "bench.mail.ours", out, letters.mbox, letters.live],
        env=os.environ | environment,
        check=True,
    )
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return found


def _rows(database: str, ours: dict[str, Any], letters: Letters) -> Iterator[Row]:
    """What the rows mean: docs/reference/benchmarks.md."""
    where = f", {database}"
    yield from _bulk_rows(where, ours, letters)
    yield Row(f"raw store, each letter on the disk{where}", ours["raw"], "1/s")
    live = (letters.results.get("live") or {}).get("per_s")
    yield _faster(f"LMTP, each letter on the disk{where}", ours["live"], live, TIMES_LIVE)
    at_once = f"LMTP, {ours['doors']} connections at once{where}"
    yield Row(at_once, ours["live_together"], "1/s", None, PEER, live, is_less_better=False)
    yield from _page_rows(where, ours, letters)


def _bulk_rows(where: str, ours: dict[str, Any], letters: Letters) -> Iterator[Row]:
    stored = letters.results.get("stored") or {}
    lost = f"bodies lost of {ours['letters']}{where}"
    yield Row(lost, ours["lost"], "letters", 0, PEER, stored.get("empty_bodies"))
    held = f"bulk import until held and searchable{where}"
    yield _faster(held, ours["bulk"], letters.messages_rate, TIMES_BULK)
    yield Row(
        f"bulk import, beside all of theirs and their index{where}",
        ours["bulk"],
        "1/s",
        None,
        PEER,
        letters.searchable_rate,
        is_less_better=False,
    )
    yield Row(f"bulk import: CPU a letter{where}", ours["cpu"], "ms")
    yield Row(f"bulk import: peak memory, at most{where}", ours["peak"], "MiB")


def _page_rows(where: str, ours: dict[str, Any], letters: Letters) -> Iterator[Row]:
    pages = ours["pages"]
    archive = letters.pages.get("month archive, page 1")
    yield Row(f"archive page: p50{where}", pages["list"], "ms", None, PEER, archive)
    yield Row(f"queue: p50{where}", pages["queue"], "ms", None, PEER, archive)
    what = f"thread of {ours['thread']}, complete: p50{where}"
    yield Row(what, pages["thread"], "ms", None, PEER, letters.complete)
    for word, p50 in ours["searches"].items():
        peers = letters.searches.get(word)
        goal = SHARE_SEARCH * peers if peers else None
        yield Row(f"search {word} in the queue: p50{where}", p50, "ms", goal, PEER, peers)


def _faster(what: str, value: float, peers: float | None, times: int) -> Row:
    goal = times * peers if peers else None
    return Row(what, value, "1/s", goal, PEER, peers, is_less_better=False)


if __name__ == "__main__":
    sys.exit(main())
