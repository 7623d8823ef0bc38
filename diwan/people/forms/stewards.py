"""What stewards type about organisations: a verification, a reason, a review."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.organisations import Review
from ..words.organisations import Conclusion
from .organisations import DAY


class VerifyForm(forms.Form):
    review_due = forms.DateField(
        label=_("Next review"),
        help_text=_("Until that day it counts as verified; within three years."),
        widget=DAY,
    )


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("Kept in the log. Name no names."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class VettingForm(forms.Form):
    """A review of a partner: what was found, and when to look again."""

    track_record = forms.CharField(
        label=_("Track record"),
        max_length=5000,
        help_text=_("What it has done, with whom, and what came of it."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    governance = forms.CharField(
        label=_("Governance"),
        max_length=5000,
        help_text=_("Who decides, how they are chosen, how accounts are given."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    references = forms.CharField(
        label=_("References"),
        max_length=5000,
        required=False,
        help_text=_("Organisations that worked with it. No addresses or numbers of persons."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=Conclusion.choices)
    next_review_on = forms.DateField(label=_("Next review"), widget=DAY)

    def review(self) -> Review:
        data = self.cleaned_data
        return Review(**(data | {"conclusion": Conclusion(data["conclusion"])}))
