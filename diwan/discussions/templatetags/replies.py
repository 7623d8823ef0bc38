"""``{{ name|isolated }}``: a name in its own direction, on paper too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join

from diwan.core.wording import direction

from ..reply.rendering import names

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from ..reply.document import Statement

_HYPHENED = re.compile(r"([A-Za-zÀ-ÿ0-9]+(?:[-–][A-Za-zÀ-ÿ0-9]+)+)")

register = template.Library()
register.filter("way", names.way)


@register.filter
def way_of(statement: Statement) -> str:
    """The direction of a statement's own language."""
    return direction(statement.language)


@register.filter
def unbroken(text: str, language: str) -> str:
    """Latin words with a hyphen stay on one line among words that run from right to left.

    Else the hyphen of a broken word stands on the wrong side of it.
    """
    if direction(language) == "ltr" or not _HYPHENED.search(text):
        return text
    pieces = _HYPHENED.split(text)
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(text: str) -> str:
    if _HYPHENED.fullmatch(text):
        return format_html('<span class="unbroken" dir="ltr">{}</span>', text)
    return text


@register.filter
def isolated(name: str) -> SafeString:
    """Browsers find the direction by themselves; WeasyPrint must be told."""
    return format_html('<bdi dir="{}">{}</bdi>', names.way(name), name)
