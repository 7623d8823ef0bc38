"""Hides contact details in what people write: e-mail, telephone, street, accounts (P-23).

Years, dates, amounts, laws, page ranges and the addresses of web sites stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from . import accounts, addresses, phones
from .gates import view_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .gates import View

Kind = Literal["e-mail", "phone", "address", "account"]

_MARKERS: dict[str, dict[Kind, str]] = {
    "en": {
        "e-mail": "[e-mail]",
        "phone": "[phone]",
        "address": "[address]",
        "account": "[account]",
    },
    "fr": {
        "e-mail": "[courriel]",
        "phone": "[téléphone]",
        "address": "[adresse]",
        "account": "[compte]",
    },
    "ar": {
        "e-mail": "[بريد إلكتروني]",
        "phone": "[هاتف]",
        "address": "[عنوان]",
        "account": "[حساب]",
    },
}
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """One contact detail: ``original[start:end] == text``."""

    kind: Kind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Masked:
    """The text to show, and what was hidden in it, in order and without overlap."""

    text: str
    found: tuple[Found, ...]


def mask(text: str, *, language: str = "", markers: Mapping[str, str] | None = None) -> Masked:
    """``text`` with every contact detail replaced by a word in brackets.

    Masking what is masked changes nothing; what stands between the found pieces stays.

    Args:
        language: of the markers, ``en``, ``fr`` or ``ar``; others get English ones.
        markers: own markers by kind, before those of the language.
    """
    words = _words(language, markers or {})
    found: list[Found] = []
    masked = text
    for _round in range(_ROUNDS):
        fresh = _find(masked)
        if not fresh:
            break
        found = _merge(text, [*found, *(_back(piece, found, text, words) for piece in fresh)])
        masked = _apply(text, found, words)
    return Masked(masked, tuple(found))


def _words(language: str, markers: Mapping[str, str]) -> dict[str, str]:
    base = _MARKERS.get(language.split("-", maxsplit=1)[0], _MARKERS["en"])
    return {kind: markers.get(kind, word) for kind, word in base.items()}


def _find(text: str) -> list[Found]:
    """The contact details of ``text``; where two overlap, the first kind asked keeps it."""
    taken = bytearray(len(text))
    found: list[Found] = []
    for kind, start, end in _candidates(view_of(text)):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Found(kind, start, end, text[start:end]))
    return sorted(found, key=lambda piece: piece.start)


def _candidates(view: View) -> Iterator[tuple[Kind, int, int]]:
    finders: tuple[tuple[Kind, Iterable[tuple[int, int]]], ...] = (
        ("e-mail", accounts.emails(view)),
        ("account", accounts.handles(view)),
        ("phone", phones.labelled(view)),
        ("address", addresses.find(view)),
        ("phone", phones.unlabelled(view)),
    )
    for kind, spans in finders:
        for start, end in spans:
            yield kind, start, end


def _apply(text: str, found: list[Found], words: Mapping[str, str]) -> str:
    parts: list[str] = []
    position = 0
    for piece in found:
        parts += [text[position : piece.start], words[piece.kind]]
        position = piece.end
    return "".join([*parts, text[position:]])


def _back(piece: Found, found: list[Found], text: str, words: Mapping[str, str]) -> Found:
    """``piece``, found in the masked text, as a piece of the original ``text``."""
    start = _original(piece.start, found, words, is_end=False)
    end = _original(piece.end, found, words, is_end=True)
    return Found(piece.kind, start, end, text[start:end])


def _original(place: int, found: list[Found], words: Mapping[str, str], *, is_end: bool) -> int:
    """A place of the masked text in the original; inside a marker, the edge of what it hides."""
    shift = 0
    for piece in found:
        start = piece.start + shift
        end = start + len(words[piece.kind])
        if place <= start:
            break
        if place < end:
            return piece.end if is_end else piece.start
        shift += len(words[piece.kind]) - (piece.end - piece.start)
    return place - shift


def _merge(text: str, pieces: list[Found]) -> list[Found]:
    """Pieces in order; those that overlap become one of the first's kind."""
    merged: list[Found] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if merged and piece.start < merged[-1].end:
            last = merged.pop()
            end = max(last.end, piece.end)
            merged.append(Found(last.kind, last.start, end, text[last.start : end]))
        else:
            merged.append(piece)
    return merged
