"""How pages write states, files, languages and links of items."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from diwan.core.files import ALLOWED
from diwan.library.words import ItemState
from diwan.people.vocabulary import language_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.utils.safestring import SafeString

    from diwan.library.models import Item, ItemFile

register = template.Library()
#: state of an item → the state of the house that it looks like
_STATES = {
    ItemState.DRAFT: "draft",
    ItemState.SUBMITTED: "waiting",
    ItemState.IN_REVIEW: "waiting",
    ItemState.RETURNED: "returned",
    ItemState.PUBLISHED: "done",
}
#: what would end a script element or begin another, as JSON writes it
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def stands(item: Item) -> str:
    return _STATES.get(ItemState(item.state), "over")


@register.filter
def is_old(item: Item, today: date | None) -> bool:
    """Whether it is past the day on which somebody was to look again."""
    return bool(today) and item.state == ItemState.PUBLISHED and item.is_out_of_date(today)  # type: ignore[arg-type]


@register.filter
def type_and_size(file: ItemFile) -> str:
    """``PDF, 1.2 MB``"""
    suffix = ALLOWED.get(file.content_type, "").lstrip(".").upper()
    return f"{suffix}, {filesizeformat(file.size)}" if suffix else filesizeformat(file.size)


@register.filter
def language_called(code: str) -> str:
    return language_names((get_language() or "en").split("-")[0]).get(code, code)


@register.filter
def host(link: str) -> str:
    """The site of a link, so that nobody is led where they did not want to go."""
    return urlsplit(link).hostname or ""


@register.filter
def ld_json(told: Mapping[str, Any]) -> SafeString:
    """A script element of data that no program runs."""
    text = json.dumps(told, ensure_ascii=False).translate(_ESCAPED)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),
    )
