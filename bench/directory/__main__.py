"""`make bench-directory`: see docs/reference/benchmarks.md for what the rows say."""

from __future__ import annotations

import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from bench.pages.measuring import percentile
from bench.pages.serving import cpu_seconds, database_server, served
from bench.report import Row, report
from tests.postgres import cluster

from .asking import SHAPES, Browser, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

IS_QUICK = os.environ.get("BENCH_QUICK") == "1"
PEOPLE, ORGANISATIONS = (2_000, 400) if IS_QUICK else (100_000, 20_000)
TIMES = 10 if IS_QUICK else 40
#: milliseconds within which 95 of 100 pages come, the server warm
GOALS = {"SQLite": 150, "PostgreSQL": 100}
_LISTS = ("q=Institut", "q=اتحاد", "country=TN", "")


def main() -> int:
    """Measure on both databases; 1 when a goal is not met."""
    rows = [*_on("SQLite", "")]
    with cluster() as url:
        with psycopg.connect(url.replace("/diwan?", "/postgres?"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE diwan")
        rows += _on("PostgreSQL", url)
    return 0 if report("directory-quick" if IS_QUICK else "directory", rows) else 1


def _on(database: str, url: str) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="diwan-bench-") as folder:
        environment = _environment(Path(folder), url)
        print(f"{database}: filling a site …", file=sys.stderr)
        made = _fill(Path(folder), environment)
        what = f"index of {PEOPLE:,} members ({made['entries']:,} entries), {database}: rebuilt in"
        yield Row(what, made["seconds"], "s")
        alone = _alone(environment)
        application = "diwan.project.wsgi:application"
        with served("Diwan", application, environment, cookie="") as site:
            processes = (site.pid, *database_server(url))
            browser = Browser(site.port, made["session"], "/members/")
            for shape in SHAPES:
                ask = partial(browser.post, shape.posted)
                yield from _page(database, f"members, {shape.title}", ask, processes)
                yield _beside(database, shape.title, alone[shape.title])
            lists = Browser(site.port, made["session"], "/organisations/")
            for query in _LISTS:
                title = f"organisations, {query or 'all'}"
                yield from _page(database, title, partial(lists.get, query), processes)


def _page(database: str, title: str, ask: Any, processes: tuple[int, ...]) -> Iterator[Row]:
    before = cpu_seconds(*processes)
    times = timed(ask, TIMES)
    cpu = 1000 * (cpu_seconds(*processes) - before) / (TIMES + 2)
    yield Row(f"{title}, {database}: p95", percentile(times, 0.95), "ms", goal=GOALS[database])
    yield Row(f"{title}, {database}: p50", statistics.median(times), "ms")
    yield Row(f"{title}, {database}: CPU a page", cpu, "ms")


def _beside(database: str, title: str, alone: dict[str, float]) -> Row:
    return Row(
        f"{title} ({alone['found']} counted), {database}: search alone, p50",
        alone["ours"],
        "ms",
        peer="icontains",
        peer_value=alone["plain"],
    )


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


def _fill(home: Path, environment: dict[str, str]) -> dict[str, Any]:
    out = home / "made.json"
    counts = (str(PEOPLE), str(ORGANISATIONS))
    subprocess.run(
        [sys.executable, "-m", "bench.directory.filling", out, *counts],
        env=os.environ | environment,
        check=True,
    )
    made: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return made


def _alone(environment: dict[str, str]) -> dict[str, dict[str, float]]:
    answer = subprocess.run(
        [sys.executable, "-m", "bench.directory.alone", str(TIMES)],
        env=os.environ | environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    told: dict[str, dict[str, float]] = json.loads(answer.stdout)
    return told


if __name__ == "__main__":
    sys.exit(main())
