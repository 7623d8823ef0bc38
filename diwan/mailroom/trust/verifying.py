"""The verdict about a letter, and the one reason for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diwan.mailroom.words import Trust, TrustReason

from . import domains, path, policies, signatures, statements
from .resolver import Bounded, TemporaryError, TooMuchError
from .sender import head_of, sender_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from .resolver import Resolver
    from .sender import Head

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        trust: a value of ``words.Trust``.
        details: ``reason`` (a value of ``words.TrustReason``), ``domain`` of the sender, ``found``
            (``own``, or the name of the server that said so), and results by method (``spf``,
            ``dkim``, ``dmarc``, ``arc``); ``recipients`` is ``signed`` when nobody can have
            changed whom the letter is written to. No address.
        address: the one address that the letter is from, as verified; empty when there is none.
        is_temporary: it could not be found out just now.
    """

    trust: str
    details: dict[str, str] = field(default_factory=dict)
    address: str = ""
    is_temporary: bool = False


def verdict(
    trust: Trust, reason: TrustReason, *, address: str = "", domain: str = "", **found: str
) -> Verdict:
    details = {"reason": reason.value, "domain": domain, **found}
    return Verdict(
        trust.value,
        {name: value for name, value in details.items() if value},
        address,
        is_temporary=reason == TrustReason.UNREACHABLE,
    )


def verify(
    raw: bytes,
    *,
    peer: str | None,
    helo: str,
    envelope_from: str,
    resolver: Resolver,
    sealers: Collection[str] = (),
) -> Verdict:
    """Whether the domain in the From line let somebody write this letter. Never raises.

    Args:
        peer: the network address that the letter came from; None: unknown, so SPF says nothing.
        helo: how that server greeted.
        envelope_from: the return path; empty for a null one.
        sealers: domains whose ARC seals are believed, plain spelling.
    """
    try:
        return _verify(raw, peer, helo, envelope_from, Bounded(resolver), frozenset(sealers))
    except TemporaryError:
        return verdict(Trust.NONE, TrustReason.UNREACHABLE, found="own")
    except TooMuchError:
        return verdict(Trust.FAIL, TrustReason.TOO_MUCH, found="own")
    except Exception as error:  # noqa: BLE001 - any bytes may come; none may stop the mailroom
        logger.error("A letter could not be verified: %s", type(error).__name__)  # noqa: TRY400 - a traceback would print names
        return verdict(Trust.NONE, TrustReason.UNREADABLE, found="own")


def _verify(
    raw: bytes,
    peer: str | None,
    helo: str,
    envelope_from: str,
    resolver: Bounded,
    sealers: frozenset[str],
) -> Verdict:
    head = head_of(raw)
    address, domain = sender_of(head)
    if not domain:
        return verdict(Trust.FAIL, TrustReason.SENDERS, found="own")
    proofs = _Proofs(head, domain, policies.ask(domain, resolver), resolver)
    trust, reason = proofs.judged(peer, helo, envelope_from, sealers)
    return verdict(trust, reason, address=address, domain=domain, found="own", **proofs.found)


class _Proofs:
    """Looks for proofs one after the other, until one is enough."""

    def __init__(self, head: Head, domain: str, policy: policies.Policy, resolver: Bounded) -> None:
        self.head, self.domain, self.policy, self.resolver = head, domain, policy, resolver
        #: results by method
        self.found: dict[str, str] = {}
        self._trouble = False

    def judged(
        self, peer: str | None, helo: str, envelope_from: str, sealers: frozenset[str]
    ) -> tuple[Trust, TrustReason]:
        """The verdict.

        Raises:
            TemporaryError: no proof was found, and one of them could not be asked for.
        """
        is_signed = self._is_signed()
        if is_signed and "recipients" in self.found:
            return self._proven(TrustReason.SIGNED)
        # who signs without saying to whom may still have brought the letter straight to us
        if self._came_the_right_way(peer, helo, envelope_from):
            return self._proven(TrustReason.SERVER)
        if is_signed:
            return self._proven(TrustReason.SIGNED)
        if self._is_sealed(sealers):
            return Trust.PASS, TrustReason.SEALED
        if self._trouble:
            raise TemporaryError
        return self._unproven()

    def _proven(self, reason: TrustReason) -> tuple[Trust, TrustReason]:
        if self.policy.policy:
            self.found["dmarc"] = "pass"
        return Trust.PASS, reason

    def _unproven(self) -> tuple[Trust, TrustReason]:
        if self.policy.policy:
            self.found["dmarc"] = "fail"
            return Trust.FAIL, TrustReason.POLICY
        if self.found.get("dkim") == "fail":
            return Trust.FAIL, TrustReason.BROKEN
        if self.found.get("spf") == "fail":
            return Trust.FAIL, TrustReason.STRANGER
        return Trust.NONE, TrustReason.NO_PROOF

    def _is_signed(self) -> bool:
        strictly = self.policy.is_strict_about_signatures
        try:
            results = signatures.check(
                self.head,
                resolver=self.resolver,
                wanted=lambda by: domains.are_aligned(by, self.domain, strictly=strictly),
            )
        except TemporaryError:
            self._note_trouble("dkim")
            return False
        values = {each.result for each in results}
        best = next((each for each in ("pass", "fail", "permerror") if each in values), "none")
        self.found["dkim"] = best
        if any(each.result == "pass" and each.covers_recipients for each in results):
            self.found["recipients"] = "signed"
        return best == "pass"

    def _came_the_right_way(self, peer: str | None, helo: str, envelope_from: str) -> bool:
        sender = path.sender_of(envelope_from, helo)
        strictly = self.policy.is_strict_about_paths
        # what another domain says of its own return path tells nothing about this sender
        if not domains.are_aligned(sender.domain, self.domain, strictly=strictly):
            return False
        try:
            self.found["spf"] = path.check(sender, peer=peer, helo=helo, resolver=self.resolver)
        except TemporaryError:
            self._note_trouble("spf")
        return self.found.get("spf") == "pass"

    def _is_sealed(self, sealers: frozenset[str]) -> bool:
        if not sealers or not any(self.head.values("arc-seal")):
            return False
        try:
            chain = signatures.chain(self.head, self.resolver)
        except TemporaryError:
            self._note_trouble("arc")
            return False
        self.found["arc"] = chain.result
        for seal in chain.seals:
            if seal.domain not in sealers:
                return False  # whoever sealed before may have been told anything
            if is_stated(statements.read(seal.found), self.domain):
                self.found["sealer"] = seal.domain
                return True
        return False

    def _note_trouble(self, method: str) -> None:
        self.found[method] = "temperror"
        self._trouble = True


def is_stated(statement: statements.Statement, domain: str) -> bool:
    """Whether somebody whom we believe says that the letter is from ``domain``."""
    if any(
        each.value == "pass" and each.domain("header.from") == domain
        for each in statement.of("dmarc")
    ):
        return True
    proven = [
        each.domain("header.d", "header.i") for each in statement.of("dkim") if each.value == "pass"
    ]
    proven += [
        each.domain("smtp.mailfrom", "smtp.helo")
        for each in statement.of("spf")
        if each.value == "pass"
    ]
    return any(domains.are_aligned(each, domain, strictly=False) for each in proven)
