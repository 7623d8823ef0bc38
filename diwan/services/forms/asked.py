"""What people say about a service, what they ask it, and which files stewards read in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from diwan.people.rules import time_zones
from diwan.people.words import ActorKind

from ..words import FeedbackKind, Sensitivity
from .services import choose


class FeedbackForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What did you find?"), choices=FeedbackKind.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=1000,
        help_text=_("No names, no telephone numbers: they are taken out."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        max_length=4000,
        help_text=_("You need give no name, address or telephone number."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or several."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_ManyFiles(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(each, initial) for each in given]


class ImportForm(forms.Form):
    tables = _FilesField(
        label=_("CSV files of HSDS, or a ZIP with them"),
        help_text=_("services.csv and organizations.csv are needed; choose several files at once."),
    )
    language = forms.ChoiceField(label=_("Language of the texts"), choices=settings.LANGUAGES)
    sensitivity = forms.ChoiceField(
        label=_("What others may know, where the file does not say"),
        choices=Sensitivity.choices,
        widget=forms.RadioSelect,
        initial=Sensitivity.PUBLIC,
    )
    kind = forms.ChoiceField(
        label=_("Organisations that are not in the register yet are"), choices=ActorKind.choices
    )
    timezone = forms.ChoiceField(label=_("Time zone of hours without one"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "timezone", [(zone, zone) for zone in time_zones()])

    def told(self) -> dict[str, str]:
        return {key: value for key, value in self.cleaned_data.items() if key != "tables"}
