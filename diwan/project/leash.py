"""Child processes end with their parent, even when the parent is killed.

The parent keeps one end of a pipe open and the child watches the other: when the pipe
closes, the parent is gone. Works wherever there are pipes, needs nothing of the kernel.
"""

from __future__ import annotations

import os
import signal
import threading


def hold(descriptor: int | None) -> None:
    """End this process when the pipe behind ``descriptor`` closes; None: it stands alone."""
    if descriptor is None:
        return
    threading.Thread(target=_wait, args=[descriptor], name="leash", daemon=True).start()


def _wait(descriptor: int) -> None:
    while os.read(descriptor, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
