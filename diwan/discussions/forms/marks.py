"""What a facilitator says a passage is good for, is about and names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.vocabularies.models import Place, Theme

from ..actions.marking import NAME_AT_MOST, NAMED_KINDS
from ..words import PassageMark, ResourceKind
from .passages import SeenField

_PARTED = ":"


class MarkForm(forms.Form):
    mark = forms.ChoiceField(label=_("Mark"), choices=PassageMark.choices)
    seen = SeenField(required=False, max_length=40)


class NameForm(forms.Form):
    """An organisation or initiative that the words name, accepted as it stands there."""

    name = forms.CharField(max_length=NAME_AT_MOST + 20)
    seen = SeenField(required=False, max_length=40)

    def clean_name(self) -> tuple[str, str]:
        return parted(self.cleaned_data["name"])


class NamesField(forms.MultipleChoiceField):
    """``organisation:House of Return``, as often as chosen → pairs."""

    def validate(self, value: Any) -> None:
        """Every name may be given; the action looks at each."""

    def clean(self, value: Any) -> Any:
        return [parted(each) for each in super().clean(value)]


class TagForm(forms.Form):
    """All that a passage is about; what is not chosen any more is taken off."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(), to_field_name="key", label=_("Themes"), required=False
    )
    places = forms.ModelMultipleChoiceField(
        Place.objects.all(), to_field_name="code", label=_("Places it is about"), required=False
    )
    another_place = forms.ModelChoiceField(
        Place.objects.of_the_world(), to_field_name="code", label=_("Another place"), required=False
    )
    named = NamesField(label=_("Organisations and initiatives it names"), required=False)
    another_kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind, kind.label) for kind in ResourceKind if kind in NAMED_KINDS],
        required=False,
    )
    another_name = forms.CharField(label=_("Another name"), max_length=NAME_AT_MOST, required=False)
    seen = SeenField(required=False, max_length=40)

    def tags(self) -> dict[str, Any]:
        """What :func:`..actions.marking.tag` takes."""
        data = self.cleaned_data
        places = [place.code for place in data["places"]]
        another, name = data["another_place"], data["another_name"]
        kind = data["another_kind"] or ResourceKind.ORGANISATION
        return {
            "themes": [theme.key for theme in data["themes"]],
            "places": [*places, another.code] if another else places,
            "named": [*data["named"], (kind, name)] if name else data["named"],
            "seen": data["seen"],
        }


def parted(value: str) -> tuple[str, str]:
    """Kind and name of a value of a checkbox; whether there is such a kind is not asked."""
    kind, _parting, name = value.partition(_PARTED)
    return kind, name
