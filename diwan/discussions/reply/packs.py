"""What of a reply goes into a session: the weightiest on one topic or question, and what is left.

Pure choice; ``rendering`` draws it. A pack has two pages at most.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .document import AskedTopic, Document, Statement

PAGES = 2
#: what two pages hold, in characters of text; statements and words that differ from them take
#: room around their own (measured on pages set by WeasyPrint)
_ROOM, _AROUND, _AROUND_OTHER = 7_300, 170, 230
#: Arabic is set larger
_WIDER = 1.25


@dataclass(frozen=True, slots=True)
class Pack:
    """``document`` has only the chosen statements, in their order, and those who made them.

    ``label`` is “1” or “1.2”; ``title`` the topic, ``question`` the question, empty for a whole
    topic; ``more``: how many statements about it are in the full reply only.
    """

    document: Document
    key: str
    label: str
    title: str
    title_language: str
    question: str
    question_language: str
    more: int

    @property
    def said(self) -> int:
        """How many statements there are about it."""
        return len(self.document.statements) + self.more


def keys(document: Document) -> tuple[str, ...]:
    """Each topic and each question about which something is said, in the order of the call."""
    return tuple(key for key, about in keys_about(document).items() if readable(document, about))


def pack(document: Document, key: str, most: int | None = None) -> Pack:
    """The pack for the topic or question ``key``.

    Args:
        most: so many statements, or all there are; without it, as many as two pages are
            thought to hold.

    Raises:
        KeyError: there is no such topic or question.
    """
    about = keys_about(document)[key]
    said = readable(document, about)
    chosen = _fitting(said, most)
    topic = next(each for each in document.topics if key in _keys_of(each))
    question = next((each for each in topic.questions if each.key == key), None)
    return Pack(
        document=_only(document, chosen),
        key=key,
        label=f"{topic.number}.{question.number}" if question else str(topic.number),
        title=topic.title,
        title_language=topic.language,
        question=question.text if question else "",
        question_language=question.language if question else "",
        more=len(said) - len(chosen),
    )


def keys_about(document: Document) -> dict[str, frozenset[str]]:
    """By key of a topic or question, the keys of statements about it."""
    asked: dict[str, frozenset[str]] = {}
    for topic in document.topics:
        asked[topic.key] = frozenset(_keys_of(topic))
        asked |= {each.key: frozenset({each.key}) for each in topic.questions}
    return asked


def _keys_of(topic: AskedTopic) -> tuple[str, ...]:
    return (topic.key, *(question.key for question in topic.questions))


def readable(document: Document, about: frozenset[str]) -> list[Statement]:
    """What is said about it and can still be read."""
    return [each for each in document.statements if each.about in about and each.text]


def weight(statement: Statement) -> tuple[bool, int, int, int, int]:
    """Those of the summary first; then many voices, then disputed, then recommendations."""
    disputed = sum(each.stance != "supports" for each in statement.citations)
    is_asked_for = statement.kind == "recommendation"
    voices = statement.weight.contributors
    return (not statement.is_summary, -voices, -disputed, -int(is_asked_for), statement.number)


def _fitting(said: Sequence[Statement], most: int | None) -> list[Statement]:
    """Those of the summary and then the weightiest, in the order of the reply."""
    weighed = sorted(said, key=weight)
    chosen = weighed[: _thought_to_fit(weighed) if most is None else most]
    return sorted(chosen, key=lambda each: each.number)


def _thought_to_fit(weighed: Sequence[Statement]) -> int:
    room = float(_ROOM)
    for count, each in enumerate(weighed):
        room -= _size(each)
        if room < 0:
            return count
    return len(weighed)


def _size(statement: Statement) -> float:
    """Characters of the room it takes, with the words that differ from it."""
    differing = [
        each.words for each in statement.citations if each.stance != "supports" and each.words
    ]
    others = _AROUND_OTHER * len(differing) + sum(map(_long, differing))
    return _AROUND + others + long(statement)


def long(statement: Statement) -> float:
    """Characters of its words as readers of the layout see them: translated where they are."""
    return _long(statement.translated.text if statement.translated else statement.text)


def _long(text: str) -> float:
    is_arabic = any("\u0600" <= letter <= "\u06ff" for letter in text[:80])
    return len(text) * (_WIDER if is_arabic else 1)


def _only(document: Document, chosen: Iterable[Statement]) -> Document:
    """The document with these statements, and with thanks to those they rest on."""
    kept = tuple(chosen)
    cited = {each.contribution for said in kept for each in said.citations}
    people = tuple(each for each in document.contributors if each.contribution in cited)
    return replace(
        document, statements=kept, contributors=people, responses=(), resources=(), unused=()
    )
