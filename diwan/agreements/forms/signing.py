"""What people type about agreements."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    """A yes to terms that were read; ``digest`` says which."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    capacity = forms.CharField(
        label=_("In which capacity you sign"),
        help_text=_("For example “Mayor”. It stands beside your name, for everybody to read."),
        max_length=200,
    )
