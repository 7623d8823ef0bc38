"""Domains: one spelling for each, and which of them belong to the same owner."""

from __future__ import annotations

from functools import cache, lru_cache

import idna
from publicsuffixlist import PublicSuffixList


@lru_cache(maxsize=1024)
def plain(domain: str) -> str:
    """The domain in its ASCII spelling (IDNA, UTS 46), lower case; empty when it is none."""
    domain = domain.strip().rstrip(".")
    if len(domain) > 253 or not domain:
        return ""
    if domain.isascii():
        return domain.lower() if all(_is_label(each) for each in domain.split(".")) else ""
    try:
        return idna.encode(domain, uts46=True).decode().lower()
    except (idna.IDNAError, UnicodeError, ValueError):
        return ""


def _is_label(label: str) -> bool:
    return 0 < len(label) < 64 and all(each.isalnum() or each in "-_" for each in label)


@cache
def _suffixes() -> PublicSuffixList:
    """The public suffix list that comes with the package; nothing is fetched."""
    return PublicSuffixList()


@lru_cache(maxsize=4096)
def organisation(domain: str) -> str:
    """The domain under which its owner registered (RFC 7489, 3.2); a suffix stands for itself."""
    owner: str | None = _suffixes().privatesuffix(domain)
    return owner or domain


def are_aligned(one: str, other: str, *, strictly: bool) -> bool:
    """Whether two plain domains speak for the same owner (RFC 7489, 3.1)."""
    if not one or not other:
        return False
    return one == other or (not strictly and organisation(one) == organisation(other))
