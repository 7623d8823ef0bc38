"""What the directory is narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from diwan.people.rules import sorting_key
from diwan.people.vocabulary import language_names
from diwan.vocabularies import finding

from ..words import Side, Term

if TYPE_CHECKING:
    from diwan.vocabularies.models import Place

    from ..queries.services import ServiceQuerySet


class FilterForm(forms.Form):
    """Where, what, in which language; nonsense narrows nothing."""

    near = forms.CharField(
        label=_("Near which place"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "address-level2"}),
    )
    kind = forms.ChoiceField(label=_("What kind of help"), required=False)
    language = forms.ChoiceField(label=_("In which language"), required=False)
    side = forms.ChoiceField(label=_("In which land"), required=False)
    q = forms.CharField(
        label=_("Called"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    free = forms.BooleanField(label=_("Free of charge"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every: tuple[str, Any] = ("", _("All"))
        _choose(self, "kind", [every, *Term.choices])
        _choose(self, "language", [every, *spoken_languages()])
        _choose(self, "side", [("", _("In both")), *Side.choices])

    def asked(self) -> dict[str, Any]:
        """What was asked for and can be."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def spoken_languages() -> list[tuple[str, str]]:
    named = language_names((get_language() or "en").split("-")[0])
    return sorted(named.items(), key=lambda row: sorting_key(row[1]))


def places_meant(asked: dict[str, Any]) -> list[Place]:
    """What the place that was typed can mean, the likeliest first."""
    return finding.find(asked["near"], 5) if "near" in asked else []


def narrowed(rows: ServiceQuerySet, asked: dict[str, Any], place: Place | None) -> ServiceQuerySet:
    """``rows`` as far as asked for."""
    if place is not None:
        rows = rows.near(place)
    if "kind" in asked:
        rows = rows.of_kind(asked["kind"])
    if "language" in asked:
        rows = rows.speaking(asked["language"])
    if "side" in asked:
        rows = rows.of_use(asked["side"])
    if "q" in asked:
        rows = rows.named(asked["q"])
    return rows.filter(is_free=True) if "free" in asked else rows


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
