"""Whether an address on the web leads anywhere: asked carefully, and never of our own network.

An address comes from what somebody wrote, so it may point at a machine beside ours (SSRF). Every
address a name stands for is judged before a connection is made to exactly these, again after each
redirection; only the usual ports are asked, with one deadline for all, and no body is read.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from diwan.core.providers.wire import Deadline, NearAddress, Wire, connect

SECONDS = 15
_REDIRECTIONS = 5
_PORTS = frozenset({None, 80, 443})
#: a server that answers so to a question without a body may do otherwise to a whole one
_GONE = frozenset({404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "Diwan link check",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_SAFE = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True)
class Found:
    """``state`` is one of :class:`.states.LinkState`; ``trouble`` an HTTP status or a short code.

    Codes: ``address`` (cannot be asked for), ``near`` (of our own network), ``name`` (nobody
    has it), ``closed`` (nobody answers), ``certificate``, ``time``, ``answer``, ``around``.
    """

    state: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked. Only tests loosen it: their server stands on this machine."""

    is_near_allowed: bool = False
    seconds: float = SECONDS


GUARD = Guard()


def look(url: str, guard: Guard | None = None) -> Found:
    """Ask for ``url`` without its body, then, where that is no answer, with it."""
    guard = guard or GUARD
    try:
        deadline = Deadline(guard.seconds)
        status = _status(url, "HEAD", guard, deadline)
        if not 200 <= status < 300:
            status = _status(url, "GET", guard, deadline)
    except _Odd as odd:
        return Found(odd.state, odd.trouble)
    if 200 <= status < 300:
        return Found("alive")
    # forbidden, asked too often, out of order for now: a person may get an answer
    return Found("dead" if status in _GONE else "unknown", str(status))


class _Odd(Exception):  # noqa: N818 - named for what it is
    """There is no answer, and a reason for it."""

    def __init__(self, state: str, trouble: str) -> None:
        super().__init__(trouble)
        self.state = state
        self.trouble = trouble


def _status(url: str, method: str, guard: Guard, deadline: Deadline) -> int:
    """The status at the end of all redirections, each judged like the first address."""
    for _turn in range(_REDIRECTIONS + 1):
        parts = _parts(url, guard)
        status, to = _answer(parts, method, guard, deadline)
        if status not in _MOVED or not to:
            return status
        url = urljoin(parts.geturl(), to)
    raise _Odd("dead", "around")


def _parts(url: str, guard: Guard) -> SplitResult:
    """The address, fit to be written into a request.

    Raises:
        _Odd: it is not of the web, names a user, or another port than those of the web.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _Odd("unknown", "address") from None
    is_usual = port in _PORTS or guard.is_near_allowed
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise _Odd("unknown", "address")
    if not is_usual:
        raise _Odd("unknown", "near")
    path = quote(parts.path or "/", safe=_SAFE)
    return parts._replace(path=path, query=quote(parts.query, safe=_SAFE), fragment="")


def _answer(parts: SplitResult, method: str, guard: Guard, deadline: Deadline) -> tuple[int, str]:
    """Status and where it leads; the body is never read."""
    try:
        with closing(
            connect(
                parts,
                deadline,
                is_open_allowed=True,
                is_near_refused=not guard.is_near_allowed,
            )
        ) as line:
            connection = HTTPConnection(parts.netloc)
            connection.sock = Wire(line, deadline)
            target = parts._replace(scheme="", netloc="").geturl()
            connection.request(method, target, None, _HEADERS)
            response = connection.getresponse()
            return response.status, response.getheader("Location", "")
    except _TROUBLES as trouble:
        raise _odd(trouble) from None


_TROUBLES = (NearAddress, OSError, UnicodeError, HTTPException)


def _odd(trouble: Exception) -> _Odd:
    """What a trouble tells of the link: only that nobody is there makes it dead."""
    if isinstance(trouble, NearAddress):
        return _Odd("unknown", "near")
    if isinstance(trouble, TimeoutError):
        return _Odd("unknown", "time")
    if isinstance(trouble, ssl.SSLError):
        return _Odd("unknown", "certificate")
    if isinstance(trouble, (socket.gaierror, UnicodeError)):
        return _Odd("dead", "name")
    if isinstance(trouble, OSError):
        return _Odd("dead", "closed")
    return _Odd("unknown", "answer")
