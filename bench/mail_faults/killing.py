"""End a program by SIGKILL at chosen moments, and start it again."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.mail.servers import Program

_LOOK_EVERY_SECONDS = 0.002
#: the longest wait between the progress that is looked for and the kill
_DELAY_SECONDS = 0.15


@dataclass
class Killer:
    """Kills ``program`` when ``progress`` has reached one of ``points``, a little later."""

    program: Program
    progress: Callable[[], int]
    points: list[int]
    random: random.Random
    kills: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Whether all kills are over."""
        return self.kills == len(self.points) and not (self._thread and self._thread.is_alive())

    def stop(self) -> None:
        """End after the kill in hand; the program runs afterwards."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        for point in self.points:
            while self.progress() < point:
                if self._stop.wait(_LOOK_EVERY_SECONDS):
                    return
            time.sleep(self.random.uniform(0, _DELAY_SECONDS))
            self.program.kill()
            self.kills += 1
            self.program.start()
            self.program.wait()


def moments(chance: random.Random, *, kills: int, until: int) -> list[int]:
    """``kills`` counts between 1 and ``until``, in order."""
    return sorted(chance.sample(range(1, until), min(kills, until - 1)))
