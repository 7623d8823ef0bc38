"""Asks one server one thing: bounded in time and size, and it never says a key."""

from __future__ import annotations

import json
import ssl
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ..errors import Refusal
from .wire import Deadline, OpenLine, Wire, connect

if TYPE_CHECKING:
    from collections.abc import Mapping

ANSWER_BYTES_AT_MOST = 1_000_000
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Server:
    """Where a provider listens.

    Args:
        url: ``http`` or ``https``, a host, perhaps a port and the beginning of the path.
        seconds: for a whole question and answer.
        is_open_allowed: ``http`` also to a host outside the own network.
    """

    url: str
    seconds: float
    key: str = field(default="", repr=False)
    is_open_allowed: bool = False

    @property
    def name(self) -> str:
        return urlsplit(self.url).netloc


def ask(
    server: Server,
    path: str,
    body: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Any:
    """What ``server`` answers as JSON; with a ``body`` it is posted, else fetched.

    One attempt, no redirection followed, no proxy asked, at most a million bytes taken.

    Raises:
        Refusal: whatever went wrong, in a sentence that names the server.
    """
    try:
        status, raw = _exchange(server, path, body, headers or {})
    except TimeoutError:
        _refuse(server, _("%(server)s did not answer in time. Try again later."))
    except OpenLine:
        _refuse(
            server,
            _("%(server)s is outside your network. Ask an administrator to use https."),
        )
    except ssl.SSLCertVerificationError:
        _refuse(
            server,
            _("%(server)s has no valid certificate. Ask an administrator to check it."),
        )
    except _NotAsAgreed:
        _refuse_nonsense(server)
    except (OSError, UnicodeError):
        _refuse(server, _("%(server)s cannot be reached. Ask an administrator to check it."))
    _demand_success(server, status)
    return _parsed(server, raw)


class _NotAsAgreed(Exception):  # noqa: N818 - named for what it is
    """What came is no answer that may be read."""


def _exchange(
    server: Server,
    path: str,
    body: Mapping[str, object] | None,
    headers: Mapping[str, str],
) -> tuple[int, bytes]:
    deadline = Deadline(server.seconds)
    parts = urlsplit(server.url)
    with closing(connect(parts, deadline, is_open_allowed=server.is_open_allowed)) as line:
        connection = HTTPConnection(parts.netloc)
        connection.sock = Wire(line, deadline)
        try:
            connection.request(
                "GET" if body is None else "POST",
                parts.path.rstrip("/") + path,
                None if body is None else json.dumps(body).encode(),
                {"Accept": _JSON, "Content-Type": _JSON, "Connection": "close", **headers},
            )
            return _read(connection.getresponse())
        except HTTPException:
            raise _NotAsAgreed from None


def _read(response: HTTPResponse) -> tuple[int, bytes]:
    """Status and body; an error's body is nobody's to read."""
    if response.status != 200:
        return response.status, b""
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise _NotAsAgreed
    raw = response.read(ANSWER_BYTES_AT_MOST + 1)
    if len(raw) > ANSWER_BYTES_AT_MOST:
        raise _NotAsAgreed
    return response.status, raw


def _demand_success(server: Server, status: int) -> None:
    if status == 200:
        return
    if status in {401, 403}:
        _refuse(server, _("%(server)s wants another key. Ask an administrator to check it."))
    if status in {429, 503}:
        _refuse(server, _("%(server)s has too much to do now. Try again later."))
    if 300 <= status < 400:
        _refuse(server, _("%(server)s has moved. Ask an administrator to correct its address."))
    raise Refusal(
        _("%(server)s answered with error %(status)s. Try again later, or ask an administrator.")
        % {"server": server.name, "status": status}
    )


def _parsed(server: Server, raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        _refuse_nonsense(server)


def text_at(server: Server, answer: Any, *steps: str | int) -> str:
    """The text at ``steps`` inside ``answer``; another shape than agreed is refused."""
    for step in steps:
        try:
            answer = answer[step]
        except (KeyError, IndexError, TypeError):
            _refuse_nonsense(server)
    if not isinstance(answer, str):
        _refuse_nonsense(server)
    return answer


def _refuse_nonsense(server: Server) -> NoReturn:
    _refuse(
        server,
        _("The answer of %(server)s cannot be understood. Ask an administrator to check it."),
    )


def _refuse(server: Server, sentence: str) -> NoReturn:
    # nothing of the cause is kept: it may repeat what was sent
    raise Refusal(sentence % {"server": server.name}) from None
