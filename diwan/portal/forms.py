"""What people type into the search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.vocabularies.models import Place, Theme

from . import queries
from .finding.asking import Narrowing
from .words import MANY_LANGUAGES, language_name

if TYPE_CHECKING:
    from collections.abc import Iterator

#: what is typed longer than this is refused with a sentence, and nothing of it is looked for
LONGEST = 200
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?", re.IGNORECASE)
_YEAR = re.compile(r"[12][0-9]{3}")


class _Words(forms.CharField):
    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\0", "")


class SearchForm(forms.Form):
    """Forgiving: what is unknown narrows nothing; only what is too long is said."""

    q = _Words(
        label=_("Words to find"),
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": _(
                "This is longer than %(limit_value)d characters. Type the few words that matter."
            )
        },
    )
    source = forms.CharField(required=False)
    language = forms.CharField(required=False)
    place = forms.CharField(required=False)
    theme = forms.CharField(required=False)
    year = forms.CharField(required=False)

    def clean_source(self) -> str:
        source = str(self.cleaned_data["source"])
        return source if source in queries.sources() else ""

    def clean_language(self) -> str:
        code = str(self.cleaned_data["language"])
        return code if _LANGUAGE.fullmatch(code) and code != MANY_LANGUAGES else ""

    def clean_place(self) -> Place | None:
        code = str(self.cleaned_data["place"])[:60]
        return Place.objects.by_code([code]).first() if code else None

    def clean_theme(self) -> Theme | None:
        key = str(self.cleaned_data["theme"])[:60]
        return Theme.objects.filter(key=key).first() if key else None

    def clean_year(self) -> int | None:
        year = str(self.cleaned_data["year"])
        return int(year) if _YEAR.fullmatch(year) else None

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q", ""))

    @property
    def narrowing(self) -> Narrowing:
        said = self.cleaned_data
        place, theme = said.get("place"), said.get("theme")
        return Narrowing(
            said.get("source", ""),
            said.get("language", ""),
            place.pk if place else None,
            theme.pk if theme else None,
            said.get("year"),
        )

    def chosen(self) -> Iterator[tuple[str, str, str]]:
        """What narrows the search: the field, its value in the address, and what it is called."""
        said = self.cleaned_data
        if said.get("source"):
            yield "source", said["source"], str(queries.sources()[said["source"]].title)
        if said.get("place"):
            yield "place", said["place"].code, str(said["place"])
        if said.get("theme"):
            yield "theme", said["theme"].key, str(said["theme"])
        if said.get("language"):
            yield "language", said["language"], language_name(said["language"])
        if said.get("year"):
            yield "year", str(said["year"]), str(said["year"])
