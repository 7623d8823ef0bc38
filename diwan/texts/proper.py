"""Words that are written as names: Latin capitals, Arabic words behind a title, quoted words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .masking.view import plain_view
from .normalise import fold

#: small words inside a name: “Ministry of Labour”, “Union des artisans”
_INSIDE = r"(?:of|the|and|for|de|du|des|la|le|les|d'|l'|et|pour|al-|el-|'s)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_TOKEN = rf"(?:[dl]')?{_CAPITAL}[\w'&.-]*\w|{_CAPITAL}(?!\w)"
_RUN = re.compile(rf"(?<!\w)(?:{_TOKEN})(?:(?: | {_INSIDE} | {_INSIDE})+(?:{_TOKEN}))*")
_WORD = re.compile(rf"(?:(?<=[dl]')|(?<![\w'])){_CAPITAL}[\w&-]*")
_OPENING = re.compile(r"(?:^|[.!?:؟…]|\n)[\s\"'“«(\[-]*$")
#: folded Arabic: a title, a kind of place, or a word that says who says it, and what it names
_TITLED = re.compile(
    r"(?<!\w)(?:و?[بلك]?(?:ال)?(?:سيد|سيده|دكتور|دكتوره|استاذ|استاذه|مهندس|مهندسه|شيخ|قريه|مدينه"
    r"|شركه|بلده|حي)|و?(?:بحسب|حسب|وفق|وفقا ل|قال|قالت|يقول|تقول|ذكر|ذكرت|اكد|اكدت))"
    r" ((?:[\u0621-\u064a]{2,}))"
)
_NOT_TITLED = frozenset({"ان", "انه", "انها", "لنا", "لي", "ذلك", "هذا", "هذه", "ما", "في", "من"})
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{2,80})[»”\"]")
_NO_NAMES = frozenset({"i", "je", "j"})


@dataclass(frozen=True, slots=True)
class Name:
    """``words`` are folded; ``text[start:end]`` as it is written.

    ``opens`` when it stands where every sentence has a capital.
    """

    start: int
    end: int
    words: tuple[str, ...]
    opens: bool


def names(text: str) -> list[Name]:
    """Runs of Latin words with capitals, in order.

    Where a run opens a sentence its first word may be any word: it is left out, unless more
    capitals show in it (“FACM”, “McArthur”) or it is all there is.
    """
    view = plain_view(text)
    return [name for match in _RUN.finditer(view) if (name := _name(view, match)).words]


def _name(view: str, match: re.Match[str]) -> Name:
    opens = bool(_OPENING.search(view[: match.start()]))
    words = [found.group() for found in _WORD.finditer(view, match.start(), match.end())]
    if opens and words and not _is_acronym(words[0]):
        words = words[1:]
    kept = tuple(fold(word) for word in words if fold(word) not in _NO_NAMES)
    return Name(match.start(), match.end(), kept, opens)


def _is_acronym(word: str) -> bool:
    return sum(map(str.isupper, word)) > 1


def titled(text: str) -> list[tuple[str, ...]]:
    """Folded Arabic words that something announces: «الدكتور …», «قرية …», «بحسب …»."""
    bare = " ".join(fold(plain_view(text)).split())
    found = (match.group(1) for match in _TITLED.finditer(bare))
    return [(word,) for word in found if word not in _NOT_TITLED]


def quoted(text: str) -> list[str]:
    """What stands between quotation marks, as written."""
    return [match.group(1) for match in _QUOTED.finditer(text)]
