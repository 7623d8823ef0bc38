"""Whom a sentence names, and whom of these it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diwan.texts.normalise import fold
from diwan.texts.thesaurus import concepts

from .cues import Cue, cue, folded, has_arabic

if TYPE_CHECKING:
    from collections.abc import Sequence

#: what somebody else says is not asked by the writer
QUOTE = re.compile(r"[\"“«][^\"”»]{12,}[\"”»]?")
#: who invites stands before these words, who is invited behind them
_INVITES = re.compile(
    r"invit|urge|call|ask|appeal|appel|demand|exhort|encourag|recommend|recommand|request|sollicit"
    r"|plead|plaid|propos|suggest|sugger|beg(?:s|$)|prions"
    r"|دعو|طالب|ناشد|وصي|هيب|حث|رجو|لتمس|نصح|قترح"
)
_AND = re.compile(
    r"(?:\W*(?:and|or|et|ou|the|les?|la|l'|aux?|a|to|by|و|او|as well as|ainsi que|their|its"
    r"|leurs?)?\W*){1,4}"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_ASIDE = re.compile(
    r"(?<!\w)(?:of|with|from|at|in|into|beside|near|than|without|de|du|des|d'|avec|chez|dans|en|sans"
    r"|que|من|مع|عند|في|بين|بدل)"
    r" ?(?:the |a |an |our |his |her |their |la |le |les |l'|nos |leurs? )?$"
)
#: “to the banks: …”, “monsieur le maire, …”
_CALLED = re.compile(r"[^,:،]{2,60}[,:،]")


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor, ``bare[start:end]``, and its code."""

    start: int
    end: int
    code: str


def addressees(sentence: str, language: str = "") -> tuple[str, ...]:
    """Codes of those the sentence asks; empty when it names nobody who could be asked.

    Who is called at the beginning is meant; else who stands last before the words that ask
    (“the banks should”), or first behind them (“we invite the banks to”); with those that an
    “and” joins to them.
    """
    bare = folded(QUOTE.sub(" ", sentence))
    mentions = named(bare, language)
    if not mentions:
        return ()
    return _joined(bare, mentions, _asked(bare, mentions))


def _asked(bare: str, mentions: Sequence[Mention]) -> int:
    """Which mention is asked."""
    called = _CALLED.match(bare)
    if called and mentions[0].end <= called.end() and len(called.group().split()) <= _CALL_WORDS:
        return 0
    strong = next((n for n, each in enumerate(mentions) if not _beside(bare, each)), 0)
    asking = next(filter(None, (cue(name).search(bare) for name in _ASKING)), None)
    if not asking:
        return strong
    before = [number for number, each in enumerate(mentions) if each.start <= asking.start()]
    if _INVITES.search(asking.group()) and len(before) < len(mentions):
        return len(before)
    subjects = [number for number in before if not _beside(bare, mentions[number])]
    return (subjects or before or [strong])[-1]


def _beside(bare: str, mention: Mention) -> bool:
    """Whether a word such as “of” or “with” puts the actor aside."""
    return bool(_ASIDE.search(bare[: mention.start]))


_CALL_WORDS = 8
_ASKING = ("asks", "urging", "hints", "softly", "modal")


def _joined(bare: str, mentions: Sequence[Mention], number: int) -> tuple[str, ...]:
    """The code of a mention, and of those before and behind it in the same row."""
    first = last = number
    while first and _AND.fullmatch(bare[mentions[first - 1].end : mentions[first].start]):
        first -= 1
    while last + 1 < len(mentions) and _AND.fullmatch(
        bare[mentions[last].end : mentions[last + 1].start]
    ):
        last += 1
    return tuple(dict.fromkeys(each.code for each in mentions[first : last + 1]))


@lru_cache(maxsize=4096)
def named(bare: str, language: str = "") -> tuple[Mention, ...]:
    """Every actor named in folded words, in order; of two that overlap the longer one."""
    found = [
        Mention(match.start(), match.end(), code)
        for code, pattern in _actors().items()
        for match in pattern.finditer(bare)
    ]
    found += _by_concept(bare, "ar" if has_arabic(bare) else language)
    kept: list[Mention] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end, each.code)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _by_concept(bare: str, language: str) -> list[Mention]:
    """Actors of the thesaurus, word by word; none when the language is not known."""
    return [
        Mention(word.start(), word.end(), code)
        for word in _WORD.finditer(bare)
        if language and (code := _code_of(word.group(), language))
    ]


@lru_cache(maxsize=8192)
def _code_of(word: str, language: str) -> str:
    codes = _concepts("actors_concepts.txt")
    return next((codes[each] for each in concepts(word, language) if each in codes), "")


def responsible(sentence: str, language: str) -> tuple[str, ...]:
    """Whose matter it is that a sentence speaks of; empty when that is not clear."""
    codes = _concepts("matters.txt")
    found = {codes[each] for each in concepts_of(sentence, language) if each in codes}
    return tuple(found) if len(found) == 1 else ()


@lru_cache(maxsize=512)
def concepts_of(sentence: str, language: str) -> tuple[str, ...]:
    """Remembered for as long as a passage is: its signs are read first, then whom it asks."""
    return tuple(concepts(sentence, language))


@cache
def _concepts(name: str) -> dict[str, str]:
    """Concept → code, of the list of that name."""
    return {
        concept: code
        for code, concepts_of in _listed(name).items()
        for line in concepts_of
        for concept in line.split()
    }


@cache
def _actors() -> dict[str, Cue]:
    return {code: Cue([*map(fold, words)]) for code, words in _listed("actors.txt").items()}


def _listed(name: str) -> dict[str, list[str]]:
    """Code → what stands behind it in the lines ``code: …`` of a list."""
    listed: dict[str, list[str]] = {}
    text = files(__package__).joinpath(f"cues/{name}").read_text(encoding="utf-8")
    for line in text.splitlines():
        code, mark, words = line.partition(": ")
        if mark and not line.startswith("#"):
            listed.setdefault(code, []).append(words)
    return listed
