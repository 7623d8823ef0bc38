"""A crew: processes beside this one that do pure work, while this one does what only it may do.

Results are those of plain work, in the same order. A process that dies takes nothing with it:
its things are given to another one by one, and a thing that kills that one too is named.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

import django
from django.apps import apps
from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

T = TypeVar("T")
R = TypeVar("R")

#: more processes than this gain little beside what cannot be shared
_PROCESSES_AT_MOST = 4


def processors() -> int:
    """How many processes can work at once here, at most four."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(free or 1, _PROCESSES_AT_MOST)


class Crew(Generic[T, R]):
    """Does ``work`` on things in ``hands`` processes; with fewer than two here, when asked for.

    Args:
        work: pure, without the database; a function that can be pickled, as things and results.
        lost: stands for the result of a thing whose process died, twice.
        start: how a process begins, as `multiprocessing` calls it; by default as a copy of this
            one where that is safe, with everything that is loaded here.
    """

    def __init__(self, work: Callable[[T], R], *, hands: int, lost: R, start: str = "") -> None:
        self._work, self._hands, self._lost = work, hands, lost
        self._start = start or _start()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def begin(self, things: Sequence[T], *, share: int) -> Task[T, R]:
        """Begin work on ``things``, up to ``share`` of them in one process at a time."""
        return Task(self, [things[at : at + share] for at in range(0, len(things), share)])

    def submit(self, things: Sequence[T]) -> Future[list[R]] | None:
        """Have one process begin with these; None when the work is to be done here."""
        if self._hands < 2:
            return None
        try:
            return self._begun().submit(_do, things)
        except BrokenProcessPool:
            self._leave()
            return self._begun().submit(_do, things)
        except (OSError, ImportError, NotImplementedError):  # nothing can be begun on this system
            self._hands = 1
            return None

    def _begun(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._hands,
                mp_context=multiprocessing.get_context(self._start),
                initializer=_prepare,
                initargs=(pickle.dumps(self._work),),
            )
        return self._pool

    def _leave(self) -> None:
        """Nobody waits for what was not begun; what was is soon done, and forgotten."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def done(self, things: Sequence[T], future: Future[list[R]] | None) -> list[R]:
        if future is None:
            return [self._work(each) for each in things]
        try:
            return future.result()
        except (BrokenProcessPool, CancelledError):
            return self._again(things)

    def _again(self, things: Sequence[T]) -> list[R]:
        """Most of them only stood beside the one that killed the process."""
        try:
            return self._waited_for(things)
        except (BrokenProcessPool, CancelledError):
            return [self._alone(each) for each in things]

    def _alone(self, thing: T) -> R:
        """In a process beside which nothing else is done, so that it is known what kills it."""
        self._leave()
        try:
            self._waited_for([])
        except BrokenProcessPool:  # they die with nothing to do: the thing is not to blame
            self._hands = 1
        try:
            return self._waited_for([thing])[0]
        except BrokenProcessPool:
            return self._lost

    def _waited_for(self, things: Sequence[T]) -> list[R]:
        future = self.submit(things)
        return [self._work(each) for each in things] if future is None else future.result()


class Task(Generic[T, R]):
    """Work that was begun."""

    def __init__(self, crew: Crew[T, R], shares: Sequence[Sequence[T]]) -> None:
        self._crew = crew
        self._begun = [(share, crew.submit(share)) for share in shares]

    def results(self) -> list[R]:
        """The results in order; waits for them. What ``work`` raises is raised here."""
        return [each for share, future in self._begun for each in self._crew.done(share, future)]


def ahead(items: Iterable[T], *, by: int = 1) -> Iterator[T]:
    """The items, each drawn while those before it are still to be used."""
    rest = iter(items)
    drawn = list(islice(rest, by))
    for item in rest:
        drawn.append(item)
        yield drawn.pop(0)
    yield from drawn


def _start() -> str:
    """Copying a process is quick, and safe only where the system's own libraries allow it."""
    known = multiprocessing.get_all_start_methods()
    return "fork" if "fork" in known and os.uname().sysname == "Linux" else "spawn"


# --- in a process of the crew ----------------------------------------------------------------
_work: Callable[[Any], Any]


def _prepare(work: bytes) -> None:
    """What each process does first; ``work`` is read only when Django stands."""
    global _work  # noqa: PLW0603 - one process has one work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says what is to be done
    _end_with_first()
    if not apps.ready:
        django.setup()
    for connection in connections.all():
        connection.execute_wrappers.append(_refuse)
    gc.freeze()  # looking through memory would copy it
    _work = pickle.loads(work)  # noqa: S301 - from our own process


def _end_with_first() -> None:
    first = multiprocessing.parent_process()
    if first is not None:
        sentinel = first.sentinel

        def watch() -> None:
            wait([sentinel])
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


def _refuse(*_what: Any) -> NoReturn:
    raise RuntimeError("A process of a crew has no database.")


def _do(things: Sequence[Any]) -> list[Any]:
    """Hardly any circles are made; looking for them after each thing would cost a fifth."""
    gc.disable()
    try:
        return [_work(each) for each in things]
    finally:
        gc.enable()
