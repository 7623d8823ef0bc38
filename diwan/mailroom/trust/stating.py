"""The verdict of our own mail server, read from the ``Authentication-Results`` that it wrote."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from diwan.mailroom.words import Trust, TrustReason

from . import hops, statements
from .sender import head_of, sender_of
from .verifying import Verdict, is_stated, verdict

if TYPE_CHECKING:
    from .sender import Head

logger = logging.getLogger(__name__)


def read_stated(raw: bytes, *, authserv_id: str, servers: int, below: bool = False) -> Verdict:
    """What the server called ``authserv_id`` found. Never raises.

    Only what our own servers wrote is read: headers in that name above the line at which the
    letter came in from outside (``hops``). One further down was written by somebody else, and is
    nothing.

    Args:
        servers: how many of ours handled the letter.
        below: our outer server writes what it found *below* its own Received line (as filters
            of Postfix do) and takes out what others wrote in its name; then the topmost header
            right there counts too.
    """
    try:
        return _stated(raw, authserv_id.lower(), servers, below=below)
    except Exception as error:  # noqa: BLE001 - any bytes may come; none may stop the mailroom
        logger.error("A letter could not be verified: %s", type(error).__name__)  # noqa: TRY400 - a traceback would print names
        return verdict(Trust.NONE, TrustReason.UNREADABLE)


def _stated(raw: bytes, authserv_id: str, servers: int, *, below: bool) -> Verdict:
    head = head_of(raw)
    address, domain = sender_of(head)
    if not domain:
        return verdict(Trust.FAIL, TrustReason.SENDERS, found=authserv_id)
    said = _own(head, authserv_id, servers, below=below)
    if said is None:
        return verdict(Trust.NONE, TrustReason.NOT_STATED, address=address, domain=domain)
    trust, reason = _judged(said, domain)
    results = {
        name: found[0].value for name in ("spf", "dkim", "dmarc", "arc") if (found := said.of(name))
    }
    return verdict(trust, reason, address=address, domain=domain, found=authserv_id, **results)


def _own(head: Head, authserv_id: str, servers: int, *, below: bool) -> statements.Statement | None:
    """All that stands above the line, together: some servers write a header for each method. Of
    what stands below it the topmost alone, should others have written further down.
    """
    above, under = (
        [said for each in values if (said := statements.read(each)).by == authserv_id]
        for values in hops.stated(head, servers)
    )
    if above:
        return statements.Statement(authserv_id, tuple(r for each in above for r in each.results))
    return under[0] if under and below else None


def _judged(said: statements.Statement, domain: str) -> tuple[Trust, TrustReason]:
    policies = [each for each in said.of("dmarc") if each.domain("header.from") in {domain, ""}]
    if any(each.value == "fail" for each in policies):
        return Trust.FAIL, TrustReason.POLICY
    if is_stated(said, domain):
        return Trust.PASS, TrustReason.STATED
    return Trust.NONE, TrustReason.NO_PROOF
