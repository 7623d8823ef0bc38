"""`diwan run`: the web, the worker and the mail listener under one roof.

A child that dies is started again, a little later each time it dies early. Ctrl-C or
SIGTERM ends all of them and waits; a second one kills. Nothing is left behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

PATIENCE_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 30.0
_STEADY_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.1


@dataclass
class Child:
    """One process and how it has fared; times are of the monotonic clock."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    early_deaths: int = 0
    start_again_at: float = 0.0

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, leash: int) -> None:
        # its own group: Ctrl-C reaches the supervisor alone, and a kill reaches grandchildren
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            [*self.command, "--leash", str(leash)], pass_fds=[leash], start_new_session=True
        )
        self.started = time.monotonic()

    def signal(self, number: int) -> None:
        """Send a signal to the child (to its whole group when it must die)."""
        if self.process is None:
            return
        try:
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            elif self.is_alive:
                self.process.send_signal(number)
        except ProcessLookupError:
            pass

    def mourn(self, now: float) -> float:
        """Note a death; returns the seconds to wait before it is started again."""
        lived = now - self.started
        self.early_deaths = 1 if lived > _STEADY_SECONDS else self.early_deaths + 1
        pause = float(min(2 ** (self.early_deaths - 1), LONGEST_PAUSE_SECONDS))
        self.start_again_at = now + pause
        self.signal(signal.SIGKILL)  # what the dead one left behind
        self.process = None
        return pause


@dataclass
class Supervisor:
    """Keeps ``children`` running until a signal comes; ``say`` prints one line."""

    children: list[Child]
    say: Callable[[str], None]
    signals: int = field(default=0, init=False)

    def run(self) -> None:
        """Returns when a signal came and every child has ended."""
        before = {number: signal.signal(number, self._note) for number in _ENDING}
        watched, held = os.pipe()
        try:
            self._keep_running(watched)
            self._end()
        finally:
            for child in self.children:
                child.signal(signal.SIGKILL)
            os.close(held)
            os.close(watched)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.signals += 1

    def _keep_running(self, leash: int) -> None:
        while not self.signals:
            now = time.monotonic()
            for child in self.children:
                if child.process is not None and not child.is_alive:
                    self._tell_death(child, child.process.returncode, child.mourn(now))
                if child.process is None and now >= child.start_again_at and not self.signals:
                    child.start(leash)
            time.sleep(_LOOK_EVERY_SECONDS)

    def _tell_death(self, child: Child, status: int, pause: float) -> None:
        self.say(
            _("%(name)s ended by itself (status %(status)s) and is started again in %(seconds)d s.")
            % {"name": child.name, "status": status, "seconds": pause}
        )

    def _end(self) -> None:
        """Ask politely, wait, then kill; a second signal does not wait."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        last_moment = time.monotonic() + PATIENCE_SECONDS
        while any(child.is_alive for child in self.children):
            if self.signals > 1 or time.monotonic() > last_moment:
                break
            time.sleep(_LOOK_EVERY_SECONDS)
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


_ENDING = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]


def own_command(*words: str) -> list[str]:
    """This program again, with other words."""
    return [sys.executable, "-m", "diwan.project.cli", *words]
