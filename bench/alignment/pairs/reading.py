"""Reads the pairs strictly; every mistake in a file is a sentence with its line.

The form of a file stands in ``README.md`` beside this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.marked import LANGUAGES, AnnotationError
from diwan.texts.passages import Asked, AskedTopic, Outline

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
#: What the call itself says.
CALL_KINDS = ("title", "question")
#: What contributors write: above an answer, to one question, to a topic as a whole.
ITEM_KINDS = ("heading", "answer", "topic")


@dataclass(frozen=True, slots=True)
class Item:
    """Words of a contributor; ``key`` is a topic's for the kind ``topic``, else a question's."""

    key: str
    kind: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Paired:
    """A call with what contributors wrote to it; every wording is in all languages."""

    slug: str
    outline: Outline
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    key: str
    kind: str
    language: str
    text: str


def read_all(folder: Path = FOLDER) -> list[Paired]:
    """Every call of the folder, by name.

    Raises:
        AnnotationError: the folder holds none, or one of its files cannot be used.
    """
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise AnnotationError(f"{folder}: no *.tsv is here; name the folder of the pairs.")
    return [read(path) for path in paths]


def read(path: Path) -> Paired:
    """One call and its pairs."""
    return _File(path).paired()


class _File:
    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, line: int, sentence: str) -> AnnotationError:
        return AnnotationError(f"{self.path.name}, line {line}: {sentence}")

    def paired(self) -> Paired:
        rows = list(self.rows())
        words = self.words(row for row in rows if row.kind in CALL_KINDS)
        topics = tuple(self.topics(words))
        keys = {
            "topic": {topic.key for topic in topics},
            "question": {each.key for topic in topics for each in topic.questions},
        }
        items = tuple(self.item(row, keys) for row in rows if row.kind in ITEM_KINDS)
        return Paired(self.path.stem, Outline(topics), items)

    def rows(self) -> Iterator[_Row]:
        seen: set[str] = set()
        lines = self.path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            row = self.row(number, line)
            if row.text in seen:
                raise self.fail(number, "these words stand there twice; keep them once.")
            seen.add(row.text)
            yield row

    def row(self, number: int, line: str) -> _Row:
        cells = line.split("\t")
        if len(cells) != 4 or not all(cell and cell == cell.strip() for cell in cells):
            raise self.fail(number, "write key, kind, language and words, with a tab between.")
        key, kind, language, text = cells
        if kind not in (*CALL_KINDS, *ITEM_KINDS):
            raise self.fail(number, f"“{kind}” is not known; see CALL_KINDS and ITEM_KINDS.")
        if language not in LANGUAGES:
            raise self.fail(number, f"“{language}” is not known; use {', '.join(LANGUAGES)}.")
        return _Row(number, key, kind, language, text)

    def words(self, rows: Iterator[_Row]) -> dict[tuple[str, str], dict[str, str]]:
        """(key, kind) → language → words of the call, in the order of the file."""
        words: dict[tuple[str, str], dict[str, str]] = {}
        for row in rows:
            of_key = words.setdefault((row.key, row.kind), {})
            if row.language in of_key:
                raise self.fail(row.line, f"“{row.key}” has this language already.")
            of_key[row.language] = row.text
        for (key, kind), of_key in words.items():
            if len(of_key) != len(LANGUAGES):
                raise self.fail(1, f"give the {kind} of “{key}” in {', '.join(LANGUAGES)}.")
        return words

    def topics(self, words: dict[tuple[str, str], dict[str, str]]) -> Iterator[AskedTopic]:
        """Each topic with the questions below its title whose keys begin with its key."""
        if not words or next(iter(words))[1] != "title":
            raise self.fail(1, "begin with the title of the first topic.")
        titles = {key: title for (key, kind), title in words.items() if kind == "title"}
        asked = [Asked(key, text) for (key, kind), text in words.items() if kind == "question"]
        for key, title in titles.items():
            questions = tuple(each for each in asked if each.key.startswith(key))
            if not questions:
                raise self.fail(1, f"no question of topic “{key}” is here; add one.")
            yield AskedTopic(key, title, questions)
        for each in asked:
            if sum(each.key.startswith(key) for key in titles) != 1:
                raise self.fail(1, f"begin “{each.key}” with the key of its one topic.")

    def item(self, row: _Row, keys: dict[str, set[str]]) -> Item:
        wanted = "topic" if row.kind == "topic" else "question"
        if row.key not in keys[wanted]:
            raise self.fail(row.line, f"“{row.key}” is not a {wanted} of this call.")
        return Item(row.key, row.kind, row.language, row.text)
