"""What somebody says in a forum or of one; plain values, no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from diwan.mailroom.models import Letter


@dataclass(frozen=True, slots=True)
class ForumSaid:
    """Of a council, a project, a place or nothing: at most one by its key; themes by key."""

    title: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)
    kind: str = "forum"
    readers: str = "public"
    slug: str = ""
    council: int | None = None
    project: int | None = None
    place: int | None = None
    themes: Sequence[str] = ()
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A post as it was typed or came by letter.

    Attributes:
        attribution: how its writer is named.
        wants_answers: letters bring what is answered.
        letter: the one it came in.
        held_for: why it waits for a keeper; empty where it is shown at once.
    """

    text: str
    attribution: str = "anonymous"
    wants_answers: bool = False
    letter: Letter | None = None
    held_for: str = ""
    files_left_out: int = 0


@dataclass(frozen=True, slots=True)
class CallSaid:
    kind: str
    title: str
    text: str
    closes_on: date
    attribution: str = "anonymous"
