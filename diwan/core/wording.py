"""Texts of the content in several languages, and the choice among them.

A *wording* is a JSON object of language code to text, ``{"en": "…", "fr": "…"}``. What a
person sees is the wording in their language, else the first of the house's languages that
has one, marked with its own language and direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

HOUSE_LANGUAGES = ("en", "fr", "ar")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "dv", "ckb", "yi"})


@dataclass(frozen=True, slots=True)
class Wording:
    """One text with its language (BCP 47) and direction (``ltr`` or ``rtl``)."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)

    def __str__(self) -> str:
        return self.text


def direction(language: str) -> str:
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def choose(wordings: Mapping[str, str] | None, language: str | None = None) -> Wording:
    """The wording to show a reader of ``language`` (default: the active language)."""
    wanted = (language or get_language() or "en").split("-")[0]
    for code in (wanted, *HOUSE_LANGUAGES, *(wordings or {})):
        text = (wordings or {}).get(code, "")
        if text:
            return Wording(text, code)
    return Wording("", wanted)


def validate_wordings(value: object) -> None:
    """Refuse anything but an object of language code to text."""
    if not isinstance(value, dict) or not all(
        isinstance(code, str) and isinstance(text, str) for code, text in value.items()
    ):
        raise ValidationError(_("Give the texts by language, for example {“en”: “…”}."))


class WordingField(models.JSONField):
    """A wording as a column; ``choose(row.title)`` picks what to show."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.validators = [*self.validators, validate_wordings]
