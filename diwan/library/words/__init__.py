"""Choices and repeated phrases of the library."""

from .items import (
    BodyRole,
    ItemKind,
    ItemState,
    Licence,
    LinkState,
    Side,
    SubmittedAs,
    Verdict,
)

__all__ = [
    "BodyRole",
    "ItemKind",
    "ItemState",
    "Licence",
    "LinkState",
    "Side",
    "SubmittedAs",
    "Verdict",
]
