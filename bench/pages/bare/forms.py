"""What narrows the queue, and what decides about several."""

from __future__ import annotations

from django import forms

from .models import LANGUAGES


class FilterForm(forms.Form):
    language = forms.ChoiceField(choices=[("", "Any"), *LANGUAGES.items()], required=False)
    assigned = forms.ChoiceField(
        choices=[("", "To anybody"), ("me", "To me"), ("nobody", "To nobody yet")], required=False
    )
    channel = forms.ChoiceField(
        choices=[("", "Any"), ("web", "On the web"), ("mail", "By mail")], required=False
    )


class BulkForm(forms.Form):
    reason = forms.ChoiceField(
        choices=[
            ("", "Choose"),
            ("off_topic", "Outside the topic"),
            ("rules", "Against the rules of the community"),
            ("duplicate", "Duplicate"),
            ("spam", "Suspected spam"),
            ("automatic", "Automatic reply"),
            ("bounce", "Undelivered mail report"),
            ("empty", "Nothing written"),
            ("unreadable", "Unreadable"),
        ]
    )
