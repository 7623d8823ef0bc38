"""Headings of allauth as our own are written: in English, capitals for names alone."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

#: what allauth writes with a capital in the middle of a heading or button; names are not among it
_HEADINGS = (
    "access account activate add address addresses app at authentication authenticator browser"
    " change closed code codes confirm deactivate email enter factor in inactive key keys my"
    " other out password phone recovery request reset security sessions set sign started this trust"
    " two up verification verify your"
)
_SMALL = frozenset(_HEADINGS.split())
_TAG = re.compile(r"(<[^>]*>)")
_LATER_WORD = re.compile(r"(?<=[\w.,)?!:;])([\s-]+)([A-Z][a-z]+)(?![\w@])")


@register.filter(is_safe=True)
def sentence_case(text: str) -> SafeString:
    """``Enter Sign-In Code`` as “Enter sign-in code”; other languages are left as they are."""
    shown = conditional_escape(text)
    if (get_language() or "en").split("-")[0] != "en":
        return shown
    parts = [part if part.startswith("<") else _small(part) for part in _TAG.split(shown)]
    return mark_safe("".join(parts))


def _small(text: str) -> str:
    return _LATER_WORD.sub(lambda found: found[1] + _lowered(found[2]), text)


def _lowered(word: str) -> str:
    return word.lower() if word.lower() in _SMALL else word
