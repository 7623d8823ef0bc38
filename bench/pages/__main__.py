"""`make bench-pages`: see docs/reference/benchmarks.md for what the rows say."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from bench.report import Row, report
from tests.postgres import cluster

from . import measuring, peer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .measuring import Effort, Figures
    from .serving import Site

IS_QUICK = os.environ.get("BENCH_QUICK") == "1"
EFFORT = measuring.Effort(2, 10, 16) if IS_QUICK else measuring.Effort()
RELEASED = HELD = 40 if IS_QUICK else 200
REPEATS_OF_PEER = 5 if IS_QUICK else 30
#: the most that a page of Diwan may cost beside the bare view of it
TIMES_BARE = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page of Diwan, and the bare page that shows the same.

    ``peers`` are HyperKitty's: the month of letters with subjects of their own (``month``) or
    all in one thread (``thread``), and that thread complete (``complete``).
    """

    title: str
    path: str
    bare: str = ""
    peers: tuple[str, ...] = ()


PAGES = (
    Page("home", "/", "/"),
    Page(
        f"announcement, {RELEASED} contributions",
        "/discussions/{slug}/",
        "/discussions/{slug}/",
        ("thread", "month"),
    ),
    Page(f"queue, {HELD} held", "/discussions/{slug}/queue/", "/discussions/{slug}/queue/"),
    Page("list of 50 discussions", "/discussions/", "/discussions/"),
    Page("contributions, a page of 10", "/discussions/{slug}/contributions/", "", ("month",)),
    Page(
        f"all {RELEASED} contributions", "/discussions/{slug}/contributions/all/", "", ("complete",)
    ),
)


def main() -> int:
    """Measure on both databases; 1 when a goal is not met."""
    rows: list[Row] = []
    rows += _on("SQLite", "")
    with cluster() as url:
        with psycopg.connect(url.replace("/diwan?", "/postgres?"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE diwan")
        rows += _on("PostgreSQL", url)
    name = "pages-quick" if IS_QUICK else "pages"
    return 0 if report(name, rows) else 1


def _on(database: str, url: str) -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="diwan-bench-") as folder:
        home = Path(folder)
        environment = _environment(home, url)
        print(f"{database}: filling a site …", file=sys.stderr)
        made = _fill(home, environment)
        kind = "postgres" if url else "sqlite"
        with _sites(environment, made) as (ours, bare):
            theirs = _peers(kind, home)
            for page in PAGES:
                print(f"{database}: {page.title}", file=sys.stderr)
                rows += _rows(database, page, _measured(page, made, ours, bare, url), theirs)
    return rows


#: how the rows name HyperKitty's pages
_THEIRS = {
    "thread": "HyperKitty, month with one thread",
    "month": "HyperKitty, month of letters",
    "complete": "HyperKitty, complete thread",
}


def _peers(kind: str, home: Path) -> dict[str, float]:
    """p50 of HyperKitty's pages in milliseconds; nothing when it cannot be measured."""
    thread = peer.hyperkitty(kind, home / "thread.mbox", repeats=REPEATS_OF_PEER)
    month = thread and peer.hyperkitty(kind, home / "month.mbox", repeats=REPEATS_OF_PEER)
    if thread is None or month is None:
        return {}
    return {"thread": thread.month, "month": month.month, "complete": thread.complete}


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


def _fill(home: Path, environment: dict[str, str]) -> dict[str, Any]:
    out = home / "made.json"
    subprocess.run(
        [sys.executable, "-m", "bench.pages.filling", out, str(RELEASED), str(HELD)],
        env=os.environ | environment,
        check=True,
    )
    made: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return made


@contextmanager
def _sites(environment: dict[str, str], made: dict[str, Any]) -> Iterator[tuple[Site, Site]]:
    """Both at once, on the same rows: the one that is not asked waits and costs nothing."""
    with ExitStack() as stack:
        ours = stack.enter_context(
            serving.served(
                "Diwan",
                "diwan.project.wsgi:application",
                environment,
                cookie=f"sessionid={made['session']}",
            )
        )
        bare = stack.enter_context(
            serving.served(
                "bare view",
                "bench.pages.bare.wsgi:application",
                environment | {"DJANGO_SETTINGS_MODULE": "bench.pages.bare.settings"},
                cookie=f"sessionid={made['bare_session']}",
            )
        )
        yield ours, bare


def _measured(
    page: Page, made: dict[str, Any], ours: Site, bare: Site, url: str
) -> tuple[Figures, Figures | None]:
    slug = made["slug"]
    asked = [(_asking(ours, page), page.path.format(slug=slug))]
    if page.bare:
        asked.append((_asking(bare, page), page.bare.format(slug=slug)))
    effort: Effort = EFFORT
    found = measuring.measure(asked, effort, *serving.database_server(url))
    return found[0], found[1] if len(found) > 1 else None


def _asking(site: Site, page: Page) -> Site:
    """Only the queue is looked at by somebody who is signed in."""
    if page.title.startswith("queue"):
        return site
    return serving.Site(site.name, site.port, site.pid, cookie="")


def _rows(
    database: str, page: Page, figures: tuple[Figures, Figures | None], theirs: dict[str, float]
) -> Iterator[Row]:
    ours, bare = figures
    what = f"{page.title}, {database}"
    beside: dict[str, Any] = {"peer": "bare view"} if bare else {}

    def told(name: str, value: float, unit: str, bare_value: float | None) -> Row:
        return Row(f"{what}: {name}", value, unit, **beside, peer_value=bare_value)

    yield Row(
        f"{what}: CPU a request",
        ours.cpu,
        "ms",
        goal=TIMES_BARE * bare.cpu if bare else None,
        **beside,
        peer_value=bare.cpu if bare else None,
    )
    yield told("first request", ours.first, "ms", bare.first if bare else None)
    yield told("p50", ours.p50, "ms", bare.p50 if bare else None)
    yield told("p95", ours.p95, "ms", bare.p95 if bare else None)
    yield Row(
        f"{what}: requests",
        ours.a_second,
        "1/s",
        **beside,
        peer_value=bare.a_second if bare else None,
        is_less_better=False,
    )
    yield told("bytes", ours.size, "B", bare.size if bare else None)
    yield told("bytes, gzip", ours.compressed, "B", bare.compressed if bare else None)
    for name in page.peers:
        if name in theirs:
            value = theirs[name]
            yield Row(f"{what}: p50", ours.p50, "ms", value, _THEIRS[name], value)


if __name__ == "__main__":
    sys.exit(main())
