"""SPF (RFC 7208): whether the server that brought the letter may bring letters of its domain.

The evaluation is pyspf's; its questions go through our resolver.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any, NamedTuple

import spf

from . import domains
from .resolver import TemporaryError

if TYPE_CHECKING:
    from .resolver import Bounded

#: addresses that nobody can write from (RFC 5737, RFC 3849): who lets them in lets in all
_NOBODYS = {4: "192.0.2.1", 6: "2001:db8::1"}
_MOST_VOID = 2


class Sender(NamedTuple):
    """Whose letter it is as far as mail servers are concerned; ``domain`` in plain spelling."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local or 'postmaster'}@{self.domain}"


def sender_of(envelope_from: str, helo: str) -> Sender:
    """The return path; for a null one, the server that greeted (RFC 7208, 2.4)."""
    local, _at, domain = (envelope_from or f"postmaster@{helo}").rpartition("@")
    return Sender(local, domains.plain(domain))


def check(sender: Sender, *, peer: str | None, helo: str, resolver: Bounded) -> str:
    """The result for a letter that ``peer`` brought; “none” when the peer is unknown.

    Raises:
        TemporaryError: nobody could say.
    """
    if not peer or "." not in sender.domain:
        return "none"
    result = _result(peer, str(sender), helo, resolver)
    if result == "pass" and _lets_in_all(peer, str(sender), helo, resolver):
        return "neutral"  # “+all” and its like prove nothing
    return result


def _lets_in_all(peer: str, sender: str, helo: str, resolver: Bounded) -> bool:
    nobody = _NOBODYS[6 if isinstance(_address(peer), IPv6Address) else 4]
    return peer != nobody and _result(nobody, sender, helo, resolver) == "pass"


def _address(peer: str) -> Any:
    found = ip_address(peer)
    return getattr(found, "ipv4_mapped", None) or found


def _result(peer: str, sender: str, helo: str, resolver: Bounded) -> str:
    try:
        result: str = _Query(peer, sender, helo, resolver).check()[0]
    except TemporaryError:
        raise
    except Exception:  # noqa: BLE001 - records are written by anybody, and so is their nonsense
        return "permerror"
    if result == "temperror":
        raise TemporaryError
    return result


class _Query(spf.query):  # type: ignore[misc]
    """One evaluation. RFC 7208's limits are pyspf's own; names are asked of our resolver."""

    def __init__(self, peer: str, sender: str, helo: str, resolver: Bounded) -> None:
        self.resolver = resolver
        super().__init__(i=str(_address(peer)), s=sender, h=helo, strict=True)

    def dns(
        self,
        name: str,
        qtype: str,
        cnames: Any = None,  # noqa: ARG002 - pyspf's
        ignore_void: bool = False,
    ) -> list[Any]:
        """The records as pyspf wants them; aliases are followed by the resolver."""
        found = [_as_wanted(each, qtype) for each in self.resolver.ask(str(name), qtype)]
        if not found and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > _MOST_VOID:
                raise spf.PermError("void lookups")
        return found

    def get_explanation(self, spec: str) -> None:
        """Nobody reads it, so nobody is asked for it."""


def _as_wanted(record: bytes | str, kind: str) -> Any:
    if kind == "TXT":
        return [record]
    text = str(record)
    if kind == "MX":
        preference, _space, host = text.partition(" ")
        return int(preference), host.rstrip(".")
    return text.rstrip(".")
