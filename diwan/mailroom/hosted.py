"""A mailbox that somebody else hosts (IMAP): what lies there, byte for byte, and what is done.

Nothing is ever deleted or moved there unless the settings say so.
"""

from __future__ import annotations

import hashlib
import re
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from imap_tools import (
    AND,
    BaseMailBox,
    MailBox,
    MailBoxStartTls,
    MailBoxUnencrypted,
    MailMessageFlags,
    U,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMEOUT = 30  # seconds
_PORTS = {"imaps": 993, "imap+starttls": 143, "imap": 143}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
#: what is done with a letter there once it is stored here
SEEN, DELETE, MOVE = "seen", "delete", "move:"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the mailbox is; ``security`` is ``imaps``, ``imap+starttls`` or ``imap`` (none)."""

    host: str
    port: int
    user: str
    password: str
    security: str
    folder: str

    @property
    def key(self) -> str:
        """The same for the same mailbox, whatever the password; nobody reads a name in it."""
        return hashlib.sha256(f"{self.user}\n{self.host}\n{self.folder}".encode()).hexdigest()


def place(url: str, password: str = "") -> Place:
    """What ``imaps://user:password@host/INBOX`` names; ``password`` if none stands there.

    Raises:
        ValueError: another scheme, no host or user, or no encryption on the way to another
            machine.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in _PORTS or not host or not parts.username:
        raise ValueError("use imaps://user:password@host/INBOX")
    if parts.scheme == "imap" and not _is_here(host):
        raise ValueError("without encryption only this machine is asked; use imaps://")
    return Place(
        host=host,
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username),
        password=unquote(parts.password or "") or password,
        security=parts.scheme,
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Mailbox:
    """An open mailbox; letters are named by their UID."""

    def __init__(self, box: BaseMailBox, after: str) -> None:
        self._box = box
        self._after = after
        self._validity = 0

    @property
    def uid_validity(self) -> int:
        """As long as it is the same, a UID names the same letter; 0 where UIDs name none."""
        _name, said = self._box.client.response("UIDVALIDITY")
        self._validity = int(said[-1]) if said and said[-1] else self._validity
        return self._validity

    def last_uid(self) -> int:
        """The highest UID of what lies there now; 0 in an empty mailbox."""
        return max(map(int, self._box.uids("ALL")), default=0)

    def waiting(self, first: int = 0, last: int = 0) -> list[str]:
        """UIDs of the letters to fetch, oldest first.

        Args:
            first: up to this UID only the unread are wanted, if none is moved or deleted.
            last: up to this UID nothing is wanted.
        """
        wanted = self._uids(max(first, last), AND(deleted=False))
        if last < first:
            is_left = AND(seen=False, deleted=False) if self._after == SEEN else AND(deleted=False)
            wanted |= {uid for uid in self._uids(last, is_left) if uid <= first}
        return [str(uid) for uid in sorted(wanted)]

    def _uids(self, last: int, criteria: AND) -> set[int]:
        """Those above ``last``; a server names the last letter, too, when there are none."""
        found = map(int, self._box.uids(AND(criteria, uid=U(str(last + 1), "*"))))
        return {uid for uid in found if uid > last}

    def size(self, uid: str) -> int:
        _status, said = self._box.client.uid("fetch", uid, "(RFC822.SIZE)")
        found = _SIZE.search(b" ".join(_flat(said)))
        return int(found[1]) if found else 0

    def content(self, uid: str, part: str = "") -> bytes | None:
        """The bytes (``part="HEADER"``: of the headers); None when it is gone. Marks nothing."""
        _status, said = self._box.client.uid("fetch", uid, f"(BODY.PEEK[{part}])")
        found = [each[1] for each in said if isinstance(each, tuple)]
        return bytes(found[0]) if found else None

    def keep(self, uid: str) -> None:
        """Mark it as seen, and leave it where it is."""
        self._box.flag([uid], MailMessageFlags.SEEN, value=True)

    def done(self, uid: str) -> None:
        """It is stored here: do there what the settings say."""
        self.keep(uid)
        if self._after.startswith(MOVE):
            self._box.move([uid], self._after.removeprefix(MOVE))
        elif self._after == DELETE:
            self._box.delete([uid])


def _flat(said: list[bytes | tuple[bytes, bytes] | None]) -> Iterator[bytes]:
    for each in said:
        yield from each if isinstance(each, tuple) else [each or b""]


@contextmanager
def opened(there: Place, after: str = SEEN) -> Iterator[Mailbox]:
    """The mailbox, open for reading and marking.

    Raises:
        OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError: it does not answer, does not
            know us, or has no such folder.
    """
    context = ssl.create_default_context()
    box: BaseMailBox
    if there.security == "imaps":
        box = MailBox(there.host, there.port, timeout=_TIMEOUT, ssl_context=context)
    elif there.security == "imap":
        box = MailBoxUnencrypted(there.host, there.port, timeout=_TIMEOUT)
    else:
        box = MailBoxStartTls(there.host, there.port, timeout=_TIMEOUT, ssl_context=context)
    try:
        box.login(there.user, there.password, initial_folder=None)
        _choose(box, there.folder, after)
        yield Mailbox(box, after)
    finally:
        _leave(box)


def _choose(box: BaseMailBox, folder: str, after: str) -> None:
    target = after.removeprefix(MOVE) if after.startswith(MOVE) else ""
    if target and not box.folder.exists(target):
        box.folder.create(target)
    box.folder.set(folder)


def _leave(box: BaseMailBox) -> None:
    try:
        box.logout()
    except Exception:  # noqa: BLE001 - what was to be said is said; a broken line ends by itself
        box.client.shutdown()
