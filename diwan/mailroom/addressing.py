"""Addresses with a signed tag, which tell where an answer belongs: ``box+words-signature@domain``.

The words are what a room put there, readable but not to be changed: a tag that was made up, or
taken from another box, is refused at the door. Tags never name a person.
"""

from __future__ import annotations

import base64
import hmac
import re
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

#: what the door says of a forged tag
NOT_OURS = _("This address was not given out by us: something in it is missing or changed.")

_WORDS = re.compile(r"[a-z0-9.]{1,32}")
_SIGNATURE_BYTES = 10
_LONGEST_LOCAL_PART = 64  # RFC 5321, 4.5.3.1.1


class Address(NamedTuple):
    """``box`` without tag, lower case; ``tag``: its words, empty for none; whole ``domain``."""

    box: str
    tag: str
    domain: str
    #: a tag stands there that this house never gave out
    is_forged: bool = False

    @property
    def plain(self) -> str:
        return f"{self.box}@{self.domain}" if self.domain else self.box


def tagged(box: str, words: str) -> str:
    """The address of ``box`` here that brings ``words`` back.

    Args:
        words: 1 to 32 of ``a-z``, ``0-9`` and ``.``; they may be read by everybody.

    Raises:
        ValueError: other words, or a box so long that no mail system takes the address.
    """
    local = f"{box}+{words}-{_signature(box, words)}"
    if not _WORDS.fullmatch(words) or len(local) > _LONGEST_LOCAL_PART:
        raise ValueError("no address can be made of this")
    return f"{local}@{settings.DIWAN_MAIL_DOMAIN}"


def opened(address: str) -> Address:
    """The parts of ``address``; a tag that is not ours is told by ``is_forged``."""
    local, _at, domain = address.strip().lower().rpartition("@")
    if not _at:
        local, domain = domain, ""
    box, plus, tag = local.partition("+")
    if not plus:
        return Address(box, "", domain)
    words, _dash, signature = tag.rpartition("-")
    is_ours = hmac.compare_digest(signature.encode(), _signature(box, words).encode())
    return Address(box, words if is_ours else "", domain, is_forged=not is_ours)


def _signature(box: str, words: str) -> str:
    made = salted_hmac("diwan.mailroom.addressing", f"{box}+{words}", algorithm="sha256")
    return base64.b32encode(made.digest()[:_SIGNATURE_BYTES]).decode().lower()
