"""What people type about dialogues and their rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core.choice_fields import BoxedChoices
from diwan.people.queries import countries
from diwan.vocabularies.models import Place

from ..actions.dialogues import Held
from ..words import Precision
from .fields import Day, PlaceField, Words

if TYPE_CHECKING:
    from ..models import Dialogue, Round


class DialogueForm(forms.Form):
    """A dialogue as a whole."""

    title = Words(label=_("Title"))
    summary = Words(
        label=_("What it is"), rows=3, required=False, help_text=_("One sentence or two.")
    )
    places = forms.MultipleChoiceField(
        label=_("Countries that take part"),
        required=False,
        widget=BoxedChoices,
    )
    url = forms.URLField(
        label=_("Its own site"), required=False, max_length=500, assume_scheme="https"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = countries()  # type: ignore[attr-defined]

    def clean_places(self) -> list[Place]:
        return list(Place.objects.countries().by_code(self.cleaned_data["places"]))

    @classmethod
    def values_of(cls, dialogue: Dialogue) -> dict[str, Any]:
        return {
            "title": dialogue.title,
            "summary": dialogue.summary,
            "places": [place.code for place in dialogue.places.all()],
            "url": dialogue.url,
        }


class RoundForm(forms.Form):
    """One round; fields are named as in ``Held``."""

    title = Words(
        label=_("What it was"),
        required=False,
        help_text=_("For example “Third ministerial conference”."),
    )
    on = Day(
        label=_("Date"), help_text=_("Where only the month or the year is known, any day of it.")
    )
    precision = forms.ChoiceField(label=_("How much of it is known"), choices=Precision.choices)
    ends_on = Day(
        label=_("Last day"), required=False, help_text=_("If it went on for several days.")
    )
    town = Words(label=_("Town"), required=False)
    place = PlaceField(label=_("Country or region"), required=False)
    topics = Words(label=_("What it was about"), rows=3, required=False)
    outcome = Words(label=_("What came of it"), rows=3, required=False)
    source = forms.CharField(
        label=_("Where it is known from"),
        max_length=500,
        required=False,
        help_text=_("An address on the web, or a document."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    is_confirmed = forms.BooleanField(
        label=_("The date is confirmed"),
        required=False,
        help_text=_("Leave it open while nothing but memory says so; readers see which it is."),
    )

    def held(self) -> Held:
        data = self.cleaned_data
        return Held(**{**data, "source": data["source"].strip()})

    @classmethod
    def values_of(cls, one: Round) -> dict[str, Any]:
        return {name: getattr(one, name) for name in cls.base_fields}
