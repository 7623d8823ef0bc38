"""A home for one command: its own database, files and secret, gone when the command ends."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def home(*, keep: bool) -> Iterator[Path]:
    """A private folder that the settings take for ``DIWAN_HOME``; enter before they are read.

    Removed at the end, after an error and after Ctrl-C or a polite kill too, unless ``keep``.
    """
    place = Path(tempfile.mkdtemp(prefix="diwan-"))  # readable by its owner alone
    before = signal.signal(signal.SIGTERM, _leave)
    os.environ["DIWAN_HOME"] = str(place)
    os.environ.pop("DATABASE_URL", None)
    try:
        yield place
    finally:
        signal.signal(signal.SIGTERM, before)
        if not keep:
            shutil.rmtree(place, ignore_errors=True)


def environment() -> dict[str, str]:
    """For a process that signs nothing: with a secret of its own, so that it makes no file of one
    in a home that may be gone by now.
    """
    return {**os.environ, "DIWAN_SECRET_KEY": secrets.token_urlsafe(50)}


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
