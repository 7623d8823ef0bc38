"""What people type into the search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from . import queries


class SearchForm(forms.Form):
    """Forgiving: an unknown kind or language is dropped, a text too long is cut."""

    q = forms.CharField(label=_("Words to find"), required=False, strip=True)
    source = forms.CharField(required=False)
    language = forms.CharField(required=False)

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"])[:200].replace("\0", "")

    def clean_source(self) -> str:
        source = str(self.cleaned_data["source"])
        return source if source in queries.sources() else ""

    def clean_language(self) -> str:
        language = str(self.cleaned_data["language"])
        return language if language in self.languages else ""

    def source_choices(self) -> list[tuple[str, str]]:
        return [(name, str(source.title)) for name, source in queries.sources().items()]

    def language_choices(self) -> list[tuple[str, str]]:
        return [(code, language_name(code)) for code in self.languages]


def language_name(code: str) -> str:
    """The name of a language in the reader's own, or its code where we have none."""
    named = {key: str(name) for key, name in settings.LANGUAGES}
    if code in named:
        from_house: str = str(_(named[code]))
        return from_house
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
