"""Ask what shape a piece of plain data has, to show it to the person it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

#: the fields of an account that no model names, for the translators
_FIELDS = (
    _("email"),
    _("verified addresses"),
    _("kind"),
    _("gender"),
    _("attribution"),
    _("wants announcements"),
    _("is administrator"),
    _("is steward"),
    _("joined at"),
    _("last signed in at"),
    _("has password"),
    _("has second factor"),
)

register = template.Library()


@register.filter
def is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


@register.filter
def is_sequence(value: object) -> bool:
    return isinstance(value, (Sequence, set, frozenset)) and not isinstance(value, (str, bytes))


@register.filter
def is_deep(value: object) -> bool:
    """Whether it holds more than a few plain words: an object, or a list of objects."""
    if is_sequence(value):
        return any(is_mapping(part) or is_sequence(part) for part in value)  # type: ignore[attr-defined]
    return is_mapping(value)


@register.filter
def shallow(value: Mapping[str, object]) -> list[tuple[str, object]]:
    """The entries that fit on a line."""
    return [(key, part) for key, part in value.items() if not is_deep(part)]


@register.filter
def deep(value: Mapping[str, object]) -> list[tuple[str, object]]:
    """The entries that need room of their own."""
    return [(key, part) for key, part in value.items() if is_deep(part)]


@register.filter
def spoken(key: object) -> SafeString | str:
    """``time_zone`` → “time zone” in the reader's language where a room says it so.

    Names that nobody has translated stay English and are marked as such.
    """
    words = str(key).replace("_", " ").strip()
    said = gettext(words) if words else ""
    if said != words or (get_language() or "en").startswith("en"):
        return said
    return format_html('<span lang="en" dir="ltr">{}</span>', words)
