"""What a reply shows, piece by piece, in the language of its layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diwan.core.wording import direction

from . import names

if TYPE_CHECKING:
    from ..document import Document
    from .endorsed import Record
    from .marks import Run
    from .said import Cited, Said


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents; ``level`` 1 is a section."""

    id: str
    title: str
    level: int = 1
    language: str = ""

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Question:
    """``colour`` counts from 1; ``related``: by kind, what else answers it.

    ``nothing`` is said where no statement stands, and ``answered`` are number and address of the
    contributions that answer it all the same.
    """

    id: str
    label: str
    colour: int
    text: str
    language: str
    said: tuple[Said, ...]
    related: tuple[tuple[str, tuple[Said, ...]], ...]
    nothing: str = ""
    answered: tuple[tuple[int, str], ...] = ()

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Topic:
    """``said`` answers the topic as a whole."""

    id: str
    number: int
    title: str
    language: str
    said: tuple[Said, ...]
    questions: tuple[Question, ...]

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Thanked:
    """``name`` says why there is none where ``is_nameless``."""

    number: int
    name: str
    organisation: str
    kind: str
    country: str
    language: str
    day: str
    as_signed: bool
    href: str
    is_nameless: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A resource; ``url`` only when it is a web address."""

    name: str
    url: str
    language: str
    cites: tuple[Cited, ...]
    #: a name, rather than an entry of a list of documents
    is_short: bool

    @property
    def way(self) -> str:
        return names.way(self.name or self.url)


@dataclass(frozen=True, slots=True)
class Full:
    """A response in full, as paragraphs of runs; ``signed`` is the contributor's line."""

    number: int
    version: int
    language: str
    language_name: str
    signed: Thanked | None
    paragraphs: tuple[tuple[Run, ...], ...]

    @property
    def id(self) -> str:
        return f"c{self.number}"

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``running`` stands on every page; ``mark`` too, when nobody moderated."""

    document: Document
    direction: str
    title: str
    title_language: str
    title_direction: str
    author: str
    running: str
    state: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    contents: tuple[Heading, ...]
    topics: tuple[Topic, ...]
    elsewhere: tuple[Said, ...]
    summary: tuple[Said, ...]
    experiences: tuple[tuple[str, tuple[Said, ...]], ...]
    recommendations: tuple[Said, ...]
    thanked: tuple[Thanked, ...]
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    counted: str
    footnotes: tuple[tuple[str, str], ...]
    resources: tuple[tuple[str, tuple[Listed, ...]], ...]
    responses: tuple[Full, ...]
    limits: tuple[str, ...]
    unused: tuple[tuple[str, tuple[int, ...]], ...]
    set_aside: tuple[tuple[str, int], ...]
    endorsement: Record | None = None

    @property
    def language(self) -> str:
        return self.document.language

    @property
    def has_countries(self) -> bool:
        """Whether anybody's country is known; a column of dashes tells nothing."""
        return any(each.country for each in self.thanked)
