"""A search to keep, and how often letters about it come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from ..forms import SearchForm
from ..words import Rhythm

if TYPE_CHECKING:
    from ..models import SavedSearch

FIELDS = ("q", "source", "place", "theme", "language", "year")


class KeepForm(SearchForm):
    """The fields of the search, unseen, and a rhythm."""

    rhythm = forms.ChoiceField(choices=Rhythm.choices, initial=Rhythm.WEEKLY.value)

    @classmethod
    def of(cls, search: SearchForm, kept: SavedSearch | None) -> KeepForm:
        """The form as it stands beside what was found."""
        chosen = {name: value for name, value, _label in search.chosen()}
        rhythm = kept.rhythm if kept else Rhythm.WEEKLY.value
        return cls(initial={"q": search.words, **chosen, "rhythm": rhythm}, auto_id=False)

    def said(self) -> list[tuple[str, str]]:
        """What the search is made of, as unseen fields send it again."""
        return [(name, self.initial[name]) for name in FIELDS if self.initial.get(name)]
