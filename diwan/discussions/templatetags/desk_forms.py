"""Forms that many rows of the desk share, made once and filled in for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from ..desk.words import Shown

register = template.Library()


@register.filter
def choosing(choices: SafeString, row: Shown) -> SafeString:
    """``desk/_choices.html`` as it was rendered, with what holds for a passage chosen in it."""
    kind = f'<option value="{escape(row.kind)}"'
    filled = choices.replace(kind, f"{kind} selected")
    for key in row.chosen:
        box = f'name="targets" value="{escape(key)}"'
        filled = filled.replace(box, f"{box} checked")
    return mark_safe(filled)
