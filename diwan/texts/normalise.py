"""One way to fold and stem words for the index and for the query, in every database alike.

The rules were measured on words in French, Arabic and English; ``tests/test_normalise.py``
holds the pairs that must find each other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, repeat
from threading import local
from typing import TYPE_CHECKING, NamedTuple

import snowballstemmer

if TYPE_CHECKING:
    from collections.abc import Callable

#: Snowball's names of the languages whose words are stemmed; Arabic has its own light10.
_SNOWBALL = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "de": "german",
    "pt": "portuguese",
    "nl": "dutch",
    "ro": "romanian",
    "ru": "russian",
}
_QUERY_LANGUAGES = ("en", "fr")

_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىئی", "ي"),
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "گ": "ك",
        **dict.fromkeys("’‘ʼ＇`´", "'"),
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
    }
)
_ELISION = re.compile(r"(?<!\w)(?:jusqu|lorsqu|puisqu|quoiqu|qu|[ldjmtsnc])'(?=\w)", re.IGNORECASE)
_OTHER_DIGIT = re.compile("[^\\D0-9]")
#: what is folded piece by piece; an Arabic word is one, so that most are known already
_NOT_ASCII = re.compile(r"([^\x00-\x7f]{1,24})")
_WORD = re.compile(r"[^\W_]+")
_ARABIC_WORD = re.compile("[\u0621-\u064a]")
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_stemmers = local()
#: What may be meant as one: “…”, «…», "…".
_QUOTED = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]')
#: A book's worth of words is enough to find it, and a text vector of PostgreSQL holds no more.
MOST_CHARACTERS = 100_000
#: Of what somebody types.
_MOST_TYPED, MOST_TERMS = 1_000, 12
#: letters of a word that may be the beginning of another
_LEAST_BEGINNING = 2


class Folded(NamedTuple):
    """What a full-text table holds of a text: letters, digits and blanks only."""

    title: str
    title_stems: str
    text: str
    text_stems: str


class _WithoutMarks(dict[int, int | None]):
    """For ``str.translate``: combining marks go; each letter is looked at once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """``text`` in lower case without accents, Arabic marks or spelling variants.

    Folding twice changes nothing more.
    """
    if text.isascii():
        return text.replace("`", "'").lower()
    pieces = _NOT_ASCII.split(unicodedata.normalize("NFKC", text).lower())
    pieces[1::2] = map(_folded_piece, pieces[1::2])
    return unicodedata.normalize("NFKC", "".join(pieces).replace("`", "'"))


def folded(title: str, text: str, language: str) -> Folded:
    """What can be found of a text; pure, so that it may be made in another process."""
    head = index_text(title[:MOST_CHARACTERS], language)
    body = index_text(text[:MOST_CHARACTERS], language)
    return Folded(*head.split("\n"), *body.split("\n"))


def asked(typed: str) -> list[list[str]]:
    """What somebody looks for: all of it, each by any of its alternatives; nothing is an error.

    An alternative is a ``word``, the beginning of one (``beg*``), or words in this order
    (``"in this order"``). The last word may be unfinished. What is between quotation marks is
    found as it was typed; others also in other forms.
    """
    typed = typed[:_MOST_TYPED]
    found: list[list[str]] = []
    end = 0
    for quoted in _QUOTED.finditer(typed):
        found += query_terms(typed[end : quoted.start()])
        found += _in_order(quoted[1])
        end = quoted.end()
    rest = query_terms(typed[end:])
    if rest:
        rest[-1] += _beginnings(rest[-1][-1])
    return (found + rest)[:MOST_TERMS]


def _in_order(quoted: str) -> list[list[str]]:
    said = " ".join(map(fold_word, words(quoted)))
    return [[f'"{said}"']] if said else []


def _beginnings(word: str) -> list[str]:
    """How a word that is still being typed may begin, in Arabic with or without its article."""
    forms = dict.fromkeys((word, _without_article(word)))
    return [f"{form}*" for form in forms if len(form) >= _LEAST_BEGINNING]


def index_text(text: str, language: str) -> str:
    """What the full-text table holds: the folded words, a line feed, and their stems.

    Only letters, digits and spaces, so that every database cuts it into the same words.
    """
    found = words(text)
    stemmed = map(word_stems, dict.fromkeys(found), repeat(language))
    known = dict.fromkeys(chain.from_iterable(stemmed))
    return " ".join(map(fold_word, found)) + "\n" + " ".join(known)


def query_terms(query: str) -> list[list[str]]:
    """For each typed word the folded forms and stems of which one must be found.

    The reader's language is not asked: a word is stemmed as English, French and Arabic.
    Terms hold letters and digits only and need no escaping.
    """
    return [_alternatives(word) for word in words(query)]


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case with their accents, without elided articles."""
    pieces = _NOT_ASCII.split(unicodedata.normalize("NFKC", text))
    others = list(map(_clean_piece, pieces[1::2]))
    pieces[1::2] = others
    plain = "".join(pieces).replace("`", "'")
    if "'" in plain:
        plain = _ELISION.sub(" ", plain)
    if plain.isascii():
        return _WORD.findall(plain.lower())
    if any(map(_has_marks, others)):
        plain = plain.translate(_WITHOUT_MARKS)
    return [word.lower() for word in _WORD.findall(plain) if fold_word(word)]


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """:func:`fold` of one word, remembered: the same words come again and again."""
    return fold(word)


def stems(text: str, language: str) -> list[str]:
    """One stem a word of ``text``, for comparing texts; a word that has no stem is folded."""
    return [next(iter(word_stems(word, language)), fold_word(word)) for word in words(text)]


def _alternatives(word: str) -> list[str]:
    found = [stem for language in _QUERY_LANGUAGES for stem in word_stems(word, language)]
    return list(dict.fromkeys([*found, fold_word(word)]))


# Each character of these pieces is changed by itself, whatever stands beside it.
@lru_cache(maxsize=20_000)
def _clean_piece(composed: str) -> str:
    """Without Arabic marks and letter variants, apostrophes and digits of other scripts."""
    plain = _ARABIC_MARKS.sub("", composed).translate(_LETTERS)
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain)


@lru_cache(maxsize=20_000)
def _folded_piece(composed: str) -> str:
    decomposed = unicodedata.normalize("NFD", _clean_piece(composed).casefold())
    return decomposed.translate(_WITHOUT_MARKS)


@lru_cache(maxsize=20_000)
def _has_marks(piece: str) -> bool:
    return piece.translate(_WITHOUT_MARKS) != piece


@lru_cache(maxsize=20_000)
def word_stems(word: str, language: str) -> tuple[str, ...]:
    """The stems of one word as :func:`words` gives it: the stem folded, and that of the folded.

    A word in Arabic script is stemmed as Arabic. Nothing for a language without a stemmer.
    """
    if _ARABIC_WORD.search(word):
        return (_light10(fold_word(word)),)
    if language not in _SNOWBALL:
        return ()
    stemmer = _stemmer(_SNOWBALL[language])
    return tuple(dict.fromkeys((fold(stemmer(word)), stemmer(fold_word(word)))))


def _stemmer(name: str) -> Callable[[str], str]:
    """A stemmer of this thread: snowball's objects keep their word between calls."""
    known: dict[str, Callable[[str], str]] = _stemmers.__dict__
    if name not in known:
        known[name] = snowballstemmer.stemmer(name).stemWord
    return known[name]


def _light10(word: str) -> str:
    """Larkey's light stemmer for a folded Arabic word: one prefix and a few suffixes go."""
    word = _without_article(word)
    for suffix in _SUFFIXES:
        if len(word) - len(suffix) >= 2:
            word = word.removesuffix(suffix)
    return word


def _without_article(word: str) -> str:
    if word.startswith("و") and len(word) >= 4:
        word = word[1:]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word.removeprefix(prefix)
            break
    return word
