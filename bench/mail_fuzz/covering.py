"""Replays what the fuzzer kept, and prints how much of the reader it came to (coverage.py)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import coverage  # type: ignore[import-not-found,unused-ignore]


def main() -> None:
    corpus, told = Path(sys.argv[1]), Path(sys.argv[2])
    measure = coverage.Coverage(branch=True, source=["diwan.mailroom.reading"], data_file=None)
    measure.start()
    import django  # noqa: PLC0415 - measured from its first line

    django.setup()
    from diwan.mailroom.reading import read  # noqa: PLC0415

    for path in sorted(corpus.iterdir()):
        read(path.read_bytes())
    measure.stop()
    measure.json_report(outfile=str(told / "coverage.json"))
    files = json.loads((told / "coverage.json").read_text())["files"]
    for name, file in files.items():
        print(f"{Path(name).name:16} {file['summary']['percent_covered']:5.1f} %")


if __name__ == "__main__":
    main()
