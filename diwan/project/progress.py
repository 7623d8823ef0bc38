"""How far a long command is, on standard error: one line that moves, or a line a step."""

from __future__ import annotations

import sys


class Progress:
    """Tell it what is done; on a terminal one line moves, elsewhere each step is a line."""

    def __init__(self) -> None:
        self.moves = sys.stderr.isatty()
        self.label = ""

    def say(self, label: str, done: int = 0, total: int = 0) -> None:
        if self.moves:
            count = f" {done}/{total}" if total else ""
            self._write(f"\r\033[K{label} …{count}")
        elif label != self.label:
            self._write(f"{label} …\n")
        self.label = label

    def end(self) -> None:
        """Leave a clean line to whatever is said next."""
        if self.moves:
            self._write("\r\033[K")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
