"""What administrators look for in the log."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .words import VERBS

_CODE = re.compile(r"[a-z][a-z_. -]{0,59}")
_LTR = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}


class FilterForm(forms.Form):
    """References and verbs only: no name or address can be looked for, or stand in the URL."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    who = forms.RegexField(
        r"^(system|person:\d{1,18})$",
        label=_("Who did it"),
        help_text=_("Such as person:12, or system for the clock."),
        error_messages={"invalid": _("Write person: and a number, or system.")},
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_LTR),
    )
    on = forms.RegexField(
        r"^[a-z_]+(\.[a-z_]+)?:[\w-]{1,60}$",
        label=_("What it was done to"),
        help_text=_("Such as person:12 or discussions.contribution:7."),
        error_messages={"invalid": _("Write it as a line shows it, with its number.")},
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs=_LTR),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field = self.fields["verb"]
        if isinstance(field, forms.ChoiceField):
            names = sorted((str(name), verb) for verb, name in VERBS.items())
            own = str(data.get("verb", ""))
            if own not in VERBS and _CODE.fullmatch(own):
                names.append((own, own))
            field.choices = [("", _("Everything")), *((verb, name) for name, verb in names)]

    def wanted(self) -> dict[str, str]:
        """The filled fields by their name."""
        return {name: value for name, value in self.cleaned_data.items() if value}
