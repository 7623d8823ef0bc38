"""A connection on which everything together, from the look-up on, ends by one deadline.

The timeout of a socket counts from one piece to the next, so a server that sends a byte now and
then would hold us for ever: here each piece is waited for only as long as is left of the whole.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from _typeshed import WriteableBuffer

_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")


class OpenLine(Exception):  # noqa: N818 - named for what it is
    """Anybody on the way could read along."""


class NearAddress(Exception):  # noqa: N818 - named for what it is
    """The host is of this machine, its network, or no host of the open net at all."""


class Deadline:
    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than none.

        Raises:
            TimeoutError: none are left.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def connect(
    parts: SplitResult, deadline: Deadline, *, is_open_allowed: bool, is_near_refused: bool = False
) -> socket.socket:
    """A connection to the host of an address; the addresses it was judged by are those used.

    Raises:
        OpenLine: it would be ``http`` to a host outside this machine and private networks.
        NearAddress: one of its addresses is not of the open net, and ``is_near_refused``.
        OSError: also TimeoutError and ssl.SSLError.
    """
    host = parts.hostname or ""
    found = _look_up(host, parts.port or _PORTS[parts.scheme], deadline)
    if is_near_refused and not all(map(_is_far, found)):
        raise NearAddress
    if parts.scheme == "http" and not is_open_allowed and not all(map(_is_near, found)):
        raise OpenLine
    line = _first(found, deadline)
    if parts.scheme == "http":
        return line
    try:
        line.settimeout(deadline.left())
        return ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except BaseException:
        line.close()
        raise


def _is_near(found: tuple[Any, ...]) -> bool:
    address = ip_address(found[4][0].partition("%")[0])
    return address.is_loopback or address.is_private


def _is_far(found: tuple[Any, ...]) -> bool:
    """Whether it is an address of the open net, also where an IPv4 one is wrapped into another."""
    address = ip_address(found[4][0].partition("%")[0])
    inner = [address]
    if isinstance(address, IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            wrapped.append(IPv4Address(int(address) & 0xFFFFFFFF))
        inner += [each for each in wrapped if each is not None]
    return all(each.is_global and not each.is_multicast for each in inner)


def _look_up(host: str, port: int, deadline: Deadline) -> list[tuple[Any, ...]]:
    """In a thread of its own, since the system's look-up knows no timeout."""
    answers: SimpleQueue[list[tuple[Any, ...]] | OSError | UnicodeError] = SimpleQueue()

    def look() -> None:
        try:
            answers.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=look, name="look-up", daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left())
    except Empty:
        raise TimeoutError from None
    if isinstance(found, list):
        return found
    raise found


def _first(found: list[tuple[Any, ...]], deadline: Deadline) -> socket.socket:
    """The first of the addresses that answers; the error of the last one when none does."""
    trouble: OSError = ConnectionError()
    for family, kind, protocol, _name, address in found:
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(deadline.left())
            line.connect(address)
        except OSError as error:
            line.close()
            trouble = error
        else:
            return line
    raise trouble


class Wire:
    """As much of a socket as ``http.client`` uses; whoever made the line closes it."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._line = line
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            self._line.settimeout(self._deadline.left())
            rest = rest[self._line.send(rest) :]

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._line, self._deadline))

    def close(self) -> None:
        """Leaves the line open: the rest of the answer is still to be read."""


class _Reading(io.RawIOBase):
    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._line = line
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._line.settimeout(self._deadline.left())
        return self._line.recv_into(buffer)
