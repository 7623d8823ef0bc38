"""The door for a mail server: SMTP or LMTP on a local port (aiosmtpd behind our own rules).

A recipient nobody takes letters for is refused at RCPT, so that the sending server tells its
user and we never answer by mail. A letter is answered 250 only when it is stored for good.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, AnyStr

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP
from django.conf import settings
from django.db import close_old_connections, connection, connections
from django.utils.translation import override

from diwan.core import clock, slots
from diwan.core.errors import Refusal

from . import saying
from .actions import pacing
from .actions.proving import is_ours
from .pace import HOUR, Lately, Pace
from .parcels import Counter, Parcel

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiosmtpd.smtp import Envelope, Session

logger = logging.getLogger(__name__)

#: letters with longer lines than the standard allows exist; they are taken
_LONGEST_LINE = 1_048_576
_MOST_RECIPIENTS = 100
# read by servers, which try again by themselves
_TRY_LATER = "451 4.3.0 The letter could not be stored just now. Please send it again later."
_TOO_MANY = "452 4.5.3 Too many recipients. Please send to the others in another message."
_STORED = "250 2.0.0 Stored"
#: an address that was taken is not looked up again for so long
_SECONDS_TAKEN = 10.0
#: a connection that rested no longer is not asked whether it is well
_SECONDS_WELL = 5.0
#: what aiosmtpd says after the data when they are too long
_DATA_REFUSALS = ("552 ", "500 Line too long")


def _told(status: AnyStr, envelope: Envelope | None) -> AnyStr:
    """What aiosmtpd answers, but with what to do about a letter that is too large."""
    if not isinstance(status, str) or not status.startswith(_DATA_REFUSALS):
        return status
    if status.startswith("552 "):
        return saying.answer("552 5.3.4", saying.too_large, utf8=_takes_utf8(envelope))
    return saying.answer("500 5.6.0", saying.too_long, utf8=_takes_utf8(envelope))


def _takes_utf8(envelope: Envelope | None) -> bool:
    return bool(envelope and envelope.smtp_utf8)


class _Door(SMTP):
    line_length_limit = _LONGEST_LINE

    async def push(self, status: AnyStr) -> None:
        await super().push(_told(status, self.envelope))


class _LocalDoor(LMTP):
    line_length_limit = _LONGEST_LINE

    async def push(self, status: AnyStr) -> None:
        """Repeat the refusal of the data itself: LMTP has one answer for each recipient."""
        times = 1
        if self.envelope and str(status).startswith(_DATA_REFUSALS):
            times = max(1, len(self.envelope.rcpt_tos))
        for _time in range(times):
            await super().push(_told(status, self.envelope))


class Handler:
    """Answers the commands of one listener; database work is done in its thread."""

    def __init__(self, *, answers_each: bool) -> None:
        #: LMTP wants one answer for each recipient, SMTP one for all
        self.answers_each = answers_each
        self.busy = 0
        # one thread keeps one connection open, and stores letters in the order they came
        self.threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")
        self.counter = Counter(self._in_thread)
        self.servers = Pace(settings.DIWAN_MAIL_HOURLY_SERVER)
        self.hasty, self.taken = Lately(HOUR), Lately(_SECONDS_TAKEN)
        self.used_at = 0.0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        _server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if len(envelope.rcpt_tos) >= _MOST_RECIPIENTS:
            return _TOO_MANY
        utf8 = _takes_utf8(envelope)
        sender = _bare(envelope.mail_from)
        if self.servers.is_too_fast(_stranger(session), time.monotonic()):
            return saying.answer("450 4.7.1", saying.server_too_fast, utf8=utf8)
        if why := await self._why_refused(address, sender, utf8=utf8):
            return why
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def _why_refused(self, address: str, sender: str, *, utf8: bool) -> str:
        """What is answered to a recipient that is not taken, or not yet; empty when it is.

        A sender is counted when the letter is there; here only one that was put off before.
        """
        now = time.monotonic()
        if self.hasty.has(sender, now) and await self._in_thread(lambda: _is_over(sender)):
            return _put_off(utf8=utf8)
        if self.taken.has(address, now):
            return ""
        why = str(await self._in_thread(lambda: _refusal(address, utf8=utf8)))
        if not why and "+" not in address:  # what a tag says may be used up a moment later
            self.taken.note(address, now)
        return why

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        parcel = Parcel(
            raw=bytes(envelope.original_content or b""),
            recipients=list(envelope.rcpt_tos),
            sender=(envelope.mail_from or "").strip("<> "),
            peer=_peer(session),
            helo=session.host_name or "",
        )
        try:
            is_stored = await self.counter.store(parcel)
        except Exception as error:  # noqa: BLE001 - whatever it is, the sender must keep the letter
            answer = await self.handle_exception(error)
        else:
            answer = self._answer(session, envelope, is_stored=is_stored)
        return self._to_each(answer, parcel.recipients)

    def _answer(self, session: Session, envelope: Envelope, *, is_stored: bool) -> str:
        now = time.monotonic()
        if is_stored:
            self.servers.note(_stranger(session), now)
            return _STORED
        self.hasty.note(_bare(envelope.mail_from), now)
        return _put_off(utf8=_takes_utf8(envelope))

    def _to_each(self, answer: str, recipients: list[str]) -> str:
        return "\r\n".join([answer] * (len(recipients) if self.answers_each else 1))

    async def handle_exception(self, error: Exception) -> str:
        logger.error("The mail door failed: %s", type(error).__name__)
        return _TRY_LATER

    async def _in_thread(self, work: Callable[[], Any]) -> Any:
        self.busy += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.threads, self._with_connection, work)
        finally:
            self.busy -= 1

    def _with_connection(self, work: Callable[[], Any]) -> Any:
        """Run ``work`` with a connection that is well; SQLite's stays open between letters."""
        has_rested = time.monotonic() - self.used_at > _SECONDS_WELL
        if connection.vendor != "sqlite" and (has_rested or connection.errors_occurred):
            close_old_connections()
        try:
            return work()
        except Exception:
            connection.close()
            raise
        finally:
            self.used_at = time.monotonic()


def _peer(session: Session) -> str:
    return str((session.peer or ("",))[0])


def _stranger(session: Session) -> str:
    """The network address of a server that is none of ours; ours may bring any number."""
    peer = _peer(session)
    return "" if is_ours(peer) else peer


def _bare(address: str | None) -> str:
    return (address or "").strip("<> ").lower()


def is_taken(address: str) -> bool:
    """Whether somebody in the house takes letters at ``address``."""
    wanted = address.strip().lower()
    return any(handler.accepts(wanted) for handler in slots.letter_handlers)


def why_refused(address: str) -> str:
    """Why nothing is taken at ``address`` at this door; empty when somebody takes it."""
    wanted = address.strip().lower()
    for handler in slots.letter_handlers:
        if sentence := handler.refuses(wanted):
            return sentence
    return "" if is_taken(wanted) else saying.unknown()


def _refusal(address: str, *, utf8: bool) -> str:
    with override("en"):
        is_refused = bool(why_refused(address))
    return saying.answer("550 5.1.1", lambda: why_refused(address), utf8=utf8) if is_refused else ""


def _is_over(sender: str) -> bool:
    return pacing.is_over([sender], clock.now())


def _put_off(*, utf8: bool) -> str:
    return saying.answer("450 4.7.1", saying.sender_too_fast, utf8=utf8)


def serve(stop: threading.Event | None = None) -> None:
    """Listen until ``stop`` is set, or SIGTERM or SIGINT comes; letters in hand are finished.

    Raises:
        Refusal: the address is taken, or the protocol is neither ``smtp`` nor ``lmtp``.
    """
    # aiosmtpd writes addresses into its log at INFO and DEBUG
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    asyncio.run(_serve(stop or threading.Event()))


async def _serve(stop: threading.Event) -> None:
    loop = asyncio.get_running_loop()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
    handler = Handler(answers_each=_protocol() == "lmtp")
    server = await _listen(loop, handler)
    try:
        while not stop.is_set():  # noqa: ASYNC110 - the event belongs to another thread
            await asyncio.sleep(0.1)
    finally:
        server.close()
        await _finish(handler)


def _protocol() -> str:
    protocol: str = settings.DIWAN_MAIL_PROTOCOL.lower()
    if protocol not in {"smtp", "lmtp"}:
        raise Refusal(f"DIWAN_MAIL_PROTOCOL is “{protocol}”; use smtp or lmtp.")
    return protocol


async def _listen(loop: asyncio.AbstractEventLoop, handler: Handler) -> asyncio.AbstractServer:
    host, port = settings.DIWAN_MAIL_LISTEN
    door = _LocalDoor if handler.answers_each else _Door
    try:
        return await loop.create_server(lambda: door(handler, **_manners(loop)), host, port)
    except OSError as error:
        raise Refusal(
            f"The mail door cannot listen on {host}:{port} ({error.strerror}). "
            "Stop what uses it, or set DIWAN_MAIL_LISTEN to another host:port."
        ) from error


def _manners(loop: asyncio.AbstractEventLoop) -> dict[str, Any]:
    return {
        "data_size_limit": settings.DIWAN_MAIL_MAX_BYTES,
        "enable_SMTPUTF8": True,
        "hostname": settings.DIWAN_MAIL_DOMAIN,
        "ident": "Diwan",
        "timeout": 300,
        "loop": loop,
    }


async def _finish(handler: Handler) -> None:
    """Wait, ten seconds at most, for the letters that are being stored."""
    for _time in range(100):
        if not handler.busy:
            break
        await asyncio.sleep(0.1)
    await asyncio.sleep(0)  # the last answer goes out
    handler.threads.submit(connections.close_all)
    handler.threads.shutdown(wait=True)
