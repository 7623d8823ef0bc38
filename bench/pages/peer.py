"""HyperKitty on the same letters, by the driver among the shared data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / "build" / "bench" / "hyperkitty"
_PACKAGES = (
    "HyperKitty==1.3.12",
    "django-mailman3==1.3.15",
    "gunicorn",
    "psycopg2-binary",
    "Whoosh==2.7.4",
)


@dataclass(frozen=True, slots=True)
class Pages:
    """Milliseconds, p50: the month archive, and the complete thread of all letters."""

    month: float
    complete: float


def driver() -> Path | None:
    """The script that drives HyperKitty; None where the shared data are not."""
    data = Path(os.environ.get("DIWAN_DATA_DIR") or ROOT.parent / "shared")
    script = data / "bench" / "hyperkitty_peer.sh"
    return script.resolve() if script.exists() else None


def hyperkitty(database: str, mbox: Path, *, repeats: int) -> Pages | None:
    """Its pages on ``sqlite`` or ``postgres``; None, said loudly, when it cannot be measured."""
    script = driver()
    if script is None:
        _skip("bench/hyperkitty_peer.sh is not in DIWAN_DATA_DIR (default ../shared)")
        return None
    if not _has_environment():
        _skip("its packages could not be installed")
        return None
    with tempfile.TemporaryDirectory(prefix="diwan-peer-", dir="/tmp") as home:
        (Path(home) / "venv").symlink_to(ENVIRONMENT)
        settings = {"HK_DIR": home, "MBOX": str(mbox), "LIVE": "0", "INDEX": "0"}
        told = subprocess.run(
            ["bash", script, database],
            env=os.environ | settings | {"REPS": str(repeats), "N": "1", "TMPDIR": home},
            capture_output=True,
            text=True,
            check=False,
        )
        results = Path(home) / "peer" / f"results-{database}.json"
        if told.returncode != 0 or not results.exists():
            _skip(f"the driver ended with {told.returncode}:\n{told.stderr[-2000:]}")
            return None
        return _read(json.loads(results.read_text("utf-8")))


def _read(results: dict[str, dict[str, dict[str, float]]]) -> Pages:
    pages = results["pages"]
    threads = [row for name, row in pages.items() if name.endswith("all replies (noscript)")]
    complete = max(threads, key=lambda row: row["bytes"])
    return Pages(pages["month archive, page 1"]["p50_ms"], complete["p50_ms"])


def _has_environment() -> bool:
    """Make it once, outside the project's own environment."""
    python = str(ENVIRONMENT / "bin" / "python")
    imports = [python, "-c", "import hyperkitty, gunicorn, psycopg2, whoosh"]
    if Path(python).exists() and subprocess.call(imports) == 0:
        return True
    if subprocess.call([sys.executable, "-m", "venv", "--clear", ENVIRONMENT]) != 0:
        return False
    return subprocess.call([python, "-m", "pip", "install", "-q", *_PACKAGES]) == 0


def _skip(why: str) -> None:
    print(f"!!! HyperKitty is not measured: {why}.", file=sys.stderr)
