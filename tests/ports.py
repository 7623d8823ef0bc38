"""Ports for the servers that tests start."""

from __future__ import annotations

import os
import random
import socket
from itertools import count

# Below what the kernel hands out to connections (Linux: from 32768), so that nobody's call takes
# a port between its being found and its being listened on; a stretch for each test worker.
_FIRST, _STRETCH, _WORKERS = 12_000, 2_000, 10
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
_steps = count(random.randrange(_STRETCH))  # noqa: S311 - no secret


def free_port() -> int:
    """A port of 127.0.0.1 nobody listens on; never the same one twice in a process."""
    for step in _steps:
        port = _FIRST + _worker * _STRETCH + step % _STRETCH
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError
