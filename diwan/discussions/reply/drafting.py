"""What a draft is made from and what it holds; no Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diwan.texts.passages import Passage

    from .document import Resource, Statement, Unused


@dataclass(frozen=True, slots=True)
class Source:
    """A released contribution as the draft reads it: masked words and their passages.

    ``kind``: a code of ``people.words.ActorKind``; ``country``: ISO 3166-1 alpha-2; ``region``: a
    code of the vocabulary of places; each empty when unknown. ``as_signed`` when one of them was
    read from a signature.
    """

    contribution: int
    version: int
    text: str
    language: str
    passages: tuple[Passage, ...]
    kind: str = ""
    country: str = ""
    region: str = ""
    as_signed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Statements in their order, resources, and who was read and not cited."""

    statements: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    unused: tuple[Unused, ...]
