"""DMARC (RFC 7489): what the domain of the sender says about proving its letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import domains

if TYPE_CHECKING:
    from .resolver import Bounded

_POLICIES = frozenset({"none", "quarantine", "reject"})
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Policy:
    """``policy``: none, quarantine or reject, for the sender's own domain; empty: says nothing."""

    policy: str = ""
    is_strict_about_signatures: bool = False
    is_strict_about_paths: bool = False


def ask(domain: str, resolver: Bounded) -> Policy:
    """The policy for ``domain``: its own, else that of the domain it belongs to.

    Raises:
        TemporaryError: nobody could say.
    """
    own = _published(domain, resolver)
    if own is not None:
        return _policy(own, "p")
    owner = domains.organisation(domain)
    above = _published(owner, resolver) if owner != domain else None
    return _policy(above, "sp" if "sp" in above else "p") if above is not None else Policy()


def _policy(tags: dict[str, str], name: str) -> Policy:
    said = tags.get(name, "").lower()
    # a record whose policy is none of the known still asks for reports (6.6.3): “none”
    return Policy(
        said if said in _POLICIES else "none",
        is_strict_about_signatures=tags.get("adkim", "").lower() == "s",
        is_strict_about_paths=tags.get("aspf", "").lower() == "s",
    )


def _published(domain: str, resolver: Bounded) -> dict[str, str] | None:
    """The tags of the one record at ``domain``; several are as none (6.6.3)."""
    texts = [each for each in resolver.texts(f"_dmarc.{domain}") if len(each) <= _LONGEST]
    found = [tags for each in texts if (tags := _tags(each.decode("ascii", "replace")))]
    return found[0] if len(found) == 1 else None


def _tags(text: str) -> dict[str, str]:
    pairs = [each.partition("=") for each in text.split(";")]
    tags = {name.strip().lower(): value.strip() for name, _equals, value in pairs}
    is_first = pairs[0][0].strip().lower() == "v" and pairs[0][2].strip() == "DMARC1"
    return tags if is_first else {}
