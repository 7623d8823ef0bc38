"""Which language a text is written in."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse
from threading import Lock
from typing import TYPE_CHECKING

from lingua import IsoCode639_1, LanguageDetectorBuilder

from .telling import objects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingua import LanguageDetector

#: Written in Latin letters and told apart by the model. Romanian for Moldova.
_LATIN = ("en", "fr", "es", "it", "de", "pt", "nl", "ro")
_BY_SCRIPT = {
    "GREEK": "el",
    "HEBREW": "he",
    "ETHIOPIC": "am",
    "TIFINAGH": "zgh",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
}
#: Every code that :func:`detect` may answer, besides ``und`` (undetermined).
KNOWN = (*_LATIN, "ar", "fa", "ur", "ru", "uk", *dict.fromkeys(_BY_SCRIPT.values()))

_LETTERS_AT_LEAST = 20
_NOT_PROSE = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalpha()}
_NO_ASCII_LETTERS = bytes(_NO_LETTERS)
_READ_AT_MOST = 20_000
_PIECE_AT_LEAST = 80
_ASKED_AT_MOST = 240
#: so many pieces, from all over a text, that agree speak for those that do not object
_JURY = 5
_lock = Lock()
if hasattr(os, "register_at_fork"):
    # a copy of this process must not wait for a thread that only the first one has
    os.register_at_fork(
        before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release
    )


@dataclass(frozen=True, slots=True)
class Guess:
    """``code``: BCP 47 language, the default, or ``und``; ``confidence``: 0 to 1."""

    code: str
    confidence: float


def detect(text: str, *, default: str = "") -> Guess:
    """The language of ``text``, or of most of it.

    Under twenty Latin or Cyrillic letters nothing is claimed and ``default`` is answered with
    confidence 0. Arabic script needs no model. Loads its model on the first Latin text.
    """
    prose = _prose(text[:_READ_AT_MOST])
    scripts = _scripts(prose)
    if not scripts:
        return Guess(default, 0.0)
    script, count = scripts.most_common(1)[0]
    share = count / scripts.total()
    if script == "ARABIC":
        return Guess(_arabic_script(prose), share)
    if script in _BY_SCRIPT:
        return Guess(_BY_SCRIPT[script], share)
    if count < _LETTERS_AT_LEAST:
        return Guess(default, 0.0)
    if script == "CYRILLIC":
        return Guess(_cyrillic(prose), share)
    return _latin(prose, share) if script == "LATIN" else Guess("und", 0.0)


def _prose(text: str) -> str:
    """``text`` without addresses and links."""
    if "@" in text or "://" in text or "www." in text:
        return _NOT_PROSE.sub(" ", text)
    return text


def _scripts(text: str) -> Counter[str]:
    """How many letters of each script there are."""
    if text.isascii():
        letters = len(text.translate(_NO_LETTERS))
        return Counter({"LATIN": letters} if letters else {})
    scripts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        script = _script(letter)
        scripts[script] = scripts.get(script, 0) + times
    del scripts[""]
    return scripts


def _letters(text: str) -> int:
    """How many letters there are, as `str.isalpha` tells them."""
    plain = text.encode("ascii", "ignore")
    count = len(plain.translate(None, _NO_ASCII_LETTERS))
    if len(plain) < len(text):
        count += sum(map(str.isalpha, filterfalse(str.isascii, text)))
    return count


@cache
def _script(letter: str) -> str:
    """Its first word in Unicode; nothing for what is no letter."""
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "UNKNOWN").split(" ")[0].split("-")[0]


def _arabic_script(text: str) -> str:
    """Arabic, unless letters that only Urdu or Persian has are frequent enough."""
    count = Counter(text)
    urdu = sum(count[letter] for letter in "ٹڈڑںےہ")
    persian = sum(count[letter] for letter in "پچژگکی")
    arabic = sum(count[letter] for letter in "ةىإأيك")
    if urdu > arabic:
        return "ur"
    return "fa" if persian > arabic else "ar"


def _cyrillic(text: str) -> str:
    lower = Counter(text.lower())
    ukrainian = sum(lower[letter] for letter in "іїєґ")
    russian = sum(lower[letter] for letter in "ыэъё")
    if not ukrainian and not russian:
        return "und"
    return "uk" if ukrainian > russian else "ru"


def _latin(text: str, share: float) -> Guess:
    """The language with most letters, piece by piece, so that a long quotation loses."""
    votes: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    pieces = _pieces(text)
    for piece, (code, confidence) in zip(pieces, _answers(pieces), strict=True):
        letters = _letters(piece)
        votes[code] += letters
        weights[code] += round(letters * confidence)
    code, won = votes.most_common(1)[0]
    certainty = weights[code] / won if won else 0.0
    return Guess(code, round(share * certainty * won / max(votes.total(), 1), 3))


def _answers(pieces: Sequence[str]) -> list[tuple[str, float]]:
    """What each piece is written in.

    Where pieces from all over a long text agree, only those are asked besides whose small words
    object; the others are taken to be as certain as those that were asked.
    """
    found = {place: _ask(pieces[place]) for place in _jury(len(pieces))}
    codes = {code for code, _confidence in found.values()}
    usual = min(codes), sum(each[1] for each in found.values()) / len(found)
    for place, piece in enumerate(pieces):
        if place in found:
            continue
        if len(codes) == 1 and not objects(piece, usual[0]):
            found[place] = usual
        else:
            found[place] = _ask(piece)
            codes.add(found[place][0])
    return [found[place] for place in range(len(pieces))]


def _jury(count: int) -> Sequence[int]:
    """Places from the first to the last, equally far from each other; all where they are few."""
    if count <= _JURY:
        return range(count)
    return [place * (count - 1) // (_JURY - 1) for place in range(_JURY)]


def _pieces(text: str) -> list[str]:
    """Lines gathered until each piece is long enough to be told."""
    pieces = [""]
    for line in text.splitlines():
        if len(pieces[-1]) >= _PIECE_AT_LEAST:
            pieces.append("")
        pieces[-1] += line + "\n"
    if len(pieces) > 1 and _letters(pieces[-1]) < _LETTERS_AT_LEAST:
        tail = pieces.pop()
        pieces[-1] += tail
    return pieces


def _ask(piece: str) -> tuple[str, float]:
    """The language of a piece and how sure it is; a long one is told by its beginning.

    All of it is asked where the small words in the rest object.
    """
    if len(piece) <= _ASKED_AT_MOST:
        return _told(piece)
    told = _told(piece[:_ASKED_AT_MOST])
    return _told(piece) if objects(piece[_ASKED_AT_MOST:], told[0]) else told


def _told(text: str) -> tuple[str, float]:
    best = _detector().compute_language_confidence_values(text)[0]
    return best.language.iso_code_639_1.name.lower(), best.value


def _detector() -> LanguageDetector:
    with _lock:
        return _built()


@cache
def _built() -> LanguageDetector:
    codes = [getattr(IsoCode639_1, code.upper()) for code in _LATIN]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
