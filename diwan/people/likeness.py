"""Which entries of a register may be the same body: names compared in three scripts.

Names come folded (``rules.organisations.folded_names``). Pure: no Django, no database.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from math import log
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

#: pairs below are not shown
THRESHOLD = 0.72
#: a word, a skeleton or a site that more entries share than this tells none of them apart
_COMMON = 40
_ANOTHER_LAND = 0.8
#: by how many consonants two names share; fewer tell nothing
_SAME_SOUND = {3: 0.74, 4: 0.8, 5: 0.86}
_SAME_LONG_SOUND = 0.9
_SAME_SITE = 0.75
_CALLED = """
    association associations asbl asso ong ngo club union federation reseau network society societe
    organisation organization foundation fondation institut institute agency agence office ministry
    ministere municipality commune region of the and for de des du la le les d l et pour in en a au
    aux development developpement migrants sans frontieres without borders
    جمعيه منظمه رابطه اتحاد شبكه مؤسسه موسسه معهد وكاله وزاره بلديه جهه مكتب ديوان ل و في من
    للتنميه التنميه بلا حدود ассоциация союз общество фонд институт агентство
"""
#: what many bodies are called, in folded words of three scripts; it counts little
GENERIC = frozenset(_CALLED.split())
#: letters of Arabic and Cyrillic as the Latin letters that they are heard as
_HEARD = str.maketrans(
    {
        **dict(zip("بتثجحدذرزسصضطظعغفقكلمنهوي", "bttjhddrzssdtz-rfkklmnhwy", strict=True)),
        **dict.fromkeys("اءىة", "-"),
        "خ": "kh",
        "ش": "sh",
        **dict(zip("бвгджзйклмнпрстфх", "bvgdjzyklmnprstfh", strict=True)),
        "ц": "ts",
        "ч": "tsh",
        "ш": "sh",
        "щ": "sh",
        **dict.fromkeys("аеёиоуыэюяьъ", "-"),
    }
)
_ARTICLE = re.compile(r"^(?:ال|لل)(?=..)")
_SOUNDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("ch|sch", "sh"),
        ("dj|g(?=[eiy])", "j"),
        ("ph", "f"),
        ("gh", "r"),
        ("q|c", "k"),
        ("x", "ks"),
        ("v", "f"),
        ("p", "b"),
    )
)
_SILENT = re.compile("[^bdfjklmnrstz]|h(?!$)")
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation: its key, folded names, key of its country or None, address of its site."""

    key: int
    names: tuple[str, ...]
    country: int | None = None
    website: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries, the smaller key first, and how alike they are from 0 to 1."""

    first: int
    second: int
    score: float


@dataclass(slots=True)
class _Read:
    """What of an entry is compared."""

    entry: Entry
    site: str
    words: list[frozenset[str]] = field(default_factory=list)
    parts: list[frozenset[str]] = field(default_factory=list)
    sounds: set[str] = field(default_factory=set)


def likely_twins(
    entries: Iterable[Entry],
    *,
    threshold: float = THRESHOLD,
    new: Collection[int] | None = None,
) -> list[Pair]:
    """Pairs at or above ``threshold``, the most alike first; with ``new``, those of a key in it.

    Only entries that share a rare word, the sound of a name or a web site are compared, so the
    work grows with the register and not with its square.
    """
    read = [_read(entry) for entry in entries]
    counted = Counter(word for each in read for word in frozenset().union(*each.words))
    weights = {word: _weight(word, count, len(read)) for word, count in counted.items()}
    found = (_compare(read[i], read[j], weights) for i, j in _candidates(read, new))
    kept = [pair for pair in found if pair.score >= threshold]
    return sorted(kept, key=lambda pair: (-pair.score, pair.first, pair.second))


def sound(name: str) -> str:
    """The consonants that a name is heard with, the same in Latin, Arabic and Cyrillic letters.

    Of the words that say something; empty when too little is left to tell names apart.
    """
    told = [_skeleton(word) for word in name.split() if word not in GENERIC]
    joined = "".join(sorted(part for part in told if part))
    return joined if len(joined) >= min(_SAME_SOUND) else ""


@lru_cache(maxsize=50_000)
def _skeleton(word: str) -> str:
    heard = _ARTICLE.sub("", word).translate(_HEARD)
    for pattern, letters in _SOUNDS:
        heard = pattern.sub(letters, heard)
    return _DOUBLE.sub(r"\1", _SILENT.sub("", heard.replace("sh", "s")))


def _read(entry: Entry) -> _Read:
    host = urlsplit(entry.website).hostname or ""
    read = _Read(entry, host.removeprefix("www."))
    for name in entry.names:
        if not name:
            continue
        read.words.append(frozenset(name.split()))
        read.parts.append(_trigrams(name))
        read.sounds.add(sound(name))
    read.sounds.discard("")
    return read


def _candidates(read: Sequence[_Read], new: Collection[int] | None) -> Iterator[tuple[int, int]]:
    """Pairs that share something rare, each once."""
    asked = [new is None or each.entry.key in new for each in read]
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(read):
        keys = {("w", word) for word in frozenset().union(*each.words) if word not in GENERIC}
        keys |= {("s", heard) for heard in each.sounds}
        keys |= {("n", " ".join(sorted(words))) for words in each.words}
        if each.site:
            keys.add(("h", each.site))
        for key in keys:
            sharing[key].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in sharing.values():
        if len(numbers) <= _COMMON:
            pairs = combinations(numbers, 2)
            seen.update(pair for pair in pairs if asked[pair[0]] or asked[pair[1]])
    return iter(sorted(seen))


def _compare(one: _Read, other: _Read, weights: dict[str, float]) -> Pair:
    score = max(
        _best(one, other, weights),
        _heard(one.sounds & other.sounds),
        _SAME_SITE if one.site and one.site == other.site else 0.0,
    )
    lands = {one.entry.country, other.entry.country} - {None}
    if len(lands) > 1:
        score *= _ANOTHER_LAND
    first, second = sorted((one.entry.key, other.entry.key))
    return Pair(first, second, round(score, 3))


def _heard(shared: set[str]) -> float:
    longest = max(map(len, shared), default=0)
    return _SAME_SOUND.get(longest, _SAME_LONG_SOUND) if longest else 0.0


def _best(one: _Read, other: _Read, weights: dict[str, float]) -> float:
    """The most alike of their names: by whole words weighed, or by parts of words."""
    best = 0.0
    for words, parts in zip(one.words, one.parts, strict=True):
        for others, other_parts in zip(other.words, other.parts, strict=True):
            shared = sum(weights[word] for word in words & others)
            whole = sum(map(weights.__getitem__, words)) + sum(map(weights.__getitem__, others))
            alike = 2 * len(parts & other_parts) / (len(parts) + len(other_parts))
            best = max(best, 2 * shared / whole if whole else 0.0, alike)
    return best


def _weight(word: str, count: int, size: int) -> float:
    rarity = log((1 + size) / count) + 0.1
    return rarity * (0.2 if word in GENERIC else 1.0)


def _trigrams(name: str) -> frozenset[str]:
    padded = f"  {name} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
