"""HyperKitty on letters that its driver writes, by the driver among the shared data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.pages import peer

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Letters:
    """The mailboxes of the driver, and what HyperKitty did with them (empty: not measured)."""

    mbox: Path
    live: Path
    results: dict[str, Any] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, float]:
        """p50 in milliseconds by the driver's names."""
        rows = self.results.get("pages", {})
        return {name: row["p50_ms"] for name, row in rows.items() if "p50_ms" in row}

    @property
    def searches(self) -> dict[str, float]:
        """p50 in milliseconds by word."""
        rows = self.results.get("index") or {}
        return {
            name.removeprefix("search "): row["p50_ms"]
            for name, row in rows.items()
            if name.startswith("search ") and isinstance(row, dict)
        }

    @property
    def messages_rate(self) -> float | None:
        """Letters a second of the message phase, its threading and caches left out: the kinder."""
        rate: float | None = (self.results.get("import") or {}).get("per_s_messages_phase")
        return rate

    @property
    def searchable_rate(self) -> float | None:
        """Letters a second until they can be found: the whole command, then the index."""
        count = (self.results.get("stored") or {}).get("emails")
        taken = (self.results.get("import") or {}).get("total_s")
        indexed = (self.results.get("index") or {}).get("seconds")
        return count / (taken + indexed) if count and taken and indexed else None

    @property
    def complete(self) -> float | None:
        """p50 of the longest thread with all its letters, in milliseconds."""
        named = {n: r for n, r in self.results.get("pages", {}).items() if "noscript" in n}
        longest = max(named, key=lambda name: named[name]["bytes"], default="")
        return self.pages.get(longest)


@contextmanager
def letters(database: str, *, count: int, live: int, repeats: int) -> Iterator[Letters | None]:
    """Let HyperKitty take ``count`` letters on ``sqlite`` or ``postgres``; None without driver."""
    script = peer.driver()
    if script is None:
        print("!!! bench/hyperkitty_peer.sh is not in DIWAN_DATA_DIR.", file=sys.stderr)
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="diwan-peer-", dir="/tmp") as home:
        work = Path(home) / "peer"
        results: dict[str, Any] = {}
        if peer._has_environment():  # noqa: SLF001 - one environment for both benches
            (Path(home) / "venv").symlink_to(peer.ENVIRONMENT)
            results = _run(script, database, Path(home), count=count, live=live, repeats=repeats)
        if not (work / f"bench-{count}.mbox").exists():
            yield None
            return
        yield Letters(work / f"bench-{count}.mbox", work / f"live-{live}.mbox", results)


def _run(
    script: Path, database: str, home: Path, *, count: int, live: int, repeats: int
) -> dict[str, Any]:
    settings = {"HK_DIR": str(home), "TMPDIR": str(home), "INDEX": "1", "N": str(count)}
    told = subprocess.run(
        ["bash", script, database],
        env=os.environ | settings | {"LIVE": str(live), "REPS": str(repeats)},
        capture_output=True,
        text=True,
        check=False,
    )
    path = home / "peer" / f"results-{database}.json"
    if told.returncode != 0 or not path.exists():
        print(
            f"!!! HyperKitty ended with {told.returncode}:\n{told.stderr[-2000:]}", file=sys.stderr
        )
        return {}
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
