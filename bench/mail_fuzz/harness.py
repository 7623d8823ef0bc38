"""Runs in an environment of its own, with atheris: see ``__main__``."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from pathlib import Path
from random import Random

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

with atheris.instrument_imports(
    include=["diwan.mailroom.reading", "diwan.mailroom.splitting", "diwan.mailroom.rules", "email"]
):
    import django

    django.setup()
    from bench.mail_fuzz.judging import Judge

from bench.mail_fuzz import packed
from bench.mail_fuzz.ugly import SNIPPETS, letter

_LONGEST = 60_000
#: CPU seconds after which the run ends, so that it can stand back behind other work
_SECONDS = float(os.environ.get("MAIL_FUZZ_SECONDS", "300"))


class _Run:
    """Counts, and keeps what went wrong; written to the disk every other second."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.judge = Judge()
        self.counts = {"inputs": 0, "reached": 0, "parts": 0, "slowest_ms": 0, "cpu_seconds": 0}
        self.faults: dict[str, int] = {}
        self.written_at = 0.0

    def one(self, data: bytes) -> None:
        judged = self.judge.judge(data)
        self.counts["inputs"] += 1
        self.counts["reached"] += judged.reached > 0
        self.counts["parts"] += judged.reached
        self.counts["slowest_ms"] = max(self.counts["slowest_ms"], round(judged.seconds * 1000))
        for fault in judged.faults:
            self.faults[fault] = self.faults.get(fault, 0) + 1
            if self.faults[fault] <= 5:
                name = hashlib.sha256(data).hexdigest()[:12]
                (
                    self.folder
                    / "faults"
                    / f"{fault[:40].replace(' ', '-').replace(':', '')}-{name}.eml"
                ).write_bytes(data)
        if time.monotonic() - self.written_at > 2:
            self.write()
        if time.process_time() > _SECONDS:
            self.write()
            os._exit(0)

    def write(self) -> None:
        self.written_at = time.monotonic()
        self.counts["cpu_seconds"] = round(time.process_time())
        told = self.counts | {"faults": self.faults}
        (self.folder / f"counts-{os.getpid()}.json").write_text(json.dumps(told))


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    random = Random(seed)
    chance = random.random()
    if chance < 0.15 or not data:
        return letter(random)[:most]
    if chance < 0.3:
        return packed.letter(random)[:most]
    if chance < 0.6:
        return bytes(atheris.Mutate(data, min(most, _LONGEST)))
    lines = data.split(b"\n")
    at = random.randrange(len(lines) + 1)
    if chance < 0.85:
        lines[at:at] = [random.choice(SNIPPETS)]
    elif chance < 0.95:
        other = letter(random).split(b"\n")
        lines[at : at + random.randrange(9)] = other[random.randrange(len(other)) :]
    else:
        del lines[at : at + random.randrange(1, 6)]
    return b"\n".join(lines)[:most]


def main() -> None:
    folder = Path(os.environ["MAIL_FUZZ_FOLDER"])
    (folder / "faults").mkdir(parents=True, exist_ok=True)
    run = _Run(folder)
    atheris.Setup(sys.argv, run.one, custom_mutator=_mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
