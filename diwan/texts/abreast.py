"""The same pure work on many things, in as many processes as there are processors.

Each process is a copy of this one, so that what is loaded need not be loaded again; only results
are handed over. They are those of plain work, in the same order.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from contextlib import suppress
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    hefts = [heft(each) for each in things]
    ends = _ends(hefts, min(processors(), sum(hefts) // max(least, 1)))
    shares = [things[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    if len(shares) < 2:
        return [work(each) for each in things]
    copies = [_Copy(work, share) for share in shares[1:]]
    try:
        made = [work(each) for each in shares[0]]
        return made + [each for copy in copies for each in copy.results()]
    finally:
        for copy in copies:
            copy.end()


def processors() -> int:
    """How many processes can work at once here, at most four; one where none can be copied."""
    if not hasattr(os, "fork"):
        return 1
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(free or 1, _PROCESSES_AT_MOST)


def _ends(hefts: Sequence[int], count: int) -> list[int]:
    """Where ``count`` shares of about the same heft end, the last one at the end of all."""
    done, whole = list(accumulate(hefts)), sum(hefts)
    ends = [sum(1 for each in done if each * count <= whole * number) for number in range(1, count)]
    return sorted({*ends, len(hefts)} - {0})


class _Copy(Generic[T, R]):
    """A copy of this process that works on its share and ends."""

    def __init__(self, work: Callable[[T], R], share: Sequence[T]) -> None:
        self._work, self._share = work, share
        reading, writing = os.pipe()
        self._number = os.fork()
        if not self._number:
            _answer(work, share, writing)
        os.close(writing)
        self._answer = os.fdopen(reading, "rb")

    def results(self) -> list[R]:
        """When the copy could not answer, the work is done here: a fault shows where it is told."""
        try:
            made: list[R] = pickle.load(self._answer)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError):
            return [self._work(each) for each in self._share]
        return made

    def end(self) -> None:
        self._answer.close()
        with suppress(ProcessLookupError):
            os.kill(self._number, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._number, 0)


def _answer(work: Callable[[T], R], share: Sequence[T], writing: int) -> NoReturn:
    """Leave nothing of the first process behind but the results: no file of it is closed twice."""
    try:
        gc.disable()  # looking through memory would copy it
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump([work(each) for each in share], pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
