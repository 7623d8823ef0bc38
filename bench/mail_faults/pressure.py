"""A database that somebody else holds, and a disk without room: 451, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import psycopg
from django.db import connection

from diwan.mailroom.models import RawLetter

from .sending import marker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .sending import Sender

_ROOM_BYTES = 64_000_000
_LARGE_BYTES = 1_000_000


def times_stored(number: int) -> int:
    """In how many stored letters the marker of letter ``number`` stands."""
    wanted = marker(number).encode()
    return sum(wanted in bytes(raw) for raw in RawLetter.objects.values_list("content", flat=True))


@contextmanager
def held_database(address: str) -> Iterator[None]:
    """Somebody else holds what the door wants to write to.

    Args:
        address: path of the SQLite file, or address of the PostgreSQL database.
    """
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(address, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(address) as other:
        other.execute("LOCK TABLE mailroom_letter IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


def locked(sender: Sender, address: str, *, number: int) -> dict[str, float]:
    """The answers to two letters: while the database is held, and when it is let go after 3 s.

    Returns:
        Both answers (``refused``, ``taken``), the ``seconds`` of the first, and how often both
        are ``stored`` altogether when the first was handed over again; that should be 2.
    """
    with held_database(address):
        began = time.monotonic()
        refused = sender.send(number)
        seconds = time.monotonic() - began
    answers: list[int] = []
    waiting = threading.Thread(target=lambda: answers.append(sender.send(number + 1)))
    with held_database(address):
        waiting.start()
        time.sleep(3)
    waiting.join()
    sender.send(number)
    stored = times_stored(number) + times_stored(number + 1)
    return {"refused": refused, "taken": answers[0], "seconds": seconds, "stored": stored}


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A disk of 64 MB at ``place``, in memory.

    Raises:
        PermissionError: mounting is not allowed here.
    """
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_ROOM_BYTES}", "none", str(place)]
    if os.getuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        raise PermissionError
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


@contextmanager
def raw_letters_on(place: Path, owner: str) -> Iterator[None]:
    """PostgreSQL keeps the letters' bytes at ``place``."""
    shutil.chown(place, owner)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLESPACE small LOCATION '{place}'")
        cursor.execute("ALTER TABLE mailroom_rawletter SET TABLESPACE small")
        yield
        cursor.execute("ALTER TABLE mailroom_rawletter SET TABLESPACE pg_default")
        cursor.execute("DROP TABLESPACE small")


def full_disk(sender: Sender, place: Path, *, number: int) -> dict[str, int]:
    """The answers to a large letter while the disk at ``place`` is full, and when it is not.

    Returns:
        Both answers, and how often the letter is ``stored`` in the end; that should be 1.
    """
    ballast = place / "ballast"
    _fill(ballast)
    refused = sender.send(number, size=_LARGE_BYTES)
    ballast.unlink()
    taken = sender.send(number, size=_LARGE_BYTES)
    return {"refused": refused, "taken": taken, "stored": times_stored(number)}


def _fill(ballast: Path) -> None:
    """All that is left but half a letter."""
    disk = os.statvfs(ballast.parent)
    ballast.write_bytes(b"x" * (disk.f_bavail * disk.f_frsize - _LARGE_BYTES // 2))
