"""Children under one roof: kept running, ended cleanly, never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from diwan.project.supervisor import Child, Supervisor

ROOT = Path(__file__).resolve().parents[3]

STEADY = "import signal, time; {trap}; print('up', flush=True); time.sleep(60)"


def child(name, code, **values):
    return Child(name, [sys.executable, "-c", code, *values.values()])


def run_and_signal(supervisor, *signals, after=0.6):
    """Run in this (main) thread and send signals to ourselves from another."""

    def send():
        for number in signals:
            time.sleep(after)
            os.kill(os.getpid(), number)

    sender = threading.Thread(target=send)
    sender.start()
    started = time.monotonic()
    supervisor.run()
    sender.join()
    return time.monotonic() - started


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_every_child_and_leaves_no_zombie(number):
    children = [child("one", STEADY.format(trap="pass")), child("two", STEADY.format(trap="pass"))]
    before = signal.getsignal(number)
    run_and_signal(Supervisor(children, lambda _line: None), number)
    assert [c.process.returncode for c in children] == [-signal.SIGTERM] * 2
    assert all(is_gone(c.process.pid) for c in children)
    assert signal.getsignal(number) == before


def test_a_dead_child_is_started_again_later_each_time(monkeypatch):
    said = []
    supervisor = Supervisor([child("web", "raise SystemExit(3)")], said.append)
    run_and_signal(supervisor, signal.SIGTERM, after=2.0)
    assert len(said) >= 2
    assert "web" in said[0]
    assert "3" in said[0]
    one = supervisor.children[0]
    one.started = time.monotonic()
    pauses = [one.mourn(time.monotonic()) for _time in range(8)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 30


def test_a_child_that_lived_long_is_started_again_soon():
    one = Child("web", [])
    one.early_deaths = 6
    assert one.mourn(now=one.started + 3600) == 1


def test_a_second_signal_does_not_wait_for_a_child_that_does_not_listen():
    trap = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    deaf = child("deaf", STEADY.format(trap=trap))
    took = run_and_signal(Supervisor([deaf], lambda _line: None), signal.SIGINT, signal.SIGINT)
    assert deaf.process.returncode == -signal.SIGKILL
    assert took < 5


GRANDPARENT = """
import sys
from diwan.project.supervisor import Child, Supervisor
code = "import sys; from diwan.project import leash; leash.hold(int(sys.argv[2])); " \\
       "print(__import__('os').getpid(), flush=True); __import__('time').sleep(60)"
Supervisor([Child("web", [sys.executable, "-c", code])], print).run()
"""


def test_children_end_when_the_supervisor_is_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", GRANDPARENT], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with parent:
        pid = int(parent.stdout.readline())
        assert not is_gone(pid)
        parent.kill()
    last_moment = time.monotonic() + 5
    while not is_gone(pid) and time.monotonic() < last_moment:
        time.sleep(0.05)
    assert is_gone(pid)
