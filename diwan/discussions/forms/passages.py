"""What a facilitator decides about a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from ..words import PassageKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..reviewing import Target


class SeenField(forms.CharField):
    """The moment of the last correction as the page showed it; None: there was none."""

    def clean(self, value: Any) -> datetime | None:
        said = super().clean(value)
        if not said:
            return None
        try:
            moment = parse_datetime(said)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise forms.ValidationError(_("Load the page again: its form is broken."))
        return moment


class PassageForm(forms.Form):
    """What a passage is, and what it answers; the action takes targets from answers alone."""

    kind = forms.ChoiceField(label=_("What it is"), choices=PassageKind.choices)
    targets = forms.MultipleChoiceField(label=_("What it answers"), required=False)
    seen = SeenField(required=False, max_length=40)

    def __init__(self, *args: Any, known: Mapping[str, Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        field: Any = self.fields["targets"]
        field.choices = [(key, target.label) for key, target in known.items()]
