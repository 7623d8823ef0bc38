"""Choices and repeated phrases of the library."""

from .items import (
    BOX,
    BodyRole,
    ItemKind,
    ItemState,
    Licence,
    Side,
    SubmittedAs,
    Verdict,
)

__all__ = [
    "BOX",
    "BodyRole",
    "ItemKind",
    "ItemState",
    "Licence",
    "Side",
    "SubmittedAs",
    "Verdict",
]
