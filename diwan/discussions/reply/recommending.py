"""Sentences that ask somebody to do something, and whom they ask.

A sum of a few signs, each with its weight: nothing is learnt, everything can be read in the lists
of ``cues``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from diwan.texts.normalise import fold
from diwan.texts.sentences import sentences

from .cues import cue, folded
from .standing import beginning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: from this score on a sentence recommends
LEAST = 0.6
_ASKS, _HINTS, _SOFTLY, _SOFT_AT_MOST, _ORDERS, _LISTED, _CALLED = 1.0, 0.6, 0.35, 3, 1.0, 0.9, 0.8
_NAMED, _MEASURED = 0.15, 0.35
_REPORTED, _OBLIGED, _DECLINED, _QUOTED, _QUESTION = -1.2, -1.0, -1.5, -0.6, -1.0

_MARK = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{2,4}|[أ-ي])[.)]|[-*•‣▪◦·–—→✓])\s")
#: what somebody else says is not asked by the writer
_QUOTE = re.compile(r"[\"“«][^\"”»]{12,}[\"”»]?")
#: “Fix the roof”, “Hang a key”: a word that is no other kind of word, before what it acts on
_DOES = re.compile(
    r"(?:and |but |so |then |please |just )?(?P<verb>[a-z]{2,})"
    r" (?:the|an|your|our|us|them|me|him|her|it|every|each|any|those|these|nobody|somebody)(?!\w)"
)
_NO_VERB_ENDS = re.compile(r"(?:ed|ing|ly|[^s]s)$")
#: a measure named without a verb, or with what it would do: “A bench and a roof, and …”
_MEASURE = re.compile(
    r"(?:and |or |et |ou )?(?:an?|one|two|three|four|some|no more|more|une?|deux|trois|quelques"
    r"|moins de|plus de) [^.;:]{3,80}?"
    r"(?:, (?:and|et) |(?<!\w)(?:would|could|will do|\w+rai(?:t|ent))(?!\w))"
)
_CALL = re.compile(r"[^,:،]{2,60}[,:،] ?")
_CALL_WORDS = 3
#: who invites stands before these words, who is invited behind them
_INVITES = re.compile(
    r"invit|urge|call|ask|appeal|appel|demand|exhort|encourag|recommend|recommand|request|sollicit"
    r"|دعو|طالب|ناشد|وصي|هيب|حث|رجو|لتمس|نصح"
)
_AND = re.compile(
    r"(?:\W*(?:and|or|et|ou|the|les?|la|l'|aux?|a|to|by|و|او|as well as|ainsi que)?\W*){1,4}"
)
_LEADS_IN = re.compile(r"[:.]\s*$")
_LEAD_WORDS_AT_MOST = 25
#: a list of recommendations was announced and has not begun
_ANNOUNCED = ":"


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence or item, ``text[start:end]``, and how much it reads as a recommendation."""

    start: int
    end: int
    score: float
    addressees: tuple[str, ...] = ()

    @property
    def recommends(self) -> bool:
        return self.score >= LEAST


def advice(text: str, start: int = 0, end: int | None = None) -> list[Advice]:
    """Every sentence with its score, in order; an item counts more under “We recommend:”."""
    found: list[Advice] = []
    listing = ""
    context: tuple[str, ...] = ()
    for span in sentences(text, start, end):
        words = text[span.start : span.end]
        mark = _mark(words)
        listing = _listing(listing, mark, words)
        value = score(words) + (_LISTED if mark and listing == mark else 0.0)
        named = addressees(words)
        found.append(Advice(span.start, span.end, value, named or context))
        context = (named or context) if value >= LEAST or listing else named
    return found


def _mark(words: str) -> str:
    """The kind of mark an item begins with: a figure, a letter or a sign; empty for no item."""
    mark = _MARK.match(words)
    if not mark:
        return ""
    sign = next(letter for letter in mark.group() if letter not in " (\n")
    return "1" if sign.isdigit() else "a" if sign.isalpha() else sign


def _listing(listing: str, mark: str, words: str) -> str:
    """The marks of the list of recommendations that is open after this line; ``:`` before them."""
    if mark and listing == _ANNOUNCED:
        return mark
    if mark == listing and mark:
        return listing
    return _ANNOUNCED if _is_lead_in(words) else ""


def score(sentence: str) -> float:
    """The sum of the signs in a sentence; from :data:`LEAST` on it recommends."""
    bare = folded(_QUOTE.sub(" ", sentence[beginning(sentence) :]))
    return sum(_signs(sentence, bare))


def _signs(sentence: str, bare: str) -> Iterator[float]:
    yield _ASKS * bool(cue("asks").search(bare))
    yield _HINTS * bool(cue("hints").search(bare))
    yield _SOFTLY * min(_SOFT_AT_MOST, len(cue("softly").findall(bare)))
    yield _ORDERS * any(_orders(bare, place) for place in _openings(bare))
    yield _MEASURED * bool(_MEASURE.match(bare))
    yield _NAMED * bool(_mentions(bare)) + _CALLED * _calls(bare)
    yield _REPORTED * bool(cue("reported").search(bare))
    yield _OBLIGED * bool(cue("obliged").search(bare))
    yield _DECLINED * bool(cue("declined").search(bare))
    yield _QUOTED * bool(_QUOTE.match(sentence.lstrip()))
    if sentence.rstrip().endswith(("?", "؟")):
        yield _ASKS if cue("proposing").search(bare) else _QUESTION


def _orders(bare: str, place: int) -> bool:
    """Whether an imperative, an infinitive or a verbal noun stands at a place."""
    if cue("orders").match(bare, place):
        return True
    does = _DOES.match(bare, place)
    return bool(
        does
        and not _NO_VERB_ENDS.search(does["verb"])
        and not cue("no_orders").fullmatch(does["verb"])
    )


def _openings(bare: str) -> Iterator[int]:
    """The start of the sentence, and what follows a call: “Minister, open the door”."""
    yield 0
    called = _CALL.match(bare)
    if called and (":" in called.group() or _is_call(called.group())):
        yield called.end()


def _calls(bare: str) -> bool:
    """Whether it begins with whom it asks and a colon: “To the banks: …”."""
    begin, colon, _rest = bare.partition(":")
    return bool(colon) and _is_call(begin)


def _is_call(begin: str) -> bool:
    """Whether the words are little more than the name of an actor."""
    mentions = _mentions(begin)
    named = sum(len(begin[each.start : each.end].split()) for each in mentions)
    return bool(mentions) and len(begin.split()) <= named + _CALL_WORDS


def _is_lead_in(words: str) -> bool:
    """Whether a line announces a list of recommendations."""
    return (
        bool(_LEADS_IN.search(words))
        and len(words.split()) <= _LEAD_WORDS_AT_MOST
        and bool(cue("lead_in").search(folded(words)))
    )


def addressees(sentence: str) -> tuple[str, ...]:
    """Codes of those the sentence asks; empty when it names nobody who could be asked.

    Who stands last before the words that ask is meant (“the banks should”), else who stands
    first behind them (“we invite the banks to”); with those that an “and” joins to them.
    """
    bare = folded(_QUOTE.sub(" ", sentence))
    mentions = _mentions(bare)
    if not mentions:
        return ()
    asking = cue("asks").search(bare) or cue("hints").search(bare) or cue("softly").search(bare)
    place = asking.start() if asking else 0
    before = [number for number, each in enumerate(mentions) if each.start <= place]
    if asking and _INVITES.search(asking.group()) and len(before) < len(mentions):
        return _joined(bare, mentions, len(before))
    return _joined(bare, mentions, before[-1] if before and asking else 0)


def _joined(bare: str, mentions: Sequence[_Mention], number: int) -> tuple[str, ...]:
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
def _mentions(bare: str) -> tuple[_Mention, ...]:
    """Every actor named in folded words, in order; of two that overlap the longer one."""
    found = [
        _Mention(match.start(), match.end(), code)
        for code, pattern in _actors().items()
        for match in pattern.finditer(bare)
    ]
    kept: list[_Mention] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end, each.code)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


@cache
def _actors() -> dict[str, re.Pattern[str]]:
    lines = files(__package__).joinpath("cues/actors.txt").read_text(encoding="utf-8").splitlines()
    listed: dict[str, list[str]] = {}
    for line in lines:
        code, mark, words = line.partition(": ")
        if mark and not line.startswith("#"):
            listed.setdefault(code, []).append(fold(words))
    return {
        code: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") for code, words in listed.items()
    }
