"""`make bench-search`: see docs/reference/benchmarks.md for what the rows say.

``BENCH_TEXTS`` says how many there are on PostgreSQL (1,000,000), ``BENCH_TEXTS_SQLITE`` on SQLite
(200,000), ``BENCH_PEER`` how many of them HyperKitty gets (5,000).
"""

from __future__ import annotations

import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg

from bench.pages.measuring import Client, percentile
from bench.pages.serving import served
from bench.report import Row, report
from tests.postgres import cluster

from . import theirs

if TYPE_CHECKING:
    from collections.abc import Iterator

IS_QUICK = os.environ.get("BENCH_QUICK") == "1"
TEXTS = int(os.environ.get("BENCH_TEXTS", "3000" if IS_QUICK else "1000000"))
TEXTS_SQLITE = int(os.environ.get("BENCH_TEXTS_SQLITE", "3000" if IS_QUICK else "200000"))
PEER = int(os.environ.get("BENCH_PEER", "300" if IS_QUICK else "5000"))
TIMES = 12 if IS_QUICK else 60
#: milliseconds for 95 of 100 searches; ours of theirs; of the queries, found among the first five
GOAL, SHARE, FOUND = 60, 0.1, 0.9


def main() -> int:
    """Measure on both databases; 1 when a goal is not met."""
    with tempfile.TemporaryDirectory(prefix="diwan-bench-") as shared:
        rows = list(_on("SQLite", "sqlite", "", TEXTS_SQLITE, Path(shared)))
        with cluster(is_durable=True) as url:
            with psycopg.connect(url.replace("/diwan?", "/postgres?"), autocommit=True) as there:
                there.execute("CREATE DATABASE diwan")
            rows += _on("PostgreSQL", "postgres", url, TEXTS, Path(shared))
    return 0 if report("search-quick" if IS_QUICK else "search", rows) else 1


def _on(database: str, kind: str, url: str, count: int, shared: Path) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="diwan-bench-") as folder:
        environment = _environment(Path(folder), url)
        print(f"{database}: filling {count:,} texts …", file=sys.stderr)
        out = Path(folder) / "made.json"
        _run(environment, "bench.search.filling", str(out), str(count))
        made = json.loads(out.read_text("utf-8"))
        what = f"{database}, {made['count']:,} texts"
        yield Row(f"{what}: indexed", made["count"] / made["seconds"], "texts a second")
        yield Row(f"{what}: size of the index", made["index"] / 2**20, "MiB")
        yield from _shapes(what, environment, GOAL if kind == "postgres" else None)
        yield from _relevance(database, environment)
        yield from _beside(what, kind, environment, shared)


def _shapes(what: str, environment: dict[str, str], goal: float | None) -> Iterator[Row]:
    told = json.loads(_run(environment, "bench.search.asking", str(TIMES)))
    for title, row in told.items():
        name = f"{what}, {title} ({row['counted']} counted)"
        yield Row(f"{name}: p50", statistics.median(row["ms"]), "ms")
        yield Row(f"{name}: p95", percentile(row["ms"], 0.95), "ms", goal=goal)
    everything = [taken for row in told.values() for taken in row["ms"]]
    yield Row(f"{what}, all shapes: p95", percentile(everything, 0.95), "ms", goal=goal)


def _relevance(database: str, environment: dict[str, str]) -> Iterator[Row]:
    told = json.loads(_run(environment, "bench.search.finding_first"))
    five, asked = (sum(row[name] for row in told.values()) for name in ("five", "asked"))
    what = f"{database}, {asked} queries: found among the first five"
    yield Row(what, five / asked, "of 1", goal=FOUND, is_less_better=False)
    for language, row in told.items():
        name = f"{database}, {row['asked']} queries in {language}"
        yield Row(f"{name}: among the first five", row["five"] / row["asked"], "of 1")
        yield Row(f"{name}: the right one first", row["first"] / row["asked"], "of 1")


def _beside(what: str, kind: str, environment: dict[str, str], shared: Path) -> Iterator[Row]:
    """Whole pages over HTTP, one connection; the peer's search has only ``PEER`` of the texts."""
    found = theirs.searches(kind, PEER, shared)
    with served("Diwan", "diwan.project.wsgi:application", environment, cookie="") as site:
        client = Client(site.port)
        for word in theirs.WORDS:
            taken = [_seconds(client, f"/search/?q={quote(word)}") for _time in range(10)]
            yield Row(
                f"{what}, page of “{word}”: p50",
                1000 * statistics.median(taken[2:]),
                "ms",
                goal=found[word] * SHARE if word in found else None,
                peer=f"HyperKitty, {PEER:,} of the texts",
                peer_value=found.get(word),
            )


def _seconds(client: Client, path: str) -> float:
    began = time.perf_counter()
    client.get(path)
    return time.perf_counter() - began


def _run(environment: dict[str, str], module: str, *said: str) -> bytes:
    command: list[Any] = [sys.executable, "-m", module, *said]
    told = subprocess.run(command, env=os.environ | environment, check=True, stdout=subprocess.PIPE)
    return told.stdout


def _environment(home: Path, url: str) -> dict[str, str]:
    return {
        "DIWAN_HOME": str(home),
        "DIWAN_SECRET_KEY": secrets.token_hex(32),
        "DATABASE_URL": url,
        "DIWAN_DEMO": "0",
        "DIWAN_DEBUG": "0",
        "DIWAN_STATIC_FINDERS": "0",
        "DJANGO_SETTINGS_MODULE": "diwan.project.settings.base",
    }


if __name__ == "__main__":
    sys.exit(main())
