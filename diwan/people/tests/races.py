"""Several things at the same moment, each in a thread and a connection of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

from django.db import connections

from diwan.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do each from the same moment on; a refusal is a result."""
    barrier = Barrier(len(works))

    def _one(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait(20)
            return work()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(_one, works))
