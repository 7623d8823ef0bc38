"""`make bench-mail-fuzz`: see docs/reference/mail-assurance.md; ``MINUTES=120`` for the long run.

The minutes are of CPU time, so that a run at ``nice 19`` beside other work is as long as any.

atheris lives in an environment of its own under ``build/fuzz``; the site's own packages are lent
to it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

from bench.report import Row, report

from .heavy import SHAPES
from .ugly import letter

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "fuzz"
_SEEDS = 600
_MOST_SECONDS = 1.0
_MOST_TIMES = 10.0


def main() -> None:
    minutes = float(os.environ.get("MINUTES", "5"))
    python = _own_python()
    corpus = _seeded(FOLDER / "corpus")
    counts = _fuzz(python, corpus, minutes)
    covered = _covered(python, corpus)
    print("shape, CPU seconds, Python's peak and the process's growth in times the letter")
    heavy = [_heavy(shape) for shape in SHAPES]
    sys.exit(0 if report("mail-fuzz", _rows(counts, covered, heavy)) else 1)


def _own_python() -> Path:
    python = FOLDER / "env" / "bin" / "python"
    if not python.exists():
        uv = ROOT / ".venv" / ".uv" / "bin" / "uv"
        _run([uv, "venv", "-q", "--python", sys.executable, FOLDER / "env"])
        _run([uv, "pip", "install", "-q", "--python", python, "atheris", "coverage"])
    return python


def _seeded(corpus: Path) -> Path:
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in range(_SEEDS):
        (corpus / f"{seed:04}.eml").write_bytes(letter(Random(seed)))
    return corpus


def _environment(folder: Path) -> dict[str, str]:
    packages = next(Path(sys.prefix).glob("lib/python3*/site-packages"))
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "diwan.project.settings.testing",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{packages}",
        "MAIL_FUZZ_FOLDER": str(folder),
    }


def _run(command: list[Any], **variables: str) -> str:
    return subprocess.run(
        [str(each) for each in command],
        check=True,
        cwd=ROOT,
        env=_environment(FOLDER / "run") | variables,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def _fuzz(python: Path, corpus: Path, minutes: float) -> dict[str, Any]:
    run = FOLDER / "run"
    for old in run.glob("counts-*.json"):
        old.unlink()
    command = [python, "-m", "bench.mail_fuzz.harness", corpus, "-timeout=120", "-max_len=60000"]
    _run(command, MAIL_FUZZ_SECONDS=str(minutes * 60))
    counts: dict[str, Any] = json.loads(next(run.glob("counts-*.json")).read_text())
    print(f"faults by kind: {counts['faults'] or 'none'} (letters in {run / 'faults'})")
    return counts


def _covered(python: Path, corpus: Path) -> float:
    print(_run([python, "-m", "bench.mail_fuzz.covering", corpus, FOLDER / "run"]))
    told = json.loads((FOLDER / "run" / "coverage.json").read_text())
    return float(told["totals"]["percent_covered"])


def _heavy(shape: str) -> tuple[float, float]:
    """CPU seconds of a megabyte, and Python's peak in times the letter's size."""
    seconds, grown, size, _sort = _child(shape, "time")
    _seconds, peak, _size, _sort = _child(shape, "memory")
    each = float(seconds) * 1_000_000 / float(size), float(peak) / float(size)
    print(f"{shape:24} {each[0]:6.2f} s {each[1]:6.1f} {float(grown) / float(size):6.1f}")
    return each


def _child(shape: str, asked: str) -> list[str]:
    return _run([sys.executable, "-m", "bench.mail_fuzz.heavy", shape, asked]).split()


def _rows(counts: dict[str, Any], covered: float, heavy: list[tuple[float, float]]) -> list[Row]:
    slow = sum(seconds > _MOST_SECONDS for seconds, _times in heavy)
    large = sum(times > _MOST_TIMES for _seconds, times in heavy)
    return [
        Row("fuzzed", counts["cpu_seconds"] / 60, "CPU minutes"),
        Row("letters read", counts["inputs"], "letters"),
        Row("letters with a part inside a part, which count", counts["reached"], "letters"),
        Row("faults", sum(counts["faults"].values()), "letters", goal=0),
        Row("slowest letter of at most 60 kB", counts["slowest_ms"], "ms", goal=1000),
        Row("lines and branches of the reader reached", covered, "%"),
        Row("slowest megabyte", max(each[0] for each in heavy), "s", goal=_MOST_SECONDS),
        Row("shapes of a megabyte over 1 s", slow, f"of {len(heavy)}", goal=0),
        Row("most memory of a megabyte", max(each[1] for each in heavy), "times", goal=_MOST_TIMES),
        Row("shapes over 10 times their size", large, f"of {len(heavy)}", goal=0),
    ]


if __name__ == "__main__":
    main()
