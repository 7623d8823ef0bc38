"""Choices and repeated phrases of the library."""

from .items import (
    BodyRole,
    ItemKind,
    ItemState,
    Licence,
    Side,
    SubmittedAs,
    Verdict,
)

__all__ = [
    "BodyRole",
    "ItemKind",
    "ItemState",
    "Licence",
    "Side",
    "SubmittedAs",
    "Verdict",
]
