"""Who sees which field of a profile: the one rule, for pages and for the directory's index.

Ranks are those of the readers (ADR 0015). They are no ladder: a partner that is an authority
(``AUTHORITY``) sees what partners see only where the person chose so, else what members see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

STRANGER, MEMBER, PARTNER, AUTHORITY, STAFF = range(5)
RANKS = (STRANGER, MEMBER, PARTNER, AUTHORITY, STAFF)

#: bodies of the state; whoever acts for one is no network partner unless a person chose so
AUTHORITIES = frozenset({"national_government", "local_authority", "employment_service"})

Seen = TypeVar("Seen")


def is_authority(kind: str) -> bool:
    return kind in AUTHORITIES


def sees(rank: int, audience: str, *, partners_include_authorities: bool = False) -> bool:
    """Whether a reader of ``rank`` sees a field for ``audience``; an unknown one is private."""
    if audience == "public":
        return True
    if audience == "members":
        return rank >= MEMBER
    if audience == "partners":
        is_partner = rank in {PARTNER, STAFF}
        return is_partner or (rank == AUTHORITY and partners_include_authorities)
    return audience == "staff" and rank == STAFF


def rank_before(
    rank: int, *, reader_is_authority: bool, reader_of: Collection[str], never_to: Collection[str]
) -> int:
    """The rank of a reader before the profile of somebody who keeps it from some authorities.

    Args:
        reader_of: codes of the countries for which the reader is an authority; empty when they
            are not known, and then each could be meant.
        never_to: codes of the countries whose authorities see only what is public.
    """
    if not (reader_is_authority and never_to):
        return rank
    is_meant = not reader_of or not set(reader_of).isdisjoint(never_to)
    return STRANGER if is_meant else rank


def stretches(seen_by: Callable[[int], Seen]) -> Iterator[tuple[int, int, Seen]]:
    """What readers see, rank by rank: (first rank, the one after the last, what they see).

    Neighbours that see the same share a stretch; what is empty is left out.
    """
    start = RANKS[0]
    seen = seen_by(start)
    for rank in (*RANKS[1:], None):
        next_seen = None if rank is None else seen_by(rank)
        if rank is None or next_seen != seen:
            if seen:
                yield start, RANKS[-1] + 1 if rank is None else rank, seen
            if rank is not None and next_seen is not None:
                start, seen = rank, next_seen
