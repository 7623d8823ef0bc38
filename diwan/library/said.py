"""What somebody says of an item; plain values, no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """Places by code, themes by key, goals by primary key, other items by address.

    ``bodies`` are (role, name) pairs: a body that the register knows by that name is tied to it.
    ``submitted_for`` is the primary key of an organisation, None for none. ``detail`` is the
    clean data of the kind's own form, None where it has none or it was not shown.
    """

    kind: str
    title: Mapping[str, str]
    summary: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    languages: Sequence[str] = ()
    link: str = ""
    doi: str = ""
    licence: str = ""
    published_in_year: int | None = None
    review_due_on: date | None = None
    source: str = ""
    places: Sequence[str] = ()
    origins: Sequence[str] = ()
    destinations: Sequence[str] = ()
    themes: Sequence[str] = ()
    goals: Sequence[int] = ()
    bodies: Sequence[tuple[str, str]] = ()
    submitted_as: str = "name"
    submitted_for: int | None = None
    takes_messages: bool = False
    adapted_from: str = ""
    family: str = ""
    detail: Mapping[str, Any] | None = None
