"""The numbers, letters and words that stand in front of an answer or a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: what a label counts: a topic, a question, or nothing that it names
TOPIC, QUESTION, KEY, BARE = "topic", "question", "key", ""

_TOPIC_WORDS = (
    "topic|theme|subject|part|section|chapter|axis|pillar|block|th[eè]me|sujet|partie|volet|axe"
    "|chapitre|pilier|bloc|(?:ال)?(?:محور|موضوع|قسم|باب|جزء|فصل)"
)
_QUESTION_WORDS = (
    "question|quest|qn|q|sous-question|point|item|issue|(?:ال)?(?:سؤال|نقطة|بند|مسألة|مسالة|فقرة)|س"
)
_ORDINALS = (
    ("first|1st|one|premi[eè]re?|1[eè]?re?|un|(?:ال)?(?:أول|أولى|اول|اولى)|أولاً|أولا|اولا"),
    (
        "second|2nd|two|deuxi[eè]me|seconde?|2[eè]?me|2e|2nde?|deux|(?:ال)?(?:ثاني|ثانية)|ثانياً|ثانيا"
    ),
    ("third|3rd|three|troisi[eè]me|3[eè]?me|3e|trois|(?:ال)?(?:ثالث|ثالثة)|ثالثاً|ثالثا"),
    ("fourth|4th|four|quatri[eè]me|4[eè]?me|4e|quatre|(?:ال)?(?:رابع|رابعة)|رابعاً|رابعا"),
    ("fifth|5th|five|cinqui[eè]me|5[eè]?me|5e|cinq|(?:ال)?(?:خامس|خامسة)|خامساً|خامسا"),
    ("sixth|6th|six|sixi[eè]me|6[eè]?me|6e|(?:ال)?(?:سادس|سادسة)|سادساً|سادسا"),
    ("seventh|7th|seven|septi[eè]me|7[eè]?me|7e|sept|(?:ال)?(?:سابع|سابعة)|سابعاً|سابعا"),
    ("eighth|8th|eight|huiti[eè]me|8[eè]?me|8e|huit|(?:ال)?(?:ثامن|ثامنة)|ثامناً|ثامنا"),
)
_ORDINAL = "|".join(f"(?P<o{n}>{words})" for n, words in enumerate(_ORDINALS, start=1))
_ARABIC = {"أ": 1, "ا": 1, "ب": 2, "ج": 3, "د": 4, "ه": 5, "و": 6, "ز": 7, "ح": 8, "ت": 3, "ث": 4}
_ROMAN_SIGNS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMANS = {word: n for n, word in enumerate(_ROMAN_SIGNS, start=1)}

_NUMBER = r"[0-9٠-٩۰-۹]{1,2}"
_ROMAN = r"(?:VIII|VII|III|IV|VI|IX|II|I|V|X|viii|vii|iii|iv|vi|ix|ii|i|v|x)"
_SIGN = rf"(?:{_NUMBER}|{_ROMAN}(?![A-Za-z])|[A-Ha-h](?![A-Za-z])|[أابتثجحدهو]ـ?(?![\w]))"
_AFTER = r"[.):\]/–—-]"
_BULLET = re.compile(r"(?:[-–—•*·▪◦‣>✓→]+[ \t\u00a0]+)+")
_BARE_SIGN = re.compile(
    rf"\((?P<in>{_SIGN})\)[.:]?|(?P<out>{_SIGN})(?P<after>\s?[.):\]–—/-]+(?:\s?[.):–—-])?)"
)
_LAST_SIGN = re.compile(rf"(?P<out>{_SIGN})(?=\s)")
_WORDED = re.compile(
    rf"(?:(?P<topic>{_TOPIC_WORDS})|(?P<question>{_QUESTION_WORDS}))s?"
    rf"[\s.°#:-]*(?:n[°ºo]\.?\s*|no\.\s*)?(?:(?P<sign>{_SIGN})|(?:{_ORDINAL}))(?!\w)",
    re.IGNORECASE,
)
_ORDINAL_FIRST = re.compile(
    rf"(?:the |la |le |l')?(?:{_ORDINAL})\s+"
    rf"(?:(?P<topic>{_TOPIC_WORDS})|(?P<question>{_QUESTION_WORDS}))(?!\w)",
    re.IGNORECASE,
)
#: a topic named by its number inside a sentence
_TOPIC_LATIN, _TOPIC_ARABIC = "topic|th[eè]me|subject|sujet|volet|axe|pillar|pilier", "محور|موضوع"
_TOPIC = rf"(?:{_TOPIC_LATIN}|(?:[وفبك]{{0,2}}ال|[وف]?لل)?(?:{_TOPIC_ARABIC}))"
#: in lower case; what every name of a topic holds
_ANY_TOPIC = re.compile(f"{_TOPIC_LATIN}|{_TOPIC_ARABIC}")
_NAMED = re.compile(
    rf"(?<!\w){_TOPIC}s?\s+(?:n[°ºo]\.?\s*)?(?:(?P<sign>{_NUMBER}|{_ROMAN})|(?:{_ORDINAL}))(?!\w)",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(rf"(?<!\w)(?:{_ORDINAL})\s+{_TOPIC}(?!\w)", re.IGNORECASE)
_SHORT = re.compile(r"(?P<topic>[TS])\s?(?P<sign>\d)(?!\d)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s.,،؛:;)\]/–—-]*")
_CLOSING = re.compile(r"\s*[.,،:;)\]–—-]+|\s*$|\s*\n")


@dataclass(frozen=True, slots=True)
class Sign:
    """One step of a label: ``2`` of ``Topic 2``; ``counts`` is TOPIC, QUESTION, KEY or BARE."""

    counts: str
    value: int
    form: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """``text[start:end]`` numbers what follows; ``is_closed``: a point or the like ends it."""

    start: int
    end: int
    signs: tuple[Sign, ...]
    has_bullet: bool
    is_closed: bool

    @property
    def is_worded(self) -> bool:
        return any(sign.counts for sign in self.signs)

    @property
    def shape(self) -> str:
        """What labels of one series have in common."""
        return "/".join(sign.counts or sign.form for sign in self.signs)


def named_topics(text: str) -> set[int]:
    """The numbers of the topics that a sentence names."""
    if not _ANY_TOPIC.search(text.lower()):
        return set()
    found = set()
    for pattern in (_NAMED, _NAMED_FIRST):
        for each in pattern.finditer(text):
            groups = each.groupdict()
            sign = groups.get("sign")
            found.add(_value(sign)[0] if sign else _ordinal(groups))
    return found


def read_label(text: str, start: int, end: int, keys: tuple[str, ...] = ()) -> Label | None:
    """The label at ``text[start:end]``; None where none stands. A bare bullet has no signs."""
    bullet = _BULLET.match(text, start, end)
    position = bullet.end() if bullet else start
    signs, position, is_closed = _signs(text, position, end, keys)
    if not signs and not bullet:
        return None
    worded = next((n for n, sign in enumerate(signs) if sign.counts), 0)
    return Label(start, position, tuple(signs[worded:]), bool(bullet), is_closed)


def _signs(
    text: str, position: int, end: int, keys: tuple[str, ...]
) -> tuple[list[Sign], int, bool]:
    signs: list[Sign] = []
    is_closed = False
    while len(signs) < 3:
        is_tied = bool(signs) and not signs[-1].counts and text[position - 1] in ".-–"
        found = _worded(text, position, end, keys) or _bare(text, position, end, is_tied)
        if found is None:
            break
        sign, after, closes = found
        if signs and not sign.counts and not closes and not is_closed:
            break
        signs.append(sign)
        is_closed = closes
        gap = _BETWEEN.match(text, after, end)
        position = gap.end() if gap else after
        is_closed = is_closed or position - after > 1 or text[after:position].strip() != ""
        if "\n" in text[after:position]:
            break
    return signs, position, is_closed


def _worded(
    text: str, position: int, end: int, keys: tuple[str, ...]
) -> tuple[Sign, int, bool] | None:
    for key in keys:
        stop = position + len(key)
        if text[position:stop].lower() == key.lower() and not text[stop : stop + 1].isalnum():
            return Sign(KEY, 0, "key", key), stop, False
    for pattern in (_WORDED, _ORDINAL_FIRST, _SHORT):
        found = pattern.match(text, position, end)
        if found:
            counts = TOPIC if found["topic"] else QUESTION
            groups = found.groupdict()
            sign = groups.get("sign")
            value = _value(sign)[0] if sign else _ordinal(groups)
            return Sign(counts, value, "word"), found.end(), False
    return None


def _ordinal(groups: dict[str, str | None]) -> int:
    return next((n for n in range(1, len(_ORDINALS) + 1) if groups.get(f"o{n}")), 0)


def _bare(text: str, position: int, end: int, is_tied: bool) -> tuple[Sign, int, bool] | None:
    found = _BARE_SIGN.match(text, position, end)
    if found:
        value, form = _value(found["in"] or found["out"])
        return Sign(BARE, value, form), found.end(), True
    last = _LAST_SIGN.match(text, position, end) if is_tied else None
    if last:
        value, form = _value(last["out"])
        return Sign(BARE, value, form), last.end(), False
    return None


@lru_cache(maxsize=500)
def _value(sign: str) -> tuple[int, str]:
    """What a sign counts to, and its form."""
    if sign.isdecimal():
        return int(sign), "number"
    if sign.lower() in _ROMANS:
        return _ROMANS[sign.lower()], "roman" if sign.isupper() else "small roman"
    if sign[0] in _ARABIC:
        return _ARABIC[sign[0]], "arabic"
    return ord(sign.lower()) - ord("a") + 1, "capital" if sign.isupper() else "letter"
