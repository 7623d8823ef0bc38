"""Whether the sender of a stored letter is proven: looked at once, before the letter is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING

import dns.resolver
from django.conf import settings

from diwan.core import clock
from diwan.mailroom import trust
from diwan.mailroom.models import Letter, RawLetter
from diwan.mailroom.reading import read
from diwan.mailroom.trust import hops, sender
from diwan.mailroom.words import Channel, LetterState, Trust, TrustReason

if TYPE_CHECKING:
    from diwan.mailroom.trust import Resolver, Verdict

#: so long a letter waits for a domain that cannot be asked; then it goes on, unproven
PATIENCE = timedelta(minutes=30)
#: old letters come by import: their senders' keys have changed since
_LOOKED_AT = (Channel.SMTP, Channel.PIPE, Channel.IMAP, Channel.WEBHOOK)


def prove(letter: Letter) -> bool:
    """Write the verdict beside the letter; False when it is to be tried again later.

    Asks name servers, so it stands outside any transaction that holds others up.
    """
    if letter.channel not in _LOOKED_AT or settings.DIWAN_MAIL_VERIFY == "off":
        Letter.objects.filter(pk=letter.pk, peer__isnull=False).update(peer=None, helo="")
        return True
    row = Letter.objects.filter(pk=letter.pk, trust="").exclude(state=LetterState.HANDLED).first()
    raw = RawLetter.objects.filter(letter=letter).first()
    if row is None or raw is None:
        return True
    verdict = verdict_of(row, bytes(raw.content))
    if verdict.is_temporary and clock.now() - (row.due_at or row.received_at) < PATIENCE:
        return False
    _keep(row, _checked(verdict, bytes(raw.content)))
    return True


def verdict_of(letter: Letter, raw: bytes) -> Verdict:
    """What can be found out about the sender of these bytes."""
    if settings.DIWAN_MAIL_VERIFY == "header":
        return trust.read_stated(
            raw,
            authserv_id=settings.DIWAN_MAIL_AUTHSERV_ID,
            servers=settings.DIWAN_MAIL_HOPS if _is_from_ours(letter) else 0,
            below=settings.DIWAN_MAIL_AUTHSERV_BELOW,
        )
    try:
        resolver = _resolver()
    except dns.resolver.NoResolverConfiguration:
        return trust.Verdict(Trust.NONE, {"reason": TrustReason.UNREACHABLE})
    peer, helo = _came_from(letter, raw)
    return trust.verify(
        raw,
        peer=peer,
        helo=helo,
        envelope_from=letter.envelope_from,
        resolver=resolver,
        sealers=settings.DIWAN_MAIL_ARC_SEALERS,
    )


def network_address(text: str) -> str | None:
    """An address as the column takes it; None when the door saw none."""
    try:
        return str(ip_address(text.partition("%")[0]))
    except ValueError:
        return None


def _resolver() -> Resolver:
    return _made(tuple(settings.DIWAN_DNS_SERVERS), settings.DIWAN_DNS_SECONDS)


@lru_cache(maxsize=1)
def _made(servers: tuple[tuple[str, int], ...], seconds: int) -> Resolver:
    return trust.DnsResolver(servers, seconds=seconds)


def _is_from_ours(letter: Letter) -> bool:
    """Whether a mail server of ours brought the letter, so that the lines at its top are ours."""
    return letter.channel != Channel.WEBHOOK and is_ours(letter.peer or "")


def is_ours(peer: str) -> bool:
    """Whether the server at this network address is one of ours; so is none at all."""
    if not peer or peer in settings.DIWAN_MAIL_RELAYS:
        return True
    address = network_address(peer)
    return address is not None and not ip_address(address).is_global


def _came_from(letter: Letter, raw: bytes) -> tuple[str | None, str]:
    """The server that brought the letter: the door saw it, or else ours wrote it down."""
    if _is_from_ours(letter):
        return hops.came_from(sender.head_of(raw), settings.DIWAN_MAIL_HOPS)
    return letter.peer, letter.helo


def _checked(verdict: Verdict, raw: bytes) -> Verdict:
    """Proven is the address that was looked at; ours is the one that everybody else will see."""
    if verdict.trust != Trust.PASS or verdict.address == read(sender.top_of(raw)).from_address:
        return verdict
    details = {**verdict.details, "reason": TrustReason.MISTAKABLE.value}
    return replace(verdict, trust=Trust.NONE.value, details=details)


def _keep(letter: Letter, verdict: Verdict) -> None:
    """Once; what the door saw is forgotten with it."""
    Letter.objects.filter(pk=letter.pk, trust="").update(
        trust=verdict.trust, trust_details=verdict.details, peer=None, helo=""
    )
