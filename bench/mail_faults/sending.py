"""Both ends of the post: a sender that keeps a letter until it hears 250, and a counting sink."""

from __future__ import annotations

import random
import re
import smtplib
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Self

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiosmtpd.smtp import Envelope, Session

SENDERS = 4
_PAUSE_SECONDS = 0.05
_ANSWER_SECONDS = 60
_WORDS = re.findall(
    r"\w+",
    "harbour school water road night paper clinic market bridge family "
    "école marché route famille papiers nuit hôpital pont travail eau "
    "مدرسة سوق طريق عائلة أوراق ليل مستشفى جسر عمل ماء",
)


def marker(number: int) -> str:
    return f"marker{number:06d}x"


def letter(number: int, to: str, *, size: int = 0) -> bytes:
    """Letter ``number``: with a marker, words and a writer of its own; ``size`` bytes of a file."""
    made = EmailMessage()
    made["From"] = writer(number)
    made["To"] = to
    made["Subject"] = f"Letter {number}"
    made["Message-ID"] = f"<{marker(number)}@example.org>"
    chance = random.Random(number)
    words = " ".join(chance.choices(_WORDS, k=40))
    made.set_content(f"{marker(number)} {words}\n", cte="8bit")
    if size:  # noise, so that nothing can make it smaller
        made.add_attachment(chance.randbytes(size), "application", "octet-stream", filename="x.bin")
    return made.as_bytes(policy=made.policy.clone(linesep="\r\n"))


def writer(number: int) -> str:
    return f"writer{number}@example.org"


@dataclass
class Sender:
    """Hands letters over by LMTP; whatever is not answered 250 is handed over again."""

    port: int
    to: str
    #: letters that were answered 250, in the order of the answers
    acknowledged: list[int] = field(default_factory=list)
    #: times a connection ended, or the answer was another, before a 250
    again: Counter[int] = field(default_factory=Counter)

    def send_all(self, numbers: Sequence[int]) -> list[threading.Thread]:
        """Start sending; the threads end when each letter was answered 250."""
        queue: SimpleQueue[int] = SimpleQueue()
        for number in numbers:
            queue.put(number)
        threads = [threading.Thread(target=self._empty, args=[queue]) for _ in range(SENDERS)]
        for thread in threads:
            thread.start()
        return threads

    def _empty(self, queue: SimpleQueue[int]) -> None:
        while True:
            try:
                number = queue.get_nowait()
            except Empty:
                return
            while self.send(number) != 250:
                self.again[number] += 1
                time.sleep(_PAUSE_SECONDS)
            self.acknowledged.append(number)

    def send(self, number: int, *, size: int = 0) -> int:
        """Hand one letter over; returns the answer to its data, or 0 when there was none."""
        try:
            with smtplib.LMTP("127.0.0.1", self.port, timeout=_ANSWER_SECONDS) as door:
                door.ehlo_or_helo_if_needed()
                door.mail(writer(number))
                code = door.rcpt(self.to)[0]
                return door.data(letter(number, self.to, size=size))[0] if code == 250 else code
        except (OSError, smtplib.SMTPException):
            return 0


class Sink:
    """A mail server that takes everything and remembers how often it saw each Message-ID."""

    def __init__(self, port: int) -> None:
        self.seen: Counter[str] = Counter()
        self.readers: Counter[str] = Counter()
        self._server = Controller(self, hostname="127.0.0.1", port=port)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        message = message_from_bytes(bytes(envelope.original_content or b""))
        self.seen[str(message["Message-ID"])] += 1
        self.readers[envelope.rcpt_tos[0]] += 1
        return "250 2.0.0 OK"
