"""From a draft to its rows, each citation proved against the words it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diwan.vocabularies.models import Place

from .. import models
from ..rules import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .document import Citation, Resource, Statement
    from .drafting import Draft

    Versions = Mapping[tuple[int, int], models.Version]


def keep(reply: models.Reply, draft: Draft, versions: Sequence[models.Version]) -> None:
    """Write the draft as the rows of ``reply``.

    Raises:
        ValueError: a citation does not fit the words it names, or a statement has none; a fault
            of the program, and nothing of the draft is to be kept.
    """
    named = {(row.contribution.number or 0, row.number): row for row in versions}
    _keep_statements(reply, draft.statements, named)
    _keep_resources(reply, draft.resources, named)
    contributions = {row.contribution.number: row.contribution for row in versions}
    models.Unused.objects.bulk_create(
        models.Unused(
            reply=reply, contribution=contributions[unused.contribution], reason=unused.reason
        )
        for unused in draft.unused
    )


def _keep_statements(
    reply: models.Reply, statements: Sequence[Statement], versions: Versions
) -> None:
    codes = {statement.place for statement in statements if statement.place}
    places = {place.code: place for place in Place.objects.filter(code__in=codes)}
    rows = models.Statement.objects.bulk_create(
        models.Statement(
            reply=reply,
            number=statement.number,
            kind=statement.kind,
            text=statement.text,
            language=statement.language,
            about=statement.about,
            addressee=statement.addressee[:200],
            place=places.get(statement.place),
            is_summary=statement.is_summary,
        )
        for statement in statements
    )
    models.Citation.objects.bulk_create(
        [
            models.Citation(
                statement=row,
                order=order,
                stance=citation.stance,
                is_perhaps=citation.is_perhaps and not _says(citation, statement),
                **_cited(citation, versions),
            )
            for row, statement in zip(rows, statements, strict=True)
            for order, citation in enumerate(_some(statement.citations), start=1)
        ],
        batch_size=500,
    )


def _says(citation: Citation, statement: Statement) -> bool:
    """Whether a citation holds the statement word for word: then nothing about it is a guess."""
    return citation.words.casefold().split() == statement.text.casefold().split()


def _keep_resources(reply: models.Reply, resources: Sequence[Resource], versions: Versions) -> None:
    rows = models.Resource.objects.bulk_create(
        models.Resource(
            reply=reply, order=order, kind=resource.kind, name=resource.name, url=resource.url
        )
        for order, resource in enumerate(resources, start=1)
    )
    models.Mention.objects.bulk_create(
        [
            models.Mention(resource=row, **_cited(mention, versions))
            for row, resource in zip(rows, resources, strict=True)
            for mention in _some(resource.mentions)
        ],
        batch_size=500,
    )


def _some(citations: Sequence[Citation]) -> Sequence[Citation]:
    if not citations:
        raise ValueError("A statement or resource rests on no words.")
    return citations


def _cited(citation: Citation, versions: Versions) -> dict[str, object]:
    version = versions[citation.contribution, citation.version]
    words = version.masked[citation.start : citation.end]
    if not words or digest(words) != citation.sha256:
        raise ValueError(
            f"The citation of {version}, {citation.start} to {citation.end}, is not what it says."
        )
    return {
        "version": version,
        "start": citation.start,
        "end": citation.end,
        "sha256": citation.sha256,
        "language": citation.language,
    }
