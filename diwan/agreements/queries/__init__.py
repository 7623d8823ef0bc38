"""What can be asked of agreements; dialogues and data-sharing have files of their own."""

from .agreements import (
    PUBLIC_STATES,
    AgreementQuerySet,
    parties_of,
    party_of,
    present_parts,
    signs_for,
)

__all__ = [
    "PUBLIC_STATES",
    "AgreementQuerySet",
    "parties_of",
    "party_of",
    "present_parts",
    "signs_for",
]
