"""What the list of projects is narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.vocabularies.models import Place, Theme
from diwan.vocabularies.queries import choices as countries

from ..queries import open_agreements
from ..words import ProjectState

if TYPE_CHECKING:
    from ..queries import ProjectQuerySet

_SHOWN_STATES = [row for row in ProjectState.choices if row[0] != ProjectState.DRAFT]


class FilterForm(forms.Form):
    """Country, theme, state and agreement; nonsense narrows nothing."""

    country = forms.TypedChoiceField(
        label=_("Country"), required=False, coerce=int, empty_value=None
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    agreement = forms.ChoiceField(label=_("Agreement"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every: tuple[str, Any] = ("", _("All"))
        signed = sorted(open_agreements().filter(projects__isnull=False).distinct(), key=str)
        rows: dict[str, Any] = {
            "country": countries(),
            "theme": [(theme.key, str(theme)) for theme in Theme.objects.all()],
            "state": _SHOWN_STATES,
            "agreement": [(row.slug, str(row)) for row in signed],
        }
        for name, choices in rows.items():
            self.fields[name].choices = [every, *choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What was asked for and can be."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def narrowed(rows: ProjectQuerySet, asked: dict[str, Any]) -> ProjectQuerySet:
    """``rows`` by place, theme, state and agreement, as far as asked for."""
    if "country" in asked:
        rows = rows.in_place(Place.objects.get(pk=asked["country"]))
    if "theme" in asked:
        rows = rows.on_theme(asked["theme"])
    if "state" in asked:
        rows = rows.filter(state=asked["state"])
    if "agreement" in asked:
        rows = rows.filter(agreement__slug=asked["agreement"])
    return rows
