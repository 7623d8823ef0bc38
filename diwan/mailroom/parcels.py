"""Letters that stand at the door at the same time are stored in one commit.

Waiting for the disk takes most of the time of storing one. Each is acknowledged only after the
commit that it is in; when one of them cannot be stored, each is tried by itself.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, transaction

from diwan.core import clock

from . import actions
from .words import Channel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

#: what one commit takes at most, whichever is reached first
_MOST_LETTERS, _MOST_BYTES = 50, 20_000_000


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter as a server hands it over."""

    raw: bytes
    recipients: list[str]
    sender: str
    peer: str
    helo: str


#: True for a letter that is stored, False for one whose sender brought too many
Outcome = bool | Exception


class Counter:
    """Takes parcels one by one, and has whatever waits meanwhile stored together."""

    def __init__(self, in_thread: Callable[[Callable[[], Any]], Awaitable[Any]]) -> None:
        self._in_thread = in_thread
        self._waiting: list[tuple[Parcel, asyncio.Future[bool]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def store(self, parcel: Parcel) -> bool:
        """True when the letter is on the disk, False when it is to come again later.

        Raises whatever kept it from being stored.
        """
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((parcel, answer))
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_waiting())
        return await answer

    async def _store_waiting(self) -> None:
        while self._waiting:
            count = _together([parcel for parcel, _answer in self._waiting])
            group, self._waiting = self._waiting[:count], self._waiting[count:]
            parcels = [parcel for parcel, _answer in group]
            try:
                outcomes = await self._in_thread(partial(store, parcels))
            except Exception as error:  # noqa: BLE001 - whatever it is, nobody is left waiting
                outcomes = [error] * len(group)
            for (_parcel, answer), outcome in zip(group, outcomes, strict=True):
                _tell(answer, outcome)
        self._storing = None


def _together(parcels: Sequence[Parcel]) -> int:
    """How many of those that wait are stored next: one at least."""
    size = 0
    for index, parcel in enumerate(parcels[:_MOST_LETTERS]):
        size += len(parcel.raw)
        if index and size > _MOST_BYTES:
            return index
    return min(len(parcels), _MOST_LETTERS)


def _tell(answer: asyncio.Future[bool], outcome: Outcome) -> None:
    if answer.done():  # who brought it has gone
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)


def store(parcels: Sequence[Parcel]) -> Sequence[Outcome]:
    """Store all in one commit; when that fails, each by itself, unless the database is away."""
    if len(parcels) == 1:
        return [_outcome(parcels[0])]
    try:
        actions.make_durable()
        with transaction.atomic():
            return [_store(each) for each in parcels]
    except (OperationalError, InterfaceError) as error:
        return [error] * len(parcels)
    except Exception:  # noqa: BLE001 - which of them it is shows when each is by itself
        return [_outcome(each) for each in parcels]


def _outcome(parcel: Parcel) -> Outcome:
    try:
        return _store(parcel)
    except Exception as error:  # noqa: BLE001 - whatever it is, the sender must keep the letter
        return error


def _store(parcel: Parcel) -> bool:
    try:
        actions.receive(
            parcel.raw,
            recipients=parcel.recipients,
            envelope_from=parcel.sender,
            channel=Channel.SMTP,
            received_at=clock.now(),
            peer=parcel.peer,
            helo=parcel.helo,
            may_put_off=True,
        )
    except actions.TooManyError:
        return False
    return True
