"""Filters of the facilitation team's pages."""

from __future__ import annotations

from typing import Any

from django import template

from .. import proofs
from ..queueing import language_name as name_of

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """The name of any language in the reader’s own."""
    return name_of(code) if code else ""


@register.filter
def under(mapping: dict[str, Any], key: str) -> Any:
    """What stands under ``key``; nothing when there is no such key."""
    return mapping.get(key)


@register.filter
def leftovers(row: Any) -> tuple[proofs.Leftover, ...]:
    """What may still tell the author of a row of the queue, who chose not to be named."""
    return proofs.left_of_author(
        row.to_be_shown or "",
        attribution=row.attribution,
        name=row.author_name,
        organisation=row.organisation_name,
    )


@register.filter
def is_cut(thing: object) -> bool:
    """Whether something in a text is a cut piece rather than a stretch of it."""
    return hasattr(thing, "restored_at")
