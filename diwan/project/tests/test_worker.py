"""Due jobs run when their time has come, and one that fails does not stop the clock."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from diwan.core.registry import Registry
from diwan.core.slots import Job
from diwan.project.worker import Clock, work

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def jobs():
    return Registry("job")


def test_a_job_runs_at_once_and_again_after_its_time(jobs):
    seen = []
    jobs.add("digest", Job(run=lambda now: seen.append(now) or 1, every=timedelta(minutes=5)))
    clock = Clock(jobs)
    for minutes in (0, 1, 4.99, 5, 6):
        clock.tick(NOON + timedelta(minutes=minutes))
    assert seen == [NOON, NOON + timedelta(minutes=5)]


def test_a_job_that_fails_is_noted_and_the_others_run(jobs, caplog):
    jobs.add("broken", Job(run=lambda now: 1 // 0, every=timedelta(0)), order=1)
    jobs.add("whole", Job(run=lambda now: 7, every=timedelta(0)), order=2)
    clock = Clock(jobs)
    assert clock.tick(NOON) == {"whole": 7}
    assert clock.tick(NOON) == {"whole": 7}
    assert "broken" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_clock_stops_when_told(jobs):
    ticked, stop = threading.Event(), threading.Event()
    jobs.add("tick", Job(run=lambda now: ticked.set() or 1, every=timedelta(0)))
    thread = threading.Thread(target=Clock(jobs).run, args=[stop, timedelta(milliseconds=10)])
    thread.start()
    assert ticked.wait(5)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_working_once_ends_by_itself(settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    }
    work(once=True)
