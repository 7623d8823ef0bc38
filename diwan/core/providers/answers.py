"""What becomes of a machine's answer: looked at first, then handed on with its mark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.utils.functional import _StrPromise

Fault = Literal[
    "empty",
    "length",
    "markup",
    "signs",
    "links",
    "language",
    "figures",
    "dates",
    "names",
    "contacts",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is measured by; ``language`` (BCP 47) is the one asked for.

    A translation must keep everything its one original says; a draft may leave things out of
    its originals, and add nothing.
    """

    originals: tuple[str, ...]
    language: str
    is_translation: bool


#: Reads an answer against what was asked, and names what is wrong with it. Whoever asks brings it.
Check = Callable[[Asked, str], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a machine wrote and nobody has read yet; it is never to be shown without its mark.

    ``unused_terms`` are fixed terms of the glossary that the original has and the answer not.
    """

    text: str
    language: str
    provider: str
    made_at: datetime
    unused_terms: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        """Says in the reader's language that a machine wrote this, which one, and when."""
        return _("Written by a machine (%(provider)s, %(time)s); nobody has checked it.") % {
            "provider": self.provider,
            "time": date_format(self.made_at, "DATETIME_FORMAT"),
        }


_SENTENCES: dict[Fault, _StrPromise] = {
    "empty": gettext_lazy("%(provider)s answered nothing. Write the text yourself."),
    "length": gettext_lazy(
        "The answer of %(provider)s was not used: it is much too long or too short."
        " Write the text yourself."
    ),
    "markup": gettext_lazy(
        "The answer of %(provider)s was not used: it is no plain text. Write the text yourself."
    ),
    "signs": gettext_lazy(
        "The answer of %(provider)s was not used: it holds hidden signs. Write the text yourself."
    ),
    "links": gettext_lazy(
        "The answer of %(provider)s was not used: it adds a link. Write the text yourself."
    ),
    "language": gettext_lazy(
        "The answer of %(provider)s was not used: it is in another language than asked."
        " Write the text yourself."
    ),
    "figures": gettext_lazy(
        "The answer of %(provider)s was not used: its figures are not those of the original."
        " Write the text yourself."
    ),
    "dates": gettext_lazy(
        "The answer of %(provider)s was not used: its dates are not those of the original."
        " Write the text yourself."
    ),
    "names": gettext_lazy(
        "The answer of %(provider)s was not used: its names are not those of the original."
        " Write the text yourself."
    ),
    "contacts": gettext_lazy(
        "The answer of %(provider)s was not used: it holds contact details."
        " Write the text yourself."
    ),
}
_LETTERS_AT_MOST = 20_000
_MARKUP = re.compile(
    r"<[/!?]?[a-z][^<>]*>?|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});|```|\*\*|__|\]\(|^#{1,6} |^\|",
    re.IGNORECASE | re.MULTILINE,
)
_LINK = re.compile(r"(?:\b[a-z][a-z+.-]*://|\bwww\.)[^\s<>«»\"]+", re.IGNORECASE)
#: an answer may be this many times as long as a translation's original, and this much besides
_TIMES, _BESIDES = 3, 80
_DRAFT_AT_MOST = 3_000


def demand_short(originals: Iterable[str]) -> None:
    if sum(map(len, originals)) > _LETTERS_AT_MOST:
        raise Refusal(_("This is too long for one request. Choose a shorter part."))


def accept(asked: Asked, answer: str, check: Check, *, provider: str) -> str:
    """``answer`` as it may be handed on, trimmed.

    Raises:
        Refusal: the first thing that is wrong with it.
    """
    text = answer.replace("\r\n", "\n").strip()
    fault = next(chain(own_faults(asked, text), check(asked, text)), None)
    if fault is not None:
        raise Refusal(_SENTENCES[fault] % {"provider": provider})
    return text


def own_faults(asked: Asked, text: str) -> Iterator[Fault]:
    """What can be said without knowing languages."""
    if not any(map(str.isalnum, text)):
        yield "empty"
    if not _is_of_length(asked, len(text)):
        yield "length"
    if any(map(_is_hidden, text)):
        yield "signs"
    if _adds(_MARKUP, asked, text):
        yield "markup"
    if _adds(_LINK, asked, text):
        yield "links"


def _is_of_length(asked: Asked, length: int) -> bool:
    if not asked.is_translation:
        return length <= _DRAFT_AT_MOST
    original = len(asked.originals[0])
    return original <= length * _TIMES + _BESIDES and length <= original * _TIMES + _BESIDES


def _is_hidden(sign: str) -> bool:
    """Controls, halves of a pair, private signs, and marks that turn a line round.

    Arabic and Persian need the joiners; the marks of direction for one place do no harm.
    """
    if sign in "\n\t\u200c\u200d\u200e\u200f\u061c\u00ad":
        return False
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"}


def _adds(pattern: re.Pattern[str], asked: Asked, text: str) -> bool:
    """Whether something of this kind stands in the answer that no original has."""
    return any(
        not any(match.group() in original for original in asked.originals)
        for match in pattern.finditer(text)
    )


def unused_terms(
    glossary: Iterable[tuple[str, str]], original: str, answer: str
) -> tuple[tuple[str, str], ...]:
    original, answer = original.casefold(), answer.casefold()
    return tuple(
        (term, fixed)
        for term, fixed in glossary
        if term.casefold() in original and fixed.casefold() not in answer
    )
