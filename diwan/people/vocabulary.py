"""Places, themes, kinds and languages as the directory names them and as people type them.

What stands in a vocabulary is found by a *mark*, a word that nobody types: ``xxintn`` for “lives
in Tunisia”. So a name changed there is found at once, in every language, and no entry is written.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from django.utils.translation import override

from diwan.core.wording import HOUSE_LANGUAGES, choose
from diwan.texts.normalise import fold_word, word_stems, words
from diwan.texts.stopwords import SMALL_WORDS
from diwan.vocabularies.models import Place, Theme

from .rules import sorting_key
from .words import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: what people of the corridors speak; names are Babel's
LANGUAGES = (
    *("ar", "en", "fr", "zgh", "kab", "rif", "es", "it", "de", "pt", "nl", "ro", "ru", "uk", "tr"),
    *("el", "sv", "da", "fi", "pl", "hu", "bg", "sq", "sr", "hr", "hy", "ka", "he", "fa", "ps"),
    *("ur", "hi", "bn", "pa", "ta", "zh", "tl", "id", "vi", "am", "ti", "so", "om", "sw", "rw"),
    *("wo", "ff", "bm", "ha", "ig", "yo", "ln", "mg", "ku"),
)
#: field → how its marks begin
_MARKS = {
    "kind": "xxas",
    "countries_of_origin": "xxfrom",
    "country_of_residence": "xxin",
    "themes": "xxon",
    "languages": "xxspeaks",
    "organisation": "xxfor",
}
PUBLIC_FIGURE = "xxfigure"
#: names that CLDR does not have, by language of the reader
_UNNAMED_BY_CLDR = {"ar": {"rif": "الأمازيغية الريفية"}}
_KEPT_SECONDS = 300
_SHORTEST = 3


def mark(field: str, value: object) -> str:
    """The word by which an entry with ``value`` in ``field`` is found."""
    return _MARKS[field] + "".join(filter(str.isalnum, str(value).lower()))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names by field, language and value, and the marks of what a typed word may name."""

    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    marks: Mapping[str, frozenset[str]]

    def name(self, field: str, value: str, language: str) -> str:
        """The name of ``value`` for a reader of ``language``, else the value itself."""
        return self.names[field].get(language, {}).get(value, value)

    def choices(self, field: str, language: str) -> list[tuple[str, str]]:
        """(value, name) in the order of the alphabet."""
        return sorted(self.names[field][language].items(), key=lambda row: sorting_key(row[1]))

    def marks_of(self, forms: Iterable[str]) -> set[str]:
        """Marks of all that one of the folded ``forms`` names; ``beg*`` is the beginning of one."""
        found: set[str] = set()
        for form in forms:
            found |= self.marks.get(form, frozenset())
            if form.endswith("*") and len(form) > _SHORTEST:
                found |= self._beginning_with(form[:-1])
        return found

    def _beginning_with(self, beginning: str) -> set[str]:
        return {
            each
            for word, marks in self.marks.items()
            if word.startswith(beginning)
            for each in marks
        }


def vocabulary() -> Vocabulary:
    """As it was at most five minutes ago: it changes when a steward works."""
    return _kept(int(time.monotonic() // _KEPT_SECONDS))


@lru_cache(maxsize=1)
def _kept(_moment: int) -> Vocabulary:
    countries = {place.code: place.starred_names for place in Place.objects.countries()}
    themes = {theme.key: theme.names for theme in Theme.objects.all()}
    names = {
        "countries_of_origin": _in_all(countries),
        "country_of_residence": _in_all(countries),
        "themes": _in_all(themes),
        "kind": {language: _kinds(language) for language in HOUSE_LANGUAGES},
        "languages": {language: language_names(language) for language in HOUSE_LANGUAGES},
    }
    return Vocabulary(names, _marks_by_word(names))


def forget() -> None:
    """Look the vocabularies up again."""
    _kept.cache_clear()


def _in_all(rows: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {
        language: {value: choose(names, language).text for value, names in rows.items()}
        for language in HOUSE_LANGUAGES
    }


def _kinds(language: str) -> dict[str, str]:
    with override(language):
        return {value: str(label) for value, label in ActorKind.choices}


def language_names(language: str) -> dict[str, str]:
    """By code, what a reader of ``language`` calls the languages that the directory offers."""
    named = {**Locale.parse(language).languages, **_UNNAMED_BY_CLDR.get(language, {})}
    return {code: str(named.get(code, code)) for code in LANGUAGES}


def _marks_by_word(
    names: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for field, by_language in names.items():
        for language, by_value in by_language.items():
            for value, name in by_value.items():
                for form in _forms(name, language):
                    found[form].add(mark(field, value))
    return {word: frozenset(marks) for word, marks in found.items()}


def _forms(name: str, language: str) -> set[str]:
    """The words of a name and their stems, but for those that say nothing."""
    telling = [word for word in words(name) if fold_word(word) not in SMALL_WORDS]
    stems = {stem for word in telling for stem in word_stems(word, language)}
    return {form for form in {*map(fold_word, telling), *stems} if len(form) >= _SHORTEST}
