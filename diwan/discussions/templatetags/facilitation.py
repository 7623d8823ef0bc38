"""Filters of the facilitation team's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from ..queueing import language_name as name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from diwan.portal.rules import Stretch

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
def marked(pieces: Iterable[Stretch]) -> SafeString:
    """Words with what was looked for marked in them."""
    return mark_safe(
        "".join(
            f"<mark>{escape(piece.text)}</mark>" if piece.is_match else escape(piece.text)
            for piece in pieces
        )
    )


@register.filter
def is_cut(thing: object) -> bool:
    """Whether something in a text is a cut piece rather than a stretch of it."""
    return hasattr(thing, "restored_at")
