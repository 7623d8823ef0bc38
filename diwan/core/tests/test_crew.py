"""A crew gives what plain work gives, and a process that dies takes nothing with it."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
from django.db import connection

from diwan.core import crew as module
from diwan.core.crew import Crew, ahead


def _square(number: int) -> tuple[int, int]:
    time.sleep(0.002)
    return number * number, os.getpid()


def _kills(here: int, doomed: tuple[int, ...], number: int) -> int:
    if number in doomed and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _divides(number: int) -> int:
    return 1 // (9 - number)


def _asks(_number: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return int(cursor.fetchone()[0])


def _crew(work, hands=2, lost=-1, start=""):
    return Crew(work, hands=hands, lost=lost, start=start)


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_results_stand_in_order_and_come_from_two_processes(start):
    with _crew(_square, start=start) as crew:
        made = crew.begin(range(60), share=5).results()
    assert [square for square, _process in made] == [n * n for n in range(60)]
    processes = {process for _square, process in made}
    assert len(processes) == 2
    assert os.getpid() not in processes


def test_one_hand_is_this_process():
    with _crew(_square, hands=1) as crew:
        assert crew.begin(range(3), share=2).results() == [(n * n, os.getpid()) for n in range(3)]


def test_nothing_to_do_begins_no_process():
    with _crew(_square) as crew:
        assert crew.begin([], share=5).results() == []
        assert crew._pool is None


def test_work_goes_on_while_this_process_does_something_else():
    with _crew(_square) as crew:
        tasks = [crew.begin(range(at, at + 10), share=5) for at in (0, 10)]
        made = [number for task in tasks for number, _process in task.results()]
    assert made == [n * n for n in range(20)]


def test_a_fault_is_raised_here():
    with _crew(_divides) as crew, pytest.raises(ZeroDivisionError):
        crew.begin(range(12), share=3).results()


@pytest.mark.parametrize("doomed", [(7,), (0, 3), (0, 1, 6, 11)])
def test_only_what_kills_a_process_is_lost(doomed):
    with _crew(partial(_kills, os.getpid(), doomed)) as crew:
        tasks = [crew.begin(range(at, at + 6), share=2) for at in (0, 6)]
        made = [each for task in tasks for each in task.results()]
        after = crew.begin([100, 101], share=1).results()
    assert made == [-1 if n in doomed else n for n in range(12)]
    assert after == [100, 101]


def test_a_process_of_a_crew_has_no_database(db):
    with _crew(_asks) as crew, pytest.raises(RuntimeError, match="no database"):
        crew.begin([1], share=1).results()
    assert _asks(1) == 1


def test_where_no_process_can_be_begun_the_work_is_done_here(monkeypatch):
    def fails(*_how, **_named):
        raise OSError

    monkeypatch.setattr(module, "ProcessPoolExecutor", fails)
    with _crew(_square) as crew:
        made = crew.begin(range(4), share=2).results()
    assert made == [(n * n, os.getpid()) for n in range(4)]


def test_where_processes_die_at_once_the_work_is_done_here(monkeypatch):
    here = os.getpid()
    monkeypatch.setattr(module, "_end_with_first", lambda: os.getpid() == here or os._exit(1))
    with _crew(_square) as crew:
        made = crew.begin(range(4), share=2).results()
    assert made == [(n * n, os.getpid()) for n in range(4)]


def test_the_collector_works_on_here():
    with _crew(_square) as crew:
        crew.begin(range(4), share=2).results()
    assert gc.isenabled()


def _nap(seconds: float) -> tuple[float, int]:
    time.sleep(seconds)
    return seconds, os.getpid()


def _is_running(process: int) -> bool:
    told = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(told.stdout.strip()) and not told.stdout.startswith("Z")


_LEFT_ALONE = """
import os, signal, sys, time
import django; django.setup()
from diwan.core.crew import Crew
from diwan.core.tests.test_crew import _nap
with Crew(_nap, hands=2, lost=None) as crew:
    made = crew.begin([0.01] * 20, share=1).results()
    print(*{process for _slept, process in made}, flush=True)
    crew.begin([0.05] * 2000, share=1)
    os.kill(os.getpid(), int(sys.argv[1]))
    time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_first(number):
    told = subprocess.run(
        [sys.executable, "-c", _LEFT_ALONE, str(int(number))],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    processes = [int(each) for each in told.stdout.split()]
    assert len(processes) == 2
    deadline = time.monotonic() + 10
    while any(_is_running(each) for each in processes) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_is_running(each) for each in processes)
    # only the first process says that it was broken off
    assert told.stderr.count("Traceback") == (1 if number == signal.SIGINT else 0)


@pytest.mark.parametrize("by", [1, 2, 9])
def test_items_are_drawn_ahead(by):
    drawn = []

    def items():
        for number in range(5):
            drawn.append(number)
            yield number

    seen = [(item, len(drawn)) for item in ahead(items(), by=by)]
    assert seen == [(n, min(5, n + 1 + by)) for n in range(5)]
