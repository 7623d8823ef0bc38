"""What people type when they ask, answer, and read for the house."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..actions.asking import LONGEST, Asking
from ..words import Concern, Naming
from .choosing import PlaceField, authority_field, set_choices, theme_field

_LONG = {"rows": 6, "dir": "auto"}


class AskForm(forms.Form):
    """A question to an authority."""

    concern = forms.ChoiceField(
        label=_("What is it about?"), choices=Concern.choices, widget=forms.RadioSelect
    )
    authority = authority_field(
        _("Whom do you ask?"), help_text=_("If it is another one's matter, they send it on.")
    )
    title = forms.CharField(
        label=_("In one line"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST,
        help_text=_(
            "In your language. Telephone numbers, addresses and accounts are hidden before anybody"
            " reads it."
        ),
        widget=forms.Textarea(attrs=_LONG),
    )
    place = PlaceField(
        label=_("Which place it is about"),
        required=False,
        help_text=_("A country, region or town, in any language."),
    )
    theme = theme_field()
    naming = forms.ChoiceField(
        label=_("How readers see you"),
        choices=Naming.choices,
        initial=Naming.ANONYMOUS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self)

    def asking(self) -> Asking:
        return Asking(**self.cleaned_data)


class WhyForm(forms.Form):
    """What the asker is told."""

    why = forms.CharField(
        label=_("To the asker"),
        required=False,
        max_length=2000,
        help_text=_("A kind sentence: what to change, or where help is given."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class MendForm(forms.Form):
    """The words of a question as readers will see them."""

    title = forms.CharField(
        label=_("In one line"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    text = forms.CharField(
        label=_("Question"),
        max_length=LONGEST,
        help_text=_("Only slips of the pen. The asker gets a letter that says what was changed."),
        widget=forms.Textarea(attrs=_LONG),
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Answer"),
        max_length=8000,
        help_text=_("In your language. Everybody reads it, under the name of the authority."),
        widget=forms.Textarea(attrs=_LONG),
    )


class RedirectForm(forms.Form):
    to = authority_field(_("Which authority can answer"))
    why = forms.CharField(
        label=_("Why they are the ones to ask"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self)


class DaysForm(forms.Form):
    days = forms.IntegerField(
        label=_("Days for an answer"),
        min_value=rules.FEWEST_DAYS,
        max_value=rules.MOST_DAYS,
        help_text=_("Counted from the day on which a question is published."),
    )
