"""What of a discussion a machine may be given, and what of its answer is believed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from diwan.texts.gazetteer import Gazetteer
from diwan.texts.language import detect

from .models import Citation as CitedBy
from .models import Contribution, Version
from .models import Statement as Said
from .queries import LET_GO
from .reply import checks
from .reply.document import Citation, Statement, Weight
from .words import ContributionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from diwan.core.providers import Asked, Check, Fault, Shown

_LETTERS_AT_LEAST = 40
#: a translation writes other names otherwise: only the known ones are held to be kept
_TRANSLATION: tuple[Fault, ...] = ("figures", "dates", "contacts")
_DRAFT: tuple[Fault, ...] = (*_TRANSLATION, "names")
_ANOTHER = "und"  # the two sides of a translation share no nouns


@dataclass(frozen=True, slots=True)
class ReleasedWords:
    """A contribution as somebody without an account reads it, contact details masked.

    The evidence that :func:`diwan.core.providers.released` asks for.
    """

    contribution: int

    def words_for_strangers(self) -> str:
        shown = Contribution.objects.visible_to(AnonymousUser()).filter(
            pk=self.contribution, state=ContributionState.RELEASED
        )
        versions = Version.objects.filter(contribution__in=shown, is_released=True)
        return versions.order_by("-number").values_list("masked", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class PublishedStatement:
    """A statement as somebody without an account reads it, all its cited words standing."""

    statement: int

    def words_for_strangers(self) -> str:
        shown = Said.objects.visible_to(AnonymousUser()).filter(pk=self.statement)
        resting = Contribution.objects.filter(versions__in=_cited(self.statement))
        if resting.exclude(state=ContributionState.RELEASED).exists():
            return ""
        return shown.values_list("text", flat=True).first() or ""


def evidence(statement: Said) -> Shown:
    """What shows the words of a statement to strangers: itself, or the contribution they are from.

    A draft in its contributor's own words can be proved by these; one worded by the team cannot
    before it is published.
    """
    if statement.reply.state in LET_GO:
        return PublishedStatement(statement.pk)
    first = statement.citations.order_by("order").values_list("version__contribution", flat=True)
    return ReleasedWords(first.first() or 0)


def _cited(statement: int) -> QuerySet[Version]:
    return Version.objects.filter(
        pk__in=CitedBy.objects.filter(statement=statement).values("version")
    )


def checking(known: Mapping[str, Sequence[str]]) -> Check:
    """The check of a machine's answer: language, contact details, figures, dates and names.

    Args:
        known: code → names in every language of what must not be swapped, such as countries.
    """
    gazetteer = Gazetteer(known)

    def check(asked: Asked, answer: str) -> Iterator[Fault]:
        yield from _language(asked.language, answer)
        if not asked.is_translation:
            languages = [detect(words).code for words in asked.originals]
            rests_on = map(_citation, asked.originals, languages)
            yield from _findings(_statement(answer, asked.language, rests_on), gazetteer, _DRAFT)
            return
        (original,) = asked.originals
        for said, other in ((answer, original), (original, answer)):
            statement = _statement(said, asked.language, [_citation(other, _ANOTHER)])
            yield from _findings(statement, gazetteer, _TRANSLATION)
        if set(gazetteer.codes(original)) != set(gazetteer.codes(answer)):
            yield "names"

    return check


def _statement(said: str, language: str, rests_on: Iterable[Citation]) -> Statement:
    return Statement(1, "point", said, language, "", Weight(1), tuple(rests_on))


def _citation(words: str, language: str) -> Citation:
    digest = sha256(words.encode()).hexdigest()
    return Citation(1, 1, 0, len(words), digest, language, words)


def _findings(
    statement: Statement, gazetteer: Gazetteer, looked_for: Sequence[Fault]
) -> Iterator[Fault]:
    """What the statement has and the words it must rest on have not."""
    found = {each.check for each in checks.check(statement, gazetteer) if not each.passed}
    yield from (fault for fault in looked_for if fault in found)


def _language(asked: str, answer: str) -> Iterator[Fault]:
    """The script decides a short text, which is easily misjudged; a long one is read."""
    wanted = asked.partition("-")[0]
    guess = detect(answer).code
    letters = sum(map(str.isalpha, answer))
    is_sure = letters >= _LETTERS_AT_LEAST or "ar" in {guess, wanted}
    if letters and is_sure and guess != wanted:
        yield "language"
