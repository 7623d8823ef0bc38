"""What stewards and reviewers type."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.core import clock
from diwan.people.models import Person

from .. import rules
from ..words import Verdict
from .items import choose

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: what a reviewer looks at, by its name in the rules
CHECKS: dict[str, StrPromise] = {
    "sources": _("It says where what it tells is known from."),
    "clear": _("Title and summary say what it is, in plain words."),
    "people": _("It names no persons who did not publish it themselves, and no private data."),
    "rights": _("It may be shown here: its licence or its owner allows it."),
    "places": _("Places and themes are those that it is about."),
    "links": _("Link and files open, and are what the title says."),
}


class ReviewersForm(forms.Form):
    """Two addresses of accounts, and until when they answer."""

    first = forms.EmailField(
        label=_("First reviewer"),
        help_text=_("The e-mail address of their account."),
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )
    second = forms.EmailField(
        label=_("Second reviewer"), widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    due_on = forms.DateField(
        label=_("Answer by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, is_more: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = clock.now().date() + timedelta(days=rules.REVIEW_DAYS)
        if is_more:
            self.fields["first"].label = _("Another reviewer")
            del self.fields["second"]

    def clean_first(self) -> Person:
        return _member(self.cleaned_data["first"])

    def clean_second(self) -> Person:
        return _member(self.cleaned_data["second"])

    def reviewers(self) -> list[Person]:
        return [self.cleaned_data[name] for name in ("first", "second") if name in self.fields]


class ReviewForm(forms.Form):
    """Ties, checks, verdict and a note to whoever submitted it."""

    conflict = forms.CharField(
        label=_("What ties you to it"),
        required=False,
        max_length=1000,
        help_text=_(
            "Work with its makers, money from them, kinship, a quarrel. Stewards and the other"
            " reviewer read it. Empty means: nothing."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    checks = forms.MultipleChoiceField(
        label=_("What you looked at and found so"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    verdict = forms.ChoiceField(
        label=_("Your verdict"), choices=Verdict.choices[1:], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("To whoever submitted it"),
        required=False,
        max_length=4000,
        help_text=_("What is missing and how to mend it. Your name does not stand there."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "checks", list(CHECKS.items()))

    def said(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        ticked = data.pop("checks")
        return data | {"checklist": {name: name in ticked for name in CHECKS}}


class ConfirmForm(forms.Form):
    """Until when an item is taken to be current."""

    until = forms.DateField(
        label=_("Current until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.now().date() + timedelta(days=rules.CURRENT_DAYS)


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )


def _member(address: str) -> Person:
    """
    Raises:
        ValidationError: nobody who may sign in has that address.
    """
    found = Person.objects.active().filter(email__iexact=address.strip()).first()
    if found is None:
        raise forms.ValidationError(
            _("Nobody here has this address. Ask them to open an account, or choose others.")
        )
    return found
