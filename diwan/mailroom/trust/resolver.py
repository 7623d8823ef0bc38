"""The one way to the domain name system: short waits, remembered answers, a bound a letter."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import dns.exception
import dns.message
import dns.name
import dns.nameserver
import dns.resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Record = bytes | str

_LONGEST_REMEMBERED = 3600
_SHORTEST_REMEMBERED = 60
_MOST_REMEMBERED = 10_000
_LONGEST_RECORD = 16_384
_MOST_RECORDS = 100
#: so many questions without any answer in a row, and nobody is asked for a minute
_MOST_SILENCES = 3
_REST = 60.0


class TemporaryError(Exception):
    """No answer just now; the same question may be answered later."""


class TooMuchError(Exception):
    """The letter costs more questions than any honest one."""


class Resolver(Protocol):
    """Asks for records."""

    def ask(self, name: str, kind: str) -> Sequence[Record]:
        """The records of ``kind`` (TXT, A, AAAA, MX, PTR) at ``name``, an ASCII name.

        TXT as bytes, its strings joined; MX as ``10 mail.example.org``; the others as text. No
        such record or no such name: empty.

        Raises:
            TemporaryError: nobody could say.
        """


@dataclass(frozen=True, slots=True)
class _Answer:
    #: None: nobody could say
    records: list[Record] | None
    until: float


class DnsResolver:
    """Asks name servers, over UDP and, for long answers, TCP.

    Args:
        servers: ``(address, port)`` pairs; empty: those that the machine uses.
        seconds: the longest wait for one answer.
        clock: a monotonic clock, in seconds.

    Raises:
        dns.resolver.NoResolverConfiguration: the machine names no server.
    """

    def __init__(
        self,
        servers: Sequence[tuple[str, int]] = (),
        *,
        seconds: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._asker = dns.resolver.Resolver(configure=not servers)
        if servers:
            self._asker.nameservers = [dns.nameserver.Do53Nameserver(*each) for each in servers]
        self._asker.lifetime = seconds
        self._asker.timeout = seconds / 2
        self._clock = clock
        self._lock = Lock()
        self._silences = 0
        self._rests_until = 0.0
        self._known: OrderedDict[tuple[str, str], _Answer] = OrderedDict()

    def ask(self, name: str, kind: str) -> Sequence[Record]:
        key = (name.rstrip(".").lower(), kind)
        answer = self._remembered(key) or self._asked(key)
        if answer.records is None:
            raise TemporaryError(kind)
        return answer.records

    def _remembered(self, key: tuple[str, str]) -> _Answer | None:
        with self._lock:
            known = self._known.get(key)
            return known if known is not None and known.until > self._clock() else None

    def _asked(self, key: tuple[str, str]) -> _Answer:
        if self._clock() < self._rests_until:
            raise TemporaryError(key[1])
        answer = self._look_up(*key)
        with self._lock:
            self._known[key] = answer
            self._known.move_to_end(key)
            while len(self._known) > _MOST_REMEMBERED:
                self._known.popitem(last=False)
        return answer

    def _look_up(self, name: str, kind: str) -> _Answer:
        try:
            asked = dns.name.from_text(name)
        except (dns.exception.DNSException, UnicodeError):
            return self._answer([])  # no name at all
        try:
            found = self._asker.resolve(asked, kind, search=False)
        except dns.resolver.LifetimeTimeout:
            self._note_silence()
            return self._answer(None)
        except (dns.exception.DNSException, OSError) as error:
            self._silences = 0
            return self._answer([] if _says_nothing_there(error) else None)
        self._silences = 0
        return self._answer(_plain(found, kind), found.rrset.ttl if found.rrset else 0)

    def _answer(self, records: list[Record] | None, ttl: int = 0) -> _Answer:
        kept = min(max(ttl, _SHORTEST_REMEMBERED), _LONGEST_REMEMBERED)
        return _Answer(records, self._clock() + kept)

    def _note_silence(self) -> None:
        self._silences += 1
        if self._silences >= _MOST_SILENCES:
            self._silences = 0
            self._rests_until = self._clock() + _REST


_NOTHING_THERE = (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN)


def _says_nothing_there(error: Exception) -> bool:
    """Whether an answer came, and it was that nothing is there; names that point at each other
    are as good as nothing. Else the server said that it could not say, or something broken.
    """
    if isinstance(error, dns.resolver.NoNameservers):
        reasons = [each[3] for each in error.kwargs.get("errors", [])]
        return any(isinstance(each, dns.message.ChainTooLong) for each in reasons)
    return isinstance(error, _NOTHING_THERE)


def _plain(found: dns.resolver.Answer, kind: str) -> list[Record]:
    records = [_record(each, kind) for each in list(found)[:_MOST_RECORDS]]
    return [each for each in records if len(each) <= _LONGEST_RECORD]


def _record(data: Any, kind: str) -> Record:
    if kind == "TXT":
        return b"".join(data.strings)
    text: str = data.to_text()
    return text


class Bounded:
    """A resolver for one letter: so many questions, so many seconds, each asked once.

    RFC 7208 (4.6.4) allows some forty questions and 20 seconds; the rest is for keys.

    Raises (of ``ask``):
        TemporaryError: nobody could say, or the time is over.
        TooMuchError: the questions are used up.
    """

    MOST_QUESTIONS = 80
    MOST_SECONDS = 20.0

    def __init__(self, inner: Resolver, clock: Callable[[], float] = time.monotonic) -> None:
        self._inner = inner
        self._clock = clock
        self._ends = clock() + self.MOST_SECONDS
        self._known: dict[tuple[str, str], Sequence[Record] | None] = {}

    def ask(self, name: str, kind: str) -> Sequence[Record]:
        key = (name.rstrip(".").lower(), kind)
        if key not in self._known:
            self._known[key] = self._asked(*key)
        records = self._known[key]
        if records is None:
            raise TemporaryError(kind)
        return records

    def _asked(self, name: str, kind: str) -> Sequence[Record] | None:
        if len(self._known) >= self.MOST_QUESTIONS:
            raise TooMuchError
        if self._clock() > self._ends:
            raise TemporaryError(kind)
        if not name.isascii() or not name:
            return []
        try:
            return self._inner.ask(name, kind)
        except TemporaryError:
            return None

    def texts(self, name: str) -> list[bytes]:
        """The TXT records at ``name``."""
        return [each for each in self.ask(name, "TXT") if isinstance(each, bytes)]

    def names(self, name: str, kind: str) -> list[str]:
        """The records of another ``kind``."""
        return [each for each in self.ask(name, kind) if isinstance(each, str)]
