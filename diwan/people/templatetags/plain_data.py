"""Ask what shape a piece of plain data has, to show it to the person it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template

register = template.Library()


@register.filter
def is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


@register.filter
def is_sequence(value: object) -> bool:
    return isinstance(value, (Sequence, set, frozenset)) and not isinstance(value, (str, bytes))


@register.filter
def spoken(key: object) -> str:
    """``joined_at`` → ``joined at``."""
    return str(key).replace("_", " ")
