"""Reads the concepts and their words from the folder ``data``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diwan.texts.thesaurus.quantities import QUANTITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: The languages of the words, in the order of the fields.
LANGUAGES = ("en", "fr", "ar")

_ID = re.compile(r"[a-z][a-z0-9_]*")
_FIELDS = 2 + len(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Concept:
    """A small field of meaning: its words and phrases by language, the first to show."""

    id: str
    broader: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]


@cache
def known() -> Mapping[str, Concept]:
    """Every concept by its id. Read once.

    Raises:
        ValueError: a line is not of the form that ``data/README.md`` tells.
    """
    found: dict[str, Concept] = {}
    for concept in _read():
        twin = found.get(concept.id)
        found[concept.id] = _joined(twin, concept) if twin else concept
    return found


def broader(concept: str) -> frozenset[str]:
    """The ids of the wider concepts right above ``concept``; nothing for an unknown id."""
    return frozenset(known()[concept].broader) if concept in known() else frozenset()


def read_line(line: str, place: str) -> Concept:
    """The concept of one line; ``place`` names it in the error.

    Raises:
        ValueError: the fields are not five, an id is not one, or a language has no words.
    """
    fields = line.rstrip("\n").split("\t")
    if len(fields) != _FIELDS:
        raise ValueError(f"{place}: {len(fields)} fields parted by a TAB, {_FIELDS} are expected.")
    ids = (fields[0].strip(), *fields[1].split())
    for wrong in (name for name in ids if not _ID.fullmatch(name)):
        raise ValueError(f"{place}: “{wrong}” is no id; small letters, digits and _ make one.")
    words = dict(zip(LANGUAGES, map(_words, fields[2:]), strict=True))
    for language in LANGUAGES:
        if not words[language] and ids[0] not in QUANTITIES:
            raise ValueError(f"{place}: no words in “{language}” for {ids[0]}.")
    return Concept(ids[0], ids[1:], words)


def _words(field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(str.strip, field.split(";")))))


def _read() -> Iterator[Concept]:
    folder = files("diwan.texts.thesaurus") / "data"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".tsv"):
            lines = file.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, start=1):
                if line.strip() and not line.startswith("#"):
                    yield read_line(line, f"{file.name}, line {number}")


def _joined(one: Concept, other: Concept) -> Concept:
    words = {
        language: tuple(dict.fromkeys((*one.words[language], *other.words[language])))
        for language in LANGUAGES
    }
    return Concept(one.id, tuple(dict.fromkeys((*one.broader, *other.broader))), words)
