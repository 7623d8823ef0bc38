"""What people type when an agreement moves on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.vocabularies.models import Place

from ..queries import PUBLIC_STATES
from ..words import AgreementState
from .fields import Day, OrganisationField


class DayForm(forms.Form):
    on = Day(label=_("Day"))


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class EndForm(WhyForm):
    on = Day(label=_("Last day"))


class RenewForm(forms.Form):
    on = Day(label=_("Renewed on"))
    until = Day(label=_("Runs until"))


class RecogniseForm(forms.Form):
    state = forms.TypedChoiceField(label=_("State"), coerce=int)
    on = Day(label=_("Recognised on"))
    authority = OrganisationField(label=_("By which authority"), required=False)
    source = forms.CharField(
        label=_("Where it is known from"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", "—"), *Place.objects.choices()]  # type: ignore[attr-defined]

    def clean_state(self) -> Place:
        return Place.objects.get(pk=self.cleaned_data["state"])


class StateForm(forms.Form):
    """Where an agreement that was concluded elsewhere stands."""

    state = forms.ChoiceField(
        label=_("Where it stands"),
        choices=[
            (AgreementState.DRAFT, _("Not to be read by everybody yet")),
            *((state, state.label) for state in PUBLIC_STATES),
        ],
    )
