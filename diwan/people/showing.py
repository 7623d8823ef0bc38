"""What of a profile a reader of some rank sees, and the words by which they find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diwan.texts.normalise import fold, fold_word, word_stems, words

from .audiences import sees
from .vocabulary import PUBLIC_FIGURE, mark, vocabulary
from .words import ProfileField as Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diwan.core.fulltext import Words

    from .models import Organisation, Profile

Seen = dict[str, Any]

#: on the page of a profile, not in lists
_LONG = frozenset({Field.ABOUT.value})
_MARKED = (Field.COUNTRIES_OF_ORIGIN, Field.THEMES, Field.LANGUAGES)
_MARKED_ALONE = (Field.KIND, Field.COUNTRY_OF_RESIDENCE)
_LONGEST_NAME = 150


def said(profile: Profile) -> Seen:
    """All that was said, by field, without what is empty; for its person alone."""
    person = profile.person
    residence = person.country_of_residence
    everything: Seen = {
        Field.NAME.value: person.name,
        Field.ORGANISATION.value: _organisation(person.organisation),
        Field.KIND.value: person.kind,
        Field.COUNTRIES_OF_ORIGIN.value: [place.code for place in person.countries_of_origin.all()],
        Field.COUNTRY_OF_RESIDENCE.value: residence.code if residence else "",
        Field.THEMES.value: [theme.key for theme in person.themes.all()],
        Field.ABOUT.value: profile.about,
        Field.EXPERTISE.value: profile.expertise,
        Field.INSTITUTION.value: profile.institution,
        Field.LANGUAGES.value: profile.languages,
    }
    return {field: value for field, value in everything.items() if value}


def _organisation(organisation: Organisation | None) -> dict[str, Any] | None:
    if organisation is None:
        return None
    return {"id": organisation.pk, "name": organisation.name, "names": organisation.names}


def seen(
    everything: Seen, audiences: Mapping[str, str], rank: int, *, with_authorities: bool
) -> Seen:
    """What of ``everything`` a reader of ``rank`` sees; a field without an audience is private."""
    return {
        field: value
        for field, value in everything.items()
        if sees(
            rank,
            audiences.get(field, "private"),
            partners_include_authorities=with_authorities,
        )
    }


def seen_of(profile: Profile, rank: int) -> Seen:
    """What a reader of ``rank`` sees of ``profile``."""
    return seen(
        said(profile),
        profile.audience_of,
        rank,
        with_authorities=profile.partners_include_authorities,
    )


def for_list(shown: Seen) -> Seen:
    return {field: value for field, value in shown.items() if field not in _LONG}


# --- the words of the index ------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Text:
    """``language``: of the text, or empty where people write in the one they please."""

    text: str
    language: str

    @property
    def languages(self) -> tuple[str, ...]:
        """Those whose endings are cut off, as in what is asked."""
        return (self.language,) if self.language else ("en", "fr")


#: a text → its folded words, and their stems
Kept = dict[_Text, tuple[str, list[str]]]


def words_of(shown: Seen, *, is_public_figure: bool, kept: Kept | None = None) -> Words:
    """By what readers who see ``shown`` find it: name, its stems, the rest, its stems.

    Args:
        kept: the words of texts of this profile that were folded for other readers.
    """
    name = _Text(shown.get(Field.NAME, ""), "")
    kept = {} if kept is None else kept
    texts = list(_texts(shown))
    marks = list(_marks(shown))
    if is_public_figure:
        marks.append(PUBLIC_FIGURE)
    return (
        _folded([name], kept),
        _stems([name], kept),
        " ".join(filter(None, [_folded(texts, kept), *marks])),
        _stems(texts, kept),
    )


def sort_name(shown: Seen) -> str:
    return fold(shown.get(Field.NAME, "")).strip()[:_LONGEST_NAME]


def _texts(shown: Seen) -> Iterable[_Text]:
    for field in (Field.ABOUT, Field.EXPERTISE, Field.INSTITUTION):
        if field in shown:
            yield _Text(shown[field], "")
    organisation = shown.get(Field.ORGANISATION)
    if organisation:
        yield _Text(organisation["name"], "")
        for code, name in organisation["names"].items():
            yield _Text(name, code)


def _marks(shown: Seen) -> Iterable[str]:
    for field in _MARKED_ALONE:
        if field in shown:
            yield mark(field, shown[field])
    for field in _MARKED:
        for value in shown.get(field, ()):
            yield mark(field, value)
    if Field.ORGANISATION in shown:
        yield mark(Field.ORGANISATION, shown[Field.ORGANISATION]["id"])


def _folded(texts: Iterable[_Text], kept: Kept) -> str:
    return " ".join(filter(None, (_words(each, kept)[0] for each in texts)))


def _stems(texts: Iterable[_Text], kept: Kept) -> str:
    return " ".join(dict.fromkeys(stem for each in texts for stem in _words(each, kept)[1]))


def _words(each: _Text, kept: Kept) -> tuple[str, list[str]]:
    """The folded words of a text, and their stems in its languages."""
    if each not in kept:
        said = words(each.text)
        stems = (
            stem for word in said for code in each.languages for stem in word_stems(word, code)
        )
        kept[each] = " ".join(map(fold_word, said)), list(stems)
    return kept[each]


# --- for people to read ----------------------------------------------------------------------
def told(shown: Seen, language: str) -> dict[str, list[str]]:
    """``shown`` in the words of a reader of ``language``, by field in the order of the fields."""
    return {
        field.value: _told(field.value, shown[field.value], language)
        for field in Field
        if field.value in shown
    }


def _told(field: str, value: Any, language: str) -> list[str]:
    if field == Field.ORGANISATION:
        return [value["names"].get(language) or value["name"]]
    known = vocabulary()
    if field not in known.names:
        return [value]
    values = value if isinstance(value, list) else [value]
    return [known.name(field, each, language) for each in values]
