"""`diwan worker`: queued tasks one after another, and due jobs by the clock."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from diwan.core import clock, slots

if TYPE_CHECKING:
    from diwan.core.registry import Registry

logger = logging.getLogger(__name__)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Clock:
    """Runs each job when its time has come; a job that fails is tried again next time."""

    def __init__(self, jobs: Registry[slots.Job] = slots.jobs) -> None:
        self._jobs = jobs
        self._last: dict[str, datetime] = {}

    def tick(self, now: datetime) -> dict[str, int]:
        """Run what is due at ``now``; returns how much each job did."""
        done = {}
        for name, job in self._jobs.items():
            if now - self._last.get(name, _LONG_AGO) < job.every:
                continue
            self._last[name] = now
            try:
                done[name] = job.run(now)
            except Exception:
                logger.exception("The job %s failed and is tried again later.", name)
        return done

    def run(self, stop: threading.Event, pause: timedelta = timedelta(seconds=1)) -> None:
        while not stop.wait(pause.total_seconds()):
            close_old_connections()
            self.tick(clock.now())
        connections.close_all()


def work(*, once: bool = False) -> None:
    """Work until told to stop, or only once through what waits now."""
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker = Worker(
        queue_names=["*"],
        interval=0.5,
        batch=once,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    if once:
        Clock().tick(clock.now())
        worker.run()
        return
    stop = threading.Event()
    ticking = threading.Thread(target=Clock().run, args=[stop], name="clock")
    worker.configure_signals()
    ticking.start()
    try:
        worker.run()
    finally:
        stop.set()
        ticking.join(timeout=5)
