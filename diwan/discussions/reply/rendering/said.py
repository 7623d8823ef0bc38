"""Statements as a reader meets them: words, sources, weight, and views that differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core.wording import direction

from ...naming import active
from ...words import Stance, StatementKind, TranslationOrigin
from . import names
from .marks import anchor
from .wording import comma

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ..document import Citation, Document, Statement, Weight

    #: the address of cited words
    Leads = Callable[[Citation], str]

_SIGNS = {Stance.SUPPORTS: "+", Stance.DIFFERS: "≠", Stance.QUALIFIES: "±"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: ``href`` leads to its words, and is empty when they are nowhere to be read."""

    contribution: int
    href: str
    words: str
    language: str
    stance: str
    sign: str
    stance_word: str
    in_language: str
    notes: tuple[str, ...]

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement; ``others`` differ from it or qualify it, ``quotes`` are worth reading too.

    ``in_language`` names its language where it is not the layout's, or the one it was translated
    from; ``label`` and ``colour`` are
    those of its question, empty and 0 without one.
    """

    number: int
    kind: str
    kind_word: str
    about: str
    label: str
    colour: int
    text: str
    language: str
    in_language: str
    cites: tuple[Cited, ...]
    others: tuple[Cited, ...]
    quotes: tuple[Cited, ...]
    weight: str
    addressee: str
    place: str
    is_summary: bool
    #: objections of members that stand, or that it was not carried
    objected: str = ""

    @property
    def id(self) -> str:
        return f"s{self.number}"

    @property
    def direction(self) -> str:
        return direction(self.language)


def listed(parts: Collection[str]) -> str:
    return comma().join(parts)


def in_language(code: str) -> str:
    """“in French”; nothing for the language of the layout."""
    if not code or code.split("-", maxsplit=1)[0] == active():
        return ""
    return _("in %(language)s") % {"language": names.language(code)}


@dataclass(frozen=True, slots=True)
class Inside:
    """Links to words that stand in the same document."""

    lengths: Mapping[tuple[int, int], int]

    @classmethod
    def of(cls, document: Document) -> Inside:
        return cls(
            {(each.contribution, each.version): len(each.text) for each in document.responses}
        )

    def __call__(self, citation: Citation) -> str:
        """To the words, else to the response in full, else nowhere."""
        place = (citation.contribution, citation.version)
        if citation.words and citation.start < citation.end <= self.lengths.get(place, 0):
            return "#" + anchor(*place, citation.start, citation.end)
        is_here = any(number == citation.contribution for number, _version in self.lengths)
        return f"#c{citation.contribution}" if is_here else ""


def said(statement: Statement, leads_to: Leads, label: str, colour: int) -> Said:
    cited = [(each, cite(each, leads_to(each))) for each in statement.citations]
    translated = statement.translated
    text = translated.text if translated else statement.text
    return Said(
        number=statement.number,
        kind=statement.kind,
        kind_word=str(StatementKind(statement.kind).label),
        about=statement.about,
        label=label,
        colour=colour,
        text=text,
        language=active() if translated else statement.language,
        in_language=_translated_from(statement) or in_language(statement.language),
        cites=tuple(shown for each, shown in cited if each.stance == Stance.SUPPORTS),
        others=tuple(shown for each, shown in cited if each.stance != Stance.SUPPORTS),
        quotes=tuple(
            shown
            for each, shown in cited
            if each.stance == Stance.SUPPORTS and each.words not in {"", text}
        ),
        weight=weight(statement.weight),
        addressee=names.addressee(statement.addressee),
        place=names.place(statement.place),
        is_summary=statement.is_summary,
    )


def _translated_from(statement: Statement) -> str:
    """Who put it into the layout's language, a person or a machine; nothing for the original."""
    if statement.translated is None:
        return ""
    said = {"language": names.language(statement.language)}
    if statement.translated.origin == TranslationOrigin.HUMAN:
        return _("translated from %(language)s by a person") % said
    return _("translated from %(language)s by a machine, unchecked") % said


def cite(citation: Citation, href: str) -> Cited:
    stance = Stance(citation.stance)
    return Cited(
        contribution=citation.contribution,
        href=href,
        words=citation.words,
        language=citation.language,
        stance=stance.value,
        sign=_SIGNS[stance],
        stance_word=str(stance.label),
        in_language=in_language(citation.language),
        notes=tuple(_notes(citation)),
    )


def _notes(citation: Citation) -> list[str]:
    flagged = {
        "withdrawn": _("words withdrawn by their author"),
        "set_aside": _("words no longer public"),
        "edited": _("contribution edited since"),
    }
    notes = [_("perhaps") if citation.is_perhaps else "", flagged.get(citation.flag, "")]
    return [note for note in notes if note]


def weight(given: Weight) -> str:
    """Who stands behind a statement, e.g. “2 contributions: research (1), migrant (1)”."""
    line = _voices(given.contributors)
    kinds = _tally(given.kinds, given.contributors, names.kind_inside)
    if kinds:
        line = _("%(voices)s: %(kinds)s") % {"voices": line, "kinds": kinds}
    places = _tally(given.regions, given.contributors, names.place)
    parts = [line, places, _("as signed") if given.as_signed else ""]
    return " · ".join(part for part in parts if part)


def _voices(count: int) -> str:
    if count == 1:
        return _("one contribution")
    if not count:
        return _("no contribution any more")
    return ngettext("%(n)s contribution", "%(n)s contributions", count) % {"n": count}


def _tally(pairs: tuple[tuple[str, int], ...], whole: int, name: Callable[[str], str]) -> str:
    """Names with their numbers; of one contribution the name alone. They need not add up."""
    known = [(name(code), count) for code, count in pairs if code]
    if whole == 1:
        return listed([text for text, _count in known])
    return listed([f"{text} ({count})" for text, count in known])
