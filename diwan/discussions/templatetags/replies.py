"""``{{ name|isolated }}``: a name in its own direction, on paper too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

from ..reply.rendering import names

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()
register.filter("way", names.way)


@register.filter
def isolated(name: str) -> SafeString:
    """Browsers find the direction by themselves; WeasyPrint must be told."""
    return format_html('<bdi dir="{}">{}</bdi>', names.way(name), name)
