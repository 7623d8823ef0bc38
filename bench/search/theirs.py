"""HyperKitty's own search on the same texts, by the driver among the shared data."""

from __future__ import annotations

import json
import mailbox
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from bench.pages import peer
from bench.search.texts import texts

#: what its driver looks for
WORDS = ("diaspora", "compétences", "الهجرة")
LIST = "ediscussion@lists.example.org"


def searches(database: str, count: int, folder: Path) -> dict[str, float]:
    """p50 by word, in milliseconds; nothing, said loudly, where it cannot be measured."""
    script = peer.driver()
    if script is None or not peer._has_environment():  # noqa: SLF001 - one environment for all
        print("!!! HyperKitty is not measured: no driver or no packages.", file=sys.stderr)
        return {}
    mbox = folder / "same.mbox"
    if not mbox.exists():
        _write(mbox, count)
    with tempfile.TemporaryDirectory(prefix="diwan-peer-", dir="/tmp") as home:
        (Path(home) / "venv").symlink_to(peer.ENVIRONMENT)
        settings = {"HK_DIR": home, "TMPDIR": home, "MBOX": str(mbox), "INDEX": "1"}
        told = subprocess.run(
            ["bash", script, database],
            env=os.environ | settings | {"LIVE": "0", "REPS": "1", "N": str(count)},
            capture_output=True,
            text=True,
            check=False,
        )
        results = Path(home) / "peer" / f"results-{database}.json"
        if told.returncode != 0 or not results.exists():
            print(f"!!! HyperKitty ended with {told.returncode}:\n{told.stderr[-2000:]}")
            return {}
        index = json.loads(results.read_text("utf-8")).get("index") or {}
    rows = {word: index.get(f"search {word}") for word in WORDS}
    return {word: row["p50_ms"] for word, row in rows.items() if isinstance(row, dict)}


def _write(path: Path, count: int) -> None:
    """One letter a text, each a thread of its own."""
    box = mailbox.mbox(path)
    first = datetime(2026, 1, 1, tzinfo=UTC)
    for number, each in enumerate(texts(count)):
        letter = EmailMessage()
        letter["From"] = f"Person {number % 400} <person{number % 400}@example.org>"
        letter["To"] = LIST
        letter["Subject"] = " ".join(each.text.split()[:5])
        letter["Date"] = format_datetime(first + timedelta(minutes=number))
        letter["Message-ID"] = f"<{number}@bench.example>"
        letter.set_content(each.text, charset="utf-8")
        kept = mailbox.mboxMessage(letter)
        kept.set_from("bench@example.org Thu Jan 01 00:00:00 2026")
        box.add(kept)
    box.flush()
    box.close()
