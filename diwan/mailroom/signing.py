"""Our letters carry a signature of our domain (DKIM, RFC 6376), List-Unsubscribe included."""

from __future__ import annotations

import base64
import logging
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BITS = 2048  # RFC 8301; longer keys do not fit into one string of a name server's record
_STRING = 255
#: dkimpy writes what it sees in a letter into its log; nobody is to read that
_SILENT = logging.Logger("silent", logging.CRITICAL + 1)  # noqa: LOG001 - outside the tree of loggers
#: named once more than they stand there, so that nobody can add another below the signature
_SEALED = ("from", "to", "subject", "reply-to", "list-unsubscribe", "list-unsubscribe-post")
_SIGNED = (
    *_SEALED,
    *("date", "message-id", "in-reply-to", "references", "mime-version", "content-type"),
    *("content-language", "auto-submitted", "list-id", "list-help", "list-post", "list-archive"),
)


class Record(NamedTuple):
    """What the name server of the domain must say: ``text`` at ``name``, in ``strings``."""

    name: str
    text: str

    @property
    def strings(self) -> list[str]:
        return [self.text[at : at + _STRING] for at in range(0, len(self.text), _STRING)]


def signed(message: bytes) -> bytes:
    """``message`` (CRLF) with our signature in front, or as it is where the site has no key.

    Raises:
        Refusal: there is a key file that holds no key.
    """
    path: Path = settings.DIWAN_DKIM_KEY_FILE
    if not path.exists():
        return message
    key = _key(path, path.stat().st_mtime_ns)
    signature: bytes = dkim.sign(
        message,
        settings.DIWAN_DKIM_SELECTOR.encode(),
        settings.DIWAN_DKIM_DOMAIN.encode(),
        key,
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=list(_names(message)),
        logger=_SILENT,
    )
    return signature + message


def _names(message: bytes) -> Iterator[bytes]:
    head = message.partition(b"\r\n\r\n")[0].lower()
    for name in _SIGNED:
        there = (b"\r\n" + head).count(b"\r\n" + name.encode() + b":")
        yield from [name.encode()] * (there + (name in _SEALED))


@lru_cache(maxsize=2)
def _key(path: Path, _written: int) -> bytes:
    """The key in PEM, read again when the file changes."""
    content = path.read_bytes()
    _public(content)
    return content


def _public(content: bytes) -> str:
    try:
        key = serialization.load_pem_private_key(content, password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise Refusal(
            _("%(setting)s must name a file with an RSA key in PEM, without a password.")
            % {"setting": "DIWAN_DKIM_KEY_FILE"}
        )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(public).decode()


def make_key(path: Path) -> None:
    """Write a new key that only the owner of the file can read."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(pem)


def record() -> Record:
    """What stands in the domain name system, for the key of this site.

    Raises:
        Refusal: the key file holds no key.
        OSError: there is none, or it cannot be read.
    """
    public = _public(settings.DIWAN_DKIM_KEY_FILE.read_bytes())
    name = f"{settings.DIWAN_DKIM_SELECTOR}._domainkey.{settings.DIWAN_DKIM_DOMAIN}"
    return Record(name, f"v=DKIM1; k=rsa; p={public}")
