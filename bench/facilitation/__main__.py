"""`make bench-facilitation`: see docs/reference/benchmarks.md for what the rows say."""

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

from bench.pages import measuring, serving
from bench.report import Row, report
from tests.postgres import cluster

from .filling import SLUG

if TYPE_CHECKING:
    from collections.abc import Iterator

IS_QUICK = os.environ.get("BENCH_QUICK") == "1"
RELEASED, HELD = (100, 20) if IS_QUICK else (2000, 200)
ALONE = 10 if IS_QUICK else 40
MEDIAN_AT_MOST = 150.0

_DESK = "/discussions/{slug}/desk/"
PAGES = {
    "desk": _DESK,
    "desk, filtered by question, language and not cited": (
        _DESK + "?about=T1Q1&lang=fr&uncited=1&q=T1Q2"
    ),
    "desk, a statement and a contribution open": _DESK + "?q=T1Q1&s={key}&c={number}",
    "a statement's form": _DESK + "statements/{key}/",
    "passages of one contribution": "/discussions/{slug}/passages/{number}/",
    "passages of all": "/discussions/{slug}/passages/",
    f"queue, {HELD} held": "/discussions/{slug}/queue/",
}


def main() -> int:
    """Measure on both databases; 1 when a goal is not met."""
    rows = list(_on("SQLite", ""))
    with cluster() as url:
        with psycopg.connect(url.replace("/diwan?", "/postgres?"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE diwan")
        rows += _on("PostgreSQL", url)
    return 0 if report("facilitation-quick" if IS_QUICK else "facilitation", rows) else 1


def _on(database: str, url: str) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="diwan-bench-") as folder:
        environment = os.environ | _environment(Path(folder), url)
        print(f"{database}: filling a site …", file=sys.stderr)
        made = _filled(Path(folder), environment)
        yield from _size(database, made)
        yield from _pages(database, made, environment)
        yield from _parts(database, made, environment)


def _environment(home: Path, url: str) -> dict[str, str]:
    """A site as it is set up for real: nothing of the developer's own settings."""
    return {
        "DIWAN_HOME": str(home),
        "DIWAN_SECRET_KEY": secrets.token_hex(32),
        "DATABASE_URL": url,
        "DIWAN_DEMO": "0",
        "DIWAN_DEBUG": "0",
        "DIWAN_STATIC_FINDERS": "0",
        "DJANGO_SETTINGS_MODULE": "diwan.project.settings.base",
    }


def _filled(home: Path, environment: dict[str, str]) -> dict[str, Any]:
    out = home / "made.json"
    filling = [sys.executable, "-m", "bench.facilitation.filling", str(out)]
    subprocess.run([*filling, str(RELEASED), str(HELD)], env=environment, check=True)
    made: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return made


def _size(database: str, made: dict[str, Any]) -> Iterator[Row]:
    yield Row(f"{database}: contributions", RELEASED, "")
    for name in ("passages", "statements", "suggestions"):
        yield Row(f"{database}: {name}", made[name], "")
    yield Row(f"{database}: aligned and drafted in", made["drafting"], "s")
    yield Row(f"{database}: suggested over in", made["suggesting"], "s")


def _pages(database: str, made: dict[str, Any], environment: dict[str, str]) -> Iterator[Row]:
    cookie = f"sessionid={made['session']}"
    application = "diwan.project.wsgi:application"
    with serving.served("Diwan", application, environment, cookie=cookie) as site:
        for title, path in PAGES.items():
            print(f"{database}: {title}", file=sys.stderr)
            asked = path.format(slug=SLUG, key=made["key"], number=RELEASED // 2)
            figures = measuring.measure([(site, asked)], measuring.Effort(3, ALONE, 16))[0]
            what = f"{title}, {database}"
            yield Row(f"{what}: first request", figures.first, "ms")
            yield Row(f"{what}: p50", figures.p50, "ms", MEDIAN_AT_MOST)
            yield Row(f"{what}: p95", figures.p95, "ms")
            yield Row(f"{what}: CPU a request", figures.cpu, "ms")
            yield Row(f"{what}: bytes, gzip", figures.compressed, "B")


def _parts(database: str, made: dict[str, Any], environment: dict[str, str]) -> Iterator[Row]:
    """Those parts of the desk that are reckoned, each alone in a process without a server."""
    asked = [sys.executable, "-m", "bench.facilitation.parts", str(made["reply"]), made["key"]]
    told = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True)
    for name, figures in json.loads(told.stdout).items():
        yield Row(f"{name}, {database}: first time", figures["first"], "ms")
        yield Row(f"{name}, {database}: p50", figures["p50"], "ms", MEDIAN_AT_MOST)
        yield Row(f"{name}, {database}: p95", figures["p95"], "ms")


if __name__ == "__main__":
    sys.exit(main())
