"""Start a site under granian as `diwan web` does, and ask how much CPU its processes took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
_PATIENCE_SECONDS = 60
_TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Site:
    """A served site; ``cookie`` signs a facilitator in, ``pid`` is the server's first process."""

    name: str
    port: int
    pid: int
    cookie: str


@contextmanager
def served(
    name: str, application: str, environment: dict[str, str], *, cookie: str
) -> Iterator[Site]:
    """``application`` with one worker of four threads, on a free port."""
    port = free_port()
    options = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    place = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", *options, *place, application],
        env=os.environ | environment,
    )
    try:
        _wait_for(port, process)
        yield Site(name, port, process.pid, cookie)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    last_moment = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            connection = HTTPConnection(HOST, port, timeout=20)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            if process.poll() is not None or time.monotonic() > last_moment:
                raise RuntimeError("The server does not start.") from None
            time.sleep(0.1)
        else:
            return


def cpu_seconds(*pids: int) -> float:
    """User and system time of these processes and all below them, those that ended included."""
    below: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(folder.name)
        below.setdefault(int(words[1]), []).append(pid)
        spent[pid] = sum(map(int, words[11:15])) * _TICK
    return sum(spent.get(pid, 0) for pid in _tree(list(pids), below))


def _tree(pids: list[int], below: dict[int, list[int]]) -> set[int]:
    found: set[int] = set()
    while pids:
        pid = pids.pop()
        if pid not in found:
            found.add(pid)
            pids.extend(below.get(pid, []))
    return found


def database_server(url: str) -> tuple[int, ...]:
    """The first process of the private PostgreSQL of ``url``; nothing for SQLite."""
    if not url:
        return ()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if words[0].endswith(b"/postgres") and parent == os.getpid():
            return (int(folder.name),)
    return ()
