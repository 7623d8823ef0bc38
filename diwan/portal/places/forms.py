"""What people type in on the pages of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from ..words import Rhythm

if TYPE_CHECKING:
    from diwan.core.slots import Scope

    from ..models import Follow


class FollowForm(forms.Form):
    """A scope by its codes, and how often letters come."""

    place = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    other = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    theme = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    rhythm = forms.ChoiceField(
        label=_("How often letters come"), choices=Rhythm.choices, initial=Rhythm.WEEKLY.value
    )

    @classmethod
    def of(cls, scope: Scope, follow: Follow | None) -> FollowForm:
        """The form as it stands for somebody who follows, or may begin to."""
        return cls(
            initial={
                "place": scope.place.code if scope.place else "",
                "other": scope.other.code if scope.other else "",
                "theme": scope.theme.key if scope.theme else "",
                "rhythm": follow.rhythm if follow else Rhythm.WEEKLY.value,
            },
            auto_id=False,
        )
