"""What the list of agreements is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.vocabularies.models import Theme

from ..words import AgreementKind
from .fields import PlaceField


class FilterForm(forms.Form):
    """Nonsense narrows nothing."""

    q = forms.CharField(
        label=_("Title or party"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    place = PlaceField(label=_("Place"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, states: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every: tuple[str, Any] = ("", _("All"))
        themes = [(theme.key, str(theme)) for theme in Theme.objects.all()]
        for name, choices in (
            ("kind", AgreementKind.choices),
            ("state", states),
            ("theme", themes),
        ):
            self.fields[name].choices = [every, *choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What was asked for and can be."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
