"""Finds the concepts of a text by its words and phrases."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from diwan.texts.normalise import fold_word, word_stems, words
from diwan.texts.stopwords import STOP_STEMS
from diwan.texts.thesaurus.loading import known
from diwan.texts.thesaurus.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    #: The words that must follow still, and what the phrase means.
    _Rest = tuple[tuple[str, ...], tuple[str, ...]]
    #: What follows by the stem of the second word of a phrase.
    _Seconds = Mapping[str, list[_Rest]]

_LATIN = ("en", "fr")
_ARABIC = re.compile("[\u0621-\u064a]")

#: Words that phrases do not count: "perte de l'emploi" is "perte emploi".
_SMALL = {
    *("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "s", "t", "the", "to"),
    *("à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par"),
    *("pour", "sur", "un", "une"),
    *("في", "من", "علي", "الي", "عن", "او", "و"),
}
#: Letters of a stem that tell its bucket: no two forms of a Latin word differ in these.
_START = 3

_ARTICLES = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و")
_CLITICS = ("ول", "وب", "فل", "ف", "ب", "ل", "ك", "س")
_PRONOUNS = ("هما", "كما", "هم", "هن", "كم", "نا", "وا", "تم", "ا")
_PRESENT = ("ي", "ت", "ن", "ا")
_KEPT = 3

_PLURALS = (
    *(("issent", "ir"), ("issons", "ir"), ("ent", "er"), ("ent", "re"), ("ent", "ir")),
    *(("ons", "er"), ("ons", "re")),
)


class _Match(NamedTuple):
    """``length`` in words; ``closeness``: 0 for the word as written, less the looser."""

    length: int
    closeness: int
    ids: tuple[str, ...]


class _Bucket(NamedTuple):
    """The entries that begin alike: ``alone`` by form, ``phrases`` by the stems of two words."""

    alone: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, _Seconds]


def concepts(text: str, language: str, said: Iterable[str] | None = None) -> Counter[str]:
    """The ids of the concepts that ``text`` names, with how often.

    Args:
        text: any text; it may mix languages.
        language: "en", "fr" or "ar"; with any other, Latin words are tried as English and
            French. Words in Arabic script are always Arabic.
        said: the words of ``text``, where they are known.
    """
    tokens = [word for word in (words(text) if said is None else said) if word not in _SMALL]
    named: list[str] = []
    at = 0
    while at < len(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        ids, length = _only(tokens[at], after, language), 1
        if ids is None:
            length, ids = _best(tokens, at, _known(tokens[at], language))
        named += ids
        at += length
    found = quantities(text)
    found.update(named)
    return found


@lru_cache(maxsize=50_000)
def _only(word: str, after: str, language: str) -> Sequence[str] | None:
    """What a word means by itself; None where it may begin a phrase with the word after it."""
    languages = _known(word, language)
    for each in languages if after else ():
        forms = _forms(after, each)
        if any(not known.keys().isdisjoint(forms) for known in _seconds(word, each)):
            return None
    return _best((word,), 0, languages)[1]


@lru_cache(maxsize=50_000)
def _known(word: str, language: str) -> tuple[str, ...]:
    """The languages in which an entry begins with this word."""
    return tuple(
        each for each in _tried(word, language) if _alone(word, each) or _seconds(word, each)
    )


def _tried(word: str, language: str) -> tuple[str, ...]:
    if _ARABIC.search(word):
        return ("ar",)
    return (language,) if language in _LATIN else _LATIN


def _best(tokens: Sequence[str], at: int, languages: Iterable[str]) -> tuple[int, Sequence[str]]:
    """How many words the best entry at this place takes, and what it means."""
    found = [match for language in languages for match in _matches(tokens, at, language)]
    if not found:
        return 1, ()
    best = max(match[:2] for match in found)
    names = (name for match in found if match[:2] == best for name in match.ids)
    return best[0], tuple(dict.fromkeys(names))  # in an order that is the same in each process


def _matches(tokens: Sequence[str], at: int, language: str) -> Iterator[_Match]:
    yield from _alone(tokens[at], language)
    if seconds := _seconds(tokens[at], language):
        for form in _forms(tokens[at + 1], language) if at + 1 < len(tokens) else ():
            for rest, ids in (entry for known in seconds for entry in known.get(form, ())):
                if not rest or _follows(tokens, at + 2, rest, language):
                    yield _Match(2 + len(rest), 0, ids)


@lru_cache(maxsize=50_000)
def _alone(word: str, language: str) -> tuple[_Match, ...]:
    """What ``word`` means by itself, by its closest form; a small word only as it is written."""
    bucket = _bucket(language, _start(word, language)).alone
    forms = _forms(word, language)
    for step, form in enumerate(forms[:1] if _is_small(word, language) else forms):
        if form in bucket:
            return (_Match(1, -step, bucket[form]),)
    return ()


def _is_small(word: str, language: str) -> bool:
    """Whether its stem says nothing: "très" is not the stem of another word."""
    folded = fold_word(word)
    return folded in STOP_STEMS or (language == "ar" and len(folded) < _KEPT)


@lru_cache(maxsize=50_000)
def _seconds(word: str, language: str) -> tuple[_Seconds, ...]:
    """The phrases that ``word`` may begin, by the stem of their second word."""
    bucket = _bucket(language, _start(word, language)).phrases
    return tuple(bucket[form] for form in _forms(word, language) if form in bucket)


def _follows(tokens: Sequence[str], at: int, rest: tuple[str, ...], language: str) -> bool:
    return len(tokens) - at >= len(rest) and all(
        not set(_stems(word, language)).isdisjoint(_forms(token, language))
        for word, token in zip(rest, tokens[at:], strict=False)
    )


@lru_cache(maxsize=50_000)
def _forms(word: str, language: str) -> tuple[str, ...]:
    """How a word of a text may be looked up, the closest first; whole words begin with "="."""
    close = (*_whole(word, language), *_stems(word, language))
    loose = {"ar": _loose, "fr": _infinitives}.get(language)
    return tuple(dict.fromkeys((*close, *loose(word)))) if loose else close


def _whole(word: str, language: str) -> tuple[str, ...]:
    """The forms under which a word of the data is found as written."""
    return tuple(f"={form}" for form in (_bare(fold_word(word)) if language == "ar" else (word,)))


@lru_cache(maxsize=50_000)
def _stems(word: str, language: str) -> tuple[str, ...]:
    return word_stems(word, language) or (fold_word(word),)


def _bare(word: str) -> tuple[str, ...]:
    """A folded Arabic word as it stands, and without "and" and the article."""
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _KEPT:
            return (word, word.removeprefix(prefix))
    return (word,)


def _infinitives(word: str) -> Iterator[str]:
    """The stems of the verb that a French plural may be: Snowball keeps "paient" and "payons"."""
    for ending, infinitive in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEPT:
            yield from word_stems(word.removesuffix(ending) + infinitive, "fr")


def _loose(word: str) -> Iterator[str]:
    """An Arabic word without its small particles, pronouns and verb marks, and its stem."""
    for bare in _without(_bare(fold_word(word))[-1], _CLITICS, ()):
        for base in _without(bare, (), _PRONOUNS):
            for form in _without(base, _PRESENT, ("ت",)):
                yield from (f"={form}", *word_stems(form, "ar"))


def _without(word: str, prefixes: Iterable[str], suffixes: Iterable[str]) -> Iterator[str]:
    """The word, and the word without each prefix and suffix when enough is left."""
    yield word
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _KEPT:
            yield word.removeprefix(prefix)
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= _KEPT:
            yield word.removesuffix(suffix)


def _start(word: str, language: str) -> str:
    return "" if language == "ar" else fold_word(word)[:_START]


@cache
def _bucket(language: str, start: str) -> _Bucket:
    """The entries whose first words begin so: stems cost, and few beginnings are asked for."""
    alone: defaultdict[str, list[str]] = defaultdict(list)
    phrases: defaultdict[str, defaultdict[str, list[_Rest]]]
    phrases = defaultdict(lambda: defaultdict(list))
    for (first, *others), ids in _entries(language).get(start, {}).items():
        if not others:
            for form in (*_whole(first, language), *_stems(first, language)):
                alone[form] += ids
        else:
            for one, two in product(_stems(first, language), _stems(others[0], language)):
                phrases[one][two].append((tuple(others[1:]), tuple(ids)))
    return _Bucket({form: tuple(dict.fromkeys(ids)) for form, ids in alone.items()}, phrases)


@cache
def _entries(language: str) -> Mapping[str, Mapping[tuple[str, ...], list[str]]]:
    """All words and phrases of a language by their first letters, with what they mean."""
    found: defaultdict[str, defaultdict[tuple[str, ...], list[str]]]
    found = defaultdict(lambda: defaultdict(list))
    for concept in known().values():
        for text in concept.words[language]:
            entry = tuple(word for word in words(text) if word not in _SMALL)
            if entry:
                found[_start(entry[0], language)][entry].append(concept.id)
    return found
