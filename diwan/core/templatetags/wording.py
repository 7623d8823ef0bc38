"""``{{ discussion.title|wording }}``: content in the reader's language, marked with its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from diwan.core.wording import Wording, choose

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


def _as_wording(value: object) -> Wording:
    if isinstance(value, Wording):
        return value
    if isinstance(value, dict):
        return choose(value)
    return Wording(str(value or ""), get_language() or "en")


@register.filter
def wording(value: object) -> SafeString | str:
    """The text, in a ``span`` with ``lang`` and ``dir`` when it is not the page's language."""
    chosen = _as_wording(value)
    if chosen.language == (get_language() or "en").split("-")[0]:
        return format_html("<bdi>{}</bdi>", chosen.text)
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', chosen.language, chosen.direction, chosen.text
    )


@register.filter
def plain(value: object) -> str:
    """The text alone, for attributes and titles."""
    return _as_wording(value).text


@register.filter
def direction(language: str) -> str:
    """``rtl`` or ``ltr`` for a language code."""
    return Wording("", language).direction
