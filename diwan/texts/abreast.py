"""The same pure work on many things, in as many processes as there are processors.

Each process is a copy of this one, so that what is loaded need not be loaded again; only results
are handed over. They are those of plain work, in the same order.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from contextlib import contextmanager, suppress
from itertools import accumulate
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from typing import Any

T = TypeVar("T")
R = TypeVar("R")

#: more processes than this gain little beside what cannot be shared
_PROCESSES_AT_MOST = 4


def abreast(
    work: Callable[[T], R], things: Sequence[T], *, heft: Callable[[T], int], least: int
) -> list[R]:
    """``[work(each) for each in things]``, sooner.

    ``work`` is pure: it uses no database, and no lock that another thread may hold just now.

    Args:
        heft: how much work a thing is, in any unit.
        least: the heft that is worth a process of its own.
    """
    with kept(work, things, heft=heft, least=least) as made:
        return made.each(_itself)


@contextmanager
def kept(
    make: Callable[[T], R], things: Sequence[T], *, heft: Callable[[T], int], least: int
) -> Iterator[Kept[R]]:
    """What ``make`` makes of each thing stays in the process that made it, for work on all.

    Arguments as for `abreast`; ``make`` and the work are pure.
    """
    hefts = [heft(each) for each in things]
    ends = _ends(hefts, min(processors(), sum(hefts) // max(least, 1)))
    shares = [things[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    copies = [_Copy(make, share) for share in shares[1:]]
    try:
        with _uncollected():
            yield Kept([make(each) for share in shares[:1] for each in share], copies)
    finally:
        for copy in copies:
            copy.end()


class Kept(Generic[R]):
    """Things that lie in several processes, some of them here."""

    def __init__(self, here: list[R], copies: Sequence[_Copy[Any, R]]) -> None:
        self._here, self._copies = here, copies

    def each(self, work: Callable[..., T], *beside: Any) -> list[T]:
        """``work(each, *beside)`` of all in order; it may change the thing, and that stays.

        ``work`` is a function or method that a module holds under its name.
        """
        if self._copies:
            order = pickle.dumps((work, beside), pickle.HIGHEST_PROTOCOL)
            for copy in self._copies:
                copy.ask(order)
        done = [work(each, *beside) for each in self._here]
        return done + [each for copy in self._copies for each in copy.answer()]


def processors() -> int:
    """How many processes can work at once here, at most four; one where none can be copied."""
    if not hasattr(os, "fork"):
        return 1
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(free or 1, _PROCESSES_AT_MOST)


def _itself(thing: T) -> T:
    return thing


def _ends(hefts: Sequence[int], count: int) -> list[int]:
    """Where ``count`` shares of about the same heft end, the last one at the end of all."""
    done, whole = list(accumulate(hefts)), sum(hefts)
    ends = [sum(1 for each in done if each * count <= whole * number) for number in range(1, count)]
    return sorted({*ends, len(hefts)} - {0})


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pure work makes hardly any circles; looking for them among all it holds costs a fifth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Copy(Generic[T, R]):
    """A copy of this process that keeps what it makes of its share, and works on it when asked."""

    def __init__(self, make: Callable[[T], R], share: Sequence[T]) -> None:
        self._make, self._share = make, share
        self._orders: list[bytes] = []
        self._line, far = Pipe()
        self._number = os.fork()
        if not self._number:
            self._line.close()  # or it would wait for itself when the first process is gone
            _serve(make, share, far)
        far.close()

    def ask(self, order: bytes) -> None:
        self._orders.append(order)
        with suppress(OSError):  # it is gone; the answer will tell
            self._line.send_bytes(order)

    def answer(self) -> list[Any]:
        """When the copy cannot answer, the work is done here: a fault shows where it is told."""
        try:
            done: list[Any] = self._line.recv()
        except (EOFError, OSError):
            made = [self._make(each) for each in self._share]
            for order in self._orders:
                done = _done(order, made)
        return done

    def end(self) -> None:
        self._line.close()
        with suppress(ProcessLookupError):
            os.kill(self._number, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._number, 0)


def _serve(
    make: Callable[[T], R], share: Sequence[T], line: Connection[list[Any], bytes]
) -> NoReturn:
    """Leave nothing of the first process behind but the answers: no file of it is closed twice."""
    try:
        gc.disable()  # looking through memory would copy it
        made = [make(each) for each in share]
        while True:
            line.send(_done(line.recv_bytes(), made))
    finally:
        os._exit(0)


def _done(order: bytes, made: Sequence[Any]) -> list[Any]:
    work, beside = pickle.loads(order)  # noqa: S301 - from our own process
    return [work(each, *beside) for each in made]
