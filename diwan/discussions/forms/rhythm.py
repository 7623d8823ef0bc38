"""How often a reader wants to hear of a discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import rhythms
from ..words import Rhythm

if TYPE_CHECKING:
    from typing import Any

    from ..models import Follow


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("You hear of what is new"),
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Messages of the facilitation team, and letters about what you wrote yourself, come"
            " in any case."
        ),
    )

    @classmethod
    def of(cls, follow: Follow | None, data: Any = None) -> RhythmForm | None:
        """The form as it stands for a follower; None for who follows nothing."""
        if follow is None:
            return None
        return cls(data, initial={"rhythm": rhythms.chosen(follow)})
