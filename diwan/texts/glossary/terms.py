"""Finds fixed terms in a text, whatever their ending, and those a translation does not use.

The terms stand in ``terms.tsv``, one thing a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diwan.texts.masking.view import plain_view
from diwan.texts.normalise import fold_word, word_stems, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES = ("en", "fr", "ar")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
#: what stands between the words of a term without counting
_SMALL = frozenset({"of", "the", "a", "de", "des", "du", "la", "le", "les", "l", "d", "et", "and"})


@dataclass(frozen=True, slots=True)
class Term:
    """``text[start:end]`` is a fixed term; ``names`` are the forms to use, by language."""

    start: int
    end: int
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    stems: frozenset[str]


def fixed_terms(text: str, language: str) -> list[Term]:
    """The fixed terms of ``text``, in order and without overlap, the longest one at each place.

    Args:
        language: ``en``, ``fr`` or ``ar``; in any other nothing is found.
    """
    found: list[Term] = []
    known, tokens = _known(language), list(_tokens(text, language))
    place = 0
    while place < len(tokens):
        term = _at(tokens, place, known)
        if term is None:
            place += 1
            continue
        end, names = term
        found.append(Term(tokens[place].start, tokens[end - 1].end, names))
        place = end
    return found


def lacking(original: str, language: str, translation: str, target: str) -> list[tuple[str, str]]:
    """Fixed terms of ``original``, with the form to use, that ``translation`` does not use.

    A pair is the term as the original's language writes it and the form in ``target``.
    """
    used = {term.names["en"] for term in fixed_terms(translation, target)}
    asked = {term.names["en"]: term.names for term in fixed_terms(original, language)}
    if target not in LANGUAGES:
        return []
    return [(names[language], names[target]) for key, names in asked.items() if key not in used]


def _at(tokens: list[_Token], place: int, known: _Known) -> tuple[int, Mapping[str, str]] | None:
    """The place after the longest term that begins here, and its forms."""
    for stem in tokens[place].stems:
        for form, names in known.get(stem, ()):
            end = place + len(form)
            if end <= len(tokens) and all(
                wanted & token.stems for wanted, token in zip(form, tokens[place:end], strict=True)
            ):
                return end, names
    return None


_Form = tuple[frozenset[str], ...]
_Known = dict[str, list[tuple[_Form, dict[str, str]]]]


@cache
def _known(language: str) -> _Known:
    """The terms of a language by each stem of their first word, the longest first."""
    known: _Known = {}
    for line in _lines():
        names = {code: forms[0] for code, forms in line.items()}
        for written in line.get(language, ()):
            form = tuple(token.stems for token in _tokens(written, language))
            for stem in form[0]:
                known.setdefault(stem, []).append((form, names))
    for forms in known.values():
        forms.sort(key=lambda pair: -len(pair[0]))
    return known


def all_terms() -> Iterator[Mapping[str, list[str]]]:
    """Each thing that has a fixed term: its forms by language, the one to use first."""
    return iter(_lines())


def _lines() -> Iterator[dict[str, list[str]]]:
    written = (files("diwan.texts.glossary") / "terms.tsv").read_text(encoding="utf-8")
    for line in written.splitlines():
        if line and not line.startswith("#"):
            fields = line.split("\t")
            yield {code: field.split("; ") for code, field in zip(LANGUAGES, fields, strict=True)}


def _tokens(text: str, language: str) -> Iterator[_Token]:
    """The words that count, with their stems; an elided article belongs to its word."""
    for match in _WORD.finditer(plain_view(text)):
        parts = words(match.group())
        stems = [_stems(part, language) for part in parts if part not in _SMALL]
        if len(stems) == 1:
            elided = match.group().rfind("'") + 1 if len(parts) == 1 else 0
            yield _Token(match.start() + elided, match.end(), stems[0])
        elif stems:  # main-d'œuvre, co-development: one word of several parts
            yield _Token(match.start(), match.end(), frozenset({" ".join(map(min, stems))}))


def _stems(word: str, language: str) -> frozenset[str]:
    return frozenset(word_stems(word, language) or (fold_word(word),))
