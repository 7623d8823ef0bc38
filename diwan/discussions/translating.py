"""How statements and contributions stand in each language of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from diwan.core.wording import HOUSE_LANGUAGES

from .models import Statement, Translation, Version
from .rules import digest
from .words import ContributionState, TranslationOrigin, TranslationState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from .models import Discussion, Reply

    Thing = Statement | Version

#: somebody should put it into the language
TO_DO = frozenset({TranslationState.MISSING, TranslationState.OUT_OF_DATE})


def words_of(thing: Thing) -> str:
    """What is to be translated: never the unmasked words of a contribution."""
    return thing.text if isinstance(thing, Statement) else thing.masked


def language_of(thing: Thing) -> str:
    return thing.language if isinstance(thing, Statement) else thing.contribution.language


def digest_of(thing: Thing) -> str:
    """SHA-256, hexadecimal, of the words in UTF-8."""
    return digest(words_of(thing))


def thing_of(row: Translation) -> Thing:
    """
    Raises:
        ValueError: it is of nothing, which the database refuses.
    """
    thing = row.statement or row.version
    if thing is None:
        raise ValueError(f"{row} is of nothing.")
    return thing


def is_current(row: Translation, thing: Thing) -> bool:
    """Whether the words it translates are still the same."""
    return row.source_sha256 == digest_of(thing)


def state(thing: Thing, row: Translation | None, language: str) -> TranslationState:
    """How ``thing`` stands in ``language``; ``row`` is its translation, if there is any."""
    if language_of(thing).split("-")[0] == language:
        return TranslationState.ORIGINAL
    if row is None or not row.text:
        return TranslationState.MISSING
    if not is_current(row, thing):
        return TranslationState.OUT_OF_DATE
    is_human = row.origin == TranslationOrigin.HUMAN
    return TranslationState.HUMAN if is_human else TranslationState.MACHINE


def states(thing: Thing, rows: Iterable[Translation]) -> dict[str, TranslationState]:
    """By language of the house; ``rows`` are the translations of ``thing``."""
    known = {row.language: row for row in rows}
    return {code: state(thing, known.get(code), code) for code in HOUSE_LANGUAGES}


def shown(thing: Thing, rows: Iterable[Translation], language: str) -> Translation | None:
    """The translation that a reader of ``language`` sees: never one that is out of date."""
    for row in rows:
        if row.language == language and row.text and is_current(row, thing):
            return None if language_of(thing).split("-")[0] == language else row
    return None


def statements(reply: Reply) -> list[Statement]:
    """The statements of a version with their translations, in two queries."""
    rows = reply.statements.order_by("number").prefetch_related("translations")
    for row in rows:
        row.reply = reply
    return list(rows)


def contributions(discussion: Discussion) -> list[Version]:
    """The released words of a discussion with their translations, in two queries."""
    return list(
        Version.objects.filter(
            is_released=True,
            contribution__discussion=discussion,
            contribution__state=ContributionState.RELEASED,
        )
        .select_related("contribution")
        .prefetch_related("translations")
        .defer("text", "pieces", "note", "parts")
        .order_by("contribution__number")
    )


def outdated(reply: Reply) -> list[tuple[Statement, str]]:
    """Statements of a version, each with a language in which its translation is out of date."""
    return [
        (statement, code)
        for statement in statements(reply)
        for code, how in states(statement, statement.translations.all()).items()
        if how == TranslationState.OUT_OF_DATE
    ]


def of_reply(reply: Reply, language: str) -> Mapping[int, Translation]:
    """By statement, the translation that a reader of ``language`` sees; one query."""
    rows = (
        Translation.objects.filter(statement__reply=reply, language=language)
        .exclude(text="")
        .select_related("statement")
    )
    return {
        row.statement_id: row
        for row in rows
        if row.statement_id is not None and shown(thing_of(row), [row], language)
    }


def of_contribution(person: Any, discussion: Discussion, number: int) -> list[Translation]:
    """What there is of a released contribution for ``person``, in the order of languages."""
    rows = Translation.objects.visible_to(person).filter(
        Q(version__contribution__discussion=discussion, version__contribution__number=number)
    )
    return [
        row
        for row in rows.select_related("version__contribution")
        if shown(thing_of(row), [row], row.language)
    ]
