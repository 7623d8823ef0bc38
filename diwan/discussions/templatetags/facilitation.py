"""Filters of the facilitation team's pages."""

from __future__ import annotations

from typing import Any

from django import template

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
def is_cut(thing: object) -> bool:
    """Whether something in a text is a cut piece rather than a stretch of it."""
    return hasattr(thing, "restored_at")
