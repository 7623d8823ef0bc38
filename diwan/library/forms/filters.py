"""What the list of items is narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.vocabularies.models import Place
from diwan.vocabularies.queries import choices as countries

from ..words import ItemKind
from .items import choose, themes

if TYPE_CHECKING:
    from ..queries import ItemQuerySet


class FilterForm(forms.Form):
    """Words, kind, place, theme, language and year; nonsense narrows nothing."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.TypedChoiceField(
        label=_("Country"), required=False, coerce=int, empty_value=None
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language of the work"), required=False)
    year = forms.IntegerField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(
        widget=forms.HiddenInput, required=False, choices=[("archived", ""), ("old", "")]
    )

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every: tuple[str, Any] = ("", _("All"))
        choose(self, "kind", [every, *ItemKind.choices])
        choose(self, "country", [every, *countries()])
        choose(self, "theme", [every, *themes()])
        choose(self, "language", [every, *languages])

    def asked(self) -> dict[str, Any]:
        """What was asked for and can be."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def narrowed(rows: ItemQuerySet, asked: dict[str, Any]) -> ItemQuerySet:
    """``rows`` by kind, place, theme, language and year, as far as asked for."""
    if "kind" in asked:
        rows = rows.of_kind(asked["kind"])
    if "country" in asked:
        rows = rows.in_place(Place.objects.get(pk=asked["country"]))
    if "theme" in asked:
        rows = rows.on_theme(asked["theme"])
    if "language" in asked:
        rows = rows.in_language(asked["language"])
    if "year" in asked:
        rows = rows.filter(published_in_year=asked["year"])
    return rows
