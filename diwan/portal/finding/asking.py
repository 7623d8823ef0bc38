"""A search as it is asked of whatever holds the words, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ..words import MANY_LANGUAGES
from . import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from diwan.texts.normalise import Folded

    #: as ``texts.normalise.asked`` says it
    Asked = Sequence[Sequence[str]]
    #: by source a queryset of one column, the primary keys that may be found
    Allowed = Mapping[str, QuerySet[Any, Any]]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which kind, language, place, theme and year; what is empty narrows nothing."""

    source: str = ""
    language: str = ""
    place: int | None = None
    theme: int | None = None
    year: int | None = None

    def __bool__(self) -> bool:
        """Whether it says enough to look for something without a word."""
        return any((self.place, self.theme, self.year))

    def marks(self) -> list[list[str]]:
        """As further words that must be found; what is in many languages is in each."""
        chosen = [
            [marks.source(self.source)] if self.source else [],
            [marks.language(code) for code in (self.language, MANY_LANGUAGES)]
            if self.language
            else [],
            [marks.place(self.place)] if self.place else [],
            [marks.theme(self.theme)] if self.theme else [],
            [marks.year(self.year)] if self.year else [],
        ]
        return [each for each in chosen if each]


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, among what is allowed.

    Args:
        asked: words that must be found, and weigh.
        among: words that must be found, and do not.
        most: no more than these are looked at.
        since: only what became findable later.
        is_newest_first: the latest of all that match, where else any of them will do.
    """

    asked: Asked
    among: Asked
    allowed: Allowed
    most: int
    since: datetime | None = None
    is_newest_first: bool = False


class Hit(NamedTuple):
    """Something found, in one language; ``relevance`` is higher for better."""

    source: str
    object_id: int
    language: str
    year: int | None
    places: list[int]
    themes: list[int]
    found_at: datetime
    relevance: float


class Holder(Protocol):
    """What holds the words.

    Permissions are part of the question: whoever answers it must not tell, nor count, what its
    ``allowed`` does not let through.
    """

    def hits(self, question: Question) -> list[Hit]:
        """At most ``question.most``, in no order unless it asks for one."""

    def write(self, rows: Iterable[tuple[int, Folded]]) -> None:
        """Give documents, by primary key, their words in place of those they had."""

    def tidy(self) -> int:
        """Overwrite what is left of words that were removed; how much was done."""
